import { clusterSums, type Partition } from './clusters.js';
import { tInterval, weightedMean } from './mean.js';
import { assertProbability, type Interval, type Stat, undefinedStat } from './result.js';

/** One stratum of a combined figure. */
export interface Stratum {
  readonly name: string;
  /** What its mean is multiplied by: a share of traffic for a mean, a volume for a total. */
  readonly multiplier: number;
  readonly values: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
  /** Row → cluster of the partition that all strata share. */
  readonly clusters: ArrayLike<number>;
}

/**
 * Σ_h multiplier_h · mean_h with a t interval. Variance by linearisation over clusters, each stratum's residuals
 * scaled by sqrt(C_h/(C_h − 1)): equal to Σ multiplier² se_h² where no cluster spans strata, and with the
 * covariance where one does. df after Satterthwaite (1946) from the strata's own variances.
 */
export function combineStrata(
  strata: readonly Stratum[],
  options: { readonly clusterCount: number; readonly level: number },
): Stat<{
  readonly value: number;
  readonly n: number;
  readonly interval: Stat<Interval & { readonly se: number; readonly df: number }>;
}> {
  assertProbability('level', options.level);
  if (strata.length === 0) return undefinedStat('no stratum');
  let value = 0;
  let n = 0;
  let weakest: string | undefined;
  let variances = 0;
  let satterthwaite = 0;
  const totals = new Float64Array(options.clusterCount);
  for (const stratum of strata) {
    if (stratum.clusters.length !== stratum.values.length) {
      return undefinedStat(`${stratum.name}: the clusters are those of other rows`);
    }
    if (!Number.isFinite(stratum.multiplier)) {
      return undefinedStat(`${stratum.name}: its multiplier is not a finite number`);
    }
    const centre = weightedMean(stratum.values, stratum.weights);
    if (centre.state === 'undefined') return undefinedStat(`${stratum.name}: ${centre.reason}`);
    value += stratum.multiplier * centre.mean;
    n += stratum.values.length;
    const scale = stratum.multiplier / centre.totalWeight;
    const rows: Partition = { of: Int32Array.from(stratum.clusters), count: options.clusterCount };
    const residuals = clusterSums(
      rows,
      (row) => scale * (stratum.weights[row] ?? 0) * ((stratum.values[row] ?? 0) - centre.mean),
    );
    const count = new Set(rows.of).size;
    if (count < 2) {
      weakest ??= stratum.name;
      continue;
    }
    const factor = Math.sqrt(count / (count - 1));
    let variance = 0;
    for (let cluster = 0; cluster < residuals.length; cluster++) {
      const part = factor * (residuals[cluster] ?? 0);
      totals[cluster] = (totals[cluster] ?? 0) + part;
      variance += part * part;
    }
    variances += variance;
    satterthwaite += variance ** 2 / (count - 1);
  }
  if (weakest !== undefined) {
    return {
      state: 'defined',
      value,
      n,
      interval: undefinedStat(`${weakest}: one cluster has no standard error`),
    };
  }
  const se = Math.sqrt(totals.reduce((sum, part) => sum + part * part, 0));
  const df =
    satterthwaite > 0 ? variances ** 2 / satterthwaite : Math.max(1, options.clusterCount - strata.length);
  return { state: 'defined', value, n, interval: tInterval(value, se, df, options.level) };
}
