import { type Estimate, undefinedEstimate } from '../domain/index.js';
import { clopperPearson, estimateMean, isDefined, wilson } from '../stats/index.js';
import type { Population } from './population.js';
import { type Frame, methodOf, type ScoredRows, scoredRows } from './scored-rows.js';

export const MEAN_METHOD = 't, clustered SE CR0·√(C/(C−1)), df clusters−1';

/**
 * Weighted mean of a per-sample column with its interval: t on the clustered standard error; for pass/fail values of
 * independent, equally weighted samples Wilson's interval, or Clopper-Pearson's below 30 samples or at 0 or n passes.
 */
export function meanEstimate(population: Population, column: Float64Array, frame: Frame): Estimate {
  return estimateOf(population, column, frame, 'score');
}

/** The same for dollars: a column of zeros or ones is no pass/fail there. */
export function amountEstimate(population: Population, column: Float64Array, frame: Frame): Estimate {
  return estimateOf(population, column, frame, 'amount');
}

function estimateOf(
  population: Population,
  column: Float64Array,
  frame: Frame,
  scale: 'score' | 'amount',
): Estimate {
  const rows = scoredRows(population, [column], frame);
  const values = rows.columns[0] ?? new Float64Array();
  const { level } = frame;
  const { n, missing } = rows;
  if (scale === 'score' && isPassFail(rows, values))
    return proportionEstimate(values, { population, missing, level });
  const method = methodOf(MEAN_METHOD, population, missing);
  const mean = estimateMean(values, { level, clusters: rows.clusters, weights: rows.weights });
  if (mean.state === 'undefined') return undefinedEstimate(mean.reason, { level, method, n });
  if (!isDefined(mean.interval)) {
    return { value: mean.mean, low: null, high: null, level, method, n, reason: mean.interval.reason };
  }
  const { low, high, se } = mean.interval;
  return {
    value: mean.mean,
    low,
    high,
    level,
    method: se === 0 ? `${method}; no spread observed` : method,
    n,
  };
}

function isPassFail(rows: ScoredRows, values: Float64Array): boolean {
  if (rows.n < 2 || rows.clusters.count < rows.n) return false;
  const weight = rows.weights[0];
  return (
    values.every((value) => value === 0 || value === 1) && rows.weights.every((other) => other === weight)
  );
}

function proportionEstimate(
  values: Float64Array,
  context: { readonly population: Population; readonly missing: number; readonly level: number },
): Estimate {
  const { level } = context;
  const n = values.length;
  const passes = values.reduce((sum, value) => sum + value, 0);
  const exact = n < 30 || passes === 0 || passes === n;
  const method = methodOf(exact ? 'Clopper-Pearson' : 'Wilson', context.population, context.missing);
  const interval = exact ? clopperPearson(passes, n, level) : wilson(passes, n, level);
  if (!isDefined(interval)) return undefinedEstimate(interval.reason, { level, method, n });
  return { value: interval.proportion, low: interval.low, high: interval.high, level, method, n };
}
