import type { JsonValue } from '../domain/index.js';
import {
  createExactSearcher,
  createGridSearcher,
  createNsga2Searcher,
  createRandomSearcher,
} from './baselines/index.js';
import type { AlgorithmName, MeasuredProblem, Searcher, SearcherOptions } from './port.js';
import { createSurrogateSearcher } from './surrogate/index.js';

/** Makes a searcher of one algorithm, anew or from what its `state()` wrote. */
export type CreateSearcher = (
  problem: MeasuredProblem,
  options: SearcherOptions,
  state?: JsonValue,
) => Searcher;

const SEARCHERS: { readonly [algorithm in AlgorithmName]: CreateSearcher } = {
  surrogate: createSurrogateSearcher,
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
  return SEARCHERS[algorithm](problem, options, state);
}
