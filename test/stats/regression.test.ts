import { describe, expect, it } from 'vitest';
import { clusteredLogistic, clusteredRegression, partition, sigmoid } from '../../src/stats/index.js';

const x1 = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const x2 = [2, 1, 4, 3, 6, 5, 9, 7, 8, 12];
const y = [3, 1, 6, 5, 9, 7, 13, 10, 12, 18];
const clusters = partition([0, 0, 0, 1, 1, 2, 2, 3, 3, 4]);

describe('clustered regression', () => {
  it('gives coefficients and sandwich errors of the normal equations in exact fractions', () => {
    const fit = clusteredRegression([x1, x2], y, { level: 0.95, clusters });
    if (fit.state === 'undefined') throw new Error(fit.reason);
    // Computed with exact rational arithmetic from (X'X)⁻¹X'y and the CR1S sandwich.
    const coefficients = [-0.06666666666666667, -0.038262910798122066, 1.522300469483568];
    const errors = [0.21803950431843167, 0.054121283830820016, 0.07648549253593785];
    for (const [at, value] of coefficients.entries()) expect(fit.coefficients[at]).toBeCloseTo(value, 10);
    for (const [at, value] of errors.entries()) expect(fit.intervals[at]?.se).toBeCloseTo(value, 10);
    expect(fit.df).toBe(4);
  });

  it('of one yes/no column is the difference of the two means', () => {
    const fit = clusteredRegression([[0, 0, 0, 1, 1, 1]], [1, 2, 3, 5, 7, 6], { level: 0.9 });
    if (fit.state === 'undefined') throw new Error(fit.reason);
    expect(fit.coefficients[0]).toBeCloseTo(2, 12);
    expect(fit.coefficients[1]).toBeCloseTo(4, 12);
    // Each mean's Σe²/n² = 2/9; together, times C/(C−1)·(n−1)/(n−p) = 6/5·5/4.
    expect(fit.intervals[1]?.se).toBeCloseTo(Math.sqrt((4 / 9) * 1.5), 12);
  });

  it('is undefined where columns determine each other, or rows and clusters are too few', () => {
    const undefinedFor = (columns: readonly number[][], values: readonly number[]) =>
      clusteredRegression(columns, values, { level: 0.95 }).state;
    expect(undefinedFor([x1, x1.map((x) => 2 * x + 1)], y)).toBe('undefined');
    expect(undefinedFor([y.map(() => 4)], y)).toBe('undefined');
    expect(undefinedFor([[1, 2]], [1, 2])).toBe('undefined');
    expect(undefinedFor([[1, Number.NaN, 3, 4]], [1, 2, 3, 4])).toBe('undefined');
    const one = { level: 0.95, clusters: partition(y.map(() => 'one')) };
    expect(clusteredRegression([x1], y, one).state).toBe('undefined');
  });
});

describe('clustered logistic regression', () => {
  it('of one yes/no column is the logits of the two shares, with the sandwich of a saturated model', () => {
    // Shares 3/10 and 7/10: logits ±ln(7/3). Sandwich: 1/(n p (1−p)) each, times C/(C−1) = 20/19.
    const column = Array.from({ length: 20 }, (_, at) => (at < 10 ? 0 : 1));
    const outcome = column.map((group, at) => (at % 10 < (group === 0 ? 3 : 7) ? 1 : 0));
    const fit = clusteredLogistic([column], outcome, { level: 0.95 });
    if (fit.state === 'undefined') throw new Error(fit.reason);
    expect(fit.coefficients[0]).toBeCloseTo(-Math.log(7 / 3), 8);
    expect(fit.coefficients[1]).toBeCloseTo(2 * Math.log(7 / 3), 8);
    expect(fit.intervals[0]?.se).toBeCloseTo(Math.sqrt((20 / 19) * (1 / (10 * 0.21))), 8);
  });

  it('counts a tie as half of each', () => {
    const tied = clusteredLogistic([[-1, 0, 1, -1, 0, 1]], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5], { level: 0.95 });
    if (tied.state === 'undefined') throw new Error(tied.reason);
    expect(sigmoid(tied.coefficients[0] ?? 9)).toBeCloseTo(0.5, 10);
    expect(tied.coefficients[1]).toBeCloseTo(0, 10);
  });

  it('is undefined for separated outcomes, where the maximum lies at infinity', () => {
    expect(clusteredLogistic([[1, 2, 3, 4, 5, 6]], [0, 0, 0, 1, 1, 1], { level: 0.95 }).state).toBe(
      'undefined',
    );
    expect(clusteredLogistic([[1, 2, 3, 4]], [1, 1, 1, 1], { level: 0.95 }).state).toBe('undefined');
  });
});
