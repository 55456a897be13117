import {
  binomialCdf,
  binomialQuantile,
  isDefined,
  minimumForPercentile,
  quantile,
  type Stat,
  sortValues,
} from '../stats/index.js';
import type { CheckTest } from './check-test.js';

/**
 * The p-quantile of latencies against `threshold`, by order statistics: the count of values at or below the threshold
 * is binomial, so bounds hold whatever the distribution. `samples` is how many of the values are independent: with
 * repeats there are more values than samples, and ranks are those of the samples.
 */
export function percentileTest(
  values: readonly number[],
  options: { readonly p: number; readonly threshold: number; readonly samples: number },
): Stat<CheckTest> {
  const { p, threshold, samples } = options;
  const all = sortValues(values);
  if (!isDefined(all)) return all;
  const { sorted } = all;
  const perSample = sorted.length / samples;
  const scaled = (count: number, round: (x: number) => number): number => round(count / perSample);
  const below = scaled(
    countWhere(sorted, (value) => value < threshold),
    Math.floor,
  );
  const atMost = scaled(
    countWhere(sorted, (value) => value <= threshold),
    Math.ceil,
  );
  const valueAt = (rank: number): number | null =>
    sorted[Math.min(sorted.length, Math.max(1, rank)) - 1] ?? null;
  return {
    state: 'defined',
    value: quantile(sorted, p),
    threshold,
    // The upper bound is the u-th value with P(X ≤ u − 1) ≥ 1 − alpha: it lies below when at least u values do.
    pBelow: below === 0 ? 1 : 1 - binomialCdf(below - 1, samples, p),
    pAbove: binomialCdf(atMost, samples, p),
    exact: false,
    bounds: (alpha) => {
      const low = binomialQuantile(alpha, samples, p);
      const high = binomialQuantile(1 - alpha, samples, p) + 1;
      return {
        lower: low < 1 ? null : valueAt(Math.floor(low * perSample)),
        upper: high > samples ? null : valueAt(Math.ceil(high * perSample)),
      };
    },
    mde: () => null,
    settle: (alpha) => {
      const least = minimumForPercentile(p, 1 - alpha);
      return samples < least ? least : null;
    },
    unbounded: (alpha) => `n too small: ${samples} of at least ${minimumForPercentile(p, 1 - alpha)} samples`,
    method: 'order statistics (binomial), samples taken as independent',
    unreliable: null,
  };
}

function countWhere(values: Float64Array, belongs: (value: number) => boolean): number {
  let count = 0;
  for (const value of values) if (belongs(value)) count += 1;
  return count;
}
