import { type Estimate, undefinedEstimate } from '../../domain/index.js';
import {
  binomialQuantile,
  isDefined,
  minimumForPercentile,
  percentileRanks,
  sortWeighted,
  type WeightedValues,
  weightedQuantile,
} from '../../stats/index.js';
import type { Fold } from '../port.js';
import type { Confidence } from './figures.js';

/** Observations of one distribution: what each counts for, and the cluster that it belongs to. */
export interface Observations {
  readonly values: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
  readonly clusters: ArrayLike<number>;
}

/** The share of a distribution that lies below each percentile. */
export const PERCENTILE_SHARE = { p50: 0.5, p95: 0.95, p99: 0.99 };

/** Against rounding of sums of shares. */
const ROUNDING = 1e-9;

/**
 * A weighted percentile with order-statistics bounds at the effective number of independent observations (Korn and
 * Graubard 1998): p(1 − p) over the clustered, linearised variance of "is above the quantile", at most Kish's number. So
 * repeats of one sample under several configurations count for what they add. One-sided bounds: the ranks Q(1 − L),
 * Q(L) + 1 of the binomial.
 */
export function percentileEstimate(
  observations: Observations,
  fold: Exclude<Fold, 'mean'>,
  confidence: Confidence,
): Estimate {
  const p = PERCENTILE_SHARE[fold];
  const { level, sides } = confidence;
  const sorted = sortWeighted(observations.values, observations.weights);
  const n = sorted.values.length;
  const shown = sides === 2 ? level : 2 * level - 1;
  if (n === 0) return undefinedEstimate('nothing observed', { level: shown, method: 'order statistics', n });
  const value = weightedQuantile(sorted, p);
  const effective = Math.floor(effectiveCount(observations, value, { p, most: sorted.effective }) + ROUNDING);
  const ranks = sides === 2 ? twoSided(effective, p, level) : oneSided(effective, p, level);
  const low = ranks.low === null ? null : lastWithin(sorted, ranks.low / effective);
  const high = ranks.high === null ? null : firstReaching(sorted, ranks.high / effective);
  const independent = effective < n ? ` of ${effective} independent` : '';
  const method = `type-7 quantile, order statistics (binomial)${independent}${sides === 1 ? `, each bound one-sided at ${level}` : ''}`;
  const estimate = { value, low, high, level: shown, method, n };
  if (high === null) return { ...estimate, reason: `n too small: ${effective} independent observations` };
  return low === null ? { ...estimate, reason: 'n too small for a lower bound' } : estimate;
}

/**
 * Independent observations that a one-sided upper bound on a percentile takes at least: the smallest n with
 * 1 − pⁿ ≥ level, so that their greatest is such a bound (299 for p99 at 0.95, 59 for p95).
 */
export function leastForUpperBound(fold: Exclude<Fold, 'mean'>, level: number): number {
  return Math.max(1, minimumForPercentile(PERCENTILE_SHARE[fold], level));
}

/** What is known of the share of a distribution that lies beyond a bound on one of its percentiles. */
export interface TailShare {
  /** Seen beyond the bound, by weight. */
  readonly beyond: number;
  /** At most so much may lie there. */
  readonly allowed: number;
  /** Independent observations that this rests on, as a bound of the percentile counts them. */
  readonly effective: number;
}

/** The share above a ceiling, or below a floor, of a percentile; undefined: nothing was observed. */
export function tailShare(
  observations: Observations,
  fold: Exclude<Fold, 'mean'>,
  bound: { readonly min: number } | { readonly max: number },
): TailShare | undefined {
  const p = PERCENTILE_SHARE[fold];
  const sorted = sortWeighted(observations.values, observations.weights);
  if (sorted.values.length === 0) return undefined;
  const effective = effectiveCount(observations, weightedQuantile(sorted, p), { p, most: sorted.effective });
  const isBeyond =
    'max' in bound ? (value: number) => value > bound.max : (value: number) => value < bound.min;
  let beyond = 0;
  let total = 0;
  for (let at = 0; at < observations.values.length; at++) {
    const weight = observations.weights[at] as number;
    total += weight;
    if (isBeyond(observations.values[at] as number)) beyond += weight;
  }
  return { beyond: beyond / total, allowed: 'max' in bound ? 1 - p : p, effective };
}

interface Ranks {
  readonly low: number | null;
  readonly high: number | null;
}

function twoSided(n: number, p: number, level: number): Ranks {
  const ranks = n < 1 ? undefined : percentileRanks(n, p, level);
  return ranks !== undefined && isDefined(ranks) ? ranks : { low: null, high: null };
}

function oneSided(n: number, p: number, level: number): Ranks {
  if (n < 1) return { low: null, high: null };
  const high = binomialQuantile(level, n, p) + 1;
  const low = binomialQuantile(1 - level, n, p);
  return { low: low < 1 ? null : low, high: high <= n ? high : null };
}

/** The least value up to which the share lies. */
function firstReaching({ values, reached }: WeightedValues, share: number): number | null {
  const at = reached.findIndex((one) => one >= share - ROUNDING);
  return values[at < 0 ? values.length - 1 : at] ?? null;
}

/** The greatest value up to which no more than the share lies; the least value where even that holds more. */
function lastWithin({ values, reached }: WeightedValues, share: number): number | null {
  const at = reached.findLastIndex((one) => one <= share + ROUNDING);
  return values[Math.max(0, at)] ?? null;
}

/** p(1 − p)/Var of the clustered share above the quantile, at most `most`. */
function effectiveCount(
  { values, weights, clusters }: Observations,
  cut: number,
  of: { readonly p: number; readonly most: number },
): number {
  const sums = new Map<number, { above: number; weight: number }>();
  let above = 0;
  let total = 0;
  let count = 0;
  for (let at = 0; at < values.length; at++) {
    const weight = weights[at] as number;
    if (!(weight > 0)) continue;
    const cluster = clusters[at] ?? 0;
    const own = sums.get(cluster) ?? { above: 0, weight: 0 };
    sums.set(cluster, own);
    count++;
    own.weight += weight;
    total += weight;
    if ((values[at] ?? 0) > cut) {
      own.above += weight;
      above += weight;
    }
  }
  // Nothing repeats, or nothing can be told of how clusters behave: each counts once, for its weight.
  const alone = kish([...sums.values()].map(({ weight }) => weight));
  if (sums.size === count || sums.size < 2) return Math.min(of.most, alone);
  const share = above / total;
  let squares = 0;
  for (const own of sums.values()) squares += (own.above - share * own.weight) ** 2;
  const variance = (squares / (total * total)) * (sums.size / (sums.size - 1));
  // Where nothing exceeds the quantile nothing tells how clusters behave.
  if (variance === 0) return Math.min(of.most, alone);
  return Math.min(of.most, (of.p * (1 - of.p)) / variance);
}

/** (Σ w)²/Σ w². */
function kish(weights: readonly number[]): number {
  const sum = weights.reduce((total, one) => total + one, 0);
  const squares = weights.reduce((total, one) => total + one * one, 0);
  return squares > 0 ? (sum * sum) / squares : 0;
}
