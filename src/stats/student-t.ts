import { regularisedBeta } from './beta.js';
import { narrow } from './crossing.js';
import { normalQuantile } from './normal.js';
import { assertProbability } from './result.js';

/** Distribution function of Student's t with `df` > 0 degrees of freedom, through I_x(df/2, 1/2) (DLMF 8.17). */
export function tCdf(t: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`degrees of freedom must be positive: ${df}`);
  if (Number.isNaN(t)) throw new RangeError('t must be a number');
  if (t === 0) return 0.5;
  if (!Number.isFinite(t)) return t > 0 ? 1 : 0;
  // Far out the square would overflow; df/t² is all that counts there.
  if (Math.abs(t) > 1e100) {
    const ratio = df / t / t;
    const far = 0.5 * regularisedBeta(ratio / (1 + ratio), 1 / (1 + ratio), df / 2, 0.5);
    return t > 0 ? 1 - far : far;
  }
  const square = t * t;
  const tail = 0.5 * regularisedBeta(df / (df + square), square / (df + square), df / 2, 0.5);
  return t > 0 ? 1 - tail : tail;
}

/** P(T > t), accurate in relative terms when it is small. */
export function tUpperTail(t: number, df: number): number {
  return tCdf(-t, df);
}

/** The p-quantile of Student's t, 0 < p < 1, accurate to about 1e-13: safeguarded secant steps on {@link tUpperTail}. */
export function tQuantile(p: number, df: number): number {
  assertProbability('p', p);
  if (p === 0.5) return 0;
  if (p < 0.5) return -tQuantile(1 - p, df);
  const target = 1 - p;
  let low = 0;
  let high = Math.max(1, normalQuantile(p));
  while (tUpperTail(high, df) > target) {
    low = high;
    high *= 2;
  }
  // In logarithms: 1 − p may be far below the resolution of p itself.
  const excess = (t: number): number => Math.log(target / tUpperTail(t, df));
  const { below, above } = narrow(excess, { below: low, above: high }, 1e-15 * high);
  return (below + above) / 2;
}
