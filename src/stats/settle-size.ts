import { grown } from './law-growth.js';
import { normalQuantile } from './normal.js';
import { type OneSidedTest, oneSidedBounds } from './one-sided.js';
import { pAboveAt, pBelowAt } from './one-sided-law.js';
import { assertProbability } from './result.js';
import { tQuantile } from './student-t.js';

/** Beyond this many times the samples at hand nobody plans: the difference sits on the threshold. */
const LARGEST_GROWTH = 1e6;

/** t_{1−α} + t_{power} at `df`; the normal quantiles' sum where `df` is infinite. */
export function powerQuantile(options: {
  readonly alpha: number;
  readonly power: number;
  readonly df: number;
}): number {
  const { alpha, power, df } = options;
  assertProbability('alpha', alpha);
  assertProbability('power', power);
  return df === Number.POSITIVE_INFINITY
    ? normalQuantile(1 - alpha) + normalQuantile(power)
    : tQuantile(1 - alpha, df) + tQuantile(power, df);
}

/**
 * The effect that the test finds with `power`: how far its bound reaches from the mean, widened by t_power/t_{1−α}.
 * For a plain t test that is (t_{1−α} + t_power) · se at its df; for a skewed or lumpy sample the bound's own reach
 * counts, on the side of the threshold. Null where nothing is estimated.
 */
export function detectableEffect(
  test: OneSidedTest,
  options: { readonly alpha: number; readonly power: number },
): number | null {
  const reach = reachOf(test, options.alpha);
  if (reach === null) return null;
  return (powerQuantile({ ...options, df: test.df }) / tQuantile(1 - options.alpha, test.df)) * reach;
}

/**
 * Samples with which the test would reach a verdict with `power` at `alpha`, if the mean seen were the true one, the
 * shape stayed and clusters grew in number, not in size: the least n' whose bound, by the test's own method on n'/n
 * times the data, leaves the share t_power/(t_{1−α} + t_power) of the way to the threshold free. For a t test that is
 * n = ((t_{1−α} + t_power) sd/gap)² with t at its df, the normal formula for large ones. Null where the mean lies on
 * the threshold, where nothing is estimated, or where the verdict stands already.
 */
export function sampleSizeToSettle(
  test: OneSidedTest,
  options: { readonly alpha: number; readonly power: number },
): number | null {
  const { alpha } = options;
  assertProbability('alpha', alpha);
  assertProbability('power', options.power);
  const { law, mean, threshold } = test;
  const gap = threshold - mean;
  if (law.kind === 'identical' || gap === 0 || Math.min(test.pAbove, test.pBelow) <= alpha) return null;
  const enough = (growth: number): boolean => {
    const df = test.df * growth;
    const reach = tQuantile(1 - alpha, df) / powerQuantile({ ...options, df });
    const far = mean + gap * reach;
    return (gap < 0 ? pAboveAt : pBelowAt)(grown(law, growth), far) <= alpha;
  };
  let [low, high] = [1, 2];
  while (!enough(high)) {
    low = high;
    high *= 2;
    if (high > LARGEST_GROWTH) return null;
  }
  while (high - low > 0.1 / test.n) {
    const middle = (low + high) / 2;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return Math.max(test.n + 1, Math.ceil(test.n * high - 0.1));
}

/** From the mean to the bound on the threshold's side. */
function reachOf(test: OneSidedTest, alpha: number): number | null {
  if (test.law.kind === 'identical') return null;
  const { lower, upper } = oneSidedBounds(test, alpha);
  const reach = test.mean >= test.threshold ? test.mean - lower : upper - test.mean;
  return reach > 0 ? reach : null;
}
