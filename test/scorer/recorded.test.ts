import { expect, test } from 'vitest';
import { createRecordedScorer } from '../../src/scorer/index.js';
import { makeTrial, unaborted } from './make-trial.js';

async function scoreOf(recordedScores?: { readonly [name: string]: number }) {
  const completion = recordedScores === undefined ? {} : { recordedScores };
  const [scores] = await createRecordedScorer({ name: 'correct' }).score(
    [makeTrial('x', { completion })],
    unaborted,
  );
  return scores?.correct;
}

test('the score that came with the output is taken as it is', async () => {
  expect(await scoreOf({ correct: 0, other: 1 })).toEqual({ state: 'scored', value: 0 });
  expect(await scoreOf({ correct: 0.25 })).toEqual({ state: 'scored', value: 0.25 });
});

test('a score that is missing or off the scale is unscored, not clipped', async () => {
  expect(await scoreOf()).toEqual({ state: 'unscored', reason: 'the recorded output has no score correct' });
  expect(await scoreOf({ other: 1 })).toMatchObject({ state: 'unscored' });
  expect(await scoreOf({ correct: 4 })).toEqual({
    state: 'unscored',
    reason: 'recorded score correct is 4, outside 0 to 1',
  });
  expect(await scoreOf({ correct: Number.NaN })).toMatchObject({ state: 'unscored' });
});

test('names of the prototype are no scores', async () => {
  const scorer = createRecordedScorer({ name: 'toString' });
  const trial = makeTrial('x', { completion: { recordedScores: {} } });
  expect((await scorer.score([trial], unaborted))[0]).toMatchObject({ toString: { state: 'unscored' } });
});
