import type { SampleMeta } from '../domain/index.js';
import { type Partition, partition, restrict } from '../stats/index.js';
import type { SampleTable } from './port.js';

/** The pairs of two tables on one column, and the samples that make none. */
export interface PairedRows {
  readonly samples: readonly SampleMeta[];
  /** Where each pair stands in its two tables. */
  readonly rows: readonly { readonly before: number; readonly after: number }[];
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly weights: Float64Array;
  readonly clusters: Partition;
  readonly n: number;
  readonly missing: readonly MissingPair[];
}

export interface MissingPair {
  readonly sampleId: string;
  readonly dataset: string;
  readonly side: 'baseline' | 'candidate' | 'both';
}

/**
 * Pairs two tables by sample id, in the order of the candidate and then of what only the baseline has. A pair needs
 * a value on both sides; every other sample is listed with the side that lacks it. What is known of a sample
 * (dataset, cluster, weight) is taken from the candidate where it has the sample.
 */
export function pairTables(
  tables: { readonly baseline: SampleTable; readonly candidate: SampleTable },
  columns: {
    readonly before: Float64Array;
    readonly after: Float64Array;
    readonly belongs: (sample: SampleMeta) => boolean;
  },
): PairedRows {
  const samples: SampleMeta[] = [];
  const rows: Alignment[] = [];
  const before: number[] = [];
  const after: number[] = [];
  const missing: MissingPair[] = [];
  for (const at of alignmentOf(tables)) {
    const { sample } = at;
    if (!columns.belongs(sample)) continue;
    const left = columns.before[at.before] ?? Number.NaN;
    const right = columns.after[at.after] ?? Number.NaN;
    const lacksLeft = Number.isNaN(left);
    const lacksRight = Number.isNaN(right);
    if (lacksLeft || lacksRight) {
      const side = lacksLeft && lacksRight ? 'both' : lacksLeft ? 'baseline' : 'candidate';
      missing.push({ sampleId: sample.id, dataset: sample.dataset, side });
      continue;
    }
    samples.push(sample);
    rows.push(at);
    before.push(left);
    after.push(right);
  }
  return {
    samples,
    rows,
    before: Float64Array.from(before),
    after: Float64Array.from(after),
    weights: Float64Array.from(samples, ({ weight }) => weight),
    clusters: partition(samples.map(({ cluster }) => cluster)),
    n: samples.length,
    missing,
  };
}

/** A sample with its row in either table; −1 where a table does not have it. */
interface Alignment {
  readonly sample: SampleMeta;
  readonly before: number;
  readonly after: number;
}

/** Two tables are paired on many figures: which row belongs to which is found once, as long as both are held. */
const alignments = new WeakMap<readonly SampleMeta[], WeakMap<readonly SampleMeta[], readonly Alignment[]>>();

function alignmentOf(tables: {
  readonly baseline: SampleTable;
  readonly candidate: SampleTable;
}): readonly Alignment[] {
  const { samples: before } = tables.baseline;
  const { samples: after } = tables.candidate;
  let known = alignments.get(before);
  if (known === undefined) {
    known = new WeakMap();
    alignments.set(before, known);
  }
  const old = known.get(after);
  if (old !== undefined) return old;
  const aligned = before === after ? sameRows(after) : align(before, after);
  known.set(after, aligned);
  return aligned;
}

/** Two variants of one run share their samples, row by row. */
function sameRows(samples: readonly SampleMeta[]): readonly Alignment[] {
  return samples.map((sample, row) => ({ sample, before: row, after: row }));
}

function align(before: readonly SampleMeta[], after: readonly SampleMeta[]): readonly Alignment[] {
  const keyOf = sampleKeys([before, after]);
  const baselineRows = new Map(before.map((sample, row) => [keyOf(sample), row]));
  const candidateKeys = new Set(after.map(keyOf));
  return [
    ...after.map((sample, row) => ({ sample, before: baselineRows.get(keyOf(sample)) ?? -1, after: row })),
    ...before.flatMap((sample, row) =>
      candidateKeys.has(keyOf(sample)) ? [] : [{ sample, before: row, after: -1 }],
    ),
  ];
}

/** Some of the pairs, in the order of `rows`; what is missing is not theirs. */
export function selectPairs(pairs: PairedRows, rows: readonly number[]): PairedRows {
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row] ?? 0);
  return {
    samples: rows.flatMap((row) => pairs.samples[row] ?? []),
    rows: rows.flatMap((row) => pairs.rows[row] ?? []),
    before: pick(pairs.before),
    after: pick(pairs.after),
    weights: pick(pairs.weights),
    clusters: restrict(pairs.clusters, rows),
    n: rows.length,
    missing: [],
  };
}

/** Sample id, with the dataset's name before it where one table has the id in two datasets. */
function sampleKeys(tables: readonly (readonly SampleMeta[])[]): (sample: SampleMeta) => string {
  const ambiguous = new Set<string>();
  for (const samples of tables) {
    const seen = new Set<string>();
    for (const { id } of samples) {
      if (seen.has(id)) ambiguous.add(id);
      seen.add(id);
    }
  }
  return ({ id, dataset }) => (ambiguous.has(id) ? `${dataset}\n${id}` : id);
}
