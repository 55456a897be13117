import { describe, expect, test } from 'vitest';
import type { TokenEmbedder } from '../../../src/embed/index.js';
import { type BertscoreScale, createBertscoreScorer, type MatchCache } from '../../../src/scorer/index.js';
import { makeTrial, unaborted } from '../make-trial.js';
import { letterEmbedder } from './letter-embedder.js';

const raw: BertscoreScale = {
  fingerprint: 'letters@1@last@idf=off@baseline=none',
  matchId: 'm',
  baseline: null,
};
const rescaled: BertscoreScale = { ...raw, baseline: { precision: 0.5, recall: 0.2, f1: 0.4 } };

async function scoreOf(
  answer: string,
  references: readonly string[],
  options: { readonly scale?: BertscoreScale; readonly idfOver?: readonly string[] } = {},
) {
  const { scale = raw, idfOver } = options;
  const scorer = createBertscoreScorer({
    name: 'b',
    scale,
    embedder: async () => letterEmbedder(),
    ...(idfOver !== undefined && { idfOver: () => idfOver }),
  });
  const [scores] = await scorer.score([makeTrial(answer, { sample: { references } })], unaborted);
  return scores ?? {};
}

describe('values', () => {
  test('F, precision and recall are three metrics', async () => {
    // Two of four letters of the answer stand in the reference, both of whose letters stand in the answer.
    expect(await scoreOf('abcd', ['ab'])).toEqual({
      b: { state: 'scored', value: 0.666667, detail: { raw: 0.666667, reference: 0 } },
      b_precision: { state: 'scored', value: 0.5, detail: { raw: 0.5 } },
      b_recall: { state: 'scored', value: 1, detail: { raw: 1 } },
    });
  });

  test('each is rescaled by its own baseline; below it the value is 0 and the detail says what it was', async () => {
    const scores = await scoreOf('abcd', ['abxyz'], { scale: rescaled });
    expect(scores).toMatchObject({
      b: { value: 0.074074, detail: { raw: 0.444444 } },
      b_precision: { value: 0, detail: { raw: 0.5 } },
      b_recall: { value: 0.25, detail: { raw: 0.4 } },
    });
    expect((await scoreOf('abcd', ['xyz'], { scale: rescaled })).b).toEqual({
      state: 'scored',
      value: 0,
      detail: { raw: 0, clippedFrom: -0.666667, reference: 0 },
    });
  });

  test('a text of unknown pieces alone, which would match any other such text with 1, has no score', async () => {
    const reason = 'the encoder knows no piece of the answer, or none of the reference';
    expect((await scoreOf('??', ['?'])).b).toEqual({ state: 'unscored', reason });
    expect((await scoreOf('??', ['ab'])).b).toEqual({ state: 'unscored', reason });
    // A reference that can be read still counts, under its own position.
    expect((await scoreOf('ab', ['??', 'ab'])).b).toMatchObject({
      state: 'scored',
      value: 1,
      detail: { reference: 1, unknown: 1 },
    });
  });

  test('of several references the greatest of each counts, and the detail names the one with the greatest F', async () => {
    expect(await scoreOf('ab', ['abcdef', 'a'])).toMatchObject({
      b: { value: 0.666667, detail: { reference: 1 } },
      b_precision: { value: 1 },
      b_recall: { value: 1 },
    });
  });

  test('an empty answer has raw 0, as in the original', async () => {
    expect(await scoreOf('', ['ab'])).toMatchObject({ b: { value: 0 }, b_precision: { value: 0 } });
  });

  test('idf weighs pieces by how rare they are in the references', async () => {
    // Three references; `a` stands in all of them and weighs ln(4/4) = 0, `b` in one: ln(4/2).
    const idfOver = ['ab', 'ac', 'ad'];
    expect((await scoreOf('ax', ['ab'], { idfOver })).b_precision).toMatchObject({ value: 0 });
    expect((await scoreOf('bx', ['ab'], { idfOver })).b_precision).toMatchObject({ value: 0.333333 });
    expect((await scoreOf('a', ['ab'], { idfOver })).b).toEqual({
      state: 'unscored',
      reason: expect.stringContaining('idf of 0'),
    });
  });
});

describe('what is not as it should be is said', () => {
  test('texts that were read in windows, and many unknown pieces', async () => {
    expect((await scoreOf('ab|cd', ['abcd'])).b).toMatchObject({ detail: { windowed: ['answer'] } });
    expect((await scoreOf('abcd', ['ab|cd'])).b).toMatchObject({ detail: { windowed: ['reference'] } });
    expect((await scoreOf('abc?', ['abc'])).b).toMatchObject({ detail: { unknown: 0.25 } });
    const few = await scoreOf('abcdefghijklmnopqrst?', ['abc']);
    expect(few.b?.state === 'scored' && few.b.detail).not.toHaveProperty('unknown');
  });

  test('texts of more than 20,000 characters are unscored, and not encoded', async () => {
    const long = 'a'.repeat(20_001);
    expect((await scoreOf(long, ['a'])).b).toEqual({
      state: 'unscored',
      reason: 'answer of 20001 characters: BERTScore takes at most 20000',
    });
    expect((await scoreOf('a', ['a', long])).b_recall).toMatchObject({
      reason: expect.stringMatching(/^reference of/),
    });
  });
});

describe('economy', () => {
  const embedderOf = (seen: string[][]) => async (): Promise<TokenEmbedder> => letterEmbedder(seen);

  test('a window is encoded in one go, each text once', async () => {
    const seen: string[][] = [];
    const scorer = createBertscoreScorer({ name: 'b', scale: raw, embedder: embedderOf(seen) });
    const sample = { references: ['ab', 'cd'] };
    await scorer.score(
      [makeTrial('x', { sample }), makeTrial('x', { sample }), makeTrial('ab', { sample })],
      unaborted,
    );
    expect(seen).toEqual([['x', 'ab', 'cd']]);
  });

  test('texts that would not fit into memory together are encoded one part after the other', async () => {
    const seen: string[][] = [];
    const scorer = createBertscoreScorer({ name: 'b', scale: raw, embedder: embedderOf(seen) });
    const trials = Array.from({ length: 20 }, (_, at) =>
      makeTrial('b'.repeat(1 + at), { sample: { references: [`${'a'.repeat(19_000)}${'c'.repeat(at)}`] } }),
    );
    const scores = await scorer.score(trials, unaborted);
    expect(scores).toHaveLength(20);
    expect(seen.length).toBeGreaterThan(1);
    for (const part of seen) expect(part.join('').length).toBeLessThanOrEqual(250_000);
    expect(seen.flat()).toHaveLength(40);
  });

  test('what an earlier run matched is not encoded again, and gives the same scores', async () => {
    const kept = new Map<string, ReturnType<MatchCache['get']>>();
    const cache: MatchCache = {
      get: (pair) => kept.get(JSON.stringify(pair)),
      put: (entries) => {
        for (const { pair, match } of entries) kept.set(JSON.stringify(pair), match);
      },
    };
    const trial = makeTrial('abc?', { sample: { references: ['ab|c'] } });
    const seen: string[][] = [];
    const make = () =>
      createBertscoreScorer({ name: 'b', scale: rescaled, embedder: embedderOf(seen), cache });
    const first = await make().score([trial], unaborted);
    expect(await make().score([trial], unaborted)).toEqual(first);
    expect(seen).toHaveLength(1);
  });

  test('without references the encoder is not even opened', async () => {
    const embedder = () => Promise.reject(new Error('opened'));
    const scorer = createBertscoreScorer({ name: 'b', scale: raw, embedder });
    expect(await scorer.score([makeTrial('x')], unaborted)).toEqual([
      Object.fromEntries(
        ['b', 'b_precision', 'b_recall'].map((name) => [
          name,
          { state: 'unscored', reason: 'sample has no reference' },
        ]),
      ),
    ]);
  });

  test('an abort does not wait for the encoder', async () => {
    const controller = new AbortController();
    const embedder = async (): Promise<TokenEmbedder> => ({
      ...letterEmbedder(),
      embedTokens: () => new Promise(() => {}),
    });
    const scorer = createBertscoreScorer({ name: 'b', scale: raw, embedder });
    const working = scorer.score([makeTrial('a', { sample: { references: ['a'] } })], controller.signal);
    controller.abort(new Error('interrupted'));
    await expect(working).rejects.toThrow('interrupted');
  });
});
