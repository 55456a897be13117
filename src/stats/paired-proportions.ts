import { binomialCdf, binomialPmf } from './binomial.js';
import { erfc, normalQuantile } from './normal.js';
import { wilson } from './proportion.js';
import { assertProbability, type Interval, isDefined, type Stat, undefinedStat } from './result.js';

/** A paired 2 × 2 table of passes. */
export interface PairedTable {
  readonly bothPass: number;
  /** b: only the candidate passes. */
  readonly candidateOnly: number;
  /** c: only the baseline passes. */
  readonly baselineOnly: number;
  readonly neitherPasses: number;
}

/**
 * McNemar's test on the discordant pairs: `exact` binomial two-sided p, the less conservative `midP`
 * (exact minus the probability of the observed split), and the uncorrected chi-square for comparison.
 */
export function mcNemar(
  candidateOnly: number,
  baselineOnly: number,
): Stat<{
  readonly exact: number;
  readonly midP: number;
  readonly chiSquare: number;
  readonly chiSquareP: number;
}> {
  if (![candidateOnly, baselineOnly].every((count) => Number.isInteger(count) && count >= 0)) {
    return undefinedStat('not a count of pairs');
  }
  const n = candidateOnly + baselineOnly;
  if (n === 0) return undefinedStat('no discordant pair');
  const smaller = Math.min(candidateOnly, baselineOnly);
  const exact = Math.min(1, 2 * binomialCdf(smaller, n, 0.5));
  const point = binomialPmf(smaller, n, 0.5);
  const midP = candidateOnly === baselineOnly ? 1 - point : 2 * binomialCdf(smaller, n, 0.5) - point;
  const chiSquare = (candidateOnly - baselineOnly) ** 2 / n;
  return { state: 'defined', exact, midP, chiSquare, chiSquareP: erfc(Math.sqrt(chiSquare / 2)) };
}

/**
 * Tango's score statistic (1998) for H0 "difference of paired proportions = D", difference = candidate − baseline:
 * z(D) = (b − c − nD) / sqrt(n(2q + D(1 − D))), q the restricted maximum-likelihood estimate of c's probability.
 */
export function tangoScore(
  counts: { readonly candidateOnly: number; readonly baselineOnly: number; readonly n: number },
  difference: number,
): number {
  const { candidateOnly: b, baselineOnly: c, n } = counts;
  if (!(b >= 0 && c >= 0 && b + c <= n && n >= 1 && Math.abs(difference) <= 1)) {
    throw new RangeError(`not counts of pairs and a difference: ${b}, ${c} of ${n}, ${difference}`);
  }
  const variance = tangoVariance(counts, difference);
  const numerator = b - c - n * difference;
  if (variance <= 0) return numerator === 0 ? 0 : Math.sign(numerator) * Number.POSITIVE_INFINITY;
  return numerator / Math.sqrt(variance);
}

/** The variance of b − c under that hypothesis, n(2q + D(1 − D)). */
export function tangoVariance(
  counts: { readonly candidateOnly: number; readonly baselineOnly: number; readonly n: number },
  difference: number,
): number {
  const { candidateOnly: b, baselineOnly: c, n } = counts;
  const quadratic = 2 * n;
  const linear = -b - c + (2 * n - b + c) * difference;
  const constant = -c * difference * (1 - difference);
  const root = Math.sqrt(Math.max(0, linear * linear - 4 * quadratic * constant));
  const q = (root - linear) / (2 * quadratic);
  return n * (2 * q + difference * (1 - difference));
}

/** Tango's score interval {D : |z(D)| ≤ z} by bisection; z falls in D. Assumes independent pairs. */
export function tangoInterval(
  counts: { readonly candidateOnly: number; readonly baselineOnly: number; readonly n: number },
  level: number,
): Stat<Interval & { readonly diff: number }> {
  assertProbability('level', level);
  const { candidateOnly, baselineOnly, n } = counts;
  if (!Number.isInteger(n) || n < 1) return undefinedStat('no pair');
  if (![candidateOnly, baselineOnly].every((count) => Number.isInteger(count) && count >= 0)) {
    return undefinedStat('not a count of pairs');
  }
  if (candidateOnly + baselineOnly > n) return undefinedStat('more discordant pairs than pairs');
  const z = normalQuantile((1 + level) / 2);
  const diff = (candidateOnly - baselineOnly) / n;
  return {
    state: 'defined',
    diff,
    low: crossing(counts, { target: z, inside: diff, outside: -1 }),
    high: crossing(counts, { target: -z, inside: diff, outside: 1 }),
    level,
  };
}

function crossing(
  counts: { readonly candidateOnly: number; readonly baselineOnly: number; readonly n: number },
  search: { readonly target: number; readonly inside: number; readonly outside: number },
): number {
  let { inside, outside } = search;
  for (let step = 0; step < 200; step++) {
    const middle = (inside + outside) / 2;
    if (middle === inside || middle === outside) break;
    if (Math.abs(tangoScore(counts, middle)) <= Math.abs(search.target)) inside = middle;
    else outside = middle;
  }
  return inside;
}

/**
 * Newcombe's hybrid score interval (1998, method 10) for candidate − baseline: Wilson limits of both sides combined
 * by squaring and adding, with the continuity-corrected φ. Given for comparison; {@link tangoInterval} is preferred.
 */
export function newcombeInterval(
  table: PairedTable,
  level: number,
): Stat<Interval & { readonly diff: number }> {
  const { bothPass: a, candidateOnly: b, baselineOnly: c, neitherPasses: d } = table;
  const n = a + b + c + d;
  if ([a, b, c, d].some((count) => !(count >= 0))) return undefinedStat('not a table of pairs');
  const candidate = wilson(a + b, n, level);
  const baseline = wilson(a + c, n, level);
  if (!isDefined(candidate) || !isDefined(baseline)) return undefinedStat('not a table of pairs');
  const diff = candidate.proportion - baseline.proportion;
  const marginal = (a + b) * (c + d) * (a + c) * (b + d);
  const cross = a * d - b * c;
  const corrected = cross > n / 2 ? cross - n / 2 : Math.min(cross, 0);
  const phi = marginal === 0 ? 0 : corrected / Math.sqrt(marginal);
  const combine = (x: number, y: number): number => Math.sqrt(Math.max(0, x * x - 2 * phi * x * y + y * y));
  return {
    state: 'defined',
    diff,
    low: diff - combine(candidate.proportion - candidate.low, baseline.high - baseline.proportion),
    high: diff + combine(candidate.high - candidate.proportion, baseline.proportion - baseline.low),
    level,
  };
}
