/**
 * The public API. The command line does nothing that these functions cannot.
 *
 * @example
 * const { document } = await run({ experiment: 'experiments/mangaassist.yaml' });
 * console.log(document.gate?.verdict, document.front);
 */

export type { VariantComparison, VariantResult } from './analyze/index.js';
export type { CompareDocument, CompareOptions, RunEvent, RunOptions } from './app/index.js';
export { type ApiContext, compare, loadExperiment, type RunResult, run } from './app/index.js';
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
export type { RunDocument } from './report/port.js';
