import { type JsonValue, ParsimonyError } from '../domain/index.js';
import {
  createExactSearcher,
  createGridSearcher,
  createNsga2Searcher,
  createRandomSearcher,
} from './baselines/index.js';
import type { AlgorithmName, MeasuredProblem, Searcher, SearcherOptions } from './port.js';

/** Makes a searcher of one algorithm, anew or from what its `state()` wrote. */
export type CreateSearcher = (
  problem: MeasuredProblem,
  options: SearcherOptions,
  state?: JsonValue,
) => Searcher;

const SEARCHERS: { readonly [algorithm in Exclude<AlgorithmName, 'surrogate'>]: CreateSearcher } = {
  exact: createExactSearcher,
  nsga2: createNsga2Searcher,
  random: createRandomSearcher,
  grid: createGridSearcher,
};

/** A searcher by the name of its algorithm; with `state` it goes on where that was written. */
export function createSearcher(
  algorithm: AlgorithmName,
  problem: MeasuredProblem,
  options: SearcherOptions,
  state?: JsonValue,
): Searcher {
  if (algorithm === 'surrogate') throw new ParsimonyError('refused', 'the surrogate search is not there yet');
  return SEARCHERS[algorithm](problem, options, state);
}
