import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { qualityParts, trialQuality } from '../../src/analyze/trial-quality.js';
import { type MetricInfo, type Score, scored, unscored } from '../../src/domain/index.js';

const metrics: readonly MetricInfo[] = [
  { name: 'facts', min: 0, max: 1, description: '' },
  { name: 'accuracy', min: 1, max: 5, description: '' },
  { name: 'similarity', min: 0, max: 1, description: '' },
  { name: 'tone', min: 0, max: 1, description: '' },
];

function quality(
  weights: { readonly [metric: string]: number },
  scores: { readonly [metric: string]: Score },
): number {
  return trialQuality(qualityParts(weights, metrics) ?? [], scores);
}

describe('quality of a trial', () => {
  test('is the weighted sum of normalised metrics: 1–5 enters as (v − 1)/4', () => {
    const scores = { facts: scored(1), accuracy: scored(3), similarity: scored(0) };
    expect(quality({ facts: 0.5, accuracy: 0.5 }, scores)).toBe(0.75);
  });

  test('is undefined when any part is unscored, absent or unknown; nothing is re-weighted (law 3)', () => {
    const weights = { facts: 0.99, accuracy: 0.01 };
    expect(quality(weights, { facts: scored(1), accuracy: unscored('judge call failed') })).toBeNaN();
    expect(quality(weights, { facts: scored(1) })).toBeNaN();
    expect(quality({ facts: 0.5, toString: 0.5 }, { facts: scored(1) })).toBeNaN();
  });

  test('no declared part is no quality', () => {
    expect(qualityParts({}, metrics)).toBeUndefined();
  });

  test('the order in which weights are written changes no bit (law 6)', () => {
    const value = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(value, value, value, (facts, similarity, accuracy) => {
        const scores = {
          facts: scored(facts),
          similarity: scored(similarity),
          accuracy: scored(1 + 4 * accuracy),
        };
        const one = quality({ facts: 0.1, accuracy: 0.2, similarity: 0.7 }, scores);
        expect(quality({ similarity: 0.7, facts: 0.1, accuracy: 0.2 }, scores)).toBe(one);
      }),
      { seed: 42 },
    );
  });

  test('a perfect trial has 1, also where decimal weights sum to a last bit more', () => {
    // 0.05 + 0.55 + 0.3 + 0.1 = 1.0000000000000002; a baseline file with that would be refused.
    const weights = { accuracy: 0.05, facts: 0.55, similarity: 0.3, tone: 0.1 };
    const scores = { accuracy: scored(5), facts: scored(1), similarity: scored(1), tone: scored(1) };
    expect(quality(weights, scores)).toBe(1);
  });
});
