export { approximateTokens } from './approximate.js';
export {
  factorsFor,
  factorsKey,
  learnFactors,
  type ModelFactors,
  type ScriptFactor,
  tableFactors,
  type UsageObservation,
} from './calibration.js';
export {
  describeMethod,
  ESTIMATE_BUFFER,
  estimateInput,
  estimateTokens,
  scaleCounts,
} from './estimate-tokens.js';
export { frameTokens, type RequestFrame } from './frame.js';
export type { Tokenizer } from './port.js';
export { type Vocabulary, vocabularyOf } from './prior.js';
export { addCounts, NO_COUNTS, SCRIPTS, type Script, type ScriptCounts, totalCount } from './scripts.js';
export { loadTokenizer } from './tokenizer.js';
