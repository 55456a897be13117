import { assertProbability } from './result.js';

const SQRT_PI = Math.sqrt(Math.PI);

/**
 * Complementary error function, relative error about 1e-15: the confluent series of erf (DLMF 7.6.2) below 2,
 * Lentz's evaluation of the continued fraction (DLMF 7.9.1) above.
 */
export function erfc(x: number): number {
  if (Number.isNaN(x)) throw new RangeError('x must be a number');
  if (x < 0) return 2 - erfc(-x);
  if (x < 2) return 1 - erfSeries(x);
  if (x > 28) return 0;
  return continuedErfc(x);
}

function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; k < 200; k++) {
    term *= (2 * x * x) / (2 * k + 1);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return (2 / SQRT_PI) * Math.exp(-x * x) * sum;
}

function continuedErfc(x: number): number {
  // erfc x = e^{-x²}/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))), evaluated from the far end.
  let tail = x;
  for (let k = 120; k >= 1; k--) tail = x + k / 2 / tail;
  return Math.exp(-x * x) / (SQRT_PI * tail);
}

/** Φ(z), the standard normal distribution function; accurate in relative terms in the lower tail. */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z / Math.SQRT2);
}

/** The standard normal density. */
function normalPdf(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/**
 * Φ⁻¹(p) for 0 < p < 1: the rational start of Abramowitz and Stegun 26.2.23, then Halley steps on Φ. Accurate to
 * about 1e-14.
 */
export function normalQuantile(p: number): number {
  assertProbability('p', p);
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let z = -(
    t -
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  );
  for (let step = 0; step < 3; step++) {
    const error = (normalCdf(z) - p) / normalPdf(z);
    z -= error / (1 + (z * error) / 2);
  }
  return z;
}
