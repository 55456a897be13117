import { countByteTokens, parseTokenRanks } from './byte-pair.js';
import { piecesOf } from './pieces.js';
import type { Tokenizer } from './port.js';

/** Texts of any language repeat their words: this many pieces are remembered. */
const REMEMBERED_PIECES = 50_000;

/**
 * Loads the o200k_base vocabulary of js-tiktoken (2 MB, so only on demand) and counts with it. Special tokens in a
 * text count as the plain text they are. Every count is an estimate: Claude's own vocabulary is not public; measured
 * against the service's counts o200k_base is about 16 % low on English, 17 % on code, 13 % on JSON and 36 % on
 * Chinese, Japanese and Korean, and lower still for models since Opus 4.7.
 */
export async function loadTokenizer(): Promise<Tokenizer> {
  const { default: vocabulary } = await import('js-tiktoken/ranks/o200k_base');
  const ranks = parseTokenRanks(vocabulary.bpe_ranks);
  const pattern = new RegExp(vocabulary.pat_str, 'gu');
  const known = new Map<string, number>();

  const countPiece = (piece: string): number => {
    const before = known.get(piece);
    if (before !== undefined) return before;
    const tokens = countByteTokens(Buffer.from(piece, 'utf8').toString('latin1'), ranks);
    if (known.size >= REMEMBERED_PIECES) {
      // Forgetting the oldest tenth at once is cheaper than keeping order on every hit.
      let surplus = REMEMBERED_PIECES / 10;
      for (const oldest of known.keys()) {
        if (surplus === 0) break;
        known.delete(oldest);
        surplus -= 1;
      }
    }
    known.set(piece, tokens);
    return tokens;
  };

  return {
    id: 'js-tiktoken/o200k_base',
    count(text) {
      let tokens = 0;
      for (const piece of piecesOf(text, pattern)) tokens += countPiece(piece);
      return tokens;
    },
  };
}
