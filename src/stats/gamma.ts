import { logGamma, stirlingError } from './log-gamma.js';
import { normalQuantile } from './normal.js';
import { assertProbability } from './result.js';

/** Enough for shapes up to about 1e9: the terms number a few times √shape. */
const MOST_TERMS = 1_000_000;

/**
 * P(X ≤ x) for X ~ Gamma(shape, scale), the regularised lower incomplete gamma function P(shape, x/scale): the series
 * DLMF 8.7.1 below the mode, the continued fraction DLMF 8.9.2 above, with x^a e^−x/Γ(a + 1) in Loader's (2000)
 * saddle-point form. Relative error about 1e-14 in either tail.
 */
export function gammaCdf(x: number, shape: number, scale = 1): number {
  return tails(x, shape, scale).lower;
}

/** P(X > x), accurate in relative terms when it is small. */
export function gammaUpperTail(x: number, shape: number, scale = 1): number {
  return tails(x, shape, scale).upper;
}

/** P(χ² > x) with `df` degrees of freedom. */
export function chiSquareUpperTail(x: number, df: number): number {
  return gammaUpperTail(x, df / 2, 2);
}

/** The p-quantile of Gamma(shape, scale), 0 < p < 1: Newton steps inside a bracket, on the smaller tail. */
export function gammaQuantile(p: number, shape: number, scale = 1): number {
  assertProbability('p', p);
  assertPositive('shape', shape);
  assertPositive('scale', scale);
  const upper = p > 0.5;
  const target = upper ? 1 - p : p;
  /** Positive where x lies above the quantile. */
  const excess = (x: number): number => {
    const { lower, upper: above } = tails(x, shape, 1);
    return upper ? target - above : lower - target;
  };
  let low = 0;
  let high = Math.max(1, 2 * shape);
  while (excess(high) < 0) {
    low = high;
    high *= 2;
  }
  let x = start(p, shape);
  for (let step = 0; step < 400; step++) {
    if (!(x > low && x < high)) x = low > 0 ? Math.sqrt(low) * Math.sqrt(high) : high / 2 ** 8;
    // A small shape may put the quantile below every double.
    if (x === 0) return 0;
    const error = excess(x);
    if (error === 0) break;
    if (error > 0) high = x;
    else low = x;
    const newton = x - (error * x) / (shape * kernel(x, shape));
    const next = newton > low && newton < high ? newton : low > 0 ? (low + high) / 2 : high / 2 ** 8;
    if (Math.abs(next - x) <= 2e-16 * x) return scale * next;
    x = next;
  }
  return scale * x;
}

/** Wilson and Hilferty (1931), or in the far lower tail the leading term of the series. */
function start(p: number, shape: number): number {
  const cube = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape));
  if (cube > 0.2) return shape * cube ** 3;
  return Math.exp((Math.log(p) + logGamma(shape + 1)) / shape);
}

function tails(x: number, shape: number, scale: number): { readonly lower: number; readonly upper: number } {
  assertPositive('shape', shape);
  assertPositive('scale', scale);
  if (Number.isNaN(x)) throw new RangeError('x must be a number');
  const z = x / scale;
  if (z <= 0) return { lower: 0, upper: 1 };
  if (z === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  if (z < shape + 1) {
    const lower = kernel(z, shape) * series(z, shape);
    return { lower, upper: 1 - lower };
  }
  const upper = kernel(z, shape) * shape * fraction(z, shape);
  return { lower: 1 - upper, upper };
}

/** x^a e^−x/Γ(a + 1) = exp(−δ(a) − a (e − ln(1 + e)))/√(2πa), e = (x − a)/a. */
function kernel(x: number, a: number): number {
  const distance = excessOverLog((x - a) / a, x / a);
  return Math.exp(-stirlingError(a) - a * distance) / Math.sqrt(2 * Math.PI * a);
}

/** e − ln(1 + e) with ratio = 1 + e: near 0 by the series of artanh, where the difference would lose its digits. */
function excessOverLog(e: number, ratio: number): number {
  if (Math.abs(e) > 0.4) return e - Math.log(ratio);
  const r = e / (2 + e);
  let power = r * r * r;
  let sum = 0;
  for (let k = 3; k < 60; k += 2) {
    sum += power / k;
    power *= r * r;
    if (Math.abs(power) < 1e-18 * Math.abs(sum)) break;
  }
  return r * e - 2 * sum;
}

/** Σ x^n/((a + 1) … (a + n)). */
function series(x: number, a: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < MOST_TERMS; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < 1e-17 * sum) break;
  }
  return sum;
}

/** 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − …)) by the modified Lentz method. */
function fraction(x: number, a: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < MOST_TERMS; n++) {
    const step = -n * (n - a);
    b += 2;
    d = step * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + step / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 2e-16) break;
  }
  return h;
}

function assertPositive(name: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) throw new RangeError(`${name} must be positive: ${value}`);
}
