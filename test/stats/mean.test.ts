import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  averageRepeats,
  binomialPmf,
  estimateMean,
  normalQuantile,
  partition,
  restrict,
  type StandardErrorKind,
  standardError,
} from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

const bernoulli = (ones: number, n: number) => Array.from({ length: n }, (_, i) => (i < ones ? 1 : 0));

describe('standard error of a mean', () => {
  // statistics.md section 2; statsmodels 0.15.
  const s = Array.from({ length: 20 }, (_, i) => i);
  const clusters = partition(s.map((i) => i % 4));
  const values: [StandardErrorKind, number][] = [
    ['cr0', 0.5590169943749475],
    ['miller', 0.6324555320336758],
    ['corrected', 0.6454972243679028],
    ['naive', 1.3228756555322954],
  ];
  it.each(values)('%s of 0..19 in clusters i mod 4', (kind, expected) => {
    expect(defined(standardError(s, { kind, clusters })).se).toBeCloseTo(expected, 14);
  });

  const groups = ['1110', '100', '11', '0001', '110'];
  const second = groups.flatMap((group) => [...group].map(Number));
  const secondClusters = partition(groups.flatMap((group, at) => [...group].map(() => at)));
  it.each<[StandardErrorKind, number]>([
    ['cr0', 0.11627247],
    ['miller', 0.12060132],
    ['corrected', 0.12999657],
    ['naive', 0.12808688],
  ])('%s of the five pass/fail clusters', (kind, expected) => {
    expect(defined(standardError(second, { kind, clusters: secondClusters })).se).toBeCloseTo(expected, 8);
  });

  it('uses t with clusters − 1 df around .5625', () => {
    const { mean, interval } = defined(estimateMean(second, { level: 0.95, clusters: secondClusters }));
    expect(mean).toBe(0.5625);
    expect(defined(interval).df).toBe(4);
    expect(defined(interval).high - mean).toBeCloseTo(2.7764451052 * 0.12999657, 7);
  });

  // sqrt(p(1 − p)/n), statistics.md section 2; the naive error divides by n − 1, hence the factor. Where p n is no whole
  // number the printed error lies between those of its two neighbours.
  const binomialError = (ones: number, n: number) =>
    defined(standardError(bernoulli(ones, n), { kind: 'naive' })).se * Math.sqrt((n - 1) / n);
  it.each([
    [0.655, 5000, 0.0067227],
    [0.836, 164, 0.0289137],
    [0.753, 2500, 0.0086253],
  ])('pass rate %d of %d has the standard error %d', (p, n, expected) => {
    const ones = Math.round(p * n * 1e9) / 1e9;
    if (Number.isInteger(ones)) expect(binomialError(ones, n)).toBeCloseTo(expected, 7);
    else {
      expect(binomialError(Math.floor(ones), n)).toBeGreaterThan(expected);
      expect(binomialError(Math.ceil(ones), n)).toBeLessThan(expected);
    }
    expect(Math.sqrt((p * (1 - p)) / n)).toBeCloseTo(expected, 7);
  });

  it.each([
    [10, 0.65],
    [20, 0.876],
    [50, 0.879],
    [100, 0.932],
  ])('why there is no Wald interval: at p = .9, n = %d a nominal 95 %% one covers %d', (n, expected) => {
    const z = normalQuantile(0.975);
    let coverage = 0;
    for (let ones = 0; ones <= n; ones++) {
      if (Math.abs(ones / n - 0.9) <= z * binomialError(ones, n)) coverage += binomialPmf(ones, n, 0.9);
    }
    expect(coverage).toBeCloseTo(expected, 3);
  });
});

describe('mean', () => {
  it('is never NaN and never 0 for data that cannot tell', () => {
    expect(estimateMean([], { level: 0.95 })).toMatchObject({ state: 'undefined' });
    expect(estimateMean([1, Number.NaN], { level: 0.95 })).toMatchObject({ state: 'undefined' });
    const one = defined(estimateMean([0.4], { level: 0.95 }));
    expect(one).toMatchObject({ mean: 0.4, n: 1, interval: { state: 'undefined' } });
    const together = defined(estimateMean([1, 1, 1], { level: 0.95, clusters: partition(['a', 'a', 'a']) }));
    expect(together).toMatchObject({
      mean: 1,
      interval: { state: 'undefined', reason: 'one cluster has no standard error' },
    });
    expect(estimateMean([1, 2], { level: 0.95, weights: [0, 0] })).toMatchObject({ state: 'undefined' });
  });

  it('clusters that happen to agree claim no certainty about samples that differ', () => {
    const balanced = estimateMean([1, 0, 0, 1], { level: 0.95, clusters: partition(['a', 'a', 'b', 'b']) });
    expect(defined(balanced)).toMatchObject({ mean: 0.5, interval: { state: 'undefined' } });
    const equal = estimateMean([0.1, 0.1, 0.1], { level: 0.95, clusters: partition(['a', 'a', 'b']) });
    expect(defined(equal).interval).toMatchObject({ state: 'defined', se: 0 });
  });

  it('a part of the rows keeps who belongs together', () => {
    const whole = partition(['a', 'b', 'a', 'c', 'b']);
    expect(restrict(whole, [4, 2, 1])).toEqual({ of: Int32Array.of(0, 1, 0), count: 2 });
    expect(() => restrict(whole, [5])).toThrow(RangeError);
  });

  it('a missing cluster throws', () => {
    expect(() => partition(['a', ''])).toThrow(/row 1 has no cluster/);
    expect(() => partition([1, Number.NaN])).toThrow(RangeError);
  });

  const rows = fc.array(
    fc.record({ x: fc.double({ min: -9, max: 9, noNaN: true }), c: fc.integer({ min: 0, max: 5 }) }),
    {
      minLength: 8,
      maxLength: 40,
    },
  );
  const estimate = (data: { x: number; c: number }[], weights?: number[]) =>
    defined(
      estimateMean(
        data.map(({ x }) => x),
        { level: 0.9, clusters: partition(data.map(({ c }) => c)), ...(weights ? { weights } : {}) },
      ),
    );

  it('permuting rows changes nothing but the rounding', () => {
    fc.assert(
      fc.property(rows, (data) => {
        const there = estimate(data);
        const back = estimate([...data].reverse());
        expect(back.mean).toBeCloseTo(there.mean, 10);
        if (there.interval.state === 'defined') {
          expect(defined(back.interval).low).toBeCloseTo(there.interval.low, 8);
        }
      }),
    );
  });

  it('scaling scores scales mean and interval; scaling weights changes nothing', () => {
    fc.assert(
      fc.property(rows, (data) => {
        const there = estimate(data);
        const scaled = estimate(data.map(({ x, c }) => ({ x: 8 * x, c })));
        const weighted = estimate(
          data,
          data.map(() => 4),
        );
        expect(scaled.mean).toBeCloseTo(8 * there.mean, 9);
        expect(weighted.mean).toBeCloseTo(there.mean, 10);
        if (there.interval.state === 'defined') {
          expect(defined(scaled.interval).se).toBeCloseTo(8 * there.interval.se, 8);
          expect(defined(weighted.interval).se).toBeCloseTo(there.interval.se, 9);
        }
      }),
    );
  });

  it('shift moves mean and bounds, names of clusters and copies of every row count for nothing, level widens', () => {
    fc.assert(
      fc.property(rows, (data) => {
        const there = estimate(data);
        const moved = estimate(data.map(({ x, c }) => ({ x: x + 16, c })));
        const renamed = estimate(data.map(({ x, c }) => ({ x, c: (c * 5 + 3) % 11 })));
        const doubled = estimate([...data, ...data]);
        expect(moved.mean).toBeCloseTo(there.mean + 16, 9);
        expect(doubled.mean).toBeCloseTo(there.mean, 9);
        if (there.interval.state === 'undefined') return;
        const { low, se } = there.interval;
        expect(defined(moved.interval).low).toBeCloseTo(low + 16, 7);
        expect(defined(renamed.interval).low).toBeCloseTo(low, 8);
        expect(defined(doubled.interval).se).toBeCloseTo(se, 8);
        const wider = estimateMean(
          data.map(({ x }) => x),
          { level: 0.99, clusters: partition(data.map(({ c }) => c)) },
        );
        expect(defined(defined(wider).interval).low).toBeLessThanOrEqual(low);
      }),
    );
  });

  it('a whole-number weight counts like that many copies of the sample in its cluster', () => {
    const weighted = defined(
      estimateMean([1, 5, 2], { level: 0.95, weights: [3, 1, 2], clusters: partition(['a', 'b', 'c']) }),
    );
    const copied = defined(
      estimateMean([1, 1, 1, 5, 2, 2], { level: 0.95, clusters: partition(['a', 'a', 'a', 'b', 'c', 'c']) }),
    );
    expect(weighted.mean).toBeCloseTo(copied.mean, 12);
    expect(defined(weighted.interval).se).toBeCloseTo(defined(copied.interval).se, 12);
  });

  it('averages repeats first; a sample without a scored repeat has no mean', () => {
    const [first, second] = averageRepeats([[1, 0, 1, 1], []]);
    expect(first).toMatchObject({ state: 'defined', mean: 0.75 });
    expect(second).toMatchObject({ state: 'undefined' });
  });
});
