import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sample } from '../../src/domain/index.js';
import { createNumbersScorer } from '../../src/scorer/index.js';
import { anyText } from '../any-text.js';
import { makeTrial, unaborted } from './make-trial.js';

fc.configureGlobal({ seed: 42 });

const shop: Partial<Sample> = {
  vars: { question: 'What do 3 copies of volume 7 cost, and when do they arrive?' },
  documents: [
    {
      id: 'd1',
      text: 'Blue Flag, volumes 1–8, MK-20931. ¥1,200 a copy, 20 % off from 10 copies. Weight 180 g. Sold: 3,400 (table: 4.5).',
    },
    { id: 'd2', text: '配送は3〜5営業日、送料500円。3月5日(木)15時以降に発送します。' },
  ],
  history: [{ role: 'user', content: 'My order is #10482 of 2 March 2026; the limit was 30 days.' }],
};

async function scoreOf(text: string, sample: Partial<Sample> = shop) {
  const [scores] = await createNumbersScorer({ name: 'numbers' }).score(
    [makeTrial(text, { sample })],
    unaborted,
  );
  return scores?.numbers;
}

async function unsupportedIn(text: string, sample: Partial<Sample> = shop) {
  const score = await scoreOf(text, sample);
  if (score?.state !== 'scored') throw new Error('it should be scored');
  const { unsupported = [] } = score.detail as { readonly unsupported?: readonly object[] };
  return unsupported;
}

test('the score is the share of distinct figures that the sample supports, and the detail names the others', async () => {
  const answer = 'A copy is ¥1,200, shipping 600円. Again: 600円 and 1200円. It is 20% off on 3月6日.';
  expect(await scoreOf(answer)).toEqual({
    state: 'scored',
    value: 2 / 4,
    detail: {
      figures: 4,
      unsupported: [
        { kind: 'price', text: '600円' },
        { kind: 'date', text: '3月6日' },
      ],
    },
  });
});

const supported: readonly string[] = [
  '1,200 yen',
  '千二百円',
  '5 March',
  '3/5に発送',
  'after 3 pm',
  '3 to 5 business days',
  'order 10482',
  'MK20931',
  'thirty days',
  'March 2, 2026',
  'volume 7',
  '3 books',
  '4.5 stars',
  '3,400 copies',
];

describe('a figure of the sources is supported in any writing', () => {
  test.each(supported)('%s', async (answer) => {
    expect(await unsupportedIn(answer)).toEqual([]);
    expect(await scoreOf(answer)).toMatchObject({ value: 1, detail: { figures: 1 } });
  });
});

const unsupported: readonly (readonly [answer: string, kind: string, text: string])[] = [
  ['It costs ¥1,250.', 'price', '¥1,250'],
  ['It costs $1,200.', 'price', '$1,200'],
  ['30 % off', 'percent', '30 %'],
  ['3月15日に届きます', 'date', '3月15日'],
  ['on March 5, 2031', 'date', 'March 5, 2031'],
  ['in 1997', 'date', '1997'],
  ['from 4 pm', 'time', '4 pm'],
  ['within 30 business days', 'count', '30 business days'],
  ['in 3-6 business days', 'count', '3-6 business days'],
  ['order #99999', 'id', '#99999'],
  ['item MK-20932', 'id', 'MK-20932'],
  ['Volume 9 is out.', 'volume', 'Volume 9'],
  ['rated 4.7', 'number', '4.7'],
  ['45,000 readers', 'number', '45,000'],
  ['３０００円です', 'price', '３０００円'],
];

describe('a figure that nobody gave is unsupported, with its kind and as it is written', () => {
  test.each(unsupported)('%s', async (answer, kind, text) => {
    expect(await unsupportedIn(answer)).toEqual([{ kind, text }]);
  });
});

const noFigures: readonly string[] = [
  'Here are 2 tips: 1. Order early. 2. Pay online.',
  '1) Copies\n2) Points\n3) Days',
  'Step 4 of 9: open the box.',
  'I recommend these 4 books.',
  'One day you will like the first one; two titles stand out.',
  '次の4冊をおすすめします。',
  '- Nana\n- Monster\n- Pluto\n- Akira\nThat makes 4 titles.',
  'See 『20世紀少年』 and 『1997年の夏』.',
  'The 1st, 2nd and 21st readers',
  'Look at https://shop.example/items/99887 or write to a9999@shop.example.',
  'At noon, at midnight.',
  '在庫は十分です。一度ご確認ください。',
];

describe('what is no figure is not counted', () => {
  test.each(noFigures)('%s', async (answer) => {
    expect(await scoreOf(answer)).toEqual({
      state: 'scored',
      value: 1,
      detail: { figures: 0, note: 'no figure' },
    });
  });
});

const derived: readonly (readonly [answer: string, text: string, from: string])[] = [
  ['Together with shipping that is ¥1,700.', '¥1,700', '1200 + 500'],
  ['Three copies come to ¥3,600.', '¥3,600', '3 × 1200'],
  ['With 20 % off a copy is ¥960.', '¥960', '1200 − 20 %'],
  ['That is 3 days after March 2.', '3 days', '3-5 to 2026-3-2'],
  ['You can return it until April 1, 30 days after March 2.', 'April 1', '2026-3-2 ± 30 days'],
  ['That is 720 hours: 30 days.', '720 hours', '30 day in another unit'],
];

describe('simple arithmetic on the sources is derived: supported, and shown apart', () => {
  test.each(derived)('%s', async (answer, text, from) => {
    const score = await scoreOf(answer);
    expect(score).toMatchObject({ value: 1, detail: { unsupported: [] } });
    expect(score).toMatchObject({
      detail: { derived: expect.arrayContaining([expect.objectContaining({ text, from })]) },
    });
  });
});

test('chance does not excuse a price: a sum counts only where the answer names an operand or speaks of a calculation', async () => {
  expect(await unsupportedIn('It costs ¥1,700.')).toEqual([{ kind: 'price', text: '¥1,700' }]);
  expect(await unsupportedIn('The total is ¥1,700.')).toEqual([]);
});

test('references and facts are no evidence', async () => {
  const sample = { ...shop, references: ['It costs ¥9,000.'], facts: { must: ['¥9,000'], mustNot: [] } };
  expect(await unsupportedIn('It costs ¥9,000.', sample)).toEqual([{ kind: 'price', text: '¥9,000' }]);
});

test('a blank answer is unscored', async () => {
  expect(await scoreOf(' \n')).toEqual({ state: 'unscored', reason: 'the answer is blank' });
});

test('an answer that repeats a source word for word is supported, whatever it says', async () => {
  await fc.assert(
    fc.asyncProperty(anyText({ maxLength: 200 }), async (text) => {
      expect(await unsupportedIn(`x ${text}`, { documents: [{ id: 'd', text: `x ${text}` }] })).toEqual([]);
    }),
  );
});

test('no text makes the reader hang', async () => {
  const long = ['x', '123 ', '1.234', 'one ', '千', '一万', '$1 ', '3/5 ', '『', 'a@', '5 days ', '10% '];
  for (const piece of long) {
    const text = piece.repeat(12_000 / piece.length);
    const score = await scoreOf(text, { documents: [{ id: 'd', text: `${text} ¥1 March 5` }] });
    expect(score).toMatchObject({ value: 1 });
  }
  const many = Array.from(
    { length: 400 },
    (_, at) => `¥${at * 7 + 1} and ${at} days, ${(at % 28) + 1} March;`,
  ).join(' ');
  expect(await scoreOf(many, { documents: [{ id: 'd', text: many.replaceAll('7', '8') }] })).toMatchObject({
    state: 'scored',
  });
});
