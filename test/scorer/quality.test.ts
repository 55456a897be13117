import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MetricInfo, ParsimonyError, scored, unscored } from '../../src/domain/index.js';
import { composeQuality } from '../../src/scorer/index.js';

fc.configureGlobal({ seed: 42 });

const metrics: readonly MetricInfo[] = [
  { name: 'facts', min: 0, max: 1, description: '' },
  { name: 'accuracy', min: 1, max: 5, description: '' },
  { name: 'similarity', min: 0, max: 1, description: '' },
];

test('quality is the weighted sum of normalised metrics: 1–5 enters as (v − 1)/4', () => {
  const quality = composeQuality({ facts: 0.5, accuracy: 0.5 }, metrics);
  expect(quality({ facts: scored(1), accuracy: scored(3), similarity: scored(0) })).toEqual(scored(0.75));
});

test('a missing part makes it unscored and is named; nothing is re-weighted', () => {
  const quality = composeQuality({ facts: 0.99, accuracy: 0.01 }, metrics);
  expect(quality({ facts: scored(1), accuracy: unscored('judge call failed') })).toEqual(
    unscored('accuracy: judge call failed'),
  );
  expect(quality({ facts: scored(1) })).toEqual(unscored('accuracy: no score'));
  expect(composeQuality({}, metrics)({})).toEqual(unscored('no quality is declared'));
});

test('the order of the weights changes no bit, and the result stays in 0 to 1', () => {
  const value = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(value, value, value, (facts, similarity, accuracy) => {
      const scores = {
        facts: scored(facts),
        similarity: scored(similarity),
        accuracy: scored(1 + 4 * accuracy),
      };
      const one = composeQuality({ facts: 0.1, accuracy: 0.2, similarity: 0.7 }, metrics)(scores);
      const other = composeQuality({ similarity: 0.7, facts: 0.1, accuracy: 0.2 }, metrics)(scores);
      expect(other).toEqual(one);
      if (one.state !== 'scored') throw new Error('should be scored');
      expect(one.value).toBeGreaterThanOrEqual(0);
      expect(one.value).toBeLessThanOrEqual(1);
    }),
  );
});

describe('weights that make no sense are refused, all at once', () => {
  test.each([
    [{ facts: 0.5 }, ['weights-do-not-sum']],
    [{ facts: 1.5, similarity: -0.5 }, ['bad-weight', 'bad-weight']],
    [{ fcts: 1 }, ['unknown-metric']],
    [{ toString: 0.5, facts: Number.NaN }, ['unknown-metric', 'bad-weight', 'weights-do-not-sum']],
  ])('%j', (weights, codes) => {
    try {
      composeQuality(weights, metrics);
    } catch (error) {
      if (!(error instanceof ParsimonyError)) throw error;
      expect(error.problems.map(({ code }) => code)).toEqual(codes);
      return;
    }
    throw new Error('should be refused');
  });

  test('weights written with three decimals may sum to 0.999', () => {
    const quality = composeQuality({ facts: 0.333, accuracy: 0.333, similarity: 0.333 }, metrics);
    expect(quality({ facts: scored(1), accuracy: scored(5), similarity: scored(1) })).toMatchObject({
      value: expect.closeTo(0.999, 9),
    });
  });
});
