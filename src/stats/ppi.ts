import type { EstimateInterval } from './jackknife-interval.js';
import { normalQuantile } from './normal.js';
import { lambdaOf } from './ppi-lambda.js';
import { addResiduals, type PpiOptions, type PpiSample, ppiParts, ppiProblem } from './ppi-parts.js';
import { assertProbability, type Stat, undefinedStat } from './result.js';
import { tQuantile } from './student-t.js';

export interface PpiEstimate {
  readonly value: number;
  readonly lambda: number;
  readonly labelled: number;
  readonly unlabelled: number;
  /** Of the labelled answers. */
  readonly clusters: number;
  readonly interval: Stat<EstimateInterval>;
}

export interface PpiDifference {
  /** candidate − baseline. */
  readonly diff: number;
  readonly candidate: PpiEstimate;
  readonly baseline: PpiEstimate;
  readonly interval: Stat<EstimateInterval>;
}

/**
 * PPI++ mean (Angelopoulos, Duchi and Zrnic 2023): θ = λ mean(judge, unlabelled) + mean(Y − λ judge, labelled), the
 * judge's mean corrected by what the labels show of its error. se² = λ² Var(judge_u)/N + Var(Y − λ judge)/n, summed
 * over clusters where they are given, with the covariance of clusters that hold labelled and unlabelled answers.
 * λ* = Cov(Y, judge)/((1 + n/N) Var(judge)), Cov with divisor n, Var pooled over all with n + N − 1 (ppi_py); with
 * clusters or weights the λ of least estimated variance. No unlabelled answer: λ = 0. Interval: {@link PpiOptions}.
 *
 * Assumes that the labelled answers are a random draw from the same pool as the others, and that 30 to 50 of them
 * exist. For paired differences of two variants on one sample give differences as `truth`, `judged` and `unlabelled`.
 */
export function ppiMean(sample: PpiSample, options: PpiOptions): Stat<PpiEstimate> {
  const arm = armOf(sample, options, 1);
  return arm.state === 'undefined' ? arm : { state: 'defined', ...arm.estimate };
}

/**
 * PPI++ difference of two means, candidate − baseline: each arm's own {@link ppiMean} (labels, λ and judge scores of
 * its own answers), the error from both arms by cluster. Arms that share clusters (the same samples answered by both)
 * get their covariance; without `clusters` they count as independent. df is the smaller arm's. Where the same samples
 * are labelled in both arms, {@link ppiMean} of the differences is sharper.
 */
export function ppiDifference(
  candidate: PpiSample,
  baseline: PpiSample,
  options: PpiOptions,
): Stat<PpiDifference> {
  const a = armOf(candidate, options, 1);
  if (a.state === 'undefined') return undefinedStat(`candidate: ${a.reason}`);
  const b = armOf(baseline, options, 1 + candidate.truth.length + candidate.unlabelled.length);
  if (b.state === 'undefined') return undefinedStat(`baseline: ${b.reason}`);
  const diff = a.estimate.value - b.estimate.value;
  if (!Number.isFinite(diff)) return undefinedStat('the values are too large for a number');
  const sides = { diff, candidate: a.estimate, baseline: b.estimate };
  const undefinedSide = [a, b].map((arm) => arm.estimate.interval).find((one) => one.state === 'undefined');
  if (undefinedSide !== undefined) return { state: 'defined', ...sides, interval: undefinedSide };
  const clusters = Math.min(a.estimate.clusters, b.estimate.clusters);
  const influence = addResiduals([
    { residuals: a.influence, factor: 1 },
    { residuals: b.influence, factor: -1 },
  ]);
  return { state: 'defined', ...sides, interval: intervalOf(diff, influence, clusters, options) };
}

/** One-sided lower and upper bounds of a PPI++ estimate, each at confidence 1 − alpha, from its se and df. */
export function ppiBounds(
  estimate: { readonly value: number; readonly interval: Stat<EstimateInterval> },
  alpha: number,
): Stat<{ readonly lower: number; readonly upper: number }> {
  assertProbability('alpha', alpha);
  const { interval, value } = estimate;
  if (interval.state === 'undefined') return interval;
  const half = quantileOf(1 - alpha, interval.df) * interval.se;
  return { state: 'defined', lower: value - half, upper: value + half };
}

interface Arm {
  readonly estimate: PpiEstimate;
  /** What each cluster adds to the error of the estimate. */
  readonly influence: ReadonlyMap<number, number>;
}

function armOf(sample: PpiSample, options: PpiOptions, first: number): Stat<Arm> {
  const problem = ppiProblem(sample, options);
  if (problem !== undefined) return undefinedStat(problem);
  const parts = ppiParts(sample, first);
  if (parts.state === 'undefined') return parts;
  const lambda = lambdaOf(sample, parts, options);
  if (sample.unlabelled.length === 0 && lambda > 0) return undefinedStat('no unlabelled answer');
  const value = lambda * parts.unlabelled.mean + parts.truth.mean - lambda * parts.judged.mean;
  if (!Number.isFinite(value)) return undefinedStat('the values are too large for a number');
  const scale = (clusters: number): number =>
    options.quantile === 'z' || clusters < 2 ? 1 : Math.sqrt(clusters / (clusters - 1));
  const labelled = scale(parts.labelledClusters);
  const influence = addResiduals([
    { residuals: parts.truth.residuals, factor: labelled },
    { residuals: parts.judged.residuals, factor: -lambda * labelled },
    { residuals: parts.unlabelled.residuals, factor: lambda * scale(parts.unlabelledClusters) },
  ]);
  const alone = parts.labelledClusters < 2 || (lambda > 0 && parts.unlabelledClusters < 2);
  const interval = alone
    ? undefinedStat('one cluster has no standard error')
    : intervalOf(value, influence, parts.labelledClusters, options);
  const estimate = {
    value,
    lambda,
    labelled: sample.truth.length,
    unlabelled: sample.unlabelled.length,
    clusters: parts.labelledClusters,
    interval,
  };
  return { state: 'defined', estimate, influence };
}

function intervalOf(
  value: number,
  influence: ReadonlyMap<number, number>,
  clusters: number,
  options: PpiOptions,
): Stat<EstimateInterval> {
  let variance = 0;
  for (const part of influence.values()) variance += part * part;
  // Rounding leaves about 1e-33 of nothing.
  if (variance <= 1e-28 * Math.max(1, value * value)) return undefinedStat('the data show no spread');
  if (!Number.isFinite(variance)) return undefinedStat('the values are too large for a number');
  const se = Math.sqrt(variance);
  const df = options.quantile === 'z' ? Number.POSITIVE_INFINITY : clusters - 1;
  const half = quantileOf((1 + options.level) / 2, df) * se;
  return { state: 'defined', se, df, low: value - half, high: value + half, level: options.level };
}

/** Of t, or of the normal distribution, which is t with infinitely many degrees of freedom. */
function quantileOf(p: number, df: number): number {
  return Number.isFinite(df) ? tQuantile(p, df) : normalQuantile(p);
}
