import { describe, expect, test } from 'vitest';
import type { JudgeSetup } from '../../src/analyze/index.js';
import { silentJudges } from '../../src/app/silent-judges.js';
import type { Score, TrialRecord } from '../../src/domain/index.js';

const jury: JudgeSetup = {
  scorer: 'jury',
  kind: 'pointwise',
  models: ['m'],
  combine: 'mean',
  repeats: 1,
  metrics: ['helpfulness', 'jury'].map((name) => ({ name, min: 0, max: 1, description: '' })),
  calibration: null,
};

function trial(score: Score, state: 'completed' | 'failed' = 'completed'): TrialRecord {
  const scores = { helpfulness: score, jury: score, facts: { state: 'unscored', reason: 'no facts' } };
  return { outcome: { state }, scores } as unknown as TrialRecord;
}

const denied: Score = { state: 'unscored', reason: 'judge call failed: access-denied' };

describe('what a reader is told of judges that gave no score', () => {
  test('how many answers have none and why for the most part, by criterion and not for its mean again', () => {
    const trials = [
      trial(denied),
      trial({ state: 'unscored', reason: 'it is not one JSON object' }),
      trial(denied),
      trial({ state: 'scored', value: 1 }),
      trial(denied, 'failed'),
    ];
    expect(silentJudges([jury], () => trials)).toEqual([
      'helpfulness by jury: 3 of 4 answers have no score, 2 of them: judge call failed: access-denied',
    ]);
  });

  test('nothing where every answer has its score, and trials are not read where nobody judges', () => {
    expect(silentJudges([jury], () => [trial({ state: 'scored', value: 1 })])).toEqual([]);
    const unread = (): Iterable<TrialRecord> => {
      throw new Error('read');
    };
    expect(silentJudges([], unread)).toEqual([]);
  });
});
