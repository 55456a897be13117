import { afterAll, expect, test } from 'vitest';
import { type Embedding, embeddedModelPath, loadEmbedder } from '../../src/embed/index.js';

const kept = new Map<string, Embedding>();
const puts: string[][] = [];
const cache = {
  get: (id: string, text: string) => kept.get(`${id}\0${text}`),
  put: (id: string, entries: readonly { readonly text: string; readonly embedding: Embedding }[]) => {
    puts.push(entries.map(({ text }) => text));
    for (const { text, embedding } of entries) kept.set(`${id}\0${text}`, embedding);
  },
};
const opened = loadEmbedder({ modelPath: embeddedModelPath, cache });
afterAll(async () => (await opened).close());

test('equal texts are computed once, known texts never again, and order is kept', async () => {
  const embedder = await opened;
  const [a, b, again] = await embedder.embed(['a', 'b', 'a']);
  expect(again).toBe(a);
  expect(puts).toEqual([['a', 'b']]);
  const [fromCache, c, fromCacheToo] = await embedder.embed(['b', 'c', 'a']);
  expect(puts).toEqual([['a', 'b'], ['c']]);
  expect(fromCache).toBe(b);
  expect(fromCacheToo).toBe(a);
  expect(c?.vector).not.toEqual(a?.vector);
});

test('what the cache holds needs no model, and a closed embedder computes nothing', async () => {
  const embedder = await loadEmbedder({ modelPath: embeddedModelPath, cache });
  await embedder.close();
  expect(await embedder.embed(['a'])).toEqual([kept.get(`${embedder.id}\0a`)]);
  await expect(embedder.embed(['never seen'])).rejects.toThrow('closed');
});
