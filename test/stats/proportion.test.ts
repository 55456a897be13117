import { describe, expect, it } from 'vitest';
import { binomialPmf, clopperPearson, wilson } from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

describe('intervals of a proportion (statistics.md section 2; statsmodels)', () => {
  it.each([
    [81, 263, 0.2552885, 0.3662096, 0.2527367, 0.3676219],
    [15, 148, 0.0623864, 0.1604872, 0.057844, 0.1616505],
    [0, 20, 0, 0.1611252, 0, 0.1684335],
    [1, 29, 0.0061132, 0.1717552, 0.0008726, 0.1776443],
  ])('%d of %d', (x, n, wilsonLow, wilsonHigh, exactLow, exactHigh) => {
    const score = defined(wilson(x, n, 0.95));
    expect(score.low).toBeCloseTo(wilsonLow, 7);
    expect(score.high).toBeCloseTo(wilsonHigh, 7);
    const exact = defined(clopperPearson(x, n, 0.95));
    expect(exact.low).toBeCloseTo(exactLow, 7);
    expect(exact.high).toBeCloseTo(exactHigh, 7);
  });

  it.each([
    [10, 0.93],
    [20, 0.957],
    [50, 0.97],
    [100, 0.936],
  ])('true coverage of nominal 95 %% Wilson at p = .9, n = %d', (n, expected) => {
    let coverage = 0;
    for (let x = 0; x <= n; x++) {
      const { low, high } = defined(wilson(x, n, 0.95));
      if (low <= 0.9 && 0.9 <= high) coverage += binomialPmf(x, n, 0.9);
    }
    expect(coverage).toBeCloseTo(expected, 3);
  });

  it('0 failures of 30: one-sided 95 % upper bound .0950', () => {
    expect(defined(clopperPearson(0, 30, 0.9)).high).toBeCloseTo(0.095, 4);
  });

  it('mirrors: failures have one minus the interval of successes', () => {
    const there = defined(clopperPearson(7, 31, 0.9));
    const back = defined(clopperPearson(24, 31, 0.9));
    expect(back.low).toBeCloseTo(1 - there.high, 12);
    expect(defined(wilson(31, 31, 0.9)).high).toBe(1);
  });

  it('no trial, or more successes than trials: undefined', () => {
    for (const interval of [wilson, clopperPearson]) {
      expect(interval(0, 0, 0.95)).toMatchObject({ state: 'undefined' });
      expect(interval(3, 2, 0.95)).toMatchObject({ state: 'undefined' });
      expect(interval(Number.NaN, 2, 0.95)).toMatchObject({ state: 'undefined' });
    }
  });
});
