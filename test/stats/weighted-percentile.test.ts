import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile, sortValues, sortWeighted, weightedQuantile } from '../../src/stats/index.js';

const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 40 });
const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });

describe('the weighted quantile', () => {
  it('is the type-7 quantile where all weigh the same, whatever they weigh', () => {
    fc.assert(
      fc.property(numbers, share, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (values, p, weight) => {
        const sorted = sortValues(values);
        if (sorted.state !== 'defined') throw new Error('numbers are sorted');
        const found = weightedQuantile(
          sortWeighted(
            values,
            values.map(() => weight),
          ),
          p,
        );
        expect(found).toBeCloseTo(quantile(sorted.sorted, p), 6);
      }),
    );
  });

  it('covers the window of the effective number: weights 1, 1, 2 of 10, 20, 40 have n* = 16/6', () => {
    // p = ½: start (16/6 − 1)/2 ÷ 16/6 = .3125, end .6875; shares reach .25, .5, 1: half of it 20, half of it 40.
    expect(weightedQuantile(sortWeighted([40, 10, 20], [2, 1, 1]), 0.5)).toBeCloseTo(30, 12);
  });

  it('leaves values without weight out, and of no value knows none', () => {
    expect(weightedQuantile(sortWeighted([1, 2, 99], [1, 1, 0]), 0.5)).toBeCloseTo(1.5, 12);
    expect(weightedQuantile(sortWeighted([1], [0]), 0.5)).toBeNaN();
  });

  it('lies between the least and the greatest value', () => {
    const weighted = fc.array(
      fc.record({
        value: fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        weight: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(weighted, share, (rows, p) => {
        const values = rows.map(({ value }) => value);
        const found = weightedQuantile(
          sortWeighted(
            values,
            rows.map(({ weight }) => weight),
          ),
          p,
        );
        expect(found).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(found).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      }),
    );
  });
});
