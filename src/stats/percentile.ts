import { betaCdf } from './beta.js';
import { binomialQuantile } from './binomial.js';
import { allFinite, assertProbability, type Stat, undefinedStat } from './result.js';

declare const sortedBrand: unique symbol;
/** Finite values in rising order: a percentile cannot be asked of anything else. */
export type SortedValues = Float64Array & { readonly [sortedBrand]: true };

/** A sorted copy; undefined when empty or when a value is not finite. */
export function sortValues(values: ArrayLike<number>): Stat<{ readonly sorted: SortedValues }> {
  if (values.length === 0) return undefinedStat('no value');
  if (!allFinite(values)) return undefinedStat('a value is not a finite number');
  return { state: 'defined', sorted: Float64Array.from(values).sort() as SortedValues };
}

/** The fewest independent values of which the largest bounds the p-quantile from above: 59 for p95, 299 for p99. */
export function minimumForPercentile(p: number, level: number): number {
  assertProbability('p', p);
  assertProbability('level', level);
  return Math.ceil(Math.log(1 - level) / Math.log(p) - 1e-12);
}

export interface PercentileRanks {
  /** 1-based ranks of the order statistics that bound the quantile; null where no value of the sample can. */
  readonly low: number | null;
  readonly high: number;
  readonly tails: 'equal' | 'unequal';
}

/**
 * Ranks of the order statistics around the p-quantile (p ≥ ½), from the binomial distribution: l = Q(α/2),
 * u = Q(1 − α/2) + 1, for n independent values. Where the equal-tailed upper rank does not exist but the maximum
 * still bounds the quantile at `level`, the tails are split unequally, total coverage kept.
 */
export function percentileRanks(n: number, p: number, level: number): Stat<PercentileRanks> {
  assertProbability('level', level);
  if (!(p >= 0.5 && p < 1)) throw new RangeError(`p must lie in [0.5, 1): ${p}`);
  if (!(n >= minimumForPercentile(p, level))) return undefinedStat('n too small');
  if (!Number.isInteger(n)) return undefinedStat('not a number of values');
  const alpha = 1 - level;
  const high = binomialQuantile(1 - alpha / 2, n, p) + 1;
  if (high <= n) return { state: 'defined', low: rank(alpha / 2, n, p), high, tails: 'equal' };
  const rest = alpha - p ** n;
  return { state: 'defined', low: rest > 0 ? rank(rest, n, p) : null, high: n, tails: 'unequal' };
}

function rank(tail: number, n: number, p: number): number | null {
  const low = binomialQuantile(tail, n, p);
  return low < 1 ? null : low;
}

/** The type-7 quantile (Hyndman and Fan 1996), 0 ≤ p ≤ 1: linear interpolation at 1 + (n − 1)p. */
export function quantile(values: SortedValues, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must lie between 0 and 1: ${p}`);
  const position = (values.length - 1) * p;
  const below = Math.floor(position);
  const low = values[below] ?? Number.NaN;
  const high = values[Math.min(below + 1, values.length - 1)] ?? low;
  return low + (position - below) * (high - low);
}

/** The quantile of Harrell and Davis (1982): order statistics weighted by Beta((n+1)p, (n+1)(1−p)). */
export function harrellDavis(values: SortedValues, p: number): number {
  assertProbability('p', p);
  const n = values.length;
  const a = (n + 1) * p;
  const b = (n + 1) * (1 - p);
  let sum = 0;
  let previous = 0;
  for (let i = 0; i < n; i++) {
    const reached = betaCdf((i + 1) / n, a, b);
    sum += (reached - previous) * (values[i] ?? 0);
    previous = reached;
  }
  return sum;
}
