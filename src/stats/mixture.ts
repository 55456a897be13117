import { normalCdf } from './normal.js';
import { assertProbability, type Stat, undefinedStat } from './result.js';

/**
 * A mixture supermartingale of Howard, Ramdas, McAuliffe and Sekhon (2021, "Time-uniform, nonparametric, nonasymptotic
 * confidence sequences"): s a sum of observations less their mean under the null, v its intrinsic time. Under the null
 * the chance that log E ever reaches ln(1/α) is at most α, however often one looks.
 */
export interface Mixture {
  /** log E at (s, v); evidence against the null that the mean is 0 (one-sided: at most 0). */
  logE(s: number, v: number): Stat<{ readonly logE: number }>;
  /** The least s > 0 at which log E(s, v) = ln(1/α): crossing it once, at any v, rejects. */
  boundary(v: number): Stat<{ readonly boundary: number }>;
}

export interface MixtureOptions {
  readonly alpha: number;
  /** Intrinsic time at which the boundary is to be tightest: that of the planned sample size. */
  readonly plannedTime: number;
}

/**
 * Normal mixture for sub-Gaussian sums (v = Σ σ²; for values in a range of width w, v = n w²/4 by Hoeffding).
 * `sides: 2`: log E = ½ ln(ρ/(v + ρ)) + s²/(2(v + ρ)), ρ = planned/(2 ln(1/α) + ln(1 + 2 ln(1/α))); `sides: 1`: half-normal
 * mixture, ½ ln(4ρ/(v + ρ)) + s²/(2(v + ρ)) + ln Φ(s/√(v + ρ)), ρ for 2α.
 */
export function normalMixture(
  options: MixtureOptions & { readonly sides: 1 | 2 },
): Mixture & { readonly rho: number } {
  const rho = mixtureRho(options, options.sides);
  const twoSided = (s: number, v: number): number =>
    0.5 * Math.log(rho / (v + rho)) + (s * s) / (2 * (v + rho));
  const oneSided = (s: number, v: number): number =>
    0.5 * Math.log((4 * rho) / (v + rho)) + halfNormalExponent(s / Math.sqrt(v + rho));
  if (options.sides === 1) return { rho, ...mixtureOf(oneSided, options.alpha) };
  return {
    rho,
    logE: mixtureOf(twoSided, options.alpha).logE,
    boundary: (v) =>
      timeProblem(v) ?? {
        state: 'defined',
        boundary: Math.sqrt((v + rho) * (Math.log1p(v / rho) - 2 * Math.log(options.alpha))),
      },
  };
}

/** ρ that makes the normal mixture tightest at the planned time. */
export function mixtureRho(options: MixtureOptions, sides: 1 | 2): number {
  assertProbability('alpha', options.alpha);
  if (!(options.plannedTime > 0 && Number.isFinite(options.plannedTime))) {
    throw new RangeError(`the planned time must be positive: ${options.plannedTime}`);
  }
  const alpha = sides === 1 ? 2 * options.alpha : options.alpha;
  if (!(alpha < 1)) throw new RangeError(`a one-sided alpha must lie below 0.5: ${options.alpha}`);
  const threshold = -2 * Math.log(alpha);
  return options.plannedTime / (threshold + Math.log1p(threshold));
}

/** A mixture from its log E, which rises in s; `most` is the largest s possible at v, where there is one. */
export function mixtureOf(
  logE: (s: number, v: number) => number,
  alpha: number,
  most?: (v: number) => number,
): Mixture {
  const threshold = -Math.log(alpha);
  return {
    logE: (s, v) => {
      if (!Number.isFinite(s)) return undefinedStat('a value is not a finite number');
      return timeProblem(v) ?? { state: 'defined', logE: logE(s, v) };
    },
    boundary: (v) => {
      const problem = timeProblem(v);
      if (problem !== undefined) return problem;
      const limit = most?.(v) ?? Number.POSITIVE_INFINITY;
      let low = 0;
      let high = Math.min(limit, Math.max(1, v));
      while (high < limit && logE(high, v) < threshold) {
        low = high;
        high = Math.min(limit, 2 * high);
      }
      if (logE(high, v) < threshold) return undefinedStat('no sum at this time is evidence enough');
      for (let step = 0; step < 200; step++) {
        const middle = (low + high) / 2;
        if (middle === low || middle === high) break;
        if (logE(middle, v) < threshold) low = middle;
        else high = middle;
      }
      return { state: 'defined', boundary: high };
    },
  };
}

function timeProblem(v: number): ReturnType<typeof undefinedStat> | undefined {
  return v > 0 && Number.isFinite(v) ? undefined : undefinedStat('no time has passed');
}

/** z²/2 + ln Φ(z): far below 0 by the asymptotic series of Φ, where both parts would lose their digits. */
function halfNormalExponent(z: number): number {
  if (z > -20) return (z * z) / 2 + Math.log(normalCdf(z));
  const s = 1 / (z * z);
  return Math.log1p(-s * (1 - s * (3 - 15 * s))) - Math.log(-z) - 0.5 * Math.log(2 * Math.PI);
}
