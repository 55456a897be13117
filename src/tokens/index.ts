export { approximateTokens } from './approximate.js';
export type { Tokenizer } from './port.js';
export { loadTokenizer } from './tokenizer.js';
