import { ParsimonyError, type SampleMeta, undefinedEstimate } from '../domain/index.js';
import { comparePaired, createRng, isDefined, pairedDifferences, signFlip } from '../stats/index.js';
import { MEAN_METHOD } from './mean-estimate.js';
import { pairTables } from './pair-tables.js';
import type { SampleTable, VariantComparison } from './port.js';
import { columnOf } from './table-column.js';

/**
 * Compares two variants by sample (law 7), each from a run or from a baseline file: mean paired difference with a
 * clustered t interval, its two-sided p, the sign-flip p beside it for skewed data, and the correlation that pairing
 * profits from. `figure` is `quality`, `costUsd`, `latencyMs` or a metric's name; `belongs` says which samples count
 * (all of them by default), `dataset` names them where they are one adversarial dataset.
 */
export function compareTables(
  tables: { readonly baseline: SampleTable; readonly candidate: SampleTable },
  options: {
    readonly figure: string;
    readonly level: number;
    readonly seed: number;
    readonly belongs?: (sample: SampleMeta) => boolean;
    readonly dataset?: string;
  },
): VariantComparison {
  const { figure, level, seed, belongs = () => true, dataset } = options;
  const before = columnOf(tables.baseline, figure);
  const after = columnOf(tables.candidate, figure);
  if (before === undefined || after === undefined) {
    throw new ParsimonyError('not-found', `there is no figure ${figure} on both sides`);
  }
  const pairs = pairTables(tables, { before, after, belongs });
  const names = {
    baseline: tables.baseline.variant,
    candidate: tables.candidate.variant,
    figure,
    ...(dataset !== undefined && { dataset }),
  };
  const method = `paired by sample, ${MEAN_METHOD}`;
  const missing = pairs.missing.length;
  const sides = { baseline: pairs.before, candidate: pairs.after };
  const { clusters, weights, n } = pairs;
  const comparison = comparePaired(sides, { level, clusters, weights });
  if (!isDefined(comparison)) {
    const diff = undefinedEstimate(n === 0 ? 'no pair' : comparison.reason, { level, method, n });
    return { ...names, diff, p: null, signFlipP: null, signFlipMethod: null, correlation: null, missing };
  }
  const { interval, test, correlation } = comparison;
  const flips = signFlip(
    pairedDifferences(sides).map((difference, row) => difference * (weights[row] ?? 1)),
    { clusters, rng: createRng(seed) },
  );
  const bounds = isDefined(interval)
    ? { low: interval.low, high: interval.high }
    : { low: null, high: null, reason: interval.reason };
  return {
    ...names,
    diff: { value: comparison.diff, ...bounds, level, method, n },
    p: isDefined(test) ? test.p : null,
    signFlipP: isDefined(flips) ? flips.p : null,
    signFlipMethod: isDefined(flips) ? flips.method : null,
    correlation: isDefined(correlation) ? correlation.r : null,
    missing,
  };
}
