import { clusterSums, independentRows, type Partition } from './clusters.js';
import { assertProbability, type Interval, type Stat, undefinedStat } from './result.js';
import { rowProblem } from './row-problem.js';
import { tQuantile } from './student-t.js';

/** Which standard error of a mean: see {@link standardError}. */
export type StandardErrorKind = 'naive' | 'cr0' | 'miller' | 'corrected';

/** A mean and its t interval. The mean exists from one row on, the interval from two clusters on. */
export interface MeanEstimate {
  readonly mean: number;
  readonly n: number;
  readonly clusters: number;
  readonly interval: Stat<Interval & { readonly se: number; readonly df: number }>;
}

/** Σ w x / Σ w, added in row order; undefined without rows, with a value that is not finite, or without weight. */
export function weightedMean(
  values: ArrayLike<number>,
  weights?: ArrayLike<number>,
): Stat<{ readonly mean: number; readonly totalWeight: number }> {
  if (values.length === 0) return undefinedStat('no scored sample');
  const problem = rowProblem([values], { weights });
  if (problem !== undefined) return undefinedStat(problem);
  // Differences from the first value: the mean of equal values is that value, to the bit.
  const origin = values[0] ?? 0;
  let sum = 0;
  let totalWeight = 0;
  for (let row = 0; row < values.length; row++) {
    const weight = weights?.[row] ?? 1;
    sum += weight * ((values[row] ?? 0) - origin);
    totalWeight += weight;
  }
  if (!(totalWeight > 0)) return undefinedStat('the weights add up to nothing');
  const mean = origin + sum / totalWeight;
  if (!Number.isFinite(mean)) return undefinedStat('the values are too large for a number');
  return { state: 'defined', mean, totalWeight };
}

/**
 * Standard error of a (weighted) mean, u_i = w_i (x_i − mean) / Σw:
 * - `naive`: sqrt(Σ u² · n/(n−1)), rows independent;
 * - `cr0`: sqrt(Σ_c (Σ_{i∈c} u_i)²), no small-sample correction (statsmodels `use_correction=False`);
 * - `miller`: naive² plus the cross terms inside clusters (Miller, arXiv 2411.00640), can be negative: undefined then;
 * - `corrected`: cr0 · sqrt(C/(C−1)), for t with C − 1 df (inspect_ai; statsmodels `use_correction=True`).
 *
 * Assumes that clusters are independent of each other. One cluster: undefined, never 0; 0 only for equal values.
 */
export function standardError(
  values: ArrayLike<number>,
  options: {
    readonly kind: StandardErrorKind;
    readonly clusters?: Partition;
    readonly weights?: ArrayLike<number>;
  },
): Stat<{ readonly se: number }> {
  const { kind, weights } = options;
  const rows = options.clusters ?? independentRows(values.length);
  const centre = weightedMean(values, weights);
  if (centre.state === 'undefined') return centre;
  const n = values.length;
  if (rows.of.length !== n) return undefinedStat('the clusters are those of other rows');
  if (n < 2) return undefinedStat('one sample has no standard error');
  if (kind !== 'naive' && rows.count < 2) return undefinedStat('one cluster has no standard error');
  // Exactly 0, where the rounding of the mean would leave a trace.
  if (isConstant(values)) return { state: 'defined', se: 0 };
  const deviation = (row: number): number =>
    ((weights?.[row] ?? 1) * ((values[row] ?? 0) - centre.mean)) / centre.totalWeight;
  let squares = 0;
  for (let row = 0; row < n; row++) squares += deviation(row) ** 2;
  if (!Number.isFinite(squares)) return undefinedStat('the values are too large for a number');
  const naive = squares * (n / (n - 1));
  if (kind === 'naive') return { state: 'defined', se: Math.sqrt(naive) };
  let clustered = 0;
  for (const sum of clusterSums(rows, deviation)) clustered += sum * sum;
  if (kind !== 'miller' && clustered <= 1e-20 * squares) {
    // Few clusters whose totals happen to agree: the estimate 0 would claim certainty about samples that differ.
    return undefinedStat('the clusters agree exactly while their samples differ');
  }
  if (kind === 'cr0') return { state: 'defined', se: Math.sqrt(clustered) };
  if (kind === 'corrected') {
    return { state: 'defined', se: Math.sqrt(clustered * (rows.count / (rows.count - 1))) };
  }
  const variance = naive + clustered - squares;
  if (variance < 0) return undefinedStat("Miller's variance estimate is negative");
  return { state: 'defined', se: Math.sqrt(variance) };
}

/**
 * Mean with two-sided t interval from the corrected clustered standard error, df = clusters − 1. Repeats of one
 * sample must have been averaged before ({@link averageRepeats}): the row is the sample.
 */
export function estimateMean(
  values: ArrayLike<number>,
  options: {
    readonly level: number;
    readonly clusters?: Partition;
    readonly weights?: ArrayLike<number>;
  },
): Stat<MeanEstimate> {
  assertProbability('level', options.level);
  const rows = options.clusters ?? independentRows(values.length);
  const centre = weightedMean(values, options.weights);
  if (centre.state === 'undefined') return centre;
  if (rows.of.length !== values.length) return undefinedStat('the clusters are those of other rows');
  const error = standardError(values, { ...options, clusters: rows, kind: 'corrected' });
  return {
    state: 'defined',
    mean: centre.mean,
    n: values.length,
    clusters: rows.count,
    interval:
      error.state === 'undefined' ? error : tInterval(centre.mean, error.se, rows.count - 1, options.level),
  };
}

/** True when every value equals the first. */
export function isConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}

/** estimate ± t(df) · se. */
export function tInterval(
  estimate: number,
  se: number,
  df: number,
  level: number,
): { readonly state: 'defined'; readonly se: number; readonly df: number } & Interval {
  const half = tQuantile((1 + level) / 2, df) * se;
  return { state: 'defined', se, df, low: estimate - half, high: estimate + half, level };
}

/** The mean of each sample's scored repeats: first step of every analysis, because repeats are not independent. */
export function averageRepeats(
  repeats: readonly (readonly number[])[],
): readonly Stat<{ readonly mean: number }>[] {
  return repeats.map((scores) => weightedMean(scores));
}
