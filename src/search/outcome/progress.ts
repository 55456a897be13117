import type { MeasuredProblem, Searcher } from '../port.js';
import { type CandidateLists, lookAt } from './candidates.js';
import { chooseFront } from './choose-front.js';
import type { FigureSource } from './figures.js';
import { searchedFrame } from './frame.js';
import { normalisedVolume } from './normalise.js';

/** Points carried between intents from three objectives on: every round asks, and a rough answer serves. */
const COARSE = 1_000;

/** Size and hypervolume of the front as it stands, for a progress line: in the frame that an outcome has, too. */
export function progressOf(
  source: FigureSource,
  problem: MeasuredProblem,
  lists: CandidateLists,
): ReturnType<Searcher['standing']> {
  const candidates = lookAt(source, problem, lists);
  const { front } = chooseFront(
    source,
    problem,
    candidates,
    problem.objectives.length > 2 ? { limit: COARSE } : {},
  );
  if (front.length === 0) return { frontSize: 0, hypervolume: 0 };
  const frame = searchedFrame(
    problem,
    candidates.map((list) => list.flatMap(({ row }) => (row === undefined ? [] : [row]))),
  );
  return {
    frontSize: front.length,
    hypervolume: normalisedVolume(
      front.map(({ row }) => row),
      frame,
    ),
  };
}
