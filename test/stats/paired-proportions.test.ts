import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mcNemar, newcombeInterval, normalCdf, tangoInterval, tangoScore } from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

describe('paired proportions (statistics.md section 7)', () => {
  it('Tango and Newcombe on a=1, b=1, c=7, d=12', () => {
    const tango = defined(tangoInterval({ candidateOnly: 1, baselineOnly: 7, n: 21 }, 0.95));
    expect(tango.diff).toBeCloseTo(-0.2857143, 7);
    expect(tango.low).toBeCloseTo(-0.5172323, 7);
    expect(tango.high).toBeCloseTo(-0.026003, 7);
    const table = { bothPass: 1, candidateOnly: 1, baselineOnly: 7, neitherPasses: 12 };
    const newcombe = defined(newcombeInterval(table, 0.95));
    expect(newcombe.low).toBeCloseTo(-0.5069202, 7);
    expect(newcombe.high).toBeCloseTo(-0.0255591, 7);
  });

  it('Tango on n=200, b=3, c=6: interval, score at −.05 and its p', () => {
    const counts = { candidateOnly: 3, baselineOnly: 6, n: 200 };
    const { low, high } = defined(tangoInterval(counts, 0.9));
    expect(low).toBeCloseTo(-0.0440223, 7);
    // The reference prints .0110954, of a root finder with tolerance: z there is 1.6448598, at ours z.95 itself.
    expect(high).toBeCloseTo(0.0110953, 7);
    expect(tangoScore(counts, high)).toBeCloseTo(-1.6448536269514722, 12);
    expect(tangoScore(counts, -0.05)).toBeCloseTo(1.9142691, 7);
    expect(1 - normalCdf(tangoScore(counts, -0.05))).toBeCloseTo(0.0277929, 7);
  });

  it('without discordant pairs Tango gives ± z²/(n + z²)', () => {
    const { low, high } = defined(tangoInterval({ candidateOnly: 0, baselineOnly: 0, n: 100 }, 0.95));
    expect(high).toBeCloseTo(0.0369935, 7);
    expect(low).toBeCloseTo(-0.0369935, 7);
  });

  it('swapping the sides mirrors the interval', () => {
    const there = defined(tangoInterval({ candidateOnly: 9, baselineOnly: 4, n: 60 }, 0.95));
    const back = defined(tangoInterval({ candidateOnly: 4, baselineOnly: 9, n: 60 }, 0.95));
    expect(back.low).toBeCloseTo(-there.high, 10);
    expect(back.high).toBeCloseTo(-there.low, 10);
  });

  it('in any table: swapping sides mirrors, a higher level widens, McNemar does not know the sides', () => {
    const count = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(count, count, count, count, (bothPass, candidateOnly, baselineOnly, neitherPasses) => {
        const n = bothPass + candidateOnly + baselineOnly + neitherPasses;
        fc.pre(n > 0);
        const counts = { candidateOnly, baselineOnly, n };
        const swapped = { candidateOnly: baselineOnly, baselineOnly: candidateOnly, n };
        const pairs = [
          [tangoInterval(counts, 0.9), tangoInterval(swapped, 0.9), tangoInterval(counts, 0.99)],
          [
            newcombeInterval({ bothPass, candidateOnly, baselineOnly, neitherPasses }, 0.9),
            newcombeInterval({ ...swapped, bothPass, neitherPasses }, 0.9),
            newcombeInterval({ bothPass, candidateOnly, baselineOnly, neitherPasses }, 0.99),
          ],
        ].map((stats) => stats.map((stat) => defined(stat)));
        for (const [there, back, wider] of pairs) {
          expect(back?.low).toBeCloseTo(-(there?.high ?? Number.NaN), 8);
          expect(back?.high).toBeCloseTo(-(there?.low ?? Number.NaN), 8);
          expect(wider?.low ?? 1).toBeLessThanOrEqual((there?.low ?? 0) + 1e-12);
          expect(wider?.high ?? 0).toBeGreaterThanOrEqual((there?.high ?? 1) - 1e-12);
        }
        expect(mcNemar(candidateOnly, baselineOnly)).toEqual(mcNemar(baselineOnly, candidateOnly));
      }),
    );
  });

  it('McNemar b=12, c=3: exact .03515625, mid-p .02127075, chi-square 5.4 with p .0201367516', () => {
    const result = defined(mcNemar(12, 3));
    expect(result.exact).toBeCloseTo(0.03515625, 12);
    expect(result.midP).toBeCloseTo(0.02127075, 8);
    expect(result.chiSquare).toBeCloseTo(5.4, 12);
    expect(result.chiSquareP).toBeCloseTo(0.02013675155, 11);
  });

  it('degenerate tables are undefined or certain, never NaN', () => {
    expect(mcNemar(0, 0)).toMatchObject({ state: 'undefined' });
    expect(defined(mcNemar(5, 5)).exact).toBe(1);
    expect(tangoInterval({ candidateOnly: 0, baselineOnly: 0, n: 0 }, 0.95)).toMatchObject({
      state: 'undefined',
    });
    expect(tangoInterval({ candidateOnly: 3, baselineOnly: 3, n: 5 }, 0.95)).toMatchObject({
      state: 'undefined',
    });
    const extreme = defined(tangoInterval({ candidateOnly: 10, baselineOnly: 0, n: 10 }, 0.95));
    expect(extreme.high).toBe(1);
    expect(extreme.low).toBeGreaterThan(0);
  });
});
