import type { Partition } from './clusters.js';
import { allFinite } from './result.js';

/**
 * What is wrong with the rows of a formula, or undefined: columns that differ in length, a value that is not finite,
 * a negative weight, weights or clusters of other rows. Looked at before the formula, so that no NaN comes out of it.
 */
export function rowProblem(
  columns: readonly ArrayLike<number>[],
  options: {
    readonly weights?: ArrayLike<number> | undefined;
    readonly clusters?: Partition | undefined;
  } = {},
): string | undefined {
  const rows = columns[0]?.length ?? 0;
  if (columns.some((column) => column.length !== rows)) return 'the two sides differ in length';
  if (!columns.every(allFinite)) return 'a value is not a finite number';
  const { weights, clusters } = options;
  if (clusters !== undefined && clusters.of.length !== rows) return 'the clusters are those of other rows';
  if (weights === undefined) return undefined;
  if (weights.length !== rows) return 'the weights are those of other rows';
  for (let row = 0; row < rows; row++) {
    const weight = weights[row] ?? Number.NaN;
    if (!Number.isFinite(weight)) return 'a value is not a finite number';
    if (weight < 0) return 'a weight is negative';
  }
  return undefined;
}
