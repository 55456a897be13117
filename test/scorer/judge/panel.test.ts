import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Score } from '../../../src/domain/index.js';
import { hashRequest } from '../../../src/model/index.js';
import type { ModelCall } from '../../../src/model/port.js';
import { createJudgeScorer, wordsOf } from '../../../src/scorer/index.js';
import { combineVerdicts } from '../../../src/scorer/judge/combine-verdicts.js';
import type { JudgeSettings } from '../../../src/scorer/judge/settings.js';
import type { JudgeDetail } from '../../../src/scorer/port.js';
import { makeTrial, unaborted } from '../make-trial.js';
import { scriptedJudge, verdict } from '../scripted-judge.js';
import { shippedRubric } from './rubrics.js';

fc.configureGlobal({ seed: 42 });

const helpfulness = shippedRubric('helpfulness');
const THREE = { models: ['a', 'b', 'c'], combine: 'mean', repeats: 1, maxTokens: 300 } as const;

function panel(settings: Partial<JudgeSettings>, answer: (call: ModelCall, index: number) => string) {
  const { model, calls } = scriptedJudge(answer);
  const scorer = createJudgeScorer({
    name: 'jury',
    rubrics: [helpfulness],
    settings: { ...THREE, ...settings },
    model,
    hashRequest,
  });
  return { scorer, calls };
}

async function judge(
  settings: Partial<JudgeSettings>,
  answer: (call: ModelCall) => string,
): Promise<Score | undefined> {
  const [scores] = await panel(settings, answer).scorer.score([makeTrial('It costs ¥1,200.')], unaborted);
  return scores?.helpfulness;
}

const detailOf = (score: Score | undefined): JudgeDetail =>
  (score?.state === 'scored' ? score.detail : undefined) as unknown as JudgeDetail;

/** Levels by model, or by model and repeat. */
const levels = (by: { readonly [model: string]: readonly (number | string)[] }) => (call: ModelCall) => {
  const given = by[call.request.model]?.[Math.floor(call.repeat / 1000)];
  return typeof given === 'number' ? verdict(given, `${call.request.model} says ${given}`) : (given ?? '');
};

describe('a panel', () => {
  test('asks every model every criterion as often as it repeats, and each call has a key of its own', async () => {
    const { scorer, calls } = panel({ repeats: 3, temperature: 0.7 }, () => verdict(4));
    const trials = [0, 1].map((repeat) => makeTrial('same', { repeat }));
    await scorer.score(trials, unaborted);
    expect(calls).toHaveLength(2 * 3 * 3);
    expect(new Set(calls.map(({ requestHash, repeat }) => `${requestHash}/${repeat}`)).size).toBe(18);
    // What is sent is the same each time: only the repeat tells the calls apart.
    expect(new Set(calls.map(({ requestHash }) => requestHash)).size).toBe(3);
    expect(trials.flatMap((trial) => scorer.callsFor?.(trial) ?? [])).toHaveLength(18);
    expect(scorer.requestsFor?.(makeTrial('same'))).toHaveLength(9);
  });

  test('more repeats of judge or trial change no key that there was before: nothing is paid again', () => {
    const keys = (repeats: number, repeat: number) =>
      (panel({ repeats }, () => '').scorer.callsFor?.(makeTrial('x', { repeat })) ?? []).map(
        (call) => `${call.requestHash}/${call.repeat}`,
      );
    for (const repeat of [0, 1, 7])
      expect(keys(3, repeat)).toEqual(expect.arrayContaining([...keys(1, repeat)]));
    expect(new Set([...keys(3, 0), ...keys(3, 1), ...keys(3, 2)]).size).toBe(27);
  });

  test('books every repeat on the cell that it grades', () => {
    const calls = panel({ repeats: 2 }, () => '').scorer.callsFor?.(makeTrial('x', { repeat: 4 })) ?? [];
    expect(calls.map(({ repeat, cell }) => cell?.repeat ?? repeat)).toEqual(Array(6).fill(4));
  });

  test('mean: the mean of the models’ means, each model weighing the same', async () => {
    const score = await judge({ repeats: 2 }, levels({ a: [5, 5], b: [2, 3], c: [1, 'nonsense'] }));
    // c has spoken in one of two repeats, which is no majority of them: it does not count.
    expect(score).toMatchObject({ state: 'scored', value: (5 + 2.5) / 2 });
    expect(detailOf(score).missing?.map(({ model, repeat }) => [model, repeat])).toEqual([
      ['c', 1],
      ['c', 0],
    ]);
  });

  test('majority: the level that most models give; where several have most, the median', async () => {
    expect(await judge({ combine: 'majority' }, levels({ a: [2], b: [5], c: [5] }))).toMatchObject({
      value: 5,
    });
    expect(await judge({ combine: 'majority' }, levels({ a: [1], b: [2], c: [5] }))).toMatchObject({
      value: 2,
    });
    const even = { models: ['a', 'b'], combine: 'majority' } as const;
    expect(await judge(even, levels({ a: [2], b: [3] }))).toMatchObject({ value: 2.5 });
    // A model votes once, however often it is asked.
    const repeats = levels({ a: [1, 1, 1], b: [4, 4, 5], c: [4, 4, 4] });
    expect(await judge({ combine: 'majority', repeats: 3 }, repeats)).toMatchObject({ value: 4 });
  });

  test('without a majority of the judges it is unscored with the reason, never a mean of what is left', async () => {
    const one = await judge({}, levels({ a: [5], b: ['?'], c: ['?'] }));
    expect(one).toMatchObject({
      state: 'unscored',
      reason: expect.stringMatching(/no majority .*2 of 3.*\(b\)/),
    });
    const two = await judge({}, levels({ a: [5], b: ['?'], c: [4] }));
    expect(two).toMatchObject({ state: 'scored', value: 4.5 });
    expect(detailOf(two).missing).toEqual([
      { model: 'b', repeat: 0, reason: expect.stringContaining('no readable verdict') },
    ]);
    // Half is no majority.
    expect(await judge({ models: ['a', 'b'] }, levels({ a: [5], b: ['?'] }))).toMatchObject({
      state: 'unscored',
    });
  });

  test('the detail holds exactly the verdicts behind the score, and the reason nearest to it', async () => {
    const score = await judge({}, levels({ a: [5], b: [3], c: [2] }));
    expect(detailOf(score)).toEqual({
      reason: 'b says 3',
      words: 3,
      verdicts: [
        { model: 'a', repeat: 0, score: 5, reason: 'a says 5' },
        { model: 'b', repeat: 0, score: 3, reason: 'b says 3' },
        { model: 'c', repeat: 0, score: 2, reason: 'c says 2' },
      ],
    });
  });

  test('models, rule and repeats are part of the fingerprint', () => {
    const settings: readonly Partial<JudgeSettings>[] = [
      {},
      { models: ['a', 'b'] },
      { combine: 'majority' },
      { repeats: 2 },
      { temperature: 0 },
    ];
    const prints = settings.map((one) => panel(one, () => '').scorer.fingerprint);
    expect(new Set(prints).size).toBe(settings.length);
  });
});

test('a panel’s score lies between its lowest and highest verdict, in whatever order they come', () => {
  const rule = fc.record({
    combine: fc.constantFrom('mean' as const, 'majority' as const),
    models: fc.constant(['a', 'b', 'c']),
    repeats: fc.constant(2),
  });
  const given = fc.array(
    fc.record({
      model: fc.constantFrom('a', 'b', 'c'),
      repeat: fc.constantFrom(0, 1),
      score: fc.integer({ min: 1, max: 5 }),
    }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(rule, given, (settings, scores) => {
      const unique = [...new Map(scores.map((one) => [`${one.model}${one.repeat}`, one])).values()];
      const verdicts = unique.map((one) => ({ ...one, reason: 'r' }));
      const score = combineVerdicts(verdicts, [], settings);
      const again = combineVerdicts([...verdicts].reverse(), [], settings);
      if (score.state === 'unscored' || again.state === 'unscored') {
        expect(again.state).toBe(score.state);
        return;
      }
      const values = score.verdicts.map((one) => one.score);
      expect(score.value).toBeGreaterThanOrEqual(Math.min(...values));
      expect(score.value).toBeLessThanOrEqual(Math.max(...values));
      expect(again.value).toBeCloseTo(score.value, 12);
    }),
  );
});

test.each([
  ['', 0],
  ['It costs ¥1,200.', 3],
  ['Don’t wait: 3 days.', 4],
  ['送料は無料です', 3.5],
  ['Vol. 3は800円です', 3 + 4 / 2],
])('%j has %d words', (text, words) => {
  expect(wordsOf(text)).toBe(words);
});
