import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateMean, isDefined, ratioScores } from '../../src/stats/index.js';

const q = [0.9, 0.8, 1, 0.4, 0.7, 0.95, 0.6, 0.85, 0.3, 1];
const tokens = [1200, 900, 1500, 300, 2500, 1100, 800, 1300, 250, 2000].map((count) => count / 1000);

describe('scores of a ratio', () => {
  test('have the ratio of sums as mean and its delta standard error (statistics.md section 10)', () => {
    const estimate = estimateMean(ratioScores(q, tokens), { level: 0.95 });
    if (!isDefined(estimate) || !isDefined(estimate.interval)) throw new Error('undefined');
    expect(estimate.mean).toBeCloseTo(0.6329113924, 10);
    expect(estimate.interval.se).toBeCloseTo(0.0916965734, 10);
  });

  test('leave out rows that lack either side, and are NaN where there is nothing to divide by', () => {
    const scores = ratioScores([1, Number.NaN, 3], [2, 2, Number.NaN]);
    expect(scores[0]).toBeCloseTo(0.5, 12);
    expect([...scores.slice(1)].every(Number.isNaN)).toBe(true);
    expect([...ratioScores([1, 2], [0, 0])].every(Number.isNaN)).toBe(true);
  });

  test('agree with ratioOfSums for any positive data', () => {
    const pair = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.1, max: 5, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(pair, { minLength: 3, maxLength: 30 }), (pairs) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        const scores = ratioScores(a, b);
        const ratio = a.reduce((sum, x) => sum + x, 0) / b.reduce((sum, x) => sum + x, 0);
        expect(scores.reduce((sum, x) => sum + x, 0) / scores.length).toBeCloseTo(ratio, 9);
      }),
    );
  });
});
