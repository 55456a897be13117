/**
 * The public API. The command line does nothing that these functions cannot.
 *
 * @example
 * const { document } = await run({ experiment: 'experiments/mangaassist.yaml' });
 * console.log(document.gate?.verdict, document.front);
 *
 * const found = await search({ experiment: 'experiments/shop-search.yaml', maxCostUsd: 2 });
 * console.log(found.document?.front, found.document?.hypervolume.ratio);
 */

export type { VariantComparison, VariantResult } from './analyze/index.js';
export type {
  CompareDocument,
  CompareOptions,
  RunEvent,
  RunOptions,
  SearchEvent,
  SearchOptions,
  SearchProgress,
} from './app/index.js';
export {
  type ApiContext,
  compare,
  loadExperiment,
  type RunResult,
  run,
  type SearchApiContext,
  type SearchResult,
  search,
} from './app/index.js';
export { type Estimate, ParsimonyError, type Problem, type Sample, type Verdict } from './domain/index.js';
export type { Experiment, LoadedExperiment } from './experiment/index.js';
export type { CandidateResult, GateCheck, GateResult } from './gate/index.js';
export {
  configFor,
  type LoadOptions,
  loadPromoted,
  type PromotedConfig,
  type PromotedVariant,
} from './promote/index.js';
export type { RunDocument, SearchDocument, SearchFrontPoint } from './report/port.js';
