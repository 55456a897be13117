import type { Script } from './scripts.js';

/** A number per script that turns o200k_base tokens into a model's. */
export type ScriptFactors = { readonly [script in Script]: number };

/** Which vocabulary a model reads with, as far as its id tells: Claude changed it with Opus 4.7. */
export type Vocabulary = 'claude-3' | 'claude-4.7' | 'unknown';

/**
 * What o200k_base undercounts Claude's vocabulary up to Opus 4.6 by. Measured against Anthropic's own counter on
 * Claude Haiku 4.5 (120 texts of the bpe-lite corpus), its aggregate error is −15.8 % on English prose, −16.9 % on
 * Python, −18.4 % on JavaScript, −13.1 % on JSON, HTML and markdown, −4.8 % on numbers and −35.9 % on Chinese,
 * Japanese and Korean. A factor is 1 / (1 + error); 1.2 for words and 1.1 for digits and marks put prose, JSON and
 * numbers within 5 %, and code within 7 %. Other alphabets were not measured and stand with Latin. (The two Japanese
 * texts of that corpus needed 1.07 and 1.25, so for Japanese alone 1.56 is high until usage has been recorded.)
 */
const CLAUDE_3: ScriptFactors = { latin: 1.2, marks: 1.1, cjk: 1.56, other: 1.2 };

/**
 * From Opus 4.7 on the same text takes about 30 % more tokens (AWS documentation), but Chinese, Japanese, Korean,
 * Russian and Arabic as many as before (third-party counts: 1.00 to 1.01).
 */
const CLAUDE_4_7: ScriptFactors = { latin: 1.56, marks: 1.43, cjk: 1.56, other: 1.2 };

/** Of other vocabularies nothing is known: a token for a token. */
const UNKNOWN: ScriptFactors = { latin: 1, marks: 1, cjk: 1, other: 1 };

const TABLE: { readonly [vocabulary in Vocabulary]: ScriptFactors } = {
  'claude-3': CLAUDE_3,
  'claude-4.7': CLAUDE_4_7,
  unknown: UNKNOWN,
};

/**
 * Reads a bare model id. A model that is newer than this table counts as one with the newer vocabulary, which
 * estimates high rather than low.
 */
export function vocabularyOf(bareModelId: string): Vocabulary {
  const name = /claude-(.*)$/.exec(bareModelId)?.[1];
  if (name === undefined) return 'unknown';
  // `opus-4-7`, `sonnet-4-5-20250929-v1:0`; until 3.7 the version stood first: `3-5-sonnet-20241022-v2:0`.
  const [, family, major, minor] = /^([a-z]+)-(\d+)(?:-(\d{1,2})(?!\d))?/.exec(name) ?? [];
  if (family === undefined) return /^(instant|v\d|[123]\b)/.test(name) ? 'claude-3' : 'claude-4.7';
  const version = Number(major) + Number(minor ?? 0) / 100;
  return version >= 4.07 ? 'claude-4.7' : 'claude-3';
}

/** What the table says of a bare model id, before any usage was recorded. */
export function priorFactors(bareModelId: string): ScriptFactors {
  return TABLE[vocabularyOf(bareModelId)];
}
