import { hashJson, hashText } from '../../domain/index.js';

/** A sample that may go to either part. */
export interface SplitSample {
  readonly id: string;
  readonly dataset: string;
  readonly cluster: string;
  /** Index of its stratum. */
  readonly stratum: number;
}

/** The samples in two parts that share no cluster, by index. */
export interface Split {
  readonly search: readonly number[];
  readonly gate: readonly number[];
  readonly clusters: { readonly search: number; readonly gate: number };
  /** Of the gate part's samples: who knows them has seen it. */
  readonly sha256: string;
}

/** A stratum of so many clusters has two in either part, so that both have a standard error. */
const ENOUGH_FOR_TWO = 4;

/**
 * Splits samples by whole clusters into a part that is searched and one that is held back for the gate. Clusters come
 * in the order of a hash of seed and name, and each goes where its strata lack most of their share; so neither the
 * order of the files nor what else is in them matters much, and every stratum comes near to `gateShare` by itself. A
 * stratum of two clusters or more has one in either part; of fewer, `splitGaps` says so.
 */
export function splitByCluster(
  samples: readonly SplitSample[],
  options: { readonly gateShare: number; readonly seed: number; readonly datasets: readonly string[] },
): Split {
  const clusters = clustersOf(samples, options.seed);
  const strata = Math.max(0, ...samples.map(({ stratum }) => stratum + 1));
  const gate = new Set<Cluster>();
  const seen = new Float64Array(strata);
  const held = new Float64Array(strata);
  for (const cluster of clusters) {
    let ifHeld = 0;
    let ifSearched = 0;
    for (const [stratum, count] of cluster.counts) {
      seen[stratum] = (seen[stratum] ?? 0) + count;
      const target = options.gateShare * (seen[stratum] ?? 0);
      const now = held[stratum] ?? 0;
      ifHeld += (now + count - target) * (now + count - target);
      ifSearched += (now - target) * (now - target);
    }
    if (ifHeld >= ifSearched) continue;
    gate.add(cluster);
    for (const [stratum, count] of cluster.counts) held[stratum] = (held[stratum] ?? 0) + count;
  }
  for (let stratum = 0; stratum < strata; stratum++) {
    const own = clusters.filter(({ counts }) => counts.has(stratum));
    const least = own.length >= ENOUGH_FOR_TWO ? 2 : own.length >= 2 ? 1 : 0;
    fill(own, { gate, least });
  }
  const rows = { search: [] as number[], gate: [] as number[] };
  for (const cluster of clusters) rows[gate.has(cluster) ? 'gate' : 'search'].push(...cluster.rows);
  const inOrder = (part: number[]): readonly number[] => part.sort((a, b) => a - b);
  const names = inOrder(rows.gate).map((row) => [samples[row]?.dataset ?? '', samples[row]?.id ?? '']);
  return {
    search: inOrder(rows.search),
    gate: rows.gate,
    clusters: { search: clusters.length - gate.size, gate: gate.size },
    sha256: hashJson({ datasets: options.datasets, samples: names }),
  };
}

/** Strata that one of the parts has nothing of: they have a single cluster. */
export function splitGaps(samples: readonly SplitSample[], split: Split): readonly number[] {
  const inGate = new Set(split.gate.map((row) => samples[row]?.stratum));
  const inSearch = new Set(split.search.map((row) => samples[row]?.stratum));
  const all = new Set(samples.map(({ stratum }) => stratum));
  return [...all].filter((stratum) => !inGate.has(stratum) || !inSearch.has(stratum)).sort((a, b) => a - b);
}

interface Cluster {
  readonly rows: readonly number[];
  /** Stratum → samples. */
  readonly counts: ReadonlyMap<number, number>;
}

function clustersOf(samples: readonly SplitSample[], seed: number): readonly Cluster[] {
  const rows = new Map<string, number[]>();
  for (const [row, { cluster }] of samples.entries()) {
    const members = rows.get(cluster);
    if (members === undefined) rows.set(cluster, [row]);
    else members.push(row);
  }
  return [...rows]
    .map(([name, members]) => ({ key: hashText(`${seed}\n${name}`), members }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ members }) => {
      const counts = new Map<number, number>();
      for (const row of members) {
        const stratum = samples[row]?.stratum ?? 0;
        counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
      }
      return { rows: members, counts };
    });
}

/** Moves clusters, the last first, until either part has `least` of them. */
function fill(
  own: readonly Cluster[],
  { gate, least }: { readonly gate: Set<Cluster>; readonly least: number },
): void {
  for (const cluster of [...own].reverse()) {
    const held = own.filter((one) => gate.has(one)).length;
    if (held < least && !gate.has(cluster)) gate.add(cluster);
    else if (own.length - held < least && gate.has(cluster)) gate.delete(cluster);
  }
}
