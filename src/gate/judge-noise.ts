import { normalQuantile } from '../stats/index.js';
import type { CheckTest } from './check-test.js';
import type { JudgeNoise } from './port.js';

const POWER = 0.8;
const SMALLEST = 1e-12;
const BISECTIONS = 60;

/**
 * The test of a mean difference with what is known of the judge's own error: moved by its shift, and its bounds
 * widened in quadrature by what the spread of the differences cannot show. p is the alpha at which the widened bound
 * touches the threshold, so that p, bounds and verdict go on saying the same. `noise` is for the one-sided `alpha`.
 */
export function withJudgeNoise(test: CheckTest, noise: JudgeNoise, alpha: number): CheckTest {
  const { shift, systematic } = noise;
  if (shift === 0 && systematic === 0) return test;
  const standardError = systematic / normalQuantile(1 - alpha);
  const value = test.value + shift;
  const bounds: CheckTest['bounds'] = (at) => {
    const { lower, upper } = test.bounds(at);
    const extra = standardError * Math.max(0, normalQuantile(1 - at));
    return {
      lower: lower === null ? null : value - Math.hypot(test.value - lower, extra),
      upper: upper === null ? null : value + Math.hypot(upper - test.value, extra),
    };
  };
  const { threshold } = test;
  const above = value > threshold;
  const p = smallestAlpha((at) => {
    const { lower, upper } = bounds(at);
    return above ? lower !== null && lower > threshold : upper !== null && upper < threshold;
  });
  return {
    ...test,
    value,
    pAbove: above ? p : 1 - p,
    pBelow: above ? 1 - p : p,
    exact: test.exact && systematic === 0,
    bounds,
    mde: (at) => {
      const own = test.mde(at) ?? 0;
      return Math.hypot(own, standardError * (normalQuantile(1 - at) + normalQuantile(POWER)));
    },
    method:
      shift === 0
        ? `${test.method}; bounds widened by the judge’s own error`
        : `${test.method}; debiased by the judge’s calibration, bounds widened by its error`,
  };
}

/** The smallest alpha below ½ for which `clears` holds; it holds for every larger one. ½ where it never does. */
function smallestAlpha(clears: (alpha: number) => boolean): number {
  let low = Math.log(SMALLEST);
  let high = Math.log(0.5);
  if (clears(SMALLEST)) return SMALLEST;
  for (let bisection = 0; bisection < BISECTIONS; bisection++) {
    const middle = (low + high) / 2;
    if (clears(Math.exp(middle))) high = middle;
    else low = middle;
  }
  return Math.exp(high);
}
