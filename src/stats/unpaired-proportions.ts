import { chiSquareUpperTail } from './gamma.js';
import { normalQuantile } from './normal.js';
import { wilson } from './proportion.js';
import { assertProbability, type Interval, type Stat, undefinedStat } from './result.js';

/** Passes of independent trials. */
export interface PassCount {
  readonly successes: number;
  readonly n: number;
}

export type ProportionDifference = { readonly diff: number } & Interval;

/**
 * Newcombe's hybrid score interval (1998, method 10) for the difference of two independent pass rates, candidate −
 * baseline: d − √((p_c − l_c)² + (u_b − p_b)²) to d + √((u_c − p_c)² + (p_b − l_b)²), l and u Wilson's limits. Never
 * leaves [−1, 1], good at small n and rates near 0 or 1. Assumes independent trials: of clustered ones use
 * `compareUnpaired`.
 */
export function newcombeUnpaired(
  candidate: PassCount,
  baseline: PassCount,
  level: number,
): Stat<ProportionDifference> {
  const a = wilson(candidate.successes, candidate.n, level);
  if (a.state === 'undefined') return undefinedStat(`candidate: ${a.reason}`);
  const b = wilson(baseline.successes, baseline.n, level);
  if (b.state === 'undefined') return undefinedStat(`baseline: ${b.reason}`);
  const diff = a.proportion - b.proportion;
  return {
    state: 'defined',
    diff,
    low: diff - Math.hypot(a.proportion - a.low, b.high - b.proportion),
    high: diff + Math.hypot(a.high - a.proportion, b.proportion - b.low),
    level,
  };
}

/**
 * Agresti and Caffo's interval (2000): Wald's with one pass and one failure added to each arm, cut to [−1, 1]. `diff` is
 * the plain difference; the interval's centre is drawn towards 0.
 */
export function agrestiCaffo(
  candidate: PassCount,
  baseline: PassCount,
  level: number,
): Stat<ProportionDifference> {
  assertProbability('level', level);
  for (const [name, { successes, n }] of Object.entries({ candidate, baseline })) {
    if (!Number.isInteger(n) || n < 1) return undefinedStat(`${name}: no trial`);
    if (!Number.isInteger(successes) || successes < 0 || successes > n) {
      return undefinedStat(`${name}: not a count of successes`);
    }
  }
  const [a, b] = [candidate, baseline].map(({ successes, n }) => {
    const p = (successes + 1) / (n + 2);
    return { p, variance: (p * (1 - p)) / (n + 2) };
  });
  const centre = (a?.p ?? 0) - (b?.p ?? 0);
  const half = normalQuantile((1 + level) / 2) * Math.sqrt((a?.variance ?? 0) + (b?.variance ?? 0));
  return {
    state: 'defined',
    diff: candidate.successes / candidate.n - baseline.successes / baseline.n,
    low: Math.max(-1, centre - half),
    high: Math.min(1, centre + half),
    level,
  };
}

export interface SplitCheck {
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
  /** Share of each arm as seen. */
  readonly seen: readonly number[];
}

/**
 * Sample-ratio mismatch: Pearson's chi-square of the arms' sizes against the planned split (any positive numbers,
 * 9 : 1 as well as .9 : .1), df = arms − 1. A small p (below .001 by custom) says that assignment or logging is broken:
 * then no comparison of the arms means anything. Count what was randomised: users, not their requests. Undefined where
 * fewer than 5 are expected in an arm.
 */
export function sampleRatioMismatch(counts: readonly number[], planned: readonly number[]): Stat<SplitCheck> {
  if (counts.length !== planned.length) return undefinedStat('the two sides differ in length');
  if (counts.length < 2) return undefinedStat('fewer than two arms');
  if (!counts.every((count) => Number.isInteger(count) && count >= 0)) return undefinedStat('not a count');
  if (!planned.every((share) => share > 0 && Number.isFinite(share))) {
    return undefinedStat('a planned share is not a positive number');
  }
  const n = counts.reduce((sum, count) => sum + count, 0);
  const whole = planned.reduce((sum, share) => sum + share, 0);
  if (n === 0) return undefinedStat('no sample');
  const expected = planned.map((share) => (n * share) / whole);
  if (expected.some((count) => count < 5)) return undefinedStat('fewer than 5 are expected in an arm');
  const chiSquare = counts.reduce((sum, count, arm) => {
    const due = expected[arm] ?? 1;
    return sum + (count - due) ** 2 / due;
  }, 0);
  const df = counts.length - 1;
  const seen = counts.map((count) => count / n);
  return { state: 'defined', chiSquare, df, p: chiSquareUpperTail(chiSquare, df), seen };
}
