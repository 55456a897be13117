import { describe, expect, it } from 'vitest';
import type { Factor } from '../../../src/search/port.js';
import { type FactorCoding, factorCoding } from '../../../src/search/surrogate/coding.js';

const FACTORS: readonly Factor[] = [
  { name: 'a', kind: 'categorical', values: ['x', 'y', 'z', 'w'] },
  { name: 'b', kind: 'ordered', values: [1, 2, 4, 8, 16] },
  { name: 'c', kind: 'ordered', values: [1, 2, 3], when: [{ factor: 'a', in: ['x'] }] },
  { name: 'd', kind: 'real', min: 0, max: 1 },
  { name: 'e', kind: 'integer', min: 1, max: 400 },
];

function column({ basis, levels }: FactorCoding, j: number): number[] {
  return Array.from({ length: levels }, (_, level) => basis[level * (levels - 1) + j] ?? Number.NaN);
}

describe('coding of factors', () => {
  it.each(FACTORS)('$name: contrasts are orthonormal and sum to zero', (factor) => {
    const coding = factorCoding(factor);
    for (let i = 0; i < coding.levels - 1; i++) {
      expect(column(coding, i).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
      for (let j = 0; j <= i; j++) {
        const other = column(coding, j);
        const product = column(coding, i).reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 12);
      }
    }
  });

  it('gives an ordered factor the covariance of a random walk', () => {
    // A walk's steps are independent and of one variance: Var(x₂ − x₁) = Var(x₃ − x₂), Var(x₃ − x₁) twice that.
    const coding = factorCoding({ name: 'b', kind: 'ordered', values: [1, 2, 3, 4] });
    const between = (a: number, b: number): number =>
      coding.smoothness.reduce((sum, variance, j) => {
        const values = column(coding, j);
        return sum + variance * ((values[a] ?? 0) - (values[b] ?? 0)) ** 2;
      }, 0);
    expect(between(1, 2)).toBeCloseTo(between(0, 1), 12);
    expect(between(0, 2)).toBeCloseTo(2 * between(0, 1), 12);
    expect(between(0, 3)).toBeCloseTo(3 * between(0, 1), 12);
  });

  it('puts a value between two knots, in proportion', () => {
    const coding = factorCoding({ name: 'd', kind: 'real', min: 0, max: 7 });
    const levels = new Int32Array(2);
    const weights = new Float64Array(2);
    expect(coding.place(2.25, levels, weights)).toBe(2);
    expect([...levels]).toEqual([2, 3]);
    expect([...weights]).toEqual([0.75, 0.25]);
  });

  it('has a level of its own for a factor that is not active', () => {
    const coding = factorCoding(FACTORS[2] ?? { name: '', kind: 'ordered', values: [] });
    const levels = new Int32Array(2);
    const weights = new Float64Array(2);
    coding.place(undefined, levels, weights);
    expect(levels[0]).toBe(3);
    expect(coding.levels).toBe(4);
  });
});
