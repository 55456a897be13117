import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compoundQuantile,
  cornishFisher,
  createRng,
  fixedTotal,
  gammaSumQuantile,
  lognormalMatch,
  normalTotal,
  panjer,
  poissonTotal,
  type RawMoments,
  sampleMoments,
  type TotalMoments,
  totalQuantile,
  translatedGamma,
} from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

/** E X^k of a lognormal(6, 1) cost; statistics.md section 14. */
const moment = (k: number) => Math.exp(6 * k + (k * k) / 2);
const lognormal: RawMoments = { m1: moment(1), m2: moment(2), m3: moment(3), m4: moment(4) };
const total = (rate: number) => defined(poissonTotal(rate, lognormal));

describe('compound Poisson, cost lognormal(6, 1)', () => {
  it('one request: mean 665.14, CV 1.3108, skew 6.1849', () => {
    const one = defined(fixedTotal(1, lognormal));
    expect(one.mean).toBeCloseTo(665.14, 2);
    expect(one.sd / one.mean).toBeCloseTo(1.3108, 4);
    expect(one.skew).toBeCloseTo(6.1849, 4);
  });

  it.each([
    [10, 1.417, 12_356, 13_622, 13_240, 13_381, 13_213],
    [100, 0.448, 84_552, 85_908, 85_787, 85_838, 85_917],
    [1000, 0.142, 722_183, 723_567, 723_529, 723_545, 723_675],
  ])('rate %d: skew, and P95 by each closed form', (rate, skew, normal, cf3, cf, gamma, matched) => {
    const moments = total(rate);
    expect(moments.skew).toBeCloseTo(skew, 3);
    const p95 = [
      normalTotal(moments, 0.95),
      cornishFisher(moments, 0.95, { kurtosis: false }),
      cornishFisher(moments, 0.95),
      translatedGamma(moments, 0.95),
      lognormalMatch(moments, 0.95),
    ].map((stat) => Math.round(defined(stat).value));
    expect(p95).toEqual([normal, cf3, cf, gamma, matched]);
  });

  it('P5 at rate 10: normal 947, gamma 2,622', () => {
    expect(Math.round(defined(normalTotal(total(10), 0.05)).value)).toBe(947);
    expect(Math.round(defined(translatedGamma(total(10), 0.05)).value)).toBe(2622);
  });

  it('the rule: normal below skew .1, Cornish-Fisher to 1, above it sample', () => {
    expect(defined(totalQuantile(total(10), 0.95))).toMatchObject({ method: 'sample' });
    const middle = defined(totalQuantile(total(100), 0.95));
    expect(middle).toMatchObject({ method: 'cornish-fisher' });
    // Simulated: 85,516 and 723,269.
    expect('value' in middle ? Math.abs(middle.value / 85_516 - 1) : 1).toBeLessThan(0.005);
    const large = defined(totalQuantile(total(10_000), 0.95));
    expect(large).toMatchObject({ method: 'normal' });
    expect(defined(totalQuantile(total(1000), 0.95))).toMatchObject({ method: 'cornish-fisher' });
  });

  it('simulation agrees with the closed form where the rule allows one', () => {
    const rng = createRng(14);
    const costs = Array.from({ length: 200 }, () => Math.exp(rng() * 2));
    const moments = defined(fixedTotal(60, defined(sampleMoments(costs))));
    const totals = Float64Array.from({ length: 20_000 }, () => {
      let sum = 0;
      for (let i = 0; i < 60; i++) sum += costs[Math.floor(rng() * costs.length)] ?? 0;
      return sum;
    }).sort();
    for (const p of [0.05, 0.5, 0.95]) {
      const quantile = defined(totalQuantile(moments, p));
      const simulated = totals[Math.round(p * totals.length)] ?? 0;
      expect('value' in quantile ? quantile.value / simulated : 0).toBeCloseTo(1, 2);
    }
  });
});

describe('exact totals', () => {
  it('Panjer, Poisson(3), cost 1, 2, 3 with .5, .3, .2', () => {
    const result = defined(panjer({ rate: 3, cost: [0, 0.5, 0.3, 0.2], limit: 60 }));
    const expected = [0.04978707, 0.0746806, 0.10081881, 0.12509001, 0.12588349, 0.11909222, 0.10506511];
    for (const [s, g] of expected.entries()) expect(result.probabilities[s]).toBeCloseTo(g, 8);
    expect(result.cumulative[10]).toBeCloseTo(0.9363202227, 10);
    expect(result.cumulative[12]).toBeCloseTo(0.9755299601, 10);
    const power = (k: number) => result.probabilities.reduce((sum, g, s) => sum + g * s ** k, 0);
    expect(power(1)).toBeCloseTo(5.1, 10);
    expect(power(2) - power(1) ** 2).toBeCloseTo(10.5, 9);
    const moments = defined(poissonTotal(3, { m1: 1.7, m2: 3.5, m3: 8.3, m4: 21.5 }));
    expect(moments.mean).toBeCloseTo(5.1, 12);
    expect(moments.sd ** 2).toBeCloseTo(10.5, 12);
    expect(defined(compoundQuantile(result, 0.95)).value).toBe(11);
  });

  it('costs of nothing thin the Poisson number: the totals are the same', () => {
    const plain = defined(panjer({ rate: 2, cost: [0, 0.4, 0.6], limit: 20 }));
    const padded = defined(panjer({ rate: 4, cost: [0.5, 0.2, 0.3], limit: 20 }));
    for (const [s, g] of plain.probabilities.entries()) expect(padded.probabilities[s]).toBeCloseTo(g, 12);
  });

  it('50 × Gamma(2, 300): P5 25241.7832, P50 29900.0595, P95 35099.1403', () => {
    const at = (p: number) => defined(gammaSumQuantile({ count: 50, shape: 2, scale: 300 }, p)).value;
    expect(at(0.05)).toBeCloseTo(25_241.7832, 4);
    expect(at(0.5)).toBeCloseTo(29_900.0595, 4);
    expect(at(0.95)).toBeCloseTo(35_099.1403, 4);
  });

  it('the translated gamma of a gamma total is that total', () => {
    const shape = 6;
    const moments: TotalMoments = {
      mean: 50 * shape,
      sd: 50 * Math.sqrt(shape),
      skew: 2 / Math.sqrt(shape),
      excessKurtosis: 6 / shape,
    };
    for (const p of [0.01, 0.5, 0.99]) {
      const exact = defined(gammaSumQuantile({ count: 3, shape: 2, scale: 50 }, p)).value;
      expect(defined(translatedGamma(moments, p)).value / exact).toBeCloseTo(1, 10);
    }
  });
});

describe('quantiles of a total', () => {
  const moments = fc.record({
    mean: fc.double({ min: -50, max: 50, noNaN: true }),
    sd: fc.double({ min: 0.1, max: 20, noNaN: true }),
    skew: fc.double({ min: -0.9, max: 0.9, noNaN: true }),
    excessKurtosis: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  it('shift and scale carry over, negation mirrors, p rises', () => {
    fc.assert(
      fc.property(moments, fc.double({ min: 0.05, max: 0.9, noNaN: true }), (m, p) => {
        for (const of of [normalTotal, cornishFisher, translatedGamma]) {
          const there = of(m, p);
          if (there.state === 'undefined') continue;
          const scaled = of({ ...m, mean: 3 * m.mean + 7, sd: 3 * m.sd }, p);
          const mirrored = of({ ...m, mean: -m.mean, skew: -m.skew }, 1 - p);
          expect(defined(scaled).value).toBeCloseTo(3 * there.value + 7, 6);
          expect(defined(mirrored).value).toBeCloseTo(-there.value, 6);
          const higher = of(m, p + 0.05);
          if (higher.state === 'defined') expect(higher.value).toBeGreaterThan(there.value);
        }
      }),
    );
  });

  it('no request, no spread, NaN: undefined', () => {
    const flat = { mean: 1, sd: 0, skew: 0, excessKurtosis: 0 };
    for (const of of [normalTotal, cornishFisher, translatedGamma, lognormalMatch, totalQuantile]) {
      expect(of(flat, 0.9)).toMatchObject({ reason: 'the total does not vary' });
      expect(of({ ...flat, sd: Number.NaN }, 0.9)).toMatchObject({ state: 'undefined' });
    }
    expect(fixedTotal(3, { m1: 2, m2: 4, m3: 8, m4: 16 })).toMatchObject({
      reason: 'the cost of a request does not vary',
    });
    expect(poissonTotal(0, lognormal)).toMatchObject({ state: 'undefined' });
    expect(sampleMoments([])).toMatchObject({ state: 'undefined' });
    expect(panjer({ rate: 3, cost: [0.5, 0.4], limit: 5 })).toMatchObject({ state: 'undefined' });
    expect(panjer({ rate: 1e4, cost: [0, 1], limit: 5 })).toMatchObject({ state: 'undefined' });
    const short = defined(panjer({ rate: 3, cost: [0, 1], limit: 2 }));
    expect(compoundQuantile(short, 0.99)).toMatchObject({ reason: 'the limit is too low for this quantile' });
    expect(cornishFisher({ mean: 0, sd: 1, skew: -3, excessKurtosis: 0 }, 0.99)).toMatchObject({
      reason: 'too skewed for the expansion',
    });
  });
});
