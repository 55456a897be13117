import type { ScriptCounts } from './scripts.js';

/** Counts tokens of a text. A count is an estimate unless the service itself counted. */
export interface Tokenizer {
  /** Names library and vocabulary, for example `js-tiktoken/o200k_base`. */
  readonly id: string;
  /** Never throws, whatever the text; the empty text has 0 tokens. */
  count(text: string): number;
  /** The same tokens by script: they add up to {@link count}. */
  countByScript(text: string): ScriptCounts;
}
