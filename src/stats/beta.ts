import { stirlingError } from './log-gamma.js';
import { assertProbability } from './result.js';

/**
 * x^a (1 − x)^b / B(a, b), in the saddle-point form of Loader (2000), which keeps its relative accuracy for large
 * a and b where differences of ln Γ would lose it.
 */
export function betaKernel(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  // ln(xn/a) = ln(1 + (xb − ay)/a): near the mode the two logarithms nearly cancel, so neither may be rounded first.
  const excess = x * b - y * a;
  return (
    Math.sqrt((a * b) / (2 * Math.PI * n)) *
    Math.exp(
      a * logRatio(excess / a, (x * n) / a) +
        b * logRatio(-excess / b, (y * n) / b) +
        stirlingError(n) -
        stirlingError(a) -
        stirlingError(b),
    )
  );
}

/** ln(1 + excess) = ln(ratio), by whichever form keeps the digits. */
function logRatio(excess: number, ratio: number): number {
  return Math.abs(excess) < 0.5 ? Math.log1p(excess) : Math.log(ratio);
}

/**
 * I_x(a, b), the regularised incomplete beta function = distribution function of Beta(a, b), for a, b > 0: the
 * continued fraction DLMF 8.17.22 by the modified Lentz method, on the side where it converges fast.
 */
export function betaCdf(x: number, a: number, b: number): number {
  return regularisedBeta(x, 1 - x, a, b);
}

/** I_x(a, b) with y = 1 − x given apart, for callers that know the small one of the two exactly. */
export function regularisedBeta(x: number, y: number, a: number, b: number): number {
  if (!(a > 0 && b > 0)) throw new RangeError(`beta parameters must be positive: ${a}, ${b}`);
  if (Number.isNaN(x + y)) throw new RangeError('x must be a number');
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - (betaKernel(y, x, b, a) / b) * betaFraction(y, b, a);
  return (betaKernel(x, y, a, b) / a) * betaFraction(x, a, b);
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const guard = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= 20_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 3e-16) break;
  }
  return h;
}

/** The p-quantile of Beta(a, b), 0 < p < 1: Newton steps on I_x inside a bracket that halves when one leaves it. */
export function betaQuantile(p: number, a: number, b: number): number {
  assertProbability('p', p);
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let step = 0; step < 200; step++) {
    const error = betaCdf(x, a, b) - p;
    if (error === 0) return x;
    if (error > 0) high = x;
    else low = x;
    const density = betaKernel(x, 1 - x, a, b) / (x * (1 - x));
    const newton = x - error / density;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-16 * x || high - low <= 1e-300) return next;
    x = next;
  }
  return x;
}
