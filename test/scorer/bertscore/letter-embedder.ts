import type { TokenEmbedder, TokenVectors } from '../../../src/embed/index.js';

/** Letters a to z; each is a piece with a vector along its own axis; `?` is unknown, `|` begins another window. */
const DIMENSIONS = 28;

/** An encoder whose pieces are letters: equal letters match with 1, different ones with 0. */
export function letterEmbedder(seen: string[][] = []): TokenEmbedder {
  return {
    id: 'letters@1',
    embed: async () => [],
    async embedTokens(texts) {
      seen.push([...texts]);
      return texts.map(toTokens);
    },
    pieces: async (texts) => texts.map((text) => Int32Array.from(idsOf(text))),
    async close() {},
  };
}

function toTokens(text: string): TokenVectors {
  const ids = [0, ...idsOf(text), 0];
  const vectors = new Float32Array(ids.length * DIMENSIONS);
  for (const [at, id] of ids.entries()) vectors[at * DIMENSIONS + id] = 1;
  return {
    ids: Int32Array.from(ids),
    vectors,
    special: ids.map((_, at) => at === 0 || at === ids.length - 1),
    unknown: idsOf(text).filter((id) => id === 27).length,
    windows: text.split('|').length,
  };
}

function idsOf(text: string): readonly number[] {
  return [...text.replaceAll('|', '')].map((letter) => (letter === '?' ? 27 : letter.charCodeAt(0) - 96));
}
