import { independentRows, type Partition } from './clusters.js';
import { type EstimateInterval, jackknifeInterval } from './jackknife-interval.js';
import { midranks } from './ranks.js';
import { assertProbability, type Stat, undefinedStat } from './result.js';

/** Level of measurement, which sets the distance δ² of two values: see {@link krippendorffAlpha}. */
export type AlphaMetric = 'nominal' | 'ordinal' | 'interval' | 'ratio';

export interface AlphaEstimate {
  readonly alpha: number;
  /** Units with at least two ratings: the others tell nothing of agreement. */
  readonly units: number;
  /** Ratings of those units. */
  readonly ratings: number;
  readonly clusters: number;
  readonly interval: Stat<EstimateInterval>;
}

/** Above this many (distinct values)² × clusters the ratio metric gets no interval: it would take seconds. */
const RATIO_WORK = 2e8;

/**
 * Krippendorff's alpha, 1 − D_o/D_e, of any number of raters with missing ratings (`null`); one row per unit
 * (Krippendorff 2011, "Computing Krippendorff's alpha-reliability"). D_o: mean δ² inside units, each pair of a unit of
 * m ratings counting 1/(m − 1); D_e: mean δ² over all pairs of ratings. δ²: `nominal` 0 or 1; `ordinal` squared
 * difference of midranks over all ratings; `interval` (a − b)²; `ratio` ((a − b)/(a + b))², for values from 0.
 * All ratings equal: 1 by convention, without an interval. Interval: jackknife over clusters of units (default: each
 * unit one), t with clusters − 1 df, cut at 1. Assumes that clusters are independent.
 */
export function krippendorffAlpha(
  units: readonly (readonly (number | null)[])[],
  options: { readonly metric: AlphaMetric; readonly level: number; readonly clusters?: Partition },
): Stat<AlphaEstimate> {
  assertProbability('level', options.level);
  const all = options.clusters ?? independentRows(units.length);
  if (all.of.length !== units.length) return undefinedStat('the clusters are those of other rows');
  const groups = new Map<number, number[][]>();
  for (const [row, unit] of units.entries()) {
    const ratings = unit.filter((rating) => rating !== null);
    if (!ratings.every(Number.isFinite)) return undefinedStat('a value is not a finite number');
    if (options.metric === 'ratio' && ratings.some((rating) => rating < 0)) {
      return undefinedStat('a ratio scale has no value below 0');
    }
    if (ratings.length < 2) continue;
    const cluster = all.of[row] ?? 0;
    const group = groups.get(cluster);
    if (group === undefined) groups.set(cluster, [ratings]);
    else group.push(ratings);
  }
  const parts = [...groups.values()];
  const rated = parts.flat();
  const whole = alphaOf(rated, options.metric);
  if (whole.state === 'undefined') return whole;
  return {
    state: 'defined',
    alpha: whole.value,
    units: rated.length,
    ratings: rated.reduce((sum, unit) => sum + unit.length, 0),
    clusters: parts.length,
    interval: intervalOf(parts, whole, options),
  };
}

function intervalOf(
  parts: readonly (readonly number[][])[],
  whole: { readonly value: number; readonly constant: boolean },
  options: { readonly metric: AlphaMetric; readonly level: number },
): AlphaEstimate['interval'] {
  if (whole.constant) return undefinedStat('all ratings are equal');
  const distinct = new Set(parts.flat(2)).size;
  if (options.metric === 'ratio' && distinct ** 2 * parts.length > RATIO_WORK) {
    return undefinedStat('too many distinct values for an interval of the ratio metric');
  }
  const without = parts.map((_, out) => {
    const left = alphaOf(parts.filter((_, at) => at !== out).flat(), options.metric);
    return left.state === 'defined' && left.constant ? undefinedStat('all ratings are equal') : left;
  });
  return jackknifeInterval(whole.value, without, { level: options.level, min: -1, max: 1 });
}

function alphaOf(
  units: readonly (readonly number[])[],
  metric: AlphaMetric,
): Stat<{ readonly value: number; readonly constant: boolean }> {
  if (units.length === 0) return undefinedStat('no unit has two ratings');
  const ratings = units.flat();
  const scaled = metric === 'ordinal' ? Array.from(midranks(ratings)) : ratings;
  const pairSum = metric === 'nominal' ? nominalPairs : metric === 'ratio' ? ratioPairs : squaredPairs;
  let observed = 0;
  let start = 0;
  for (const { length } of units) {
    observed += pairSum(scaled.slice(start, start + length)) / (length - 1);
    start += length;
  }
  const expected = pairSum(scaled) / (ratings.length - 1);
  if (!Number.isFinite(observed + expected)) return undefinedStat('the values are too large for a number');
  if (expected === 0) return { state: 'defined', value: 1, constant: true };
  return { state: 'defined', value: 1 - observed / expected, constant: false };
}

/** Σ over ordered pairs i ≠ j of [a_i ≠ a_j] = m² − Σ counts². */
function nominalPairs(values: readonly number[]): number {
  const counts = countsOf(values);
  let same = 0;
  for (const count of counts.values()) same += count * count;
  return values.length ** 2 - same;
}

/** Σ over ordered pairs of (a_i − a_j)² = 2 m Σ (a_i − mean)². */
function squaredPairs(values: readonly number[]): number {
  const origin = values[0] ?? 0;
  const mean = values.reduce((sum, value) => sum + (value - origin), 0) / values.length;
  return 2 * values.length * values.reduce((sum, value) => sum + (value - origin - mean) ** 2, 0);
}

/** Σ over ordered pairs of ((a_i − a_j)/(a_i + a_j))², 0 for two zeros. */
function ratioPairs(values: readonly number[]): number {
  const counts = [...countsOf(values)];
  let sum = 0;
  for (const [a, countA] of counts) {
    for (const [b, countB] of counts) if (a !== b) sum += countA * countB * ((a - b) / (a + b)) ** 2;
  }
  return sum;
}

function countsOf(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
