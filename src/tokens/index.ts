export { approximateTokens } from './approximate.js';
export {
  factorsFor,
  learnFactors,
  type ModelFactors,
  tableFactors,
  type UsageObservation,
} from './calibration.js';
export { describeMethod, ESTIMATE_BUFFER, estimateTokens, scaleCounts } from './estimate-tokens.js';
export { frameTokens, type RequestFrame } from './frame.js';
export type { Tokenizer } from './port.js';
export { vocabularyOf } from './prior.js';
export { addCounts, type ScriptCounts, totalCount } from './scripts.js';
export { loadTokenizer } from './tokenizer.js';
