import { type Estimate, undefinedEstimate } from '../domain/index.js';
import { isDefined, ratioOfSums } from '../stats/index.js';
import type { Population } from './population.js';
import { type Frame, methodOf, scoredRows } from './scored-rows.js';

/**
 * Quality bought by a resource: scale · Σ w q / Σ w r over the samples that have both, the ratio of sums (not the
 * mean of ratios), with a cluster-robust delta interval or Fieller's where the denominator is uncertain.
 */
export function efficiencyEstimate(
  population: Population,
  columns: { readonly quality: Float64Array; readonly resource: Float64Array },
  options: { readonly frame: Frame; readonly scale: number; readonly resourceName: string },
): Estimate {
  const { frame, scale, resourceName } = options;
  const { level } = frame;
  const rows = scoredRows(population, [columns.quality, columns.resource], frame);
  const [quality = new Float64Array(), resource = new Float64Array()] = rows.columns;
  const { n, missing } = rows;
  const name = 'ratio of sums';
  const fallback = { level, method: methodOf(name, population, missing), n };
  if (n === 0) return undefinedEstimate(`no sample has both quality and ${resourceName}`, fallback);
  const ratio = ratioOfSums(
    { numerator: quality, denominator: resource, weights: rows.weights },
    { level, clusters: rows.clusters },
  );
  if (!isDefined(ratio)) return undefinedEstimate(`${resourceName} adds up to 0`, fallback);
  const value = scale * ratio.ratio;
  if (!isDefined(ratio.spread))
    return { ...fallback, value, low: null, high: null, reason: ratio.spread.reason };
  const { interval, method } = ratio.spread;
  const named = methodOf(`${name}, ${method}, clustered, t df clusters−1`, population, missing);
  if (!isDefined(interval))
    return { value, low: null, high: null, level, method: named, n, reason: interval.reason };
  return { value, low: scale * interval.low, high: scale * interval.high, level, method: named, n };
}
