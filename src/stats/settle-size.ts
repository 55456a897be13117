import { normalQuantile } from './normal.js';
import { type OneSidedTest, oneSidedBounds } from './one-sided.js';
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
 * spread stayed and clusters grew in number, not in size: the least n' with
 * (t_{1−α} + t_power at df·n'/n) · s · √(n/n') ≤ |mean − threshold|, s the bound's reach over t_{1−α}. Quantiles of t,
 * so that small samples ask for more than the normal formula; both agree for large df. Null where the mean lies on the
 * threshold, where nothing is estimated, or where the verdict stands already.
 */
export function sampleSizeToSettle(
  test: OneSidedTest,
  options: { readonly alpha: number; readonly power: number },
): number | null {
  const { alpha } = options;
  const reach = reachOf(test, alpha);
  const gap = Math.abs(test.mean - test.threshold);
  if (reach === null || gap === 0 || Math.min(test.pAbove, test.pBelow) <= alpha) return null;
  const spread = reach / tQuantile(1 - alpha, test.df);
  // Fixed point of growth = ((t_{1−α} + t_power at df · growth) · s/gap)²: the quantiles hardly depend on the growth.
  let growth = 1;
  for (let step = 0; step < 50; step++) {
    const next = Math.max(1, ((powerQuantile({ ...options, df: test.df * growth }) * spread) / gap) ** 2);
    if (next > LARGEST_GROWTH) return null;
    const settled = Math.abs(next - growth) <= 1e-9 * growth;
    growth = next;
    if (settled) break;
  }
  return Math.max(test.n + 1, Math.ceil(test.n * growth - 1e-6));
}

/** From the mean to the bound on the threshold's side. */
function reachOf(test: OneSidedTest, alpha: number): number | null {
  if (test.law.kind === 'identical') return null;
  const { lower, upper } = oneSidedBounds(test, alpha);
  const reach = test.mean >= test.threshold ? test.mean - lower : upper - test.mean;
  return reach > 0 ? reach : null;
}
