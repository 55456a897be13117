import type { Partition } from './clusters.js';
import type { EstimateInterval } from './jackknife-interval.js';
import { estimateMean, tInterval } from './mean.js';
import { assertProbability, type Interval, type Stat, undefinedStat } from './result.js';
import { rowProblem } from './row-problem.js';
import { tQuantile, tUpperTail } from './student-t.js';

/** One arm of an unpaired comparison. Its clusters (users, sessions) are its own: none is in both arms. */
export interface Arm {
  readonly values: ArrayLike<number>;
  readonly clusters?: Partition;
  readonly weights?: ArrayLike<number>;
}

interface ArmError {
  readonly mean: number;
  readonly variance: number;
  readonly df: number;
}

export interface UnpairedComparison {
  /** candidate − baseline. */
  readonly diff: number;
  readonly candidate: number;
  readonly baseline: number;
  readonly interval: Stat<EstimateInterval>;
  /** Two-sided p of H0 "no difference"; undefined without spread. */
  readonly test: Stat<{ readonly t: number; readonly p: number }>;
}

/**
 * Welch's t (1947) of two independent arms: difference of (weighted) means, se² = se_c² + se_b² with each arm's corrected
 * clustered standard error, df = (se_c² + se_b²)²/(se_c⁴/df_c + se_b⁴/df_b) after Satterthwaite, df_i = clusters − 1.
 * For the two arms of a live test, which answer different requests; the same samples in both are `comparePaired`.
 */
export function compareUnpaired(
  candidate: Arm,
  baseline: Arm,
  options: { readonly level: number },
): Stat<UnpairedComparison> {
  assertProbability('level', options.level);
  const means = armMeans(candidate, baseline);
  if (means.state === 'undefined') return means;
  const diff = means.candidate - means.baseline;
  const result = { state: 'defined', diff, candidate: means.candidate, baseline: means.baseline } as const;
  if (means.errors.state === 'undefined') return { ...result, interval: means.errors, test: means.errors };
  const { a, b } = means.errors;
  const se = Math.sqrt(a.variance + b.variance);
  const interval = tInterval(diff, se, welchDf(a, b, 1), options.level);
  if (se === 0) return { ...result, interval, test: undefinedStat('neither arm varies') };
  const t = diff / se;
  return { ...result, interval, test: { state: 'defined', t, p: 2 * tUpperTail(Math.abs(t), interval.df) } };
}

export interface UnpairedRatio {
  /** Mean of the candidate ÷ mean of the baseline. */
  readonly ratio: number;
  readonly candidate: number;
  readonly baseline: number;
  /** Fieller's; unequal to both sides. */
  readonly interval: Stat<Interval & { readonly df: number }>;
}

/**
 * Ratio of the means of two independent arms with Fieller's interval (1954): {R : (x̄ − R ȳ)² ≤ t² (se_x² + R² se_y²)}, t with
 * Welch's df at the ratio seen. For costs and latencies ("at most 5 % more"). Bounded only while the baseline's mean
 * differs from 0.
 */
export function unpairedRatio(
  candidate: Arm,
  baseline: Arm,
  options: { readonly level: number },
): Stat<UnpairedRatio> {
  assertProbability('level', options.level);
  const means = armMeans(candidate, baseline);
  if (means.state === 'undefined') return means;
  if (means.baseline === 0) return undefinedStat('the mean of the baseline is 0');
  const ratio = means.candidate / means.baseline;
  if (!Number.isFinite(ratio)) return undefinedStat('the values are too large for a number');
  const result = { state: 'defined', ratio, candidate: means.candidate, baseline: means.baseline } as const;
  if (means.errors.state === 'undefined') return { ...result, interval: means.errors };
  const { a: x, b: y } = means.errors;
  const df = welchDf(x, y, ratio);
  const square = tQuantile((1 + options.level) / 2, df) ** 2;
  const a = y.mean ** 2 - square * y.variance;
  if (!(a > 0)) {
    return {
      ...result,
      interval: undefinedStat('the baseline is too uncertain for a bounded interval (Fieller)'),
    };
  }
  const b = x.mean * y.mean;
  const c = x.mean ** 2 - square * x.variance;
  const root = Math.sqrt(Math.max(0, b * b - a * c));
  const interval = { low: (b - root) / a, high: (b + root) / a, level: options.level, df };
  if (!Number.isFinite(interval.low + interval.high)) {
    return { ...result, interval: undefinedStat('the values are too large for a number') };
  }
  return { ...result, interval: { state: 'defined', ...interval } };
}

function armMeans(
  candidate: Arm,
  baseline: Arm,
): Stat<{
  readonly candidate: number;
  readonly baseline: number;
  readonly errors: Stat<{ readonly a: ArmError; readonly b: ArmError }>;
}> {
  const [a, b] = [armError('candidate', candidate), armError('baseline', baseline)];
  if (a.state === 'undefined') return a;
  if (b.state === 'undefined') return b;
  const means = { state: 'defined', candidate: a.mean, baseline: b.mean } as const;
  if (a.error.state === 'undefined') return { ...means, errors: a.error };
  if (b.error.state === 'undefined') return { ...means, errors: b.error };
  return { ...means, errors: { state: 'defined', a: a.error, b: b.error } };
}

function armError(name: string, arm: Arm): Stat<{ readonly mean: number; readonly error: Stat<ArmError> }> {
  const { values, clusters, weights } = arm;
  const problem = rowProblem([values], { clusters, weights });
  if (problem !== undefined) return undefinedStat(`${name}: ${problem}`);
  const options = { level: 0.95, ...(clusters && { clusters }), ...(weights && { weights }) };
  const estimate = estimateMean(values, options);
  if (estimate.state === 'undefined') return undefinedStat(`${name}: ${estimate.reason}`);
  const { mean, interval } = estimate;
  const error: Stat<ArmError> =
    interval.state === 'undefined'
      ? undefinedStat(`${name}: ${interval.reason}`)
      : { state: 'defined', mean, variance: interval.se ** 2, df: interval.df };
  return { state: 'defined', mean, error };
}

/** Satterthwaite's df of x̄ − factor · ȳ. */
function welchDf(x: ArmError, y: ArmError, factor: number): number {
  const scaled = factor * factor * y.variance;
  const total = x.variance + scaled;
  if (total === 0) return x.df + y.df;
  return total ** 2 / (x.variance ** 2 / x.df + scaled ** 2 / y.df);
}
