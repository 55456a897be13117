import {
  detectableEffect,
  isDefined,
  type OneSidedTest,
  oneSidedBounds,
  type Stat,
  sampleSizeToSettle,
  testAgainst,
} from '../stats/index.js';

const POWER = 0.8;

/**
 * A figure held against a threshold, one-sided in both directions, whatever the statistic behind it: a mean, a ratio,
 * a percentile or a share.
 */
export interface CheckTest {
  /** The figure itself, in the units of its threshold. */
  readonly value: number;
  readonly threshold: number;
  /** p of H0 "the figure is at most the threshold": small means above. */
  readonly pAbove: number;
  /** p of H0 "the figure is at least the threshold": small means below. */
  readonly pBelow: number;
  /** True when nothing is estimated, because every value is the same: no p, no detectable effect. */
  readonly exact: boolean;
  /** One-sided bounds, each at confidence 1 − alpha; null where the data have none. */
  readonly bounds: (alpha: number) => { readonly lower: number | null; readonly upper: number | null };
  /** Effect found with 80 % power; null where that is not what limits the test. */
  readonly mde: (alpha: number) => number | null;
  /** Samples that would settle it at `alpha`; undefined: reckoned from `mde`. */
  readonly settle?: (alpha: number) => number | null;
  /** Why the bound that a pass needs is null, for example that n is too small. */
  readonly unbounded?: (alpha: number) => string;
  /** Name of the method, as a report prints it behind what is tested. */
  readonly method: string;
  /** Why these data allow no verdict by any method; null where they do. */
  readonly unreliable: string | null;
  /** Words for data of which a plain t test would show the figure on `side`, but whose shape forbids to trust it. */
  readonly tooSkewed?: (alpha: number, side: 'above' | 'below') => string | null;
}

/** The test of a clustered mean. */
export function meanTest(
  values: ArrayLike<number>,
  options: Parameters<typeof testAgainst>[1],
): Stat<CheckTest> {
  const test = testAgainst(values, options);
  return isDefined(test) ? { state: 'defined', ...ofMean(test) } : test;
}

function ofMean(test: OneSidedTest): CheckTest {
  const { mean, threshold, pAbove, pBelow, exact, method, unreliable, shape, plain } = test;
  return {
    value: mean,
    threshold,
    pAbove,
    pBelow,
    exact,
    bounds: (alpha) => oneSidedBounds(test, alpha),
    mde: (alpha) => detectableEffect(test, { alpha, power: POWER }),
    settle: (alpha) => sampleSizeToSettle(test, { alpha, power: POWER }),
    method,
    unreliable,
    tooSkewed: (alpha, side) =>
      (side === 'above' ? plain.pAbove : plain.pBelow) <= alpha ? `too skewed for n: ${shape}` : null,
  };
}
