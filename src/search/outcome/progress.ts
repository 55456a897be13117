import type { MeasuredProblem, Searcher } from '../port.js';
import { type Candidate, type CandidateLists, lookAt } from './candidates.js';
import { chooseFront } from './choose-front.js';
import type { FigureSource } from './figures.js';
import { frameOf, normalisedVolume } from './normalise.js';
import { combinationOf } from './objective-rows.js';

/**
 * Size and hypervolume of the front as it stands, for a progress line: normalised by the extremes of all candidates
 * known so far, feasible or not, so that the scale settles early and the number grows with the front.
 */
export function progressOf(
  source: FigureSource,
  problem: MeasuredProblem,
  lists: CandidateLists,
): ReturnType<Searcher['standing']> {
  const candidates = lookAt(source, problem, lists);
  const { front } = chooseFront(source, problem, candidates);
  if (front.length === 0) return { frontSize: 0, hypervolume: 0 };
  const corners = candidates.map(cornersOf);
  const joined = [0, 1].map((corner) =>
    problem.objectives.map((objective, at) => {
      const parts = corners.map((pair) => pair[corner]?.[at] ?? 0);
      const how = combinationOf(objective);
      if (problem.per === 'all' || how === 'sum') return parts.reduce((sum, part) => sum + part, 0);
      return how === 'max' ? Math.max(...parts) : Math.min(...parts);
    }),
  );
  const frame = frameOf(joined, problem.objectives.length);
  return {
    frontSize: front.length,
    hypervolume: normalisedVolume(
      front.map(({ row }) => row),
      frame,
    ),
  };
}

/** Least and greatest value of each objective over a list. */
function cornersOf(list: readonly Candidate[]): readonly (readonly number[])[] {
  const known = list.flatMap(({ row }) => (row === undefined ? [] : [row]));
  const dimension = known[0]?.length ?? 0;
  const corner = (pick: (...values: number[]) => number, start: number): number[] =>
    Array.from({ length: dimension }, (_, at) =>
      known.reduce((found, row) => pick(found, row[at] ?? 0), start),
    );
  return [corner(Math.min, Number.POSITIVE_INFINITY), corner(Math.max, Number.NEGATIVE_INFINITY)];
}
