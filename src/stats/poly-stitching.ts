import { assertProbability, type Stat, undefinedStat } from './result.js';

/**
 * Polynomial stitched boundary (Howard et al. 2021, theorem 1), one-sided: √(k₁² v l + k₂² c² l²) + k₂ c l with
 * l = s ln ln(η v/m) + ln(ζ(s)/(α ln(η)^s)), k₁ = (η^¼ + η^−¼)/√2, k₂ = (√η + 1)/2. For sub-gamma sums of scale c (0:
 * sub-Gaussian) from intrinsic time m on; below m the boundary at m holds. Its shape is that of the law of the
 * iterated logarithm: for streams without a planned end; a mixture is tighter near a plan.
 */
export function polyStitching(
  v: number,
  options: {
    readonly alpha: number;
    /** m: intrinsic time at which the boundary begins to follow v. */
    readonly startTime: number;
    readonly scale?: number;
    /** s > 1 and η > 1 shape the boundary; defaults 1.4 and 2. */
    readonly power?: number;
    readonly ratio?: number;
  },
): Stat<{ readonly boundary: number }> {
  const { alpha, startTime: m, scale: c = 0, power: s = 1.4, ratio: eta = 2 } = options;
  assertProbability('alpha', alpha);
  if (!(m > 0 && s > 1 && eta > 1 && Number.isFinite(c + s + eta + m))) {
    throw new RangeError('a stitched boundary needs startTime > 0, power > 1, ratio > 1 and a finite scale');
  }
  if (!(v > 0 && Number.isFinite(v))) return undefinedStat('no time has passed');
  const time = Math.max(v, m);
  const level = s * Math.log(Math.log((eta * time) / m)) + Math.log(zeta(s) / (alpha * Math.log(eta) ** s));
  const k1 = (eta ** 0.25 + eta ** -0.25) / Math.SQRT2;
  const k2 = (Math.sqrt(eta) + 1) / 2;
  const linear = k2 * c * level;
  return { state: 'defined', boundary: Math.sqrt(k1 * k1 * time * level + linear * linear) + linear };
}

/** Riemann's ζ(s), s > 1: the first terms and the Euler–Maclaurin formula for the rest (DLMF 25.2.9). */
function zeta(s: number): number {
  const n = 20;
  let sum = 0;
  for (let k = 1; k < n; k++) sum += k ** -s;
  const rising = s * (s + 1) * (s + 2);
  return (
    sum +
    n ** (1 - s) / (s - 1) +
    n ** -s / 2 +
    (s * n ** (-s - 1)) / 12 -
    (rising * n ** (-s - 3)) / 720 +
    (rising * (s + 3) * (s + 4) * n ** (-s - 5)) / 30_240
  );
}
