import { gammaQuantile } from './gamma.js';
import type { TotalMoments } from './moments.js';
import { normalQuantile } from './normal.js';
import { type Stat, undefinedStat } from './result.js';

/** Below this skew the normal quantile does; above {@link MOST_SKEW} no closed form does. */
const LEAST_SKEW = 0.1;
const MOST_SKEW = 1;

/** A quantile of a random total. */
export type Quantile = { readonly value: number };

/** Normal quantile of the total, mean + z sd. */
export function normalTotal(total: TotalMoments, p: number): Stat<Quantile> {
  const problem = momentProblem(total);
  return problem ?? defined(total.mean + normalQuantile(p) * total.sd);
}

/**
 * Cornish and Fisher's expansion (1937): z + (z² − 1)γ/6 + (z³ − 3z)κ/24 − (2z³ − 5z)γ²/36 in standard deviations from
 * the mean. `kurtosis: false` sets κ = 0 ("CF3"), for a κ that was not measured. Undefined where it has stopped rising
 * in p, as it does in the tails at large γ.
 */
export function cornishFisher(
  total: TotalMoments,
  p: number,
  options: { readonly kurtosis: boolean } = { kurtosis: true },
): Stat<Quantile> {
  const problem = momentProblem(total);
  if (problem !== undefined) return problem;
  const z = normalQuantile(p);
  const g = total.skew;
  const k = options.kurtosis ? total.excessKurtosis : 0;
  const slope = 1 + (z * g) / 3 + ((z * z - 1) * k) / 8 - ((6 * z * z - 5) * g * g) / 36;
  if (!(slope > 0)) return undefinedStat('too skewed for the expansion');
  const w = z + ((z * z - 1) * g) / 6 + ((z ** 3 - 3 * z) * k) / 24 - ((2 * z ** 3 - 5 * z) * g * g) / 36;
  return defined(total.mean + w * total.sd);
}

/** Translated gamma with the total's first three moments: shape 4/γ², scale sd γ/2, shifted by mean − 2 sd/γ. */
export function translatedGamma(total: TotalMoments, p: number): Stat<Quantile> {
  const problem = momentProblem(total);
  if (problem !== undefined) return problem;
  const { mean, sd, skew } = total;
  if (Math.abs(skew) < 1e-5) return normalTotal(total, p);
  const shape = 4 / (skew * skew);
  const scale = (sd * Math.abs(skew)) / 2;
  if (!(shape > 1e-12 && Number.isFinite(shape * scale))) return undefinedStat('too skewed for a number');
  const distance = gammaQuantile(skew > 0 ? p : 1 - p, shape, scale) - shape * scale;
  return defined(skew > 0 ? mean + distance : mean - distance);
}

/** Lognormal distribution with the total's mean and variance; for comparison: its skew is its own. */
export function lognormalMatch(total: TotalMoments, p: number): Stat<Quantile> {
  const problem = momentProblem(total);
  if (problem !== undefined) return problem;
  if (!(total.mean > 0)) return undefinedStat('a lognormal total is positive');
  const variance = Math.log1p((total.sd / total.mean) ** 2);
  return defined(Math.exp(Math.log(total.mean) - variance / 2 + normalQuantile(p) * Math.sqrt(variance)));
}

/** Sum of `count` independent Gamma(shape, scale): exactly Gamma(count · shape, scale). */
export function gammaSumQuantile(
  sum: { readonly count: number; readonly shape: number; readonly scale: number },
  p: number,
): Stat<Quantile> {
  const { count, shape, scale } = sum;
  if (!(Number.isInteger(count) && count >= 1)) return undefinedStat('no request');
  if (!(shape > 0 && scale > 0 && Number.isFinite(count * shape * scale))) {
    return undefinedStat('shape and scale must be positive');
  }
  return defined(gammaQuantile(p, count * shape, scale));
}

/** A quantile and how it was had, or the advice to sample. */
export type TotalQuantile =
  | { readonly method: 'normal' | 'cornish-fisher'; readonly value: number }
  | { readonly method: 'sample'; readonly reason: string };

/**
 * The quantile of a total by the method that its skew allows: below 0.1 normal, to 1 Cornish–Fisher with kurtosis (within
 * 0.5 % of simulated compound Poisson totals with lognormal costs), above 1 none: `sample`, draw totals from the
 * observed requests. Parameter uncertainty dominates all of them: bootstrap the observed requests around this.
 */
export function totalQuantile(total: TotalMoments, p: number): Stat<TotalQuantile> {
  const problem = momentProblem(total);
  if (problem !== undefined) return problem;
  const size = Math.abs(total.skew);
  const sample = (reason: string): Stat<TotalQuantile> => ({ state: 'defined', method: 'sample', reason });
  if (size > MOST_SKEW) return sample(`skew ${total.skew.toFixed(2)} is too large for a closed form`);
  const method = size < LEAST_SKEW ? 'normal' : 'cornish-fisher';
  const found = method === 'normal' ? normalTotal(total, p) : cornishFisher(total, p);
  return found.state === 'undefined' ? sample(found.reason) : { ...found, method };
}

function momentProblem(total: TotalMoments): ReturnType<typeof undefinedStat> | undefined {
  const { mean, sd, skew, excessKurtosis } = total;
  if (![mean, sd, skew, excessKurtosis].every(Number.isFinite)) {
    return undefinedStat('a value is not a finite number');
  }
  return sd > 0 ? undefined : undefinedStat('the total does not vary');
}

function defined(value: number): Stat<Quantile> {
  return Number.isFinite(value)
    ? { state: 'defined', value }
    : undefinedStat('the total is too large for a number');
}
