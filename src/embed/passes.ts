import type { ModelFolder } from './model-folder.js';
import type { PieceReader, Pieces } from './pieces.js';
import { tokenWindows } from './token-windows.js';

/** What is wanted of a text; at least one of the two. */
export interface Wanted {
  readonly text: string;
  /** The vector of the whole text, which reads at most `maxPieces` of it. */
  readonly sentence: boolean;
  /** The vectors of its pieces, all of them. */
  readonly tokens: boolean;
}

/** One sequence through the encoder, and what its hidden states are for. */
export interface Pass {
  /** Position of the text. */
  readonly text: number;
  readonly ids: readonly number[];
  /** Pooled to the vector of the text. */
  readonly pooled: boolean;
  /** Rows `from` to `to` of the pass are the vectors of the pieces from position `at` on; undefined: none are taken. */
  readonly taken?: { readonly from: number; readonly to: number; readonly at: number };
}

/**
 * The passes that a text takes: one that serves both where the sentence vector reads all of it; else one for the
 * beginning that the sentence vector reads, and one for each window of its pieces.
 */
export function passesOf(
  text: number,
  wanted: Wanted,
  pieces: Pieces,
  { folder, reader }: { readonly folder: ModelFolder; readonly reader: PieceReader },
): readonly Pass[] {
  const { ids } = pieces;
  const whole = { from: 0, to: ids.length, at: 0 };
  if (ids.length <= folder.maxPieces) {
    return [{ text, ids, pooled: wanted.sentence, ...(wanted.tokens && { taken: whole }) }];
  }
  const passes: Pass[] = [];
  if (wanted.sentence) {
    const last = ids.slice(-1);
    passes.push({ text, ids: [...ids.slice(0, folder.maxPieces - 1), ...last], pooled: true });
  }
  if (wanted.tokens) passes.push(...windowPasses(text, ids, folder.windowPieces, reader));
  return passes;
}

/** Each window is framed by the special pieces of the text, as if it were a text of its own. */
function windowPasses(
  text: number,
  ids: readonly number[],
  reach: number,
  { lead, trail }: PieceReader,
): readonly Pass[] {
  const own = ids.slice(lead, ids.length - trail);
  const windows = tokenWindows(own.length, reach - lead - trail);
  return windows.map(({ start, end, keepFrom, keepTo }, at) => {
    const first = at === 0;
    const last = at === windows.length - 1;
    return {
      text,
      ids: [...ids.slice(0, lead), ...own.slice(start, end), ...ids.slice(ids.length - trail)],
      pooled: false,
      // The special pieces are taken from the outer windows.
      taken: {
        from: first ? 0 : keepFrom - start + lead,
        to: keepTo - start + lead + (last ? trail : 0),
        at: first ? 0 : keepFrom + lead,
      },
    };
  });
}
