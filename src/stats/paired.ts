import { independentRows, type Partition } from './clusters.js';
import { estimateMean, isConstant, type MeanEstimate } from './mean.js';
import { type Stat, undefinedStat } from './result.js';
import { rowProblem } from './row-problem.js';
import { tUpperTail } from './student-t.js';

export interface PairedComparison extends Omit<MeanEstimate, 'mean'> {
  /** Mean of candidate − baseline. */
  readonly diff: number;
  /** Pearson correlation of the two sides over the pairs; undefined when a side does not vary. */
  readonly correlation: Stat<{ readonly r: number }>;
  /** Two-sided p of H0 "no difference", t with clusters − 1 df; undefined without spread. */
  readonly test: Stat<{ readonly t: number; readonly p: number }>;
}

/**
 * Paired comparison by sample: mean of d_i = candidate_i − baseline_i with the corrected clustered standard error,
 * its t interval (df = clusters − 1) and two-sided test. Repeats are averaged before.
 */
export function comparePaired(
  pairs: { readonly baseline: ArrayLike<number>; readonly candidate: ArrayLike<number> },
  options: {
    readonly level: number;
    readonly clusters?: Partition;
    readonly weights?: ArrayLike<number>;
  },
): Stat<PairedComparison> {
  if (pairs.baseline.length !== pairs.candidate.length)
    return undefinedStat('the two sides differ in length');
  const differences = pairedDifferences(pairs);
  const clusters = options.clusters ?? independentRows(differences.length);
  const estimate = estimateMean(differences, { ...options, clusters });
  if (estimate.state === 'undefined') return estimate;
  const { mean, ...rest } = estimate;
  return {
    ...rest,
    diff: mean,
    correlation: correlation(pairs.baseline, pairs.candidate),
    test: testOf(mean, estimate.interval),
  };
}

function testOf(diff: number, interval: MeanEstimate['interval']): PairedComparison['test'] {
  if (interval.state === 'undefined') return interval;
  if (interval.se === 0) return undefinedStat('all differences are identical');
  const t = diff / interval.se;
  return { state: 'defined', t, p: 2 * tUpperTail(Math.abs(t), interval.df) };
}

/** candidate − baseline by position. Sides of unequal length are a programming error. */
export function pairedDifferences(pairs: {
  readonly baseline: ArrayLike<number>;
  readonly candidate: ArrayLike<number>;
}): Float64Array {
  if (pairs.baseline.length !== pairs.candidate.length)
    throw new RangeError('the two sides differ in length');
  return Float64Array.from(pairs.baseline, (before, row) => (pairs.candidate[row] ?? Number.NaN) - before);
}

/** Pearson's product-moment correlation. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): Stat<{ readonly r: number }> {
  const problem = rowProblem([x, y]);
  if (problem !== undefined) return undefinedStat(problem);
  if (x.length < 2) return undefinedStat('fewer than two pairs');
  const meanX = sum(x) / x.length;
  const meanY = sum(y) / y.length;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    const dx = (x[i] ?? 0) - meanX;
    const dy = (y[i] ?? 0) - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  // The rounding of the mean leaves a trace in a side of equal values; the product of two spreads may underflow.
  if (isConstant(x) || isConstant(y)) return undefinedStat('one side does not vary');
  const scale = Math.sqrt(xx) * Math.sqrt(yy);
  if (!(scale > 0 && Number.isFinite(scale)))
    return undefinedStat('the values are too small or large for a number');
  return { state: 'defined', r: Math.min(1, Math.max(-1, xy / scale)) };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] ?? 0;
  return total;
}
