import { type Stat, undefinedStat } from './result.js';

/** Mean and shape of a random total; all that closed-form quantiles need. */
export interface TotalMoments {
  readonly mean: number;
  readonly sd: number;
  readonly skew: number;
  /** Excess kurtosis: 0 for the normal distribution. */
  readonly excessKurtosis: number;
}

/** Raw moments E X, E X², E X³, E X⁴ of one request's cost. */
export interface RawMoments {
  readonly m1: number;
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
}

/** Raw moments of an observed sample, Σ x^k/n: the cost of one request, with what input and output have in common. */
export function sampleMoments(values: ArrayLike<number>): Stat<RawMoments> {
  if (values.length === 0) return undefinedStat('no value');
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    let power = 1;
    for (let k = 0; k < 4; k++) {
      power *= values[i] ?? Number.NaN;
      sums[k] = (sums[k] ?? 0) + power / values.length;
    }
  }
  const [m1 = 0, m2 = 0, m3 = 0, m4 = 0] = sums;
  return definedMoments({ m1, m2, m3, m4 });
}

/**
 * Total of a Poisson number of requests with mean `rate`: mean L m₁, variance L m₂, skew m₃/(√L m₂^1.5), excess
 * kurtosis m₄/(L m₂²). Assumes requests independent of each other and of their number; burstier arrivals have more
 * variance.
 */
export function poissonTotal(rate: number, request: RawMoments): Stat<TotalMoments> {
  const checked = definedMoments(request);
  if (checked.state === 'undefined') return checked;
  if (!(rate > 0 && Number.isFinite(rate))) return undefinedStat('no request is expected');
  const { m1, m2, m3, m4 } = request;
  if (!(m2 > 0)) return undefinedStat('the cost of a request is always 0');
  return totalOf({
    mean: rate * m1,
    sd: Math.sqrt(rate * m2),
    skew: m3 / (Math.sqrt(rate) * m2 ** 1.5),
    excessKurtosis: m4 / (rate * m2 * m2),
  });
}

/** Total of exactly `count` independent requests: mean N μ, variance N σ², skew γ/√N, excess kurtosis κ/N. */
export function fixedTotal(count: number, request: RawMoments): Stat<TotalMoments> {
  const checked = definedMoments(request);
  if (checked.state === 'undefined') return checked;
  if (!(Number.isInteger(count) && count >= 1)) return undefinedStat('no request');
  const { m1, m2, m3, m4 } = request;
  const variance = m2 - m1 * m1;
  // What rounding leaves of a variance of nothing.
  if (!(variance > 1e-14 * m2)) return undefinedStat('the cost of a request does not vary');
  const third = m3 - 3 * m1 * m2 + 2 * m1 ** 3;
  const fourth = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 ** 4;
  return totalOf({
    mean: count * m1,
    sd: Math.sqrt(count * variance),
    skew: third / variance ** 1.5 / Math.sqrt(count),
    excessKurtosis: (fourth / variance ** 2 - 3) / count,
  });
}

function definedMoments(moments: RawMoments): Stat<RawMoments> {
  const { m1, m2, m3, m4 } = moments;
  if (![m1, m2, m3, m4].every(Number.isFinite)) return undefinedStat('a value is not a finite number');
  return { state: 'defined', m1, m2, m3, m4 };
}

function totalOf(moments: TotalMoments): Stat<TotalMoments> {
  const { mean, sd, skew, excessKurtosis } = moments;
  if (![mean, sd, skew, excessKurtosis].every(Number.isFinite)) {
    return undefinedStat('the moments are too large for a number');
  }
  return { state: 'defined', mean, sd, skew, excessKurtosis };
}
