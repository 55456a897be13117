import { afterAll, expect, test } from 'vitest';
import { embeddedModelPath, loadEmbedder } from '../../../src/embed/index.js';
import { scorePairs } from '../../../src/scorer/index.js';

/**
 * Precision, recall and F of the original fp32 sentence-transformers/all-MiniLM-L6-v2, last layer, no idf, not rescaled,
 * as bert_score computes them; tolerance 1e-3 (the weights here are stored as fp16).
 */
const reference: readonly (readonly [
  candidate: string,
  reference: string,
  p: number,
  r: number,
  f: number,
])[] = [
  [
    'You can return any manga within 30 days of delivery.',
    'You cannot return manga after 14 days.',
    0.76751,
    0.83818,
    0.80129,
  ],
  ['The box set costs $89.99.', 'The box set costs $98.99.', 0.9631, 0.9631, 0.9631],
  [
    'ワンピースの最新刊は金曜日に発売されます。',
    'ワンピースの新刊は金曜日発売です。',
    0.86588,
    0.95156,
    0.9067,
  ],
  ['', 'An answer.', 0, 0, 0],
  [
    'Volume 12 is out of stock until March 3; volumes 1 to 11 are available now.',
    'All volumes are available.',
    0.5068,
    0.71341,
    0.59261,
  ],
];

const opened = loadEmbedder({ modelPath: embeddedModelPath });
afterAll(async () => (await opened).close());

test('the whole path agrees with the original within 1e-3', async () => {
  const pairs = reference.map(([candidate, text]) => ({ candidate, references: [text] as const }));
  const scores = await scorePairs({ pairs, baseline: null, embedder: await opened });
  for (const [at, [candidate, , precision, recall, f1]] of reference.entries()) {
    const raw = scores[at]?.raw;
    expect(Math.abs((raw?.precision ?? 9) - precision), candidate).toBeLessThan(1e-3);
    expect(Math.abs((raw?.recall ?? 9) - recall), candidate).toBeLessThan(1e-3);
    expect(Math.abs((raw?.f1 ?? 9) - f1), candidate).toBeLessThan(1e-3);
  }
});
