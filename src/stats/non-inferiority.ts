import type { Partition } from './clusters.js';
import { type OneSidedTest, oneSidedBounds, testAgainst } from './one-sided.js';
import { type Stat, undefinedStat } from './result.js';

export interface NonInferiority extends OneSidedTest {
  readonly margin: number;
  readonly alpha: number;
  /** One-sided bounds of the mean difference, each at 1 − alpha. */
  readonly lower: number;
  readonly upper: number;
  /** p of H0 "difference ≤ −margin". */
  readonly p: number;
  readonly verdict: 'pass' | 'fail' | 'inconclusive';
}

/**
 * One-sided non-inferiority of paired differences (candidate − baseline): pass iff the lower bound lies above
 * −margin, fail iff the upper bound lies below it, else inconclusive. t with clusters − 1 df.
 */
export function nonInferiority(
  differences: ArrayLike<number>,
  options: {
    readonly margin: number;
    readonly alpha: number;
    readonly clusters?: Partition;
    readonly weights?: ArrayLike<number>;
  },
): Stat<NonInferiority> {
  const { margin, alpha, ...rest } = options;
  if (!(margin >= 0)) return undefinedStat('the margin must not be negative');
  const test = testAgainst(differences, { ...rest, threshold: -margin });
  if (test.state === 'undefined') return test;
  const { lower, upper } = oneSidedBounds(test, alpha);
  const verdict = lower > -margin ? 'pass' : upper < -margin ? 'fail' : 'inconclusive';
  return { ...test, margin, alpha, lower, upper, p: test.pAbove, verdict };
}
