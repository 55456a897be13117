import { independentRows, type Partition } from './clusters.js';
import { levelIndices, type RatingPairs } from './confusion.js';
import { type EstimateInterval, jackknifeInterval } from './jackknife-interval.js';
import { assertProbability, type Stat, undefinedStat } from './result.js';

/** How far apart two levels are, i and j being their positions on the scale: i ≠ j, |i − j| or (i − j)². */
export type KappaWeights = 'plain' | 'linear' | 'quadratic';

export interface KappaEstimate {
  readonly kappa: number;
  /** Plain agreement, to be printed beside: quadratic kappa is inflated by spread. */
  readonly agreement: number;
  readonly n: number;
  readonly clusters: number;
  readonly interval: Stat<EstimateInterval>;
}

/**
 * Cohen's kappa (1960, weighted 1968) of two raters: 1 − Σ w_ij o_ij / Σ w_ij e_ij, o the cross table and
 * e_ij = o_i· o_·j / n, w the disagreement of {@link KappaWeights} by position in `levels` (default: the levels that
 * occur, rising, as scikit-learn has it; give the whole scale where a level may be missing). Interval: jackknife over
 * clusters, t with clusters − 1 df, cut at 1; the levels stay those of all data. Both raters on one single level:
 * undefined, because there is nothing that chance could have made different.
 */
export function cohenKappa(
  pairs: RatingPairs,
  options: {
    readonly weights: KappaWeights;
    readonly level: number;
    readonly levels?: readonly number[];
    readonly clusters?: Partition;
  },
): Stat<KappaEstimate> {
  assertProbability('level', options.level);
  const indexed = levelIndices(pairs, options.levels);
  if (indexed.state === 'undefined') return indexed;
  const { reference, rated } = indexed;
  const n = reference.length;
  const clusters = options.clusters ?? independentRows(n);
  if (clusters.of.length !== n) return undefinedStat('the clusters are those of other rows');
  const size = indexed.levels.length;
  const weight = weightBetween(options.weights);
  const table = new Float64Array(size * size);
  const parts = clusterCells(clusters, (row) => (reference[row] ?? 0) * size + (rated[row] ?? 0));
  for (const cells of parts) for (const cell of cells) table[cell] = (table[cell] ?? 0) + 1;
  const whole = kappaOf(table, size, weight);
  if (whole.state === 'undefined') return whole;
  const without = parts.map((cells) => {
    for (const cell of cells) table[cell] = (table[cell] ?? 0) - 1;
    const left = kappaOf(table, size, weight);
    for (const cell of cells) table[cell] = (table[cell] ?? 0) + 1;
    return left;
  });
  let agreed = 0;
  for (let level = 0; level < size; level++) agreed += table[level * size + level] ?? 0;
  return {
    state: 'defined',
    kappa: whole.value,
    agreement: agreed / n,
    n,
    clusters: clusters.count,
    interval: jackknifeInterval(whole.value, without, { level: options.level, min: -1, max: 1 }),
  };
}

function clusterCells(clusters: Partition, cell: (row: number) => number): readonly number[][] {
  const cells: number[][] = Array.from({ length: clusters.count }, () => []);
  for (let row = 0; row < clusters.of.length; row++) cells[clusters.of[row] ?? 0]?.push(cell(row));
  return cells;
}

function weightBetween(weights: KappaWeights): (i: number, j: number) => number {
  if (weights === 'plain') return (i, j) => (i === j ? 0 : 1);
  if (weights === 'linear') return (i, j) => Math.abs(i - j);
  return (i, j) => (i - j) ** 2;
}

function kappaOf(
  table: Float64Array,
  size: number,
  weight: (i: number, j: number) => number,
): Stat<{ readonly value: number }> {
  const rows = new Float64Array(size);
  const columns = new Float64Array(size);
  let n = 0;
  let observed = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const count = table[i * size + j] ?? 0;
      rows[i] = (rows[i] ?? 0) + count;
      columns[j] = (columns[j] ?? 0) + count;
      n += count;
      observed += weight(i, j) * count;
    }
  }
  let expected = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) expected += weight(i, j) * (rows[i] ?? 0) * (columns[j] ?? 0);
  }
  if (expected === 0) return undefinedStat('both raters use one level only');
  return { state: 'defined', value: 1 - (observed * n) / expected };
}
