import type { MeasuredProblem } from '../port.js';
import { type Frame, frameOf } from './normalise.js';
import { combinationOf } from './objective-rows.js';

/**
 * The frame of everything that was searched, feasible or not: by objective from the best to the worst value of any
 * choice. `lists` has minimised rows, for `per: intent` by stratum, else one list; rows with unknown values do not count.
 * It hardly moves while a search goes on, and a front of few or of close points does not shrink it: so hypervolumes of
 * several rounds, and a claim and its second measurement, can be held against each other.
 */
export function searchedFrame(
  problem: MeasuredProblem,
  lists: readonly (readonly ArrayLike<number>[])[],
): Frame {
  const corners = lists.map((rows) => cornersOf(rows, problem.objectives.length));
  const joined = (['low', 'high'] as const).map((end) =>
    problem.objectives.map((objective, at) => {
      const parts = corners.map((corner) => corner[end][at] ?? 0);
      const how = combinationOf(objective);
      if (problem.per === 'all' || how === 'sum') return parts.reduce((sum, part) => sum + part, 0);
      return how === 'max' ? Math.max(...parts) : Math.min(...parts);
    }),
  );
  return frameOf(joined, problem.objectives.length);
}

/** Least and greatest value of each objective over a list; 0 where none is known. */
function cornersOf(
  rows: readonly ArrayLike<number>[],
  dimension: number,
): { readonly low: readonly number[]; readonly high: readonly number[] } {
  const low = new Array<number>(dimension).fill(Number.POSITIVE_INFINITY);
  const high = new Array<number>(dimension).fill(Number.NEGATIVE_INFINITY);
  for (const row of rows) {
    for (let at = 0; at < dimension; at++) {
      const value = row[at] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      if (value < (low[at] ?? 0)) low[at] = value;
      if (value > (high[at] ?? 0)) high[at] = value;
    }
  }
  const known = (value: number): number => (Number.isFinite(value) ? value : 0);
  return { low: low.map(known), high: high.map(known) };
}
