import { describe, expect, it } from 'vitest';
import type { SampleMeta } from '../../src/domain/index.js';
import {
  judgeGate,
  parseReviews,
  type SampleReview,
  unmatchedReviews,
  unreviewedFlags,
} from '../../src/gate/index.js';
import { sampleMeta } from '../analyze/synthetic-run.js';
import { spec, syntheticTable } from './synthetic-tables.js';

const before: { [id: string]: number } = { zero: 0, edge: 1, half: 0.8, small: 0.2, gone: 0.9, up: 0.5 };
const after: { [id: string]: number | null } = {
  zero: 0,
  edge: 0.9,
  half: 0.4,
  small: 0.05,
  gone: null,
  up: 0.7,
};
const samples = Object.keys(before).map((id) => sampleMeta(id));
const judge = (reviews: readonly SampleReview[] = []) =>
  judgeGate({
    baseline: syntheticTable('baseline', samples, ({ id }: SampleMeta) => before[id] ?? null),
    candidates: ['one', 'two'].map((name) => syntheticTable(name, samples, ({ id }) => after[id] ?? null)),
    spec,
    guardrails: [],
    reviews,
  });

describe('flagged samples', () => {
  it('fell by more than the drop relative to their baseline, worst first; 0 is never flagged', () => {
    expect(judge().candidates[0]?.flagged).toEqual([
      { sampleId: 'small', before: 0.2, after: 0.05, kinds: ['drop'], review: null },
      { sampleId: 'half', before: 0.8, after: 0.4, kinds: ['drop'], review: null },
    ]);
  });

  it('law 3: an unscored sample is missing, not a fall to 0', () => {
    expect(judge().candidates[0]?.missing).toEqual([{ sampleId: 'gone', side: 'candidate' }]);
  });

  it('carry their review; one for a variant goes before one for all', () => {
    const result = judge([
      { sampleId: 'half', decision: 'accept', reason: 'shorter, still right' },
      { sampleId: 'half', variant: 'two', decision: 'reject', reason: 'lost the price' },
    ]);
    expect(result.candidates.map(({ flagged }) => flagged[1]?.review?.decision)).toEqual([
      'accept',
      'reject',
    ]);
    expect(unreviewedFlags(result).map(({ variant, sampleId }) => `${variant} ${sampleId}`)).toEqual([
      'one small',
      'two small',
    ]);
  });

  it('a review of a sample that is not flagged is reported', () => {
    const reviews: SampleReview[] = [
      { sampleId: 'hlaf', decision: 'accept', reason: 'fine' },
      { sampleId: 'half', variant: 'three', decision: 'accept', reason: 'fine' },
      { sampleId: 'half', decision: 'accept', reason: 'fine' },
    ];
    expect(unmatchedReviews(judge(reviews), reviews)).toEqual(reviews.slice(0, 2));
  });
});

describe('review file', () => {
  it('is a list of decisions with reasons', () => {
    const reviews = [
      { sampleId: 'a', decision: 'accept', reason: 'shorter' },
      { sampleId: 'a', variant: 'two', decision: 'reject', reason: 'wrong' },
    ];
    expect(parseReviews(reviews)).toEqual({ state: 'ok', reviews });
    expect(parseReviews([])).toEqual({ state: 'ok', reviews: [] });
  });

  it('reports every problem at once, each with its path', () => {
    const parsed = parseReviews([
      { sampleId: '', decision: 'maybe', reason: ' ' },
      'accept',
      { sampleId: 'a', decision: 'accept', reason: 'x', reviewer: 'me', variant: 3 },
      { sampleId: 'b', decision: 'accept', reason: 'x' },
      { sampleId: 'b', decision: 'reject', reason: 'y' },
    ]);
    const problems = parsed.state === 'invalid' ? parsed.problems : [];
    expect(problems.map(({ code, path }) => `${path} ${code}`)).toEqual([
      '[0].sampleId missing-sample-id',
      '[0].decision invalid-decision',
      '[0].reason missing-reason',
      '[1] invalid-review',
      '[2].variant invalid-variant',
      '[2].reviewer unknown-key',
      '[4].sampleId duplicate-review',
    ]);
  });

  it.each([[null], [{}], ['text'], [3], [undefined]])('%j is not a review file', (value) => {
    expect(parseReviews(value)).toMatchObject({ state: 'invalid' });
  });
});
