import type { Partition } from './clusters.js';
import { estimateMean, isConstant, type MeanEstimate } from './mean.js';
import { assertProbability, type Stat } from './result.js';
import { tQuantile, tUpperTail } from './student-t.js';

/** What values can occur at all. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

/** One-sided tests of a mean against a threshold, both ways, from one standard error. */
export interface OneSidedTest {
  readonly mean: number;
  readonly n: number;
  readonly clusters: number;
  readonly se: number;
  readonly df: number;
  readonly threshold: number;
  /** (mean − threshold)/se; null when there is no spread. */
  readonly t: number | null;
  /** p of H0 "mean ≤ threshold": small means above. Without spread the comparison itself decides: 0 or 1. */
  readonly pAbove: number;
  /** p of H0 "mean ≥ threshold": small means below. */
  readonly pBelow: number;
  /** True when all values are identical: there is no spread to reckon with. */
  readonly exact: boolean;
  /** Name of the method, as a report prints it. p, bounds and `unreliable` all belong to it. */
  readonly method: string;
  /** Why these data allow no verdict by any method here, for example too few and too skewed; null where they do. */
  readonly unreliable: string | null;
}

/**
 * t test of a clustered mean against `threshold`, df = clusters − 1, corrected clustered standard error. A
 * non-inferiority test is this test on the paired differences with threshold −margin (H0: difference ≤ −margin).
 */
export function testAgainst(
  values: ArrayLike<number>,
  options: {
    readonly threshold: number;
    readonly clusters?: Partition;
    readonly weights?: ArrayLike<number>;
    /** The least and the greatest value that can occur; quality differences: −1 and 1. Unknown when absent. */
    readonly range?: ValueRange;
  },
): Stat<OneSidedTest> {
  const { threshold, range: _, ...rest } = options;
  const estimate: Stat<MeanEstimate> = estimateMean(values, { ...rest, level: 0.95 });
  if (estimate.state === 'undefined') return estimate;
  if (estimate.interval.state === 'undefined') return estimate.interval;
  const { se, df } = estimate.interval;
  const common = { state: 'defined', n: estimate.n, clusters: estimate.clusters, df, threshold } as const;
  if (isConstant(values)) {
    const { mean } = estimate;
    const above = mean > threshold ? 0 : 1;
    const below = mean < threshold ? 0 : 1;
    const method = 'all values are identical';
    return {
      ...common,
      mean,
      se: 0,
      t: null,
      pAbove: above,
      pBelow: below,
      exact: true,
      method,
      unreliable: null,
    };
  }
  const t = (estimate.mean - threshold) / se;
  const pAbove = tUpperTail(t, df);
  const pBelow = tUpperTail(-t, df);
  const method = 'one-sided t, clustered SE CR0·√(C/(C−1)), df clusters−1';
  return { ...common, mean: estimate.mean, se, t, pAbove, pBelow, exact: false, method, unreliable: null };
}

/** The one-sided lower and upper bounds of the tested mean, each at confidence 1 − alpha. */
export function oneSidedBounds(
  test: OneSidedTest,
  alpha: number,
): { readonly lower: number; readonly upper: number } {
  assertProbability('alpha', alpha);
  if (test.se === 0) return { lower: test.mean, upper: test.mean };
  const half = tQuantile(1 - alpha, test.df) * test.se;
  return { lower: test.mean - half, upper: test.mean + half };
}
