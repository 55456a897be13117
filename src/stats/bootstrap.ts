import { clusterRows, type Partition } from './clusters.js';
import { normalCdf, normalQuantile } from './normal.js';
import { assertProbability, type Interval, type Stat, undefinedStat } from './result.js';
import { type Rng, randomIndex } from './rng.js';

/** Below this many clusters no BCa interval is given: the resamples say too little. */
const MINIMUM_CLUSTERS = 8;

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
 * Φ(z0 + (z0 + z_q)/(1 − a(z0 + z_q))). `statistic` is given row numbers, with repetition.
 */
export function bcaBootstrap(options: {
  readonly clusters: Partition;
  readonly statistic: (rows: readonly number[]) => number;
  readonly level: number;
  readonly replicates: number;
  readonly rng: Rng;
}): Stat<BcaEstimate> {
  assertProbability('level', options.level);
  const members = clusterRows(options.clusters);
  if (members.length === 0) return undefinedStat('no scored sample');
  const value = options.statistic(members.flat());
  if (!Number.isFinite(value)) return undefinedStat('the statistic is not a finite number');
  return { state: 'defined', value, clusters: members.length, interval: interval(members, value, options) };
}

function interval(
  members: readonly (readonly number[])[],
  value: number,
  options: Parameters<typeof bcaBootstrap>[0],
): BcaEstimate['interval'] {
  if (members.length < MINIMUM_CLUSTERS) return undefinedStat(`fewer than ${MINIMUM_CLUSTERS} clusters`);
  const { acceleration, spread } = jackknife(members, options.statistic);
  if (!Number.isFinite(spread))
    return undefinedStat('the statistic is not a finite number on a part of the data');
  if (spread === 0) return undefinedStat('the data show no spread');
  const resampled = new Float64Array(options.replicates);
  for (let replicate = 0; replicate < resampled.length; replicate++) {
    const rows: number[] = [];
    for (let draw = 0; draw < members.length; draw++) {
      rows.push(...(members[randomIndex(options.rng, members.length)] ?? []));
    }
    resampled[replicate] = options.statistic(rows);
  }
  if (!resampled.every(Number.isFinite))
    return undefinedStat('the statistic is not a finite number on a resample');
  resampled.sort();
  const below = resampled.reduce((count, t) => count + (t < value ? 1 : t === value ? 0.5 : 0), 0);
  if (below === 0 || below === resampled.length) return undefinedStat('every resample lies on one side');
  const z0 = normalQuantile(below / resampled.length);
  const at = (quantile: number): number => {
    const shifted = z0 + normalQuantile(quantile);
    const position = normalCdf(z0 + shifted / (1 - acceleration * shifted)) * (resampled.length + 1);
    return resampled[Math.min(resampled.length, Math.max(1, Math.round(position))) - 1] ?? value;
  };
  return {
    state: 'defined',
    low: at((1 - options.level) / 2),
    high: at((1 + options.level) / 2),
    level: options.level,
    acceleration,
    biasCorrection: z0,
    replicates: resampled.length,
  };
}

/** Leave-one-cluster-out: acceleration and the jackknife standard error sqrt((C−1)/C · Σ(t_i − mean)²). */
export function jackknife(
  members: readonly (readonly number[])[],
  statistic: (rows: readonly number[]) => number,
): { readonly acceleration: number; readonly spread: number } {
  const left = members.map((_, out) => statistic(members.flatMap((rows, at) => (at === out ? [] : rows))));
  const mean = left.reduce((sum, t) => sum + t, 0) / left.length;
  let squares = 0;
  let cubes = 0;
  for (const t of left) {
    squares += (mean - t) ** 2;
    cubes += (mean - t) ** 3;
  }
  return {
    acceleration: squares === 0 ? 0 : cubes / (6 * squares ** 1.5),
    spread: Math.sqrt(((left.length - 1) / left.length) * squares),
  };
}
