import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partition, ratioOfSums } from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

// statistics.md section 10.
const quality = [0.9, 0.8, 1, 0.4, 0.7, 0.95, 0.6, 0.85, 0.3, 1];
const tokens = [1200, 900, 1500, 300, 2500, 1100, 800, 1300, 250, 2000];
const perThousand = quality.map((q) => 1000 * q);

describe('ratio of sums', () => {
  it('quality per 1K tokens: R, delta and jackknife SE, Fieller interval, CV', () => {
    const result = defined(ratioOfSums({ numerator: perThousand, denominator: tokens }, { level: 0.95 }));
    const spread = defined(result.spread);
    expect(result.ratio).toBeCloseTo(0.6329113924, 10);
    expect(spread.deltaSe).toBeCloseTo(0.0916965734, 10);
    expect(spread.jackknifeSe).toBeCloseTo(0.101113188, 10);
    expect(spread.denominatorCv).toBeCloseTo(0.1866, 4);
    expect(spread.method).toBe('fieller');
    expect(defined(spread.interval).low).toBeCloseTo(0.476116805, 9);
    expect(defined(spread.interval).high).toBeCloseTo(0.966830045, 9);
  });

  it('is not the mean of ratios, which is 25 % higher here', () => {
    const meanOfRatios = perThousand.reduce((sum, q, i) => sum + q / (tokens[i] ?? Number.NaN), 0) / 10;
    expect(meanOfRatios).toBeCloseTo(0.7886371406, 10);
  });

  it('a steady denominator takes the delta interval', () => {
    const steady = tokens.map((t) => 5000 + t);
    const spread = defined(
      defined(ratioOfSums({ numerator: quality, denominator: steady }, { level: 0.95 })).spread,
    );
    expect(spread.method).toBe('delta');
    expect(spread.denominatorCv).toBeLessThan(0.1);
  });

  it('the delta error with clusters equals that of the cluster totals', () => {
    const clusters = partition([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
    const pairUp = (data: number[]) => [0, 2, 4, 6, 8].map((i) => (data[i] ?? 0) + (data[i + 1] ?? 0));
    const rows = ratioOfSums({ numerator: perThousand, denominator: tokens }, { level: 0.95, clusters });
    const totals = ratioOfSums(
      { numerator: pairUp(perThousand), denominator: pairUp(tokens) },
      { level: 0.95 },
    );
    expect(defined(defined(rows).spread).deltaSe).toBeCloseTo(defined(defined(totals).spread).deltaSe, 12);
  });

  it('scaling the price of a token scales ratio and interval; permuting rows changes nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (factor) => {
        const there = defined(ratioOfSums({ numerator: quality, denominator: tokens }, { level: 0.9 }));
        const scaled = defined(
          ratioOfSums(
            { numerator: [...quality].reverse(), denominator: tokens.map((t) => factor * t).reverse() },
            { level: 0.9 },
          ),
        );
        expect((scaled.ratio * factor) / there.ratio).toBeCloseTo(1, 10);
        const [low, scaledLow] = [there, scaled].map((r) => defined(defined(r.spread).interval).low);
        expect(((scaledLow ?? 0) * factor) / (low ?? 1)).toBeCloseTo(1, 8);
      }),
    );
  });

  it('degenerate input: undefined ratio or undefined spread, never NaN', () => {
    const options = { level: 0.95 };
    expect(ratioOfSums({ numerator: [], denominator: [] }, options)).toMatchObject({ state: 'undefined' });
    expect(ratioOfSums({ numerator: [1], denominator: [0] }, options)).toMatchObject({ state: 'undefined' });
    expect(ratioOfSums({ numerator: [1, 2], denominator: [1, Number.NaN] }, options)).toMatchObject({
      state: 'undefined',
    });
    expect(ratioOfSums({ numerator: [1], denominator: [2] }, options)).toMatchObject({
      ratio: 0.5,
      spread: { state: 'undefined' },
    });
    const wild = defined(ratioOfSums({ numerator: [1, 1], denominator: [1, 1000] }, options));
    expect(defined(wild.spread).interval).toMatchObject({ state: 'undefined' });
  });
});
