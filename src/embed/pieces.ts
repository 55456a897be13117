import type { PreTrainedTokenizer } from '@xenova/transformers';
import type { ModelFolder } from './model-folder.js';

/** A tokenised text. */
export interface Pieces {
  /** With the special pieces around them, uncut. */
  readonly ids: readonly number[];
  readonly special: readonly boolean[];
  /** How many are the tokenizer's unknown piece. */
  readonly unknown: number;
}

/** Turns texts into pieces as the original tokenizer of the model does. */
export interface PieceReader {
  /** Special pieces before a text. */
  readonly lead: number;
  /** Special pieces behind it. */
  readonly trail: number;
  read(text: string): Pieces;
}

export function createPieceReader(tokenizer: PreTrainedTokenizer, folder: ModelFolder): PieceReader {
  // Not the tokenizer's list of special tokens: it counts [UNK] among them, which stands for a word of the text.
  const frame: readonly number[] = tokenizer.encode('');
  const isSpecial = new Set(frame);
  const unknownId = unknownIdOf(tokenizer);
  return {
    lead: frame.length > 1 ? 1 : 0,
    trail: frame.length > 0 ? 1 : 0,
    read(text) {
      // The library's tokenizer keeps the voicing marks of kana where the original drops every combining mark.
      const prepared = folder.dropsMarks ? text.normalize('NFD').replace(/\p{Mn}/gu, '') : text;
      const ids: readonly number[] = tokenizer.encode(prepared);
      return {
        ids,
        special: ids.map((id) => isSpecial.has(id)),
        unknown: ids.reduce((count, id) => count + (id === unknownId ? 1 : 0), 0),
      };
    },
  };
}

/** The library's types do not know the field. */
function unknownIdOf(tokenizer: object): number | undefined {
  const id: unknown = 'unk_token_id' in tokenizer ? tokenizer.unk_token_id : undefined;
  return typeof id === 'number' ? id : undefined;
}
