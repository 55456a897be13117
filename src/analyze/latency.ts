import { type Estimate, undefinedEstimate } from '../domain/index.js';
import { isDefined, minimumForPercentile, percentileRanks, quantile, sortValues } from '../stats/index.js';
import type { VariantColumns } from './columns.js';
import type { Population } from './population.js';
import { methodOf } from './scored-rows.js';

/** p50, p95 and p99 of the service's latency over completed trials; null with `n too small` below 59 and 299 samples. */
export function latencyEstimates(
  population: Population,
  columns: VariantColumns,
  options: { readonly repeats: number; readonly level: number },
): { readonly p50: Estimate; readonly p95: Estimate; readonly p99: Estimate } {
  const { repeats, level } = options;
  const trials: number[] = [];
  let n = 0;
  for (const row of population.rows) {
    const own = columns.trialLatencyMs
      .subarray(row * repeats, (row + 1) * repeats)
      .filter((ms) => !Number.isNaN(ms));
    if (own.length > 0) n++;
    trials.push(...own);
  }
  const missing = population.rows.length - n;
  const sorted = sortValues(trials);
  const at = (p: number): Estimate => {
    const method = methodOf('type-7 quantile, order statistics (binomial)', population, missing);
    if (!isDefined(sorted)) return undefinedEstimate('no latency', { level, method, n });
    // Ranks come from the number of samples: repeats of one sample are not independent.
    const ranks = percentileRanks(n, p, level);
    if (!isDefined(ranks)) {
      const reason = `${ranks.reason}: ${n} of at least ${minimumForPercentile(p, level)} samples`;
      return undefinedEstimate(reason, { level, method, n });
    }
    const perSample = trials.length / n;
    const high = sorted.sorted[Math.min(trials.length, Math.ceil(ranks.high * perSample)) - 1] ?? null;
    const low =
      ranks.low === null ? null : (sorted.sorted[Math.max(1, Math.floor(ranks.low * perSample)) - 1] ?? null);
    const value = quantile(sorted.sorted, p);
    const named = ranks.tails === 'equal' ? method : `${method}; upper bound the maximum, unequal tails`;
    const estimate = { value, low, high, level, method: named, n };
    return low === null ? { ...estimate, reason: 'n too small for a lower bound' } : estimate;
  };
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
