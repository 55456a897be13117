import { type Estimate, undefinedEstimate } from '../../domain/index.js';
import {
  clopperPearson,
  combineStrata,
  estimateMean,
  isDefined,
  type OneSidedTest,
  oneSidedBounds,
  type Partition,
  restrict,
  testAgainst,
  type ValueRange,
  wilson,
} from '../../stats/index.js';
import type { Confidence } from './figures.js';

/** Values of a figure with what their mean needs: rows of items. */
export interface Rows {
  readonly values: readonly number[];
  readonly weights: readonly number[];
  /** Items, by index: rows of the partition that all strata share. */
  readonly items: readonly number[];
  /** Measured without a value. */
  readonly missing: number;
}

const MEAN = 't, clustered SE CR0·√(C/(C−1)), df clusters−1';

/** Two-sided level whose bounds are each good for the confidence asked for. */
export function twoSidedLevel({ level, sides }: Confidence): number {
  return sides === 2 ? level : 2 * level - 1;
}

/** What a mean is estimated with beside its rows. */
export interface MeanOptions {
  readonly confidence: Confidence;
  /** The least and the greatest value that can occur; absent: unknown. */
  readonly range?: ValueRange | undefined;
}

/**
 * The weighted mean of one stratum. Two-sided: t on the clustered standard error; of independent, equally weighted
 * passes and failures Wilson's interval, or Clopper and Pearson's below 30 or where all are equal. One-sided bounds, by
 * which constraints are judged: those of the one-sided test that suits the data (`testAgainst`), so that neither a
 * few equal answers nor skewness claim a certainty that a t interval would.
 */
export function meanOf(rows: Rows, clusters: Partition, { confidence, range }: MeanOptions): Estimate {
  const level = twoSidedLevel(confidence);
  const n = rows.values.length;
  const method = `${MEAN}${missingWords(rows.missing, n)}`;
  const own = restrict(clusters, rows.items);
  const test = confidence.sides === 1 ? oneSidedTest(rows, own, range) : undefined;
  if (test !== undefined) {
    const { lower, upper } = oneSidedBounds(test, 1 - confidence.level);
    const words = `${test.method}, each bound one-sided at ${confidence.level}${missingWords(rows.missing, n)}`;
    return { value: test.mean, low: lower, high: upper, level, method: words, n };
  }
  if (n > 1 && own.count === n && isPassFail(rows)) return proportion(rows, level);
  const mean = estimateMean(rows.values, { level, clusters: own, weights: rows.weights });
  if (!isDefined(mean)) return undefinedEstimate(mean.reason, { level, method, n });
  if (!isDefined(mean.interval)) {
    return { value: mean.mean, low: null, high: null, level, method, n, reason: mean.interval.reason };
  }
  const estimate = { value: mean.mean, low: mean.interval.low, high: mean.interval.high, level, method, n };
  return withinRange(estimate, range);
}

/**
 * A two-sided interval without what cannot be: a t interval of a mean near the end of its range reaches beyond it. The bounds
 * that constraints are judged by are one-sided ones of their own, and are left as they are.
 */
function withinRange(
  estimate: Estimate & { readonly low: number; readonly high: number },
  range: ValueRange | undefined,
): Estimate {
  if (range === undefined) return estimate;
  return { ...estimate, low: Math.max(range.low, estimate.low), high: Math.min(range.high, estimate.high) };
}

/** The rows of a stratum in a figure over all strata. */
export interface StratumRows {
  readonly name: string;
  readonly share: number;
  readonly rows: Rows;
}

/**
 * The share-weighted mean over strata; clusters may span them. One-sided bounds of values that are mostly one are no
 * tighter than those of the bounded mean of all rows together: a t interval takes what was not seen for impossible.
 */
export function combinedMean(
  strata: readonly StratumRows[],
  clusters: Partition,
  { confidence, range }: MeanOptions,
): Estimate {
  const level = twoSidedLevel(confidence);
  const n = strata.reduce((sum, { rows }) => sum + rows.values.length, 0);
  const missing = strata.reduce((sum, { rows }) => sum + rows.missing, 0);
  const method = `stratified by intent, t, clustered SE, df Satterthwaite${missingWords(missing, n)}`;
  const combined = combineStrata(
    strata.map(({ name, share, rows }) => ({
      name,
      multiplier: share,
      values: rows.values,
      weights: rows.weights,
      clusters: rows.items.map((item) => clusters.of[item] ?? 0),
    })),
    { clusterCount: clusters.count, level },
  );
  if (!isDefined(combined)) return undefinedEstimate(combined.reason, { level, method, n });
  const { value, interval } = combined;
  if (!isDefined(interval))
    return { value, low: null, high: null, level, method, n, reason: interval.reason };
  const estimate = { value, low: interval.low, high: interval.high, level, method, n };
  if (confidence.sides === 2 || range === undefined) return withinRange(estimate, range);
  const all = pooled(strata);
  const test = oneSidedTest(all, restrict(clusters, all.items), range);
  if (test?.law.kind !== 'bounded' && test?.law.kind !== 'binomial') return estimate;
  const { lower, upper } = oneSidedBounds(test, 1 - confidence.level);
  return {
    ...estimate,
    low: Math.min(estimate.low, lower),
    high: Math.max(estimate.high, upper),
    method: `${method}; no tighter than ${test.method}, each bound one-sided at ${confidence.level}`,
  };
}

/** All rows with weights under which their mean is that over the strata. */
function pooled(strata: readonly StratumRows[]): Rows {
  const parts = strata.map(({ share, rows }) => {
    const total = rows.weights.reduce((sum, weight) => sum + weight, 0);
    return { ...rows, weights: rows.weights.map((weight) => (share * weight) / total) };
  });
  return {
    values: parts.flatMap(({ values }) => values),
    weights: parts.flatMap(({ weights }) => weights),
    items: parts.flatMap(({ items }) => items),
    missing: 0,
  };
}

/** The one-sided test of rows; undefined where they allow none. */
function oneSidedTest(
  { values, weights }: Rows,
  clusters: Partition,
  range: ValueRange | undefined,
): OneSidedTest | undefined {
  const isWithin = range !== undefined && values.every((value) => range.low <= value && value <= range.high);
  const test = testAgainst(values, {
    // Bounds are those of any threshold; one at the end of the range would be taken as met by what is equal to it.
    threshold: isWithin ? (range.low + range.high) / 2 : (values[0] ?? 0),
    clusters,
    weights,
    ...(isWithin && { range }),
  });
  return isDefined(test) ? test : undefined;
}

function missingWords(missing: number, n: number): string {
  return missing === 0 ? '' : `; ${missing} of ${missing + n} without a value`;
}

function isPassFail({ values, weights }: Rows): boolean {
  return (
    values.every((value) => value === 0 || value === 1) && weights.every((weight) => weight === weights[0])
  );
}

function proportion({ values, missing }: Rows, level: number): Estimate {
  const n = values.length;
  const passes = values.reduce((sum, value) => sum + value, 0);
  const isExact = n < 30 || passes === 0 || passes === n;
  const method = `${isExact ? 'Clopper-Pearson' : 'Wilson'}${missingWords(missing, n)}`;
  const interval = isExact ? clopperPearson(passes, n, level) : wilson(passes, n, level);
  if (!isDefined(interval)) return undefinedEstimate(interval.reason, { level, method, n });
  return { value: interval.proportion, low: interval.low, high: interval.high, level, method, n };
}
