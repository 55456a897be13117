import { afterAll, describe, expect, test } from 'vitest';
import { cosine, type Embedding, embeddedModelPath, loadEmbedder } from '../../src/embed/index.js';
import { findWorkerEntry } from '../../src/embed/worker-encoder.js';

/**
 * Cosines of the original fp32 sentence-transformers/all-MiniLM-L6-v2 with sentence-transformers arithmetic (mean
 * pooling, L2), measured with that library; tolerance 1e-3 (the weights here are stored as fp16).
 */
const reference: readonly (readonly [candidate: string, reference: string, cosine: number])[] = [
  [
    'You can return any manga within 30 days of delivery.',
    'Returns are accepted for 30 days after delivery.',
    0.61071,
  ],
  ['You can return any manga within 30 days of delivery.', 'You cannot return manga after 14 days.', 0.84909],
  [
    'Your order #10482 shipped on Tuesday and arrives Friday.',
    'Order 10482 left our warehouse Tuesday; expect it on Friday.',
    0.72634,
  ],
  [
    'Vinland Saga is a historical series about Vikings.',
    'Vinland Saga follows Vikings in a historical setting.',
    0.93982,
  ],
  ['The box set costs $89.99.', 'The box set costs $98.99.', 0.98072],
  ['I am sorry, we do not carry that title.', 'That title is available for $9.99.', 0.47975],
  [
    'Try Monster or Pluto if you enjoyed 20th Century Boys.',
    'Fans of 20th Century Boys usually like Monster and Pluto.',
    0.77312,
  ],
  ['ワンピースの最新刊は金曜日に発売されます。', 'ワンピースの新刊は金曜日発売です。', 0.97568],
  ['Free shipping starts at $35.', 'Orders over 35 dollars ship free.', 0.83016],
  ['', 'An answer.', 0.23463],
  ['Hello!', 'Goodbye!', 0.47841],
  [
    'Volume 12 is out of stock until March 3; volumes 1 to 11 are available now.',
    'All volumes are available.',
    0.65584,
  ],
];

const threads = ['worker', 'own'] as const;
const opened = threads.map((thread) => loadEmbedder({ modelPath: embeddedModelPath, thread }));
afterAll(async () => {
  for (const embedder of opened) await (await embedder).close();
});

test('the sources find a worker to start, so that the tests below do run in it', () => {
  expect(findWorkerEntry()?.kind).toBe('script');
});

describe.each(threads.map((thread, index) => [thread, index] as const))('in the %s thread', (_, index) => {
  const embed = async (texts: readonly string[]): Promise<readonly Embedding[]> => {
    const embedder = await opened[index];
    return embedder === undefined ? [] : embedder.embed(texts);
  };

  test('cosines agree with the original model within 1e-3', async () => {
    const texts = reference.flatMap((row) => [row[0], row[1]]);
    const vectors = await embed(texts);
    for (const [row, [a, b, expected]] of reference.entries()) {
      const [first, second] = [vectors[2 * row], vectors[2 * row + 1]];
      if (first === undefined || second === undefined) throw new Error('a vector is missing');
      expect(Math.abs(cosine(first.vector, second.vector) - expected), `${a} / ${b}`).toBeLessThan(1e-3);
      expect(cosine(first.vector, first.vector)).toBeCloseTo(1, 6);
    }
  });

  test('a vector does not depend on what else is in its batch', async () => {
    const text = 'Vinland Saga follows Vikings.';
    const [alone] = await embed([text]);
    const filler = Array.from({ length: 20 }, (_, at) => `${'word '.repeat(at * 3)}end`);
    const together = await embed([...filler, text]);
    const last = together.at(-1);
    if (alone === undefined || last === undefined) throw new Error('a vector is missing');
    for (const [d, x] of alone.vector.entries())
      expect(Math.abs(x - (last.vector[d] ?? 9))).toBeLessThan(1e-6);
  });

  test('a text of more than 256 word pieces is flagged, and its tail does not count', async () => {
    const long = 'word '.repeat(254);
    const [fits, over, further] = await embed([long, `${long}more words here`, `${long}more or less`]);
    expect(fits?.truncated).toBe(false);
    expect(over?.truncated).toBe(true);
    expect(further?.vector).toEqual(fits?.vector);
    expect(over?.vector).toEqual(fits?.vector);
  });

  test('no texts give no vectors', async () => {
    expect(await embed([])).toEqual([]);
  });
});

test('both threads compute the same vectors', async () => {
  const [a, b] = await Promise.all(
    opened.map(async (embedder) => (await embedder).embed(['Same text, 同じ文'])),
  );
  expect(a).toEqual(b);
});

test('the identity names folder and weights', async () => {
  expect((await opened[0])?.id).toBe('all-MiniLM-L6-v2@0a30d1e0');
});
