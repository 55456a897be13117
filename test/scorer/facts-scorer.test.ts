import { expect, test } from 'vitest';
import type { Facts } from '../../src/domain/index.js';
import { createFactsScorer } from '../../src/scorer/index.js';
import { makeTrial, unaborted } from './make-trial.js';

async function scoreOf(text: string, facts: Facts) {
  const [scores] = await createFactsScorer({ name: 'facts' }).score(
    [makeTrial(text, { sample: { facts } })],
    unaborted,
  );
  return scores?.facts;
}

test('the score is the share of required facts stated and forbidden facts avoided', async () => {
  const facts = { must: ['¥1,200', { anyOf: ['March 5', 'Friday'] }], mustNot: ['$9.99', 'out of stock'] };
  expect(await scoreOf('1200円, on 3月5日', facts)).toEqual({
    state: 'scored',
    value: 1,
    detail: { missing: [], violated: [] },
  });
  expect(await scoreOf('It is $9.99 on Friday.', facts)).toEqual({
    state: 'scored',
    value: 2 / 4,
    detail: { missing: ['¥1,200'], violated: ['$9.99'] },
  });
  expect(await scoreOf('', facts)).toEqual({
    state: 'scored',
    value: 2 / 4,
    detail: { missing: ['¥1,200', 'March 5 | Friday'], violated: [] },
  });
});

test('forbidden facts alone make a score', async () => {
  expect(await scoreOf('fine', { must: [], mustNot: ['sold out'] })).toMatchObject({ value: 1 });
  expect(await scoreOf('Sold out!', { must: [], mustNot: ['sold out'] })).toMatchObject({ value: 0 });
});

test('what is mentioned only to be denied neither meets a `must` nor violates a `mustNot`, and the detail says so', async () => {
  const facts = { must: ['in stock', '$10.99'], mustNot: ['$12.99'] };
  expect(await scoreOf('It is not in stock. It costs not $12.99 but $10.99.', facts)).toEqual({
    state: 'scored',
    value: 2 / 3,
    detail: { missing: ['in stock'], violated: [], denied: ['in stock', '$12.99'] },
  });
});

test('a `must` that the reference itself denies asks for the mention', async () => {
  const sample = {
    facts: { must: ['coupons'], mustNot: [] },
    references: ['There are no returns and we do not accept coupons.'],
  };
  const scorer = createFactsScorer({ name: 'facts' });
  const score = async (text: string) =>
    (await scorer.score([makeTrial(text, { sample })], unaborted))[0]?.facts;
  expect(await score('We do not accept coupons.')).toMatchObject({ value: 1 });
  expect(await score('There are no returns.')).toMatchObject({ value: 0 });
});

test('a sample without facts is unscored', async () => {
  expect(await scoreOf('x', { must: [], mustNot: [] })).toEqual({
    state: 'unscored',
    reason: 'sample has no facts',
  });
});
