import { pairTables, type SampleTable } from '../analyze/index.js';
import { differenceEstimate, ratioEstimate } from './paired-estimate.js';
import type { CostChange } from './port.js';
import { datasetScopes } from './scope.js';

/**
 * Change of the candidate call's logical cost per sample over the pairs with a known cost on both sides, adversarial
 * datasets apart as in every headline figure (where there are no others, over them). Undefined without such a pair.
 */
export function costChange(tables: {
  readonly baseline: SampleTable;
  readonly candidate: SampleTable;
}): CostChange | undefined {
  const { baseline, candidate } = tables;
  const belongs = datasetScopes(tables).plain?.belongs ?? (() => true);
  const pairs = pairTables(tables, { before: baseline.costUsd, after: candidate.costUsd, belongs });
  const mean = (values: Float64Array): number => {
    const total = pairs.weights.reduce((sum, weight) => sum + weight, 0);
    return values.reduce((sum, value, row) => sum + value * (pairs.weights[row] ?? 0), 0) / total;
  };
  const baselineUsd = mean(pairs.before);
  const candidateUsd = mean(pairs.after);
  if (!Number.isFinite(baselineUsd) || !Number.isFinite(candidateUsd)) return undefined;
  return { baselineUsd, candidateUsd, diff: differenceEstimate(pairs).diff, ratio: ratioEstimate(pairs) };
}
