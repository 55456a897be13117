import { clusterSums, independentRows, type Partition } from './clusters.js';
import { assertProbability, type Interval, type Stat, undefinedStat } from './result.js';
import { rowProblem } from './row-problem.js';
import { tQuantile } from './student-t.js';

/** Above this coefficient of variation of the mean denominator the delta interval is too short: Fieller's is used. */
const FIELLER_THRESHOLD = 0.1;

export interface RatioEstimate {
  readonly ratio: number;
  readonly n: number;
  readonly clusters: number;
  readonly spread: Stat<{
    readonly deltaSe: number;
    readonly jackknifeSe: number;
    /** Coefficient of variation of the mean denominator. */
    readonly denominatorCv: number;
    readonly method: 'delta' | 'fieller';
    readonly interval: Stat<Interval>;
  }>;
}

/**
 * Ratio of sums R = Σ w x / Σ w y (Cochran 1977, ch. 6), with the cluster-robust delta standard error
 * sqrt(C/(C−1) · Σ_c (Σ_{i∈c} w_i (x_i − R y_i))²) / Σ w y, the delete-one-cluster jackknife beside it, and a t
 * interval (df = clusters − 1) by delta, or by Fieller's theorem when CV(mean y) > 0.1. "Mean of ratios" answers
 * another question.
 */
export function ratioOfSums(
  rows: {
    readonly numerator: ArrayLike<number>;
    readonly denominator: ArrayLike<number>;
    readonly weights?: ArrayLike<number>;
  },
  options: { readonly level: number; readonly clusters?: Partition },
): Stat<RatioEstimate> {
  assertProbability('level', options.level);
  const { numerator, denominator, weights } = rows;
  const n = numerator.length;
  if (n === 0 && denominator.length === 0) return undefinedStat('no scored sample');
  const problem = rowProblem([numerator, denominator], { weights, clusters: options.clusters });
  if (problem !== undefined) return undefinedStat(problem);
  const clusters = options.clusters ?? independentRows(n);
  const x = clusterSums(clusters, (row) => (weights?.[row] ?? 1) * (numerator[row] ?? 0));
  const y = clusterSums(clusters, (row) => (weights?.[row] ?? 1) * (denominator[row] ?? 0));
  const totalX = total(x);
  const totalY = total(y);
  if (!(totalY > 0)) return undefinedStat('the denominator adds up to nothing');
  if (!Number.isFinite(totalX / totalY)) return undefinedStat('the values are too large for a number');
  return {
    state: 'defined',
    ratio: totalX / totalY,
    n,
    clusters: clusters.count,
    spread: spreadOf({ x, y, totalX, totalY, n, clusters, rows }, options.level),
  };
}

interface Sums {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly totalX: number;
  readonly totalY: number;
  readonly n: number;
  readonly clusters: Partition;
  readonly rows: {
    readonly numerator: ArrayLike<number>;
    readonly denominator: ArrayLike<number>;
    readonly weights?: ArrayLike<number>;
  };
}

function spreadOf(sums: Sums, level: number): RatioEstimate['spread'] {
  const { x, y, totalX, totalY } = sums;
  const c = x.length;
  if (c < 2)
    return undefinedStat(
      sums.n < 2 ? 'one sample has no standard error' : 'one cluster has no standard error',
    );
  const ratio = totalX / totalY;
  const { xx, xy, yy } = varianceOfTotals(sums);
  const residual = Math.max(0, xx - 2 * ratio * xy + ratio * ratio * yy);
  const deltaSe = Math.sqrt(residual) / totalY;
  const denominatorCv = Math.sqrt(yy) / totalY;
  const jackknifeSe = jackknifeError(x, y);
  if (!Number.isFinite(deltaSe + denominatorCv))
    return undefinedStat('the values are too large for a number');
  // What one cluster alone holds has no standard error either.
  if (!Number.isFinite(jackknifeSe)) return undefinedStat('one cluster holds the whole denominator');
  const t = tQuantile((1 + level) / 2, c - 1);
  const common = { state: 'defined', deltaSe, jackknifeSe, denominatorCv } as const;
  if (denominatorCv <= FIELLER_THRESHOLD) {
    const interval = {
      state: 'defined',
      low: ratio - t * deltaSe,
      high: ratio + t * deltaSe,
      level,
    } as const;
    return { ...common, method: 'delta', interval };
  }
  return { ...common, method: 'fieller', interval: fieller({ totalX, totalY, xx, xy, yy, t }, level) };
}

/** Cluster-robust (co)variances of the two weighted totals about their means: C/(C−1) Σ_c u_c v_c. */
function varianceOfTotals(sums: Sums): { readonly xx: number; readonly xy: number; readonly yy: number } {
  const { clusters, rows, totalX, totalY, n } = sums;
  const weightTotal = rows.weights === undefined ? n : total(rows.weights);
  const centred = (side: ArrayLike<number>, sum: number): Float64Array =>
    clusterSums(clusters, (row) => (rows.weights?.[row] ?? 1) * ((side[row] ?? 0) - sum / weightTotal));
  const u = centred(rows.numerator, totalX);
  const v = centred(rows.denominator, totalY);
  const factor = clusters.count / (clusters.count - 1);
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let cluster = 0; cluster < clusters.count; cluster++) {
    xx += (u[cluster] ?? 0) ** 2;
    yy += (v[cluster] ?? 0) ** 2;
    xy += (u[cluster] ?? 0) * (v[cluster] ?? 0);
  }
  return { xx: factor * xx, xy: factor * xy, yy: factor * yy };
}

/** Fieller (1954): the set {R : |X − R Y| ≤ t · se(X − R Y)}; bounded only while Y itself differs from 0. */
function fieller(
  m: {
    readonly totalX: number;
    readonly totalY: number;
    readonly xx: number;
    readonly xy: number;
    readonly yy: number;
    readonly t: number;
  },
  level: number,
): Stat<Interval> {
  const square = m.t * m.t;
  const a = m.totalY ** 2 - square * m.yy;
  const b = m.totalX * m.totalY - square * m.xy;
  const c = m.totalX ** 2 - square * m.xx;
  if (a <= 0) return undefinedStat('the denominator is too uncertain for a bounded interval (Fieller)');
  const root = Math.sqrt(Math.max(0, b * b - a * c));
  return { state: 'defined', low: (b - root) / a, high: (b + root) / a, level };
}

/** sqrt((C−1)/C · Σ (R_(c) − mean)²), one cluster left out at a time. */
function jackknifeError(x: Float64Array, y: Float64Array): number {
  const totalX = total(x);
  const totalY = total(y);
  const left = Array.from(x, (value, cluster) => (totalX - value) / (totalY - (y[cluster] ?? 0)));
  const mean = total(left) / left.length;
  const squares = left.reduce((sum, r) => sum + (r - mean) ** 2, 0);
  return Math.sqrt(((left.length - 1) / left.length) * squares);
}

function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum;
}
