import { clusterRows, type Partition } from './clusters.js';
import { type LinearStatistic, type Resampled, resampleLinear } from './linear-statistic.js';
import { normalCdf, normalQuantile } from './normal.js';
import { assertProbability, type Interval, type Stat, undefinedStat } from './result.js';
import { drawIndices, type Rng } from './rng.js';

/** Below this many clusters no BCa interval is given: the resamples say too little. */
const MINIMUM_CLUSTERS = 8;

/** Given row numbers, with repetition. */
export type RowStatistic = (rows: readonly number[]) => number;

export interface BcaEstimate {
  readonly value: number;
  readonly clusters: number;
  /** Undefined, with the value kept, for degenerate data. */
  readonly interval: Stat<
    Interval & { readonly acceleration: number; readonly biasCorrection: number; readonly replicates: number }
  >;
}

/**
 * Bias-corrected and accelerated bootstrap (Efron 1987) over whole clusters:
 * z0 = Φ⁻¹(#(t* < t)/B, ties half), a = Σu³ / (6 (Σu²)^1.5) with u = mean(jackknife) − jackknife_i, levels
 * Φ(z0 + (z0 + z_q)/(1 − a(z0 + z_q))). A {@link LinearStatistic} (a weighted mean, a difference of means) is resampled
 * by sums of clusters, several times faster than a function of rows, and from the same draws. Assumes independent
 * clusters and a smooth statistic; undefined below 8 clusters.
 */
export function bcaBootstrap(options: {
  readonly clusters: Partition;
  readonly statistic: RowStatistic | LinearStatistic;
  readonly level: number;
  readonly replicates: number;
  readonly rng: Rng;
}): Stat<BcaEstimate> {
  assertProbability('level', options.level);
  const { clusters, statistic, replicates } = options;
  if (!(Number.isInteger(replicates) && replicates >= 1)) {
    throw new RangeError(`not a number of replicates: ${replicates}`);
  }
  if (clusters.count === 0) return undefinedStat('no scored sample');
  const resampled =
    typeof statistic === 'function' ? resampleRows(statistic, clusters) : resampleLinear(statistic, clusters);
  if (resampled.state === 'undefined') return resampled;
  return {
    state: 'defined',
    value: resampled.value,
    clusters: clusters.count,
    interval: interval(resampled, clusters.count, options),
  };
}

function resampleRows(statistic: RowStatistic, clusters: Partition): Stat<Resampled> {
  const members = clusterRows(clusters);
  const value = statistic(members.flat());
  if (!Number.isFinite(value)) return undefinedStat('the statistic is not a finite number');
  return {
    state: 'defined',
    value,
    of: (drawn) => {
      const rows: number[] = [];
      for (const cluster of drawn) rows.push(...(members[cluster] ?? []));
      return statistic(rows);
    },
    without: (cluster) => statistic(members.flatMap((rows, at) => (at === cluster ? [] : rows))),
  };
}

function interval(
  resampled: Resampled,
  clusters: number,
  options: { readonly level: number; readonly replicates: number; readonly rng: Rng },
): BcaEstimate['interval'] {
  if (clusters < MINIMUM_CLUSTERS) return undefinedStat(`fewer than ${MINIMUM_CLUSTERS} clusters`);
  const { value } = resampled;
  const left = spreadOf(Array.from({ length: clusters }, (_, cluster) => resampled.without(cluster)));
  if (left.state === 'undefined') return left;
  // Rounding leaves about 1e-16 of the value where every cluster says the same.
  if (left.spread <= 1e-14 * Math.abs(value)) return undefinedStat('the data show no spread');
  const drawn = new Int32Array(clusters);
  const replicates = new Float64Array(options.replicates);
  for (let replicate = 0; replicate < replicates.length; replicate++) {
    drawIndices(options.rng, clusters, drawn);
    replicates[replicate] = resampled.of(drawn);
  }
  if (!replicates.every(Number.isFinite))
    return undefinedStat('the statistic is not a finite number on a resample');
  replicates.sort();
  const below = replicates.reduce((count, t) => count + (t < value ? 1 : t === value ? 0.5 : 0), 0);
  if (below === 0 || below === replicates.length) return undefinedStat('every resample lies on one side');
  const z0 = normalQuantile(below / replicates.length);
  const at = (quantile: number): number => {
    const shifted = z0 + normalQuantile(quantile);
    const position = normalCdf(z0 + shifted / (1 - left.acceleration * shifted)) * (replicates.length + 1);
    return replicates[Math.min(replicates.length, Math.max(1, Math.round(position))) - 1] ?? value;
  };
  return {
    state: 'defined',
    low: at((1 - options.level) / 2),
    high: at((1 + options.level) / 2),
    level: options.level,
    acceleration: left.acceleration,
    biasCorrection: z0,
    replicates: replicates.length,
  };
}

/** Leave-one-cluster-out: acceleration and the jackknife standard error sqrt((C−1)/C · Σ(t_i − mean)²). */
export function jackknife(
  members: readonly (readonly number[])[],
  statistic: RowStatistic,
): Stat<{ readonly acceleration: number; readonly spread: number }> {
  if (members.length < 2) return undefinedStat('one cluster has no standard error');
  return spreadOf(
    members.map((_, out) => statistic(members.flatMap((rows, at) => (at === out ? [] : rows)))),
  );
}

function spreadOf(left: readonly number[]): Stat<{ readonly acceleration: number; readonly spread: number }> {
  const mean = left.reduce((sum, t) => sum + t, 0) / left.length;
  let squares = 0;
  let cubes = 0;
  for (const t of left) {
    squares += (mean - t) ** 2;
    cubes += (mean - t) ** 3;
  }
  if (!Number.isFinite(cubes))
    return undefinedStat('the statistic is not a finite number on a part of the data');
  return {
    state: 'defined',
    acceleration: squares === 0 ? 0 : cubes / (6 * squares ** 1.5),
    spread: Math.sqrt(((left.length - 1) / left.length) * squares),
  };
}
