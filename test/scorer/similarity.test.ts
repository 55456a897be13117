import { describe, expect, test } from 'vitest';
import type { Embedder } from '../../src/embed/index.js';
import { createSimilarityScorer } from '../../src/scorer/index.js';
import { makeTrial, unaborted } from './make-trial.js';

/** Texts are angles in degrees; `!` marks one that was too long for the encoder. */
function angleEmbedder(seen: string[][] = []): Embedder {
  return {
    id: 'angles',
    async embed(texts) {
      seen.push([...texts]);
      return texts.map((text) => {
        const angle = (Number.parseFloat(text) * Math.PI) / 180;
        return { vector: Float32Array.of(Math.cos(angle), Math.sin(angle)), truncated: text.endsWith('!') };
      });
    },
    async close() {},
  };
}

async function similarityOf(answer: string, references: readonly string[]) {
  const scorer = createSimilarityScorer({
    name: 'similarity',
    embedderId: 'angles',
    embedder: async () => angleEmbedder(),
  });
  const [scores] = await scorer.score([makeTrial(answer, { sample: { references } })], unaborted);
  return scores?.similarity;
}

test('the best of several references counts, and the detail names it', async () => {
  expect(await similarityOf('0', ['90', '60', '80'])).toEqual({
    state: 'scored',
    value: 0.5,
    detail: { reference: 1 },
  });
});

test('a negative cosine counts as 0 and is said', async () => {
  expect(await similarityOf('0', ['120'])).toEqual({
    state: 'scored',
    value: 0,
    detail: { reference: 0, clippedFrom: -0.5 },
  });
});

test('what the encoder did not read to the end is flagged', async () => {
  expect(await similarityOf('0!', ['0', '90!'])).toMatchObject({ detail: { truncated: ['answer'] } });
  expect(await similarityOf('90', ['0', '90!'])).toMatchObject({ detail: { truncated: ['reference'] } });
});

describe('economy', () => {
  test('a window is embedded in one go, each text once', async () => {
    const seen: string[][] = [];
    const scorer = createSimilarityScorer({
      name: 's',
      embedderId: 'angles',
      embedder: async () => angleEmbedder(seen),
    });
    const sample = { references: ['0', '10'] };
    await scorer.score(
      [makeTrial('5', { sample }), makeTrial('5', { sample }), makeTrial('0', { sample })],
      unaborted,
    );
    expect(seen).toEqual([['5', '0', '10']]);
  });

  test('without references the encoder is not even opened', async () => {
    const embedder = () => Promise.reject(new Error('opened'));
    const scorer = createSimilarityScorer({ name: 's', embedderId: 'angles', embedder });
    expect(await scorer.score([makeTrial('x')], unaborted)).toEqual([
      { s: { state: 'unscored', reason: 'sample has no reference' } },
    ]);
  });

  test('an abort does not wait for the encoder', async () => {
    const controller = new AbortController();
    const embedder = async (): Promise<Embedder> => ({
      ...angleEmbedder(),
      embed: () => new Promise(() => {}),
    });
    const scorer = createSimilarityScorer({ name: 's', embedderId: 'angles', embedder });
    const working = scorer.score([makeTrial('0', { sample: { references: ['0'] } })], controller.signal);
    controller.abort(new Error('interrupted'));
    await expect(working).rejects.toThrow('interrupted');
  });

  test('an encoder that cannot be used fails the scorer, not the trial', async () => {
    const embedder = () => Promise.reject(new Error('damaged'));
    const scorer = createSimilarityScorer({ name: 's', embedderId: 'angles', embedder });
    await expect(
      scorer.score([makeTrial('0', { sample: { references: ['0'] } })], unaborted),
    ).rejects.toThrow('damaged');
  });
});
