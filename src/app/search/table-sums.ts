import { type Score, scored, type TrialRecord } from '../../domain/index.js';
import { type RecordedCell, recordedKey, scanRecorded } from '../../model/index.js';
import { poolWeights } from '../../search/index.js';
import type { MeasuredProblem, Point } from '../../search/port.js';
import { sortWeighted, type WeightedValues } from '../../stats/index.js';
import type { Conducts } from './adversarial.js';
import { type Conduct, conductOf, watchedScorers } from './violations.js';
import type { SearchWork } from './work.js';

/** What a measured table comes to, config by config; it keeps sums, and the values of figures that are folded by percentiles. */
export interface TableSums {
  /** Distinct cells of the searched points and samples. */
  readonly cells: number;
  /** What the table says of answers to adversarial samples. */
  readonly conducts: Conducts;
  /** Weighted mean over the samples of a stratum that have the figure; null: none has. */
  mean(config: number, stratum: number, figure: string): number | null;
  /** Samples of a stratum. */
  n(stratum: number): number;
  /** Name of the pool that a config's observations of a figure are in. */
  poolOf(figure: string, config: number): string;
  /** Observations of a pool, each with its weight in it. */
  pool(name: string): WeightedValues;
}

/** Reads a recorded table once, in a stream. */
export async function readTable(
  work: SearchWork,
  options: { readonly path: string; readonly points: readonly Point[] },
): Promise<TableSums> {
  const { search, problem } = work;
  const { points } = options;
  const variants = points.map((point) => search.search.variantOf(point, null));
  const configs = new Map(variants.map((variant, config) => [recordedKey(variant), config]));
  const stratumOf = new Map(problem.strata.map(({ name }, stratum) => [name, stratum]));
  const samples = new Map(
    search.samples.golden.map(({ meta }, index) => [
      meta.id,
      { index, weight: meta.weight, stratum: stratumOf.get(meta.intent) ?? 0 },
    ]),
  );
  const seen = bitSet(points.length * samples.size);
  const sums = createSums(problem, points);
  const conducts = createConducts(work, points.length);
  let cells = 0;
  for await (const group of scanRecorded(options.path)) {
    for (const cell of group) {
      const config = cell.repeat === 0 ? configs.get(cell.key) : undefined;
      const sample = samples.get(cell.sampleId);
      const variant = variants[config ?? -1];
      if (config === undefined || variant === undefined) continue;
      const trial = trialOf(cell);
      conducts.add(config, cell.sampleId, trial);
      if (sample === undefined || !seen.add(config * samples.size + sample.index)) continue;
      cells += 1;
      const values = work.valuesOf({ trial, judgePico: 0n, variant });
      sums.add({ config, stratum: sample.stratum, weight: sample.weight }, values);
    }
  }
  const counts = problem.strata.map(
    (_, stratum) => [...samples.values()].filter((one) => one.stratum === stratum).length,
  );
  return {
    cells,
    conducts: conducts.of,
    mean: sums.mean,
    n: (stratum) => counts[stratum] ?? 0,
    poolOf: sums.poolOf,
    pool: sums.pool,
  };
}

/** Where a cell stands. */
interface Place {
  readonly config: number;
  readonly stratum: number;
  readonly weight: number;
}

/** Values of a pool and where each is from. */
interface Gathered {
  readonly values: number[];
  readonly config: number[];
  readonly stratum: number[];
  readonly weight: number[];
}

/** Sums by config, stratum and figure in flat arrays; values are kept only of figures that a percentile folds. */
function createSums(
  problem: MeasuredProblem,
  points: readonly Point[],
): Pick<TableSums, 'mean' | 'poolOf' | 'pool'> & {
  add(place: Place, values: readonly (number | null)[]): void;
} {
  const size = points.length * problem.strata.length * problem.figures.length;
  const sums = new Float64Array(size);
  const weights = new Float64Array(size);
  const pools = new Map<string, Gathered>();
  const folded = new Set(
    [...problem.objectives, ...problem.constraints]
      .filter(({ fold }) => fold !== 'mean')
      .map(({ figure }) => figure),
  );
  const slotOf = (config: number, stratum: number, figure: number): number =>
    (config * problem.strata.length + stratum) * problem.figures.length + figure;
  const poolOf = (figure: string, config: number): string => {
    const { pooledBy } = problem.figures.find(({ name }) => name === figure) ?? {};
    const point = points[config] ?? {};
    return JSON.stringify([figure, ...(pooledBy?.map((factor) => point[factor] ?? null) ?? [config])]);
  };
  const keep = (figure: string, of: Place, value: number): void => {
    const name = poolOf(figure, of.config);
    const pool = pools.get(name) ?? { values: [], config: [], stratum: [], weight: [] };
    pools.set(name, pool);
    pool.values.push(value);
    pool.config.push(of.config);
    pool.stratum.push(of.stratum);
    pool.weight.push(of.weight);
  };
  return {
    add(place, values) {
      const { config, stratum, weight } = place;
      for (const [at, value] of values.entries()) {
        if (value === null) continue;
        const slot = slotOf(config, stratum, at);
        sums[slot] = (sums[slot] ?? 0) + weight * value;
        weights[slot] = (weights[slot] ?? 0) + weight;
        const name = problem.figures[at]?.name ?? '';
        if (folded.has(name)) keep(name, place, value);
      }
    },
    mean(config, stratum, figure) {
      const at = problem.figures.findIndex(({ name }) => name === figure);
      const slot = slotOf(config, stratum, at);
      const weight = weights[slot] ?? 0;
      return weight > 0 ? (sums[slot] ?? 0) / weight : null;
    },
    poolOf,
    pool(name) {
      const { values, ...origins } = pools.get(name) ?? { values: [], config: [], stratum: [], weight: [] };
      return sortWeighted(values, poolWeights(origins, problem, points));
    },
  };
}

/** A byte for every configuration and adversarial sample: its place in `CONDUCTS`. */
function createConducts(
  { search }: SearchWork,
  configs: number,
): { add(config: number, sampleId: string, trial: TrialRecord): void; readonly of: Conducts } {
  const { adversarial } = search.samples;
  const watched = watchedScorers(search.prepared.loaded.experiment.scorers);
  const columns = new Map(adversarial.map(({ meta }, column) => [meta.id, column]));
  const columnAt = new Map(adversarial.map(({ position }, column) => [position, column]));
  const found = new Uint8Array(configs * adversarial.length);
  return {
    add(config, sampleId, trial) {
      const column = columns.get(sampleId);
      if (column === undefined) return;
      found[config * adversarial.length + column] = CONDUCTS.indexOf(conductOf(trial, watched));
    },
    of({ config, position }) {
      const column = columnAt.get(position);
      return column === undefined ? undefined : CONDUCTS[found[config * adversarial.length + column] ?? 0];
    },
  };
}

const CONDUCTS: readonly (Conduct | undefined)[] = [undefined, 'violates', 'clean', 'unknown', 'unchecked'];

/** A set of whole numbers below `size`, one bit each; `add` says whether it is new. */
function bitSet(size: number): { add(value: number): boolean } {
  const bits = new Uint8Array(Math.ceil(size / 8));
  return {
    add(value) {
      const at = Math.floor(value / 8);
      const byte = bits[at] ?? 0;
      const bit = 1 << (value % 8);
      if ((byte & bit) !== 0) return false;
      bits[at] = byte | bit;
      return true;
    },
  };
}

/** A line of the table as the trial that it becomes; its scores are taken as the recorded scorer takes them. */
function trialOf({ scores, usage, latencyMs }: RecordedCell): TrialRecord {
  const known = Object.entries(scores).filter(([, value]) => value >= 0 && value <= 1);
  return {
    variantIndex: 0,
    sampleIndex: 0,
    repeat: 0,
    outcome: {
      state: 'completed',
      stopReason: 'end_turn',
      usage,
      latencyMs,
      costPico: null,
      components: null,
    },
    scores: Object.fromEntries(known.map(([name, value]): [string, Score] => [name, scored(value)])),
  };
}
