import { assertProbability, type Interval, type Stat, undefinedStat } from './result.js';

/** Fewer observations say too little of their own spread for a bound that rests on it. */
const LEAST_OBSERVATIONS = 50;

/**
 * Asymptotic confidence sequence for a mean (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024, theorem 2.2), two-sided:
 * mean ± sd √(2(t r² + 1)/(t² r²) · ln(√(t r² + 1)/α)), r = √((−2 ln α + ln(1 − 2 ln α))/planned), tightest at the
 * planned n, there about 1.55 times a fixed z interval. Holds at all times together in the limit of many observations
 * (undefined below 50); for bounded values `bettingSequence` holds from the first on. Clusters: `clusterAverages`.
 */
export function asymptoticSequence(
  data: { readonly mean: number; readonly sd: number; readonly n: number },
  options: { readonly alpha: number; readonly plannedN: number },
): Stat<Interval & { readonly halfWidth: number }> {
  const { alpha, plannedN } = options;
  const square = sequenceTuning(alpha, plannedN) ** 2;
  const { mean, sd, n: t } = data;
  if (!Number.isFinite(mean) || !(sd >= 0 && Number.isFinite(sd))) {
    return undefinedStat('a value is not a finite number');
  }
  if (!(Number.isInteger(t) && t >= LEAST_OBSERVATIONS)) {
    return undefinedStat(`fewer than ${LEAST_OBSERVATIONS} observations`);
  }
  if (sd === 0) return undefinedStat('the data show no spread');
  const time = t * square + 1;
  const halfWidth = sd * Math.sqrt(((2 * time) / (t * t * square)) * Math.log(Math.sqrt(time) / alpha));
  return { state: 'defined', low: mean - halfWidth, high: mean + halfWidth, halfWidth, level: 1 - alpha };
}

/** r, which sets where an asymptotic sequence is tightest. */
export function sequenceTuning(alpha: number, plannedN: number): number {
  assertProbability('alpha', alpha);
  if (!(plannedN >= 1 && Number.isFinite(plannedN))) {
    throw new RangeError(`the planned n must be positive: ${plannedN}`);
  }
  const threshold = -2 * Math.log(alpha);
  return Math.sqrt((threshold + Math.log1p(threshold)) / plannedN);
}
