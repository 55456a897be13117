import { afterAll, describe, expect, test } from 'vitest';
import { embeddedModelPath, loadEmbedder, type TokenVectors } from '../../src/embed/index.js';

const opened = loadEmbedder({ modelPath: embeddedModelPath });
afterAll(async () => (await opened).close());

const DIMENSIONS = 384;

async function tokensOf(...texts: readonly string[]): Promise<readonly TokenVectors[]> {
  return (await opened).embedTokens(texts);
}

/** Cosine of piece `i` of one text with piece `j` of another. */
function cosineOf(a: TokenVectors | undefined, i: number, b: TokenVectors | undefined, j: number): number {
  let sum = 0;
  for (let d = 0; d < DIMENSIONS; d += 1)
    sum += (a?.vectors[i * DIMENSIONS + d] ?? 0) * (b?.vectors[j * DIMENSIONS + d] ?? 0);
  return sum;
}

describe('token vectors', () => {
  test('one of length 1 for every piece, framed by the special ones', async () => {
    const [hello, empty] = await tokensOf('Hello, manga!', '');
    expect(hello?.special).toEqual([true, false, false, false, false, true]);
    expect(hello?.vectors).toHaveLength((hello?.ids.length ?? 0) * DIMENSIONS);
    for (let i = 0; i < (hello?.ids.length ?? 0); i += 1)
      expect(cosineOf(hello, i, hello, i)).toBeCloseTo(1, 5);
    expect(empty?.special).toEqual([true, true]);
    expect(hello?.ids[0]).toBe(empty?.ids[0]);
  });

  test('do not depend on what else is in the batch', async () => {
    const text = 'Vinland Saga follows Vikings.';
    const [alone] = await tokensOf(text);
    const many = await tokensOf(...Array.from({ length: 20 }, (_, at) => 'word '.repeat(at * 3)), text);
    for (const [at, x] of (alone?.vectors ?? []).entries())
      expect(Math.abs(x - (many.at(-1)?.vectors[at] ?? 9))).toBeLessThan(1e-6);
  });

  test('pieces that the vocabulary does not have are counted', async () => {
    const [english, japanese] = await tokensOf('A plain sentence.', '鬱蒼');
    expect(english?.unknown).toBe(0);
    expect(japanese?.unknown).toBeGreaterThan(0);
  });

  test('pieces alone are the ids without the special ones', async () => {
    const text = 'Order 10482 left our warehouse.';
    const [tokens] = await tokensOf(text);
    const [pieces] = await (await opened).pieces([text]);
    expect([...(pieces ?? [])]).toEqual([...(tokens?.ids ?? [])].slice(1, -1));
  });
});

describe('a text that is longer than the encoder reads at once', () => {
  const words = 'red blue cat dog sun moon tree house river stone'.split(' ');
  const wordsFrom = (from: number, to: number): string =>
    Array.from({ length: to - from }, (_, at) => words[((from + at) * 7 + ((from + at) >> 3)) % 10]).join(
      ' ',
    );

  test('is read in overlapping windows, each as a text of its own; no piece is lost', async () => {
    // Each word is a piece: windows of 510 are the words 0 to 509 and 290 to 799, which meet in the middle at 400.
    const [whole, head, tail] = await tokensOf(wordsFrom(0, 800), wordsFrom(0, 510), wordsFrom(290, 800));
    expect([whole?.windows, head?.windows, tail?.windows]).toEqual([2, 1, 1]);
    expect(whole?.ids).toHaveLength(802);
    for (const piece of [0, 1, 200, 400]) expect(cosineOf(whole, piece, head, piece)).toBeCloseTo(1, 5);
    for (const piece of [401, 600, 801]) expect(cosineOf(whole, piece, tail, piece - 290)).toBeCloseTo(1, 5);
    expect(cosineOf(whole, 401, head, 401)).toBeLessThan(0.9999);
  });

  test('up to 512 pieces one pass is enough, and its sentence vector still reads 256', async () => {
    const embedder = await opened;
    const text = 'word '.repeat(400);
    const [[tokens], [embedding]] = await Promise.all([embedder.embedTokens([text]), embedder.embed([text])]);
    expect(tokens?.windows).toBe(1);
    expect(tokens?.ids).toHaveLength(402);
    expect(embedding?.truncated).toBe(true);
    const [short] = await embedder.embed(['word '.repeat(254)]);
    for (const [d, x] of (embedding?.vector ?? []).entries())
      expect(Math.abs(x - (short?.vector[d] ?? 9))).toBeLessThan(1e-6);
  });
});
