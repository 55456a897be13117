import { betaKernel, regularisedBeta } from './beta.js';
import { assertProbability } from './result.js';

/** P(X = k) for X ~ Binomial(n, p), in Loader's saddle-point form. */
export function binomialPmf(k: number, n: number, p: number): number {
  assertBinomial(k, n, p);
  if (k < 0 || k > n || !Number.isInteger(k)) return 0;
  if (n === 0) return 1;
  // The chance of an outcome that p = 0 or p = 1 rules out; the formula would take the logarithm of 0.
  if (p === 0 || p === 1) return k === n * p ? 1 : 0;
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return p ** n;
  // b(k; n, p) = n!/(k!(n−k)!) p^k q^(n−k) = kernel(k, n−k) · n/(k(n−k)), since 1/B(k, n−k) = n!/(…) · k(n−k)/n.
  return (betaKernel(p, 1 - p, k, n - k) * n) / (k * (n - k));
}

/** P(X ≤ k) for X ~ Binomial(n, p) = I_{1−p}(n − k, k + 1) (DLMF 8.17.5). */
export function binomialCdf(k: number, n: number, p: number): number {
  assertBinomial(k, n, p);
  const whole = Math.floor(k);
  if (whole < 0) return 0;
  if (whole >= n) return 1;
  return regularisedBeta(1 - p, p, n - whole, whole + 1);
}

/** The smallest k with P(X ≤ k) ≥ `probability`. */
export function binomialQuantile(probability: number, n: number, p: number): number {
  assertProbability('probability', probability);
  assertBinomial(0, n, p);
  let low = -1;
  let high = n;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (binomialCdf(middle, n, p) >= probability) high = middle;
    else low = middle;
  }
  return high;
}

function assertBinomial(k: number, n: number, p: number): void {
  if (!(Number.isInteger(n) && n >= 0 && p >= 0 && p <= 1) || Number.isNaN(k)) {
    throw new RangeError(`not a binomial distribution: k = ${k}, n = ${n}, p = ${p}`);
  }
}
