import type { TokenEmbedder } from '../../embed/index.js';

/** Inverse document frequency of pieces over a collection of texts. */
export interface Idf {
  readonly documents: number;
  /** ln((N + 1)/(df + 1)); a piece that no text has: ln(N + 1). */
  weightOf(piece: number): number;
}

/**
 * Counts, text by text, how many texts have each piece; the texts themselves are not kept. The formula is that of
 * bert_score: idf(w) = ln((N + 1)/(df(w) + 1)), N the number of references, df counting references and not occurrences.
 */
export function createIdfCounter(): { add(pieces: Iterable<number>): void; finish(): Idf } {
  const frequencies = new Map<number, number>();
  let documents = 0;
  return {
    add(pieces) {
      documents += 1;
      for (const piece of new Set(pieces)) frequencies.set(piece, (frequencies.get(piece) ?? 0) + 1);
    },
    finish: () => ({
      documents,
      weightOf: (piece) => Math.log((documents + 1) / ((frequencies.get(piece) ?? 0) + 1)),
    }),
  };
}

/** References that are tokenised at once: few enough to keep memory flat. */
const AT_ONCE = 256;

/** Counts the pieces of references as they are read; nothing is encoded. */
export async function countReferences(
  references: Iterable<string>,
  embedder: Pick<TokenEmbedder, 'pieces'>,
): Promise<Idf> {
  const counter = createIdfCounter();
  let texts: string[] = [];
  const flush = async (): Promise<void> => {
    for (const pieces of await embedder.pieces(texts)) counter.add(pieces);
    texts = [];
  };
  for (const reference of references) {
    texts.push(reference);
    if (texts.length >= AT_ONCE) await flush();
  }
  await flush();
  return counter.finish();
}
