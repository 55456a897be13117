import { describe, expect, test } from 'vitest';
import { encoderNotices } from '../../src/app/encoder-notices.js';
import { matchCache } from '../../src/app/match-cache.js';
import type { JsonValue, TrialRecord } from '../../src/domain/index.js';
import type { Embedding, EmbeddingCache } from '../../src/embed/index.js';

const metrics = [
  { name: 'bertscore', min: 0, max: 1, description: '', fingerprint: 'e@1' },
  { name: 'facts', min: 0, max: 1, description: '' },
];

function trial(detail: JsonValue): TrialRecord {
  return {
    sampleIndex: 0,
    variantIndex: 0,
    repeat: 0,
    outcome: { state: 'failed', failure: { code: 'other', message: '', retryable: false, attempts: 1 } },
    scores: {
      bertscore: { state: 'scored', value: 0.5, detail },
      facts: { state: 'scored', value: 1, detail: { windowed: ['answer'] } },
    },
  } as unknown as TrialRecord;
}

describe('notices on what an encoder could not read as it should', () => {
  test('count the scores concerned, of metrics of encoders alone', () => {
    const trials = [
      trial({ windowed: ['answer'] }),
      trial({ unknown: 0.4 }),
      trial({ unknown: 0.2 }),
      trial({}),
    ];
    const notices = encoderNotices(metrics, () => trials);
    expect(notices).toHaveLength(2);
    expect(notices[0]).toContain(
      'bertscore read an answer or reference in overlapping windows in 1 of 4 scores',
    );
    expect(notices[1]).toContain('bertscore: in 2 of 4 scores');
  });

  test('are none where all is well, and no trial is read where no metric rests on an encoder', () => {
    expect(encoderNotices(metrics, () => [trial({ raw: 0.7 })])).toEqual([]);
    const unread = (): never => {
      throw new Error('read');
    };
    expect(encoderNotices(metrics.slice(1), unread)).toEqual([]);
  });
});

describe('kept matches', () => {
  const kept = new Map<string, Embedding>();
  const embeddings: EmbeddingCache = {
    get: (id, text) => kept.get(`${id}\0${text}`),
    put: (id, entries) => {
      for (const { text, embedding } of entries) kept.set(`${id}\0${text}`, embedding);
    },
  };
  const pair = { candidate: 'a', reference: 'b' };
  const facts = { candidateWindows: 2, referenceWindows: 1, unknown: Math.fround(0.3) };
  const match = { precision: Math.fround(0.1), recall: Math.fround(0.2), f1: Math.fround(0.3) };

  test('come back as they were, also those that idf gives no weight', () => {
    const cache = matchCache(embeddings, 'scale');
    const other = { candidate: 'b', reference: 'a' };
    cache.put([
      { pair, match: { match, ...facts } },
      { pair: other, match: { match: null, ...facts } },
    ]);
    expect(cache.get(pair)).toEqual({ match, ...facts });
    expect(cache.get(other)).toEqual({ match: null, ...facts });
  });

  test('belong to one scale', () => {
    expect(matchCache(embeddings, 'another').get(pair)).toBeUndefined();
  });
});
