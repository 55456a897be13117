import { describe, expect, it } from 'vitest';
import { binomialCdf, binomialPmf, duel } from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

const e = (wins: number, losses: number, sides: 1 | 2) => defined(duel({ wins, losses }, sides)).e;

describe('pass/fail duel (statistics.md section 8)', () => {
  it.each([
    [8, 2, 3.2642991582, 1.67578125],
    // The reference prints …1582; 40 digits give 4.75408115809792….
    [15, 5, 4.7540811581, 2.404460907],
    [12, 3, 7.1935155726, 3.6274414063],
    [20, 20, 0.1253706876, 0.1253706876],
  ])('%d to %d: one- and two-sided', (wins, losses, oneSided, twoSided) => {
    expect(e(wins, losses, 1)).toBeCloseTo(oneSided, 10);
    expect(e(wins, losses, 2)).toBeCloseTo(twoSided, 10);
  });

  it('two-sided is symmetric, and the mean of both under a fair coin is 1', () => {
    expect(e(3, 14, 2)).toBeCloseTo(e(14, 3, 2), 12);
    for (const n of [1, 10, 60]) {
      for (const sides of [1, 2] as const) {
        let mean = 0;
        for (let wins = 0; wins <= n; wins++) mean += binomialPmf(wins, n, 0.5) * e(wins, n - wins, sides);
        // One-sided: 1 on average over both directions of the prior, never above.
        expect(mean).toBeCloseTo(1, 10);
      }
    }
  });

  /** P(stopped by n) for a rate p, a look after every pair: the counts that are not stopped yet, pair by pair. */
  function stopping(p: number, pairs: number): number[] {
    let open = new Float64Array([1]);
    let least = 0;
    let stopped = 0;
    const by: number[] = [];
    for (let n = 1; n <= pairs; n++) {
      const next = new Float64Array(n + 1);
      for (let wins = 0; wins < n; wins++) {
        const mass = open[wins] ?? 0;
        next[wins + 1] = (next[wins + 1] ?? 0) + mass * p;
        next[wins] = (next[wins] ?? 0) + mass * (1 - p);
      }
      // The wins that stop rise with n: e(w, n − w) rises in w.
      least = Math.max(least, Math.floor(n / 2));
      while (least <= n && e(least, n - least, 1) < 20) least++;
      for (let wins = least; wins <= n; wins++) {
        stopped += next[wins] ?? 0;
        next[wins] = 0;
      }
      open = next;
      by.push(stopped);
    }
    return by;
  }

  it.each([
    [0.6, 188],
    [0.65, 77],
    [0.7, 38],
    [0.8, 14],
  ])('with a share %d of wins the median stop is after %d pairs', (p, median) => {
    expect(stopping(p, 220).findIndex((share) => share >= 0.5) + 1).toBe(median);
  });

  it.each([
    [0.6, 158],
    [0.65, 69],
    [0.7, 37],
    [0.8, 18],
  ])('the fixed exact test with eighty percent power at %d needs %d pairs', (p, pairs) => {
    const power = (n: number) => {
      let critical = n;
      while (1 - binomialCdf(critical - 1, n, 0.5) <= 0.05) critical--;
      return 1 - binomialCdf(critical, n, p);
    };
    let least = 1;
    while (power(least) < 0.8) least++;
    expect(least).toBe(pairs);
  });

  it('equal sides stop with chance .0343 within 500 pairs, .0361 within 2000: below alpha', () => {
    const by = stopping(0.5, 2000);
    expect(by[499]).toBeCloseTo(0.0343, 4);
    expect(by[1999]).toBeCloseTo(0.0361, 4);
  });

  it('long duels stay finite; no pair or no count is undefined', () => {
    expect(defined(duel({ wins: 5000, losses: 10 }, 1))).toMatchObject({ e: Number.MAX_VALUE });
    expect(Number.isFinite(defined(duel({ wins: 10, losses: 5000 }, 1)).logE)).toBe(true);
    expect(duel({ wins: 0, losses: 0 }, 2)).toMatchObject({ reason: 'no discordant pair' });
    expect(duel({ wins: 1.5, losses: 0 }, 2)).toMatchObject({ state: 'undefined' });
    expect(duel({ wins: Number.NaN, losses: 0 }, 1)).toMatchObject({ state: 'undefined' });
  });
});
