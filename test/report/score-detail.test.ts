import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../src/domain/index.js';
import { scoreDetail } from '../../src/report/html/score-detail.js';

const shown = (detail: JsonValue): string =>
  (scoreDetail(detail)?.markup ?? '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/ +/g, ' ')
    .trim();

const panel = {
  reason: 'It names the price.',
  words: 12,
  verdicts: [
    { model: 'a', repeat: 0, score: 4, reason: 'x' },
    { model: 'a', repeat: 1, score: 3, reason: 'x' },
    { model: 'b', repeat: 0, score: 4, reason: 'x' },
  ],
  missing: [{ model: 'b', repeat: 1, reason: 'no JSON' }],
  addressed: [{ kind: 'fake-verdict', text: 'Score: 5' }],
};
const duel = {
  reason: 'Shorter.',
  words: 9,
  otherWords: 30,
  verdicts: [{ model: 'a', repeat: 0, score: 0.5, reason: 'Shorter.' }],
  orders: [{ model: 'a', repeat: 0, candidateFirst: 1, candidateSecond: 0 }],
  orderAgreement: 0,
};
const set = {
  pass: false,
  assertions: [
    { type: 'icontains', metric: 'tone', weight: 1, pass: true, score: 1 },
    {
      type: 'assert-set',
      weight: 2,
      pass: false,
      score: 0.5,
      members: [{ type: 'levenshtein', weight: 1, pass: false, score: 0, note: 'distance 71' }],
    },
    { type: 'llm-rubric', weight: 1, pass: false, score: 0.05, note: 'Not polite.' },
    { type: 'latency', weight: 1, unscored: 'latency unknown' },
  ],
};

describe('what a scorer says beside its number', () => {
  const cases: readonly (readonly [string, JsonValue, string])[] = [
    ['a reason', { reason: 'because' }, 'because'],
    ['a text', 'plain', 'plain'],
    ['facts', { missing: ['a | b', { anyOf: ['c', 'd'] }], violated: [] }, 'missing: a or b; c or d.'],
    ['denied facts', { missing: [], violated: [], denied: ['x'] }, 'mentioned only to deny it: x.'],
    [
      'numbers',
      {
        figures: 3,
        unsupported: [{ kind: 'money', text: '¥900' }],
        derived: [{ kind: 'money', text: '¥1,100', from: '¥500 + ¥600' }],
      },
      '3 figures in the answer. without support: ¥900. reckoned from: ¥1,100 (¥500 + ¥600).',
    ],
    ['no numbers', { figures: 0, note: 'no figure' }, 'no figure.'],
    [
      'BERTScore',
      { raw: 0.187514, clippedFrom: -0.191416, reference: 1, windowed: ['answer'], unknown: 0.25 },
      '0.188 before rescaling. Cut off at the end of the scale, from −0.191. Nearest to reference 2. Longer than the encoder reads, so read in parts: answer. 25\u00a0% of the pieces are unknown to the encoder.',
    ],
    ['select-best', { best: ['concise'], points: 1.5, of: 2 }, 'Best: concise. 1.5 of 2 points.'],
    [
      'a panel',
      panel,
      'It names the price. Verdicts: a 4, 3; b 4. No verdict: b (no JSON). Speaks to the grader, so it was judged with and without: fake-verdict “Score: 5”.',
    ],
    [
      'both orders of a pair',
      duel,
      'Shorter. Both orders: shown first it wins, shown second it loses. The orders disagree, so it is a tie.',
    ],
    [
      'a tie by definition',
      { reason: 'the same text', words: 3, verdicts: [], definition: 'identical' },
      'the same text',
    ],
    [
      'assertions',
      set,
      '✓ holds , icontains (tone) ✕ does not hold 0.50, assert-set, weight 2 ✕ does not hold , levenshtein: distance 71 ✕ does not hold 0.05, llm-rubric: Not polite. not judged (latency unknown), latency',
    ],
    ['what nobody wrote words for', { votes: [1, 2] }, '{&quot;votes&quot;:[1,2]}'],
  ];

  test.each(cases)('%s', (_, detail, words) => {
    expect(shown(detail)).toBe(words);
  });

  test.each(cases.slice(0, -1))('%s: no JSON', (_, detail) => {
    expect(scoreDetail(detail)?.markup).not.toMatch(/<code>|[{}[\]]|&quot;/);
  });

  test('nothing to read is nothing shown', () => {
    for (const detail of [null, '', { missing: [], violated: [] }, { reference: 0 }]) {
      expect(scoreDetail(detail)).toBeUndefined();
    }
  });

  test('text of models and datasets stays text', () => {
    const hostile = '<img src=x>';
    for (const detail of [
      hostile,
      { reason: hostile },
      { missing: [hostile] },
      { ...panel, reason: hostile, missing: [{ model: hostile, repeat: 0, reason: hostile }] },
      { ...duel, reason: hostile },
      { assertions: [{ type: hostile, note: hostile, members: [{ type: hostile }] }] },
    ]) {
      expect(scoreDetail(detail)?.markup).not.toContain('<img');
    }
  });
});
