import type { ValueRange } from './bounded-mean.js';
import { clusterRobust } from './cluster-robust.js';
import { independentRows, type Partition } from './clusters.js';
import { narrow } from './crossing.js';
import { isConstant, standardError } from './mean.js';
import { chooseLaw, type OneSidedLaw, pAboveAt, pBelowAt } from './one-sided-law.js';
import { assertProbability, type Stat, undefinedStat } from './result.js';
import { tUpperTail } from './student-t.js';
import { unitsOf } from './units.js';

export type { ValueRange } from './bounded-mean.js';

/** One-sided tests of a mean against a threshold, both ways. */
export interface OneSidedTest {
  readonly mean: number;
  readonly n: number;
  readonly clusters: number;
  /** Cluster-robust standard error (CR2) and its degrees of freedom, whichever method decides. */
  readonly se: number;
  readonly df: number;
  readonly threshold: number;
  /** (mean − threshold)/se; null when there is no spread. */
  readonly t: number | null;
  /** p of H0 "mean ≤ threshold": small means above. */
  readonly pAbove: number;
  /** p of H0 "mean ≥ threshold": small means below. */
  readonly pBelow: number;
  /** True when all values are identical and their range is unknown: values are compared, nothing is tested. */
  readonly exact: boolean;
  /** Name of the method, as a report prints it. p and bounds belong to it. */
  readonly method: string;
  /** Why these data allow no verdict by any method here; null where they do. */
  readonly unreliable: string | null;
  /** What keeps a plain t test of these data from being trusted, for example `skewness −2.1 at n = 30`. */
  readonly shape: string;
  /** The p of the plain t test, above and below: for telling when shape, not spread, leaves the verdict open. */
  readonly plain: { readonly pAbove: number; readonly pBelow: number };
  readonly law: OneSidedLaw;
}

/**
 * Tests a (clustered, weighted) mean against `threshold`; a non-inferiority test is this test on the paired
 * differences with threshold −margin (H0: difference ≤ −margin). The method follows from the data:
 * - all of −1, 0, 1, independent and equally weighted: Tango's score test with a continuity correction;
 * - all of 0 and 1, likewise: the exact binomial;
 * - mostly one value, in a known `range`: Gaffke's bound, which assumes nothing of the shape;
 * - else a t test with CR2 standard error, Satterthwaite df and Hall's correction against skewness.
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
  const { threshold, range } = options;
  const clusters = options.clusters ?? independentRows(values.length);
  const units = unitsOf(values, { ...options, clusters });
  if (units.state === 'undefined') return units;
  const known = standardError(values, { ...options, clusters, kind: 'corrected' });
  if (known.state === 'undefined') return known;
  if (range !== undefined && !withinRange(values, range)) {
    return undefinedStat(`a value lies outside ${range.low} to ${range.high}`);
  }
  const constant = isConstant(values);
  const error = constant ? { se: 0, df: clusters.count - 1 } : clusterRobust(units);
  const t = constant ? null : (units.mean - threshold) / error.se;
  const { law, ...chosen } = chooseLaw(values, { units, error, threshold, range });
  return {
    state: 'defined',
    mean: units.mean,
    n: values.length,
    clusters: clusters.count,
    ...error,
    threshold,
    t,
    pAbove: pAboveAt(law, threshold),
    pBelow: pBelowAt(law, threshold),
    exact: law.kind === 'identical',
    ...chosen,
    plain:
      t === null
        ? { pAbove: units.mean > threshold ? 0 : 1, pBelow: units.mean < threshold ? 0 : 1 }
        : { pAbove: tUpperTail(t, error.df), pBelow: tUpperTail(-t, error.df) },
    law,
  };
}

/** Rounding may carry a difference of two scores past the end of its range. */
const RANGE_TOLERANCE = 1e-9;

function withinRange(values: ArrayLike<number>, { low, high }: ValueRange): boolean {
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? low;
    if (value < low - RANGE_TOLERANCE || value > high + RANGE_TOLERANCE) return false;
  }
  return true;
}

/**
 * The one-sided lower and upper bounds of the tested mean, each at confidence 1 − alpha: the thresholds whose p is
 * `alpha`, by bisection on the p. The search starts from the tested threshold, so that bound and p agree at it always:
 * lower > threshold ⇔ pAbove ≤ alpha, upper < threshold ⇔ pBelow ≤ alpha.
 */
export function oneSidedBounds(
  test: OneSidedTest,
  alpha: number,
): { readonly lower: number; readonly upper: number } {
  assertProbability('alpha', alpha);
  const { law, mean } = test;
  if (law.kind === 'identical') return { lower: mean, upper: mean };
  const { lowest, highest } = limits(law);
  const lower = bound(test, {
    excess: (threshold) => excessOf(pAboveAt(law, threshold), alpha),
    direction: -1,
    end: lowest,
  });
  const upper = bound(test, {
    excess: (threshold) => excessOf(pBelowAt(law, threshold), alpha),
    direction: 1,
    end: highest,
  });
  return { lower, upper };
}

/** No mean lies outside these. */
function limits(law: OneSidedLaw): { readonly lowest: number; readonly highest: number } {
  if (law.kind === 'bounded') return { lowest: law.range.low, highest: law.range.high };
  if (law.kind === 'score') return { lowest: -1, highest: 1 };
  if (law.kind === 'binomial') return { lowest: 0, highest: 1 };
  return { lowest: Number.NEGATIVE_INFINITY, highest: Number.POSITIVE_INFINITY };
}

/** Positive where p is above alpha; in logarithms, in which tails are nearly straight. */
function excessOf(p: number, alpha: number): number {
  return p <= alpha
    ? Math.log(Math.max(p, Number.MIN_VALUE) / alpha)
    : Math.max(Math.log(p / alpha), Number.MIN_VALUE);
}

/** How near to the true root a bound is taken, in parts of its distance from the mean. */
const PRECISION = 1e-13;

/**
 * Between a threshold that the mean is shown to lie beyond (`far`) and one that it is not (`near`), both in
 * `direction` from the mean. What comes back is always on the far side of a threshold that is shown.
 */
function bound(
  test: OneSidedTest,
  search: {
    /** ≤ 0 where the mean is shown to lie beyond the threshold. */
    readonly excess: (threshold: number) => number;
    readonly direction: -1 | 1;
    readonly end: number;
  },
): number {
  const { excess, direction, end } = search;
  const { mean, threshold } = test;
  let near = mean;
  let far = end;
  const useful = direction * (threshold - mean) > 0 && direction * (end - threshold) > 0;
  if (useful && excess(threshold) <= 0) far = threshold;
  else if (useful) near = threshold;
  for (let step = 2 * test.se; !Number.isFinite(far); step *= 2) {
    const tried = near + direction * step;
    if (excess(tried) <= 0) far = tried;
    else near = tried;
  }
  const scale = Math.max(Math.abs(far - mean), Number.MIN_VALUE);
  return narrow(excess, { below: far, above: near }, PRECISION * scale).above;
}
