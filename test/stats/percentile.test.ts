import { describe, expect, it } from 'vitest';
import {
  binomialCdf,
  harrellDavis,
  minimumForPercentile,
  percentileRanks,
  quantile,
  sortValues,
} from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

describe('percentiles (statistics.md section 15)', () => {
  it.each([
    [100, 0.5, 40, 61],
    [1000, 0.95, 936, 964],
    [10_000, 0.95, 9457, 9543],
  ])('order statistics for n=%d, p=%d', (n, p, low, high) => {
    expect(defined(percentileRanks(n, p, 0.95))).toMatchObject({ low, high, tails: 'equal' });
  });

  it('coverage of (936, 964) is .9581', () => {
    expect(binomialCdf(963, 1000, 0.95) - binomialCdf(935, 1000, 0.95)).toBeCloseTo(0.9581, 4);
  });

  it('n too small below 59 for p95 and below 299 for p99', () => {
    expect(minimumForPercentile(0.95, 0.95)).toBe(59);
    expect(minimumForPercentile(0.99, 0.95)).toBe(299);
    expect(percentileRanks(58, 0.95, 0.95)).toEqual({ state: 'undefined', reason: 'n too small' });
    expect(percentileRanks(298, 0.99, 0.95)).toEqual({ state: 'undefined', reason: 'n too small' });
    expect(defined(percentileRanks(59, 0.95, 0.95))).toMatchObject({ high: 59, tails: 'unequal' });
    expect(defined(percentileRanks(299, 0.99, 0.95))).toMatchObject({ high: 299 });
  });

  it('every interval covers with at least the stated level', () => {
    for (const p of [0.5, 0.9, 0.95, 0.99]) {
      for (let n = minimumForPercentile(p, 0.95); n < 700; n += 7) {
        const { low, high } = defined(percentileRanks(n, p, 0.95));
        const coverage = binomialCdf(high - 1, n, p) - (low === null ? 0 : binomialCdf(low - 1, n, p));
        expect(coverage).toBeGreaterThanOrEqual(0.95 - 1e-12);
      }
    }
  });

  it('Harrell-Davis and type 7 on 1²..20²', () => {
    const squares = defined(sortValues(Array.from({ length: 20 }, (_, i) => (20 - i) ** 2))).sorted;
    // .5: the beta weights integrated by Simpson's rule give the same (the reference's print has two digits swapped).
    expect(harrellDavis(squares, 0.5)).toBeCloseTo(114.8787878783, 9);
    expect(harrellDavis(squares, 0.95)).toBeCloseTo(378.2015131735, 9);
    expect(quantile(squares, 0.95)).toBeCloseTo(362.95, 10);
  });

  it('nothing, or NaN, cannot be sorted', () => {
    expect(sortValues([])).toMatchObject({ state: 'undefined' });
    expect(sortValues([1, Number.NaN])).toMatchObject({ state: 'undefined' });
  });
});
