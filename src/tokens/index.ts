export { approximateTokens } from './approximate.js';
export type { Tokenizer } from './port.js';
export { addCounts, NO_COUNTS, SCRIPTS, type Script, type ScriptCounts, totalCount } from './scripts.js';
export { loadTokenizer } from './tokenizer.js';
