import { betaKernel, regularisedBeta } from './beta.js';
import { assertProbability } from './result.js';

/** P(X = k) for X ~ Binomial(n, p), in Loader's saddle-point form. */
export function binomialPmf(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0;
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return p ** n;
  // b(k; n, p) = n!/(k!(n−k)!) p^k q^(n−k) = kernel(k, n−k) · n/(k(n−k)), since 1/B(k, n−k) = n!/(…) · k(n−k)/n.
  return (betaKernel(p, 1 - p, k, n - k) * n) / (k * (n - k));
}

/** P(X ≤ k) for X ~ Binomial(n, p) = I_{1−p}(n − k, k + 1) (DLMF 8.17.5). */
export function binomialCdf(k: number, n: number, p: number): number {
  const whole = Math.floor(k);
  if (whole < 0) return 0;
  if (whole >= n) return 1;
  return regularisedBeta(1 - p, p, n - whole, whole + 1);
}

/** The smallest k with P(X ≤ k) ≥ `probability`. */
export function binomialQuantile(probability: number, n: number, p: number): number {
  assertProbability('probability', probability);
  let low = -1;
  let high = n;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (binomialCdf(middle, n, p) >= probability) high = middle;
    else low = middle;
  }
  return high;
}
