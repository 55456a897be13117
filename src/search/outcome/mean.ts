import { type Estimate, undefinedEstimate } from '../../domain/index.js';
import {
  clopperPearson,
  combineStrata,
  estimateMean,
  isDefined,
  type Partition,
  restrict,
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

/**
 * The weighted mean of one stratum: t on the clustered standard error; of independent, equally weighted passes and
 * failures Wilson's interval, or Clopper and Pearson's below 30 or where all are equal, so that a few equal answers
 * claim no certainty.
 */
export function meanOf(rows: Rows, clusters: Partition, confidence: Confidence): Estimate {
  const level = twoSidedLevel(confidence);
  const n = rows.values.length;
  const method = `${MEAN}${missingWords(rows.missing, n)}`;
  const own = restrict(clusters, rows.items);
  if (n > 1 && own.count === n && isPassFail(rows)) return proportion(rows, level);
  const mean = estimateMean(rows.values, { level, clusters: own, weights: rows.weights });
  if (!isDefined(mean)) return undefinedEstimate(mean.reason, { level, method, n });
  if (!isDefined(mean.interval)) {
    return { value: mean.mean, low: null, high: null, level, method, n, reason: mean.interval.reason };
  }
  return { value: mean.mean, low: mean.interval.low, high: mean.interval.high, level, method, n };
}

/** The share-weighted mean over strata; clusters may span them. */
export function combinedMean(
  strata: readonly { readonly name: string; readonly share: number; readonly rows: Rows }[],
  clusters: Partition,
  confidence: Confidence,
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
  return { value, low: interval.low, high: interval.high, level, method, n };
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
