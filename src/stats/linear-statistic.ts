import { clusterSums, type Partition } from './clusters.js';
import { weightedMean } from './mean.js';
import { type Stat, undefinedStat } from './result.js';
import { rowProblem } from './row-problem.js';

/** One weighted mean of a {@link LinearStatistic}, over the rows of the partition. */
export interface LinearTerm {
  readonly values: ArrayLike<number>;
  /** Default 1; 0 for rows of another arm. */
  readonly weights?: ArrayLike<number>;
  /** What the mean is multiplied by; default 1, −1 for the arm that is subtracted. */
  readonly factor?: number;
}

/**
 * Σ factor · (Σ w x / Σ w): a weighted mean, or a difference of means. It depends on the rows through sums by cluster
 * only, so that a resample costs one addition per cluster and column.
 */
export interface LinearStatistic {
  readonly terms: readonly LinearTerm[];
}

/** A statistic as resampling needs it. */
export interface Resampled {
  readonly value: number;
  /** Of the clusters drawn, with repetition. */
  of(drawn: Int32Array): number;
  /** Of all clusters but one. */
  without(cluster: number): number;
}

interface Column {
  readonly mean: number;
  readonly factor: number;
  /** Σ w (x − mean) by cluster: small numbers, so that sums keep their digits. */
  readonly sums: Float64Array;
  /** Σ w by cluster. */
  readonly weights: Float64Array;
  /** The weight of every cluster, where all have the same. */
  readonly evenWeight: number | undefined;
}

/** Sums by cluster of a linear statistic. */
export function resampleLinear(statistic: LinearStatistic, clusters: Partition): Stat<Resampled> {
  if (statistic.terms.length === 0) throw new RangeError('a linear statistic needs a term');
  const columns: Column[] = [];
  for (const { values, weights, factor = 1 } of statistic.terms) {
    const problem = rowProblem([values], { weights, clusters });
    if (problem !== undefined) return undefinedStat(problem);
    const centre = weightedMean(values, weights);
    if (centre.state === 'undefined') return centre;
    const weight = (row: number): number => weights?.[row] ?? 1;
    const sums = clusterSums(clusters, (row) => weight(row) * ((values[row] ?? 0) - centre.mean));
    const byCluster = clusterSums(clusters, weight);
    const evenWeight = byCluster.every((one) => one === byCluster[0]) ? byCluster[0] : undefined;
    columns.push({ mean: centre.mean, factor, sums, weights: byCluster, evenWeight });
  }
  const combine = (part: (column: Column) => number): number =>
    columns.reduce((total, column) => total + column.factor * (column.mean + part(column)), 0);
  return {
    state: 'defined',
    value: combine(() => 0),
    of: (drawn) => combine((column) => meanOf(column, drawn)),
    without: (cluster) =>
      combine(
        (column) =>
          (total(column.sums) - (column.sums[cluster] ?? 0)) /
          (total(column.weights) - (column.weights[cluster] ?? 0)),
      ),
  };
}

function meanOf(column: Column, drawn: Int32Array): number {
  const { sums, weights, evenWeight } = column;
  if (evenWeight !== undefined) return sumOf(sums, drawn) / (evenWeight * drawn.length);
  return sumOf(sums, drawn) / sumOf(weights, drawn);
}

/** The hot loop: apart, so that it is compiled for one shape of arguments. */
function sumOf(column: Float64Array, drawn: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < drawn.length; i++) sum += column[drawn[i] as number] as number;
  return sum;
}

function total(column: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += column[i] ?? 0;
  return sum;
}
