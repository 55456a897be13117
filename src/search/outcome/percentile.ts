import { type Estimate, undefinedEstimate } from '../../domain/index.js';
import { binomialQuantile, isDefined, percentileRanks, quantile, sortValues } from '../../stats/index.js';
import type { Fold } from '../port.js';
import type { Confidence } from './figures.js';

/** Observations of one distribution, and the cluster that each belongs to. */
export interface Observations {
  readonly values: ArrayLike<number>;
  readonly clusters: ArrayLike<number>;
}

const SHARE = { p50: 0.5, p95: 0.95, p99: 0.99 };

/**
 * A percentile with order-statistics bounds at the effective number of independent observations (Korn and Graubard
 * 1998): p(1 − p) over the clustered variance of "is above the quantile", at most their number. So repeats of one sample
 * under several configurations count for what they add. One-sided bounds: the ranks Q(1 − L), Q(L) + 1 of the binomial.
 */
export function percentileEstimate(
  observations: Observations,
  fold: Exclude<Fold, 'mean'>,
  confidence: Confidence,
): Estimate {
  const p = SHARE[fold];
  const { level, sides } = confidence;
  const n = observations.values.length;
  const shown = sides === 2 ? level : 2 * level - 1;
  const sorted = sortValues(observations.values);
  if (!isDefined(sorted)) {
    return undefinedEstimate('nothing observed', { level: shown, method: 'order statistics', n });
  }
  const value = quantile(sorted.sorted, p);
  const effective = Math.floor(effectiveCount(observations, value, p));
  const ranks = sides === 2 ? twoSided(effective, p, level) : oneSided(effective, p, level);
  const at = (rank: number | null, round: (x: number) => number): number | null =>
    rank === null ? null : (sorted.sorted[round((rank * n) / effective) - 1] ?? null);
  const low = at(ranks.low, (x) => Math.max(1, Math.floor(x)));
  const high = at(ranks.high, (x) => Math.min(n, Math.ceil(x)));
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
  const logP = Math.log(SHARE[fold]);
  let n = Math.max(1, Math.floor(Math.log(1 - level) / logP));
  while (1 - Math.exp(n * logP) < level) n++;
  return n;
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

/** p(1 − p)/Var of the clustered share above the quantile, between the number of clusters that matter least and n. */
function effectiveCount({ values, clusters }: Observations, cut: number, p: number): number {
  const n = values.length;
  const sums = new Map<number, { above: number; count: number }>();
  let above = 0;
  for (let at = 0; at < n; at++) {
    const cluster = clusters[at] ?? 0;
    const own = sums.get(cluster) ?? { above: 0, count: 0 };
    sums.set(cluster, own);
    own.count++;
    if ((values[at] ?? 0) > cut) {
      own.above++;
      above++;
    }
  }
  if (sums.size === n || sums.size < 2) return sums.size;
  const share = above / n;
  let squares = 0;
  for (const own of sums.values()) squares += (own.above - share * own.count) ** 2;
  const variance = (squares / (n * n)) * (sums.size / (sums.size - 1));
  // Where nothing exceeds the quantile nothing tells how clusters behave: each counts once.
  if (variance === 0) return sums.size;
  return Math.min(n, (p * (1 - p)) / variance);
}
