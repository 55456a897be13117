import { type Interval, type Stat, undefinedStat } from './result.js';
import { tQuantile } from './student-t.js';

/** An estimate's t interval and the standard error behind it. */
export type EstimateInterval = Interval & { readonly se: number; readonly df: number };

/**
 * value ± t(C − 1) · se with the delete-one-cluster jackknife error se² = (C−1)/C · Σ (v_c − mean)² (Efron and Stein
 * 1981), cut to [min, max]; `without` is the estimate when that cluster is left out. Assumes independent clusters and
 * a smooth estimate. No spread at all is undefined: a small sample without a disagreement proves no perfection.
 */
export function jackknifeInterval(
  value: number,
  without: readonly Stat<{ readonly value: number }>[],
  options: { readonly level: number; readonly min: number; readonly max: number },
): Stat<EstimateInterval> {
  const count = without.length;
  if (count < 2) return undefinedStat('one cluster has no standard error');
  const values: number[] = [];
  for (const one of without) {
    if (one.state === 'undefined') return undefinedStat(`without one cluster: ${one.reason}`);
    values.push(one.value);
  }
  const mean = values.reduce((sum, one) => sum + one, 0) / count;
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  // Rounding leaves about 1e-32 where every cluster says the same.
  if (squares <= 1e-28 * Math.max(1, value * value)) return undefinedStat('no cluster changes the estimate');
  const se = Math.sqrt(((count - 1) / count) * squares);
  const half = tQuantile((1 + options.level) / 2, count - 1) * se;
  return {
    state: 'defined',
    se,
    df: count - 1,
    low: Math.max(options.min, value - half),
    high: Math.min(options.max, value + half),
    level: options.level,
  };
}
