import { countByteTokens } from './byte-pair.js';
import { PieceMemo } from './piece-memo.js';
import { eachPiece } from './pieces.js';
import type { Tokenizer } from './port.js';
import { NO_COUNTS, SCRIPTS, scriptOf, totalCount } from './scripts.js';
import { parseTokenRanks } from './token-ranks.js';

/** UTF-8 needs at most three bytes for a UTF-16 unit. */
const BYTES_PER_CHAR = 3;

/**
 * Loads the o200k_base vocabulary of js-tiktoken (2 MB, so only on demand) and counts with it: the same counts as
 * the library's own encoder, without its quadratic merging. Special tokens in a text count as the plain text they
 * are. Every count is an estimate, because Claude's own vocabulary is not public: against the service's counts
 * o200k_base is low by what `prior.ts` lists.
 */
export async function loadTokenizer(): Promise<Tokenizer> {
  const { default: vocabulary } = await import('js-tiktoken/ranks/o200k_base');
  const ranks = parseTokenRanks(vocabulary.bpe_ranks);
  const pattern = new RegExp(vocabulary.pat_str, 'uy');
  const encoder = new TextEncoder();
  const buffer = new Uint8Array(4096);
  const memo = new PieceMemo();

  const countPiece = (piece: string): number => {
    const bytes =
      piece.length * BYTES_PER_CHAR <= buffer.length ? buffer : new Uint8Array(piece.length * BYTES_PER_CHAR);
    return countByteTokens(bytes, encoder.encodeInto(piece, bytes).written, ranks);
  };
  /** Tokens of a piece and the index of its script in one number. */
  const coded = (piece: string): number => {
    const known = memo.get(piece);
    if (known !== undefined) return known;
    const code = countPiece(piece) * SCRIPTS.length + SCRIPTS.indexOf(scriptOf(piece));
    memo.set(piece, code);
    return code;
  };
  const countByScript: Tokenizer['countByScript'] = (text) => {
    const counts = { ...NO_COUNTS };
    eachPiece(text, pattern, (piece) => {
      const code = coded(piece);
      const script = SCRIPTS[code % SCRIPTS.length] ?? 'other';
      counts[script] += Math.floor(code / SCRIPTS.length);
    });
    return counts;
  };

  return {
    id: 'js-tiktoken/o200k_base',
    count: (text) => totalCount(countByScript(text)),
    countByScript,
  };
}
