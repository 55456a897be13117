import {
  isDefined,
  normalQuantile,
  type Partition,
  ratioOfSums,
  type Stat,
  testAgainst,
  undefinedStat,
} from '../stats/index.js';
import type { CheckTest } from './check-test.js';

const POWER = 0.8;
/** A ratio whose relative standard error is below this is the same in every pair, but for rounding. */
const SAME = 1e-12;
/** Leaves a bound uncertain by less than 10⁻⁵ standard errors. */
const BISECTIONS = 18;
const WIDENINGS = 12;

/**
 * Candidate ÷ baseline as a ratio of sums over pairs, R = Σ w y / Σ w x, against `threshold` r. R > r exactly when the
 * mean of y − r x lies above 0, so the test is that of a mean (clustered, weighted), and a bound is the r at which the
 * test turns (Fieller's theorem, 1954, where the test is a t test).
 */
export function ratioTest(
  sides: { readonly before: Float64Array; readonly after: Float64Array },
  options: { readonly threshold: number; readonly clusters: Partition; readonly weights: Float64Array },
): Stat<CheckTest> {
  const { before, after } = sides;
  const { threshold, clusters, weights } = options;
  const estimate = ratioOfSums({ numerator: after, denominator: before, weights }, { level: 0.95, clusters });
  if (!isDefined(estimate)) {
    return before.length === 0 ? estimate : undefinedStat('the baseline’s values add up to 0');
  }
  if (!isDefined(estimate.spread)) return estimate.spread;
  const { ratio, spread } = estimate;
  const { deltaSe } = spread;
  if (deltaSe <= SAME * ratio) return sameEverywhere(ratio, threshold);
  const at = (r: number) =>
    testAgainst(
      after.map((value, row) => value - r * (before[row] ?? Number.NaN)),
      { threshold: 0, clusters, weights },
    );
  const test = at(threshold);
  if (!isDefined(test)) return test;
  const pAt = (r: number, side: 'pAbove' | 'pBelow'): number => {
    const found = at(r);
    return isDefined(found) ? found[side] : 1;
  };
  return {
    state: 'defined',
    value: ratio,
    threshold,
    pAbove: test.pAbove,
    pBelow: test.pBelow,
    exact: false,
    bounds: (alpha) => ({
      lower: turningPoint((r) => pAt(r, 'pAbove') <= alpha, { ratio, threshold, step: -deltaSe }),
      upper: turningPoint((r) => pAt(r, 'pBelow') <= alpha, { ratio, threshold, step: deltaSe }),
    }),
    mde: (alpha) => (normalQuantile(1 - alpha) + normalQuantile(POWER)) * deltaSe,
    unbounded: () => 'the baseline is too uncertain for a bound on the ratio',
    method: `mean of candidate − r·baseline, ${test.method}`,
    unreliable: test.unreliable,
  };
}

/**
 * The r nearest to the ratio, on the side of `step`, that the test rejects; null where it rejects none. The search
 * starts from the threshold, so that bound and p agree at it.
 */
function turningPoint(
  rejects: (r: number) => boolean,
  at: { readonly ratio: number; readonly threshold: number; readonly step: number },
): number | null {
  const { ratio, threshold, step } = at;
  const starts = (threshold - ratio) * step > 0;
  let inner = ratio;
  let outer = starts ? threshold : ratio + 2 * step;
  for (let widening = 0; !rejects(outer); widening++) {
    if (widening === WIDENINGS) return null;
    inner = outer;
    outer += step * 2 ** (widening + 1);
  }
  for (let bisection = 0; bisection < BISECTIONS; bisection++) {
    const middle = (inner + outer) / 2;
    if (rejects(middle)) outer = middle;
    else inner = middle;
  }
  return outer;
}

/** Every pair has the same ratio: what is compared is exact. */
function sameEverywhere(ratio: number, threshold: number): Stat<CheckTest> {
  const value = Math.abs(ratio - threshold) <= SAME * threshold ? threshold : ratio;
  return {
    state: 'defined',
    value,
    threshold,
    pAbove: value > threshold ? 0 : 1,
    pBelow: value < threshold ? 0 : 1,
    exact: true,
    bounds: () => ({ lower: value, upper: value }),
    mde: () => null,
    method: 'the ratio is the same in every pair',
    unreliable: null,
  };
}
