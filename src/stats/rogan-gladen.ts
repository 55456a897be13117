import { normalQuantile } from './normal.js';
import { assertProbability, type Interval, type Stat, undefinedStat } from './result.js';

/** Below this sensitivity + specificity − 1 a judge tells next to nothing, and the correction blows its noise up. */
const LEAST_INFORMATION = 0.2;

/** A rate seen and the number of trials it was seen on. */
export interface SeenRate {
  readonly rate: number;
  readonly n: number;
}

export interface RoganGladen extends Interval {
  /** In [0, 1]. */
  readonly value: number;
  /** sensitivity + specificity − 1. */
  readonly information: number;
}

/**
 * True pass rate behind a judge's pass rate p, from its specificity q₀ and sensitivity q₁ on labels measured
 * elsewhere (Rogan and Gladen 1978): θ = (p + q₀ − 1)/(q₀ + q₁ − 1), cut to [0, 1], with the adjusted Wald interval of
 * Lee et al. (arXiv 2511.21140): p~ = (np + z²/2)/(n + z²), q~ = (mq + 1)/(m + 2), a shift and three variances.
 *
 * Assumes that the judge errs here as it did where it was calibrated, and independent answers. Refused where
 * q₀ + q₁ − 1 < 0.2: the interval would be as wide as the question.
 */
export function roganGladen(
  rates: {
    /** Share that the judge passes. */
    readonly judged: SeenRate;
    /** Share of answers labelled fail that the judge fails. */
    readonly specificity: SeenRate;
    /** Share of answers labelled pass that the judge passes. */
    readonly sensitivity: SeenRate;
  },
  level: number,
): Stat<RoganGladen> {
  assertProbability('level', level);
  const { judged, specificity, sensitivity } = rates;
  for (const { rate, n } of [judged, specificity, sensitivity]) {
    if (!(n >= 1 && Number.isFinite(n))) return undefinedStat('no trial');
    if (!(rate >= 0 && rate <= 1)) return undefinedStat('not a share between 0 and 1');
  }
  const information = specificity.rate + sensitivity.rate - 1;
  if (!(information >= LEAST_INFORMATION)) {
    return undefinedStat(
      `the judge hardly tells pass from fail: sensitivity + specificity − 1 < ${LEAST_INFORMATION}`,
    );
  }
  const z = normalQuantile((1 + level) / 2);
  const square = z * z;
  const p = (judged.n * judged.rate + square / 2) / (judged.n + square);
  const q0 = (specificity.n * specificity.rate + 1) / (specificity.n + 2);
  const q1 = (sensitivity.n * sensitivity.rate + 1) / (sensitivity.n + 2);
  const adjusted = q0 + q1 - 1;
  // Few labels pull both rates towards one half, and so the information below what was seen.
  if (!(adjusted > 0)) return undefinedStat('too few labels for an interval');
  const theta = (p + q0 - 1) / adjusted;
  const v0 = (q0 * (1 - q0)) / (specificity.n + 2);
  const v1 = (q1 * (1 - q1)) / (sensitivity.n + 2);
  const shift = 2 * square * (theta * v1 - (1 - theta) * v0);
  const spread = (p * (1 - p)) / (judged.n + square) + (1 - theta) ** 2 * v0 + theta ** 2 * v1;
  const half = (z * Math.sqrt(spread)) / adjusted;
  const inRange = (value: number): number => Math.min(1, Math.max(0, value));
  return {
    state: 'defined',
    value: inRange((judged.rate + specificity.rate - 1) / information),
    information,
    low: inRange(theta + shift - half),
    high: inRange(theta + shift + half),
    level,
  };
}
