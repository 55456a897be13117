import { clusterSums, independentRows, type Partition } from './clusters.js';
import { weightedMean } from './mean.js';
import { type Stat, undefinedStat } from './result.js';

/**
 * What a clustered mean is made of: one unit for each cluster, with the weighted sum of its values and its weight.
 * The mean is Σ sums / Σ weights; units are independent of each other, rows within a unit need not be.
 */
export interface Units {
  readonly count: number;
  readonly rows: number;
  readonly mean: number;
  readonly sums: Float64Array;
  readonly weights: Float64Array;
  readonly totalWeight: number;
  /** Σ w² of the rows of each unit: its variance where its rows do not depend on each other. */
  readonly squaredWeights: Float64Array;
  /** Intraclass correlation of the rows, one-way analysis of variance; 0 where every row is a unit of its own. */
  readonly intraclass: number;
}

/** Collects rows into units. Undefined as {@link weightedMean}, or with a weight that is negative. */
export function unitsOf(
  values: ArrayLike<number>,
  options: { readonly clusters?: Partition; readonly weights?: ArrayLike<number> },
): Stat<Units> {
  const centre = weightedMean(values, options.weights);
  if (centre.state === 'undefined') return centre;
  const weight = (row: number): number => options.weights?.[row] ?? 1;
  for (let row = 0; row < values.length; row++) {
    if (weight(row) < 0) return undefinedStat('a weight is negative');
  }
  const clusters = options.clusters ?? independentRows(values.length);
  return {
    state: 'defined',
    count: clusters.count,
    rows: values.length,
    mean: centre.mean,
    sums: clusterSums(clusters, (row) => weight(row) * (values[row] ?? 0)),
    weights: clusterSums(clusters, weight),
    totalWeight: centre.totalWeight,
    squaredWeights: clusterSums(clusters, (row) => weight(row) ** 2),
    intraclass: intraclassCorrelation(values, clusters),
  };
}

/** What each unit's sum differs by from what the mean expects of it; these add up to 0. */
export function residuals(units: Units): Float64Array {
  return units.sums.map((sum, unit) => sum - units.mean * (units.weights[unit] ?? 0));
}

/** ANOVA estimator of the intraclass correlation (Donner 1986), clipped to [0, 1]. Weights play no part. */
function intraclassCorrelation(values: ArrayLike<number>, clusters: Partition): number {
  const n = values.length;
  const { count } = clusters;
  if (count === n || count < 2) return 0;
  const sizes = clusterSums(clusters, () => 1);
  const sums = clusterSums(clusters, (row) => values[row] ?? 0);
  const mean = sums.reduce((total, sum) => total + sum, 0) / n;
  let within = 0;
  for (let row = 0; row < n; row++) {
    const cluster = clusters.of[row] ?? 0;
    within += ((values[row] ?? 0) - (sums[cluster] ?? 0) / (sizes[cluster] ?? 1)) ** 2;
  }
  let between = 0;
  let squares = 0;
  for (let cluster = 0; cluster < count; cluster++) {
    const size = sizes[cluster] ?? 1;
    between += size * ((sums[cluster] ?? 0) / size - mean) ** 2;
    squares += size * size;
  }
  const withinMean = within / (n - count);
  const typicalSize = (n - squares / n) / (count - 1);
  const shared = Math.max(0, (between / (count - 1) - withinMean) / typicalSize);
  return shared + withinMean > 0 ? shared / (shared + withinMean) : 0;
}
