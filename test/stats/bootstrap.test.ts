import { describe, expect, it } from 'vitest';
import {
  bcaBootstrap,
  createRng,
  independentRows,
  type LinearStatistic,
  partition,
} from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

// Efron and Tibshirani, An Introduction to the Bootstrap (1993), table 14.1 and chapter 3; statistics.md section 5.
const spatial = [
  48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41,
];
const lsat = [576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594];
const gpa = [3.39, 3.3, 2.81, 3.03, 3.44, 3.07, 3.0, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96];

const at = (data: readonly number[], row: number) => data[row] ?? Number.NaN;
const mean = (data: readonly number[], rows: readonly number[]) =>
  rows.reduce((sum, row) => sum + at(data, row), 0) / rows.length;

function variance(rows: readonly number[]): number {
  const centre = mean(spatial, rows);
  return rows.reduce((sum, row) => sum + (at(spatial, row) - centre) ** 2, 0) / rows.length;
}

function lawSchoolCorrelation(rows: readonly number[]): number {
  const x = mean(lsat, rows);
  const y = mean(gpa, rows);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const row of rows) {
    xx += (at(lsat, row) - x) ** 2;
    yy += (at(gpa, row) - y) ** 2;
    xy += (at(lsat, row) - x) * (at(gpa, row) - y);
  }
  return xy / Math.sqrt(xx * yy);
}

describe('BCa bootstrap', () => {
  it('spatial data: theta and acceleration exactly, interval about (115.6, 260.7)', () => {
    const result = defined(
      bcaBootstrap({
        clusters: independentRows(26),
        statistic: variance,
        level: 0.9,
        replicates: 10_000,
        rng: createRng(11),
      }),
    );
    expect(result.value).toBeCloseTo(171.5340237, 7);
    const interval = defined(result.interval);
    expect(interval.acceleration).toBeCloseTo(0.0612401198, 10);
    expect(interval.biasCorrection).toBeGreaterThan(0.12);
    expect(interval.biasCorrection).toBeLessThan(0.22);
    expect(Math.abs(interval.low - 115.6)).toBeLessThan(4);
    expect(Math.abs(interval.high - 260.7)).toBeLessThan(6);
  });

  it('law school: r and acceleration exactly, interval about (.33, .94)', () => {
    const options = {
      clusters: independentRows(15),
      statistic: lawSchoolCorrelation,
      level: 0.95,
      replicates: 10_000,
      rng: createRng(12),
    };
    const result = defined(bcaBootstrap(options));
    expect(result.value).toBeCloseTo(0.7763744913, 10);
    const interval = defined(result.interval);
    expect(interval.acceleration).toBeCloseTo(-0.0756715649, 10);
    expect(Math.abs(interval.low - 0.33)).toBeLessThan(0.04);
    expect(Math.abs(interval.high - 0.94)).toBeLessThan(0.02);
  });

  it('resamples whole clusters: two copies of each row in one cluster change nothing', () => {
    const doubled = partition(spatial.flatMap((_, i) => [i, i]));
    const single = bcaBootstrap({
      clusters: independentRows(26),
      statistic: (rows) => mean(spatial, rows),
      level: 0.9,
      replicates: 2000,
      rng: createRng(3),
    });
    const copies = bcaBootstrap({
      clusters: doubled,
      statistic: (rows) =>
        mean(
          spatial.flatMap((x) => [x, x]),
          rows,
        ),
      level: 0.9,
      replicates: 2000,
      rng: createRng(3),
    });
    expect(defined(defined(copies).interval).low).toBeCloseTo(defined(defined(single).interval).low, 10);
  });

  it('a linear statistic by sums of clusters is the function of rows: same draws, same interval', () => {
    const clusters = partition(spatial.map((_, i) => i % 13));
    const weights = spatial.map((_, i) => 1 + (i % 3));
    const other = spatial.map((x, i) => x / 2 + i);
    const weighted = (data: readonly number[], rows: readonly number[]) =>
      rows.reduce((sum, row) => sum + at(weights, row) * at(data, row), 0) /
      rows.reduce((sum, row) => sum + at(weights, row), 0);
    const cases: [LinearStatistic, (rows: readonly number[]) => number][] = [
      [{ terms: [{ values: spatial }] }, (rows) => mean(spatial, rows)],
      [{ terms: [{ values: spatial, weights }] }, (rows) => weighted(spatial, rows)],
      [
        {
          terms: [
            { values: spatial, weights },
            { values: other, weights, factor: -1 },
          ],
        },
        (rows) => weighted(spatial, rows) - weighted(other, rows),
      ],
    ];
    for (const [linear, ofRows] of cases) {
      const options = { clusters, level: 0.9, replicates: 500 };
      const fast = defined(bcaBootstrap({ ...options, statistic: linear, rng: createRng(8) }));
      const general = defined(bcaBootstrap({ ...options, statistic: ofRows, rng: createRng(8) }));
      expect(fast.value).toBeCloseTo(general.value, 11);
      expect(defined(fast.interval).acceleration).toBeCloseTo(defined(general.interval).acceleration, 11);
      expect(defined(fast.interval).low).toBeCloseTo(defined(general.interval).low, 10);
      expect(defined(fast.interval).high).toBeCloseTo(defined(general.interval).high, 10);
    }
  });

  it('two arms by weights of 0 and 1: swapping them flips the signs', () => {
    const arms = spatial.map((_, i) => i % 2);
    const interval = (first: number) =>
      defined(
        defined(
          bcaBootstrap({
            clusters: independentRows(26),
            statistic: {
              terms: [first, 1 - first].map((arm, at) => ({
                values: spatial,
                weights: arms.map((one) => (one === arm ? 1 : 0)),
                factor: at === 0 ? 1 : -1,
              })),
            },
            level: 0.9,
            replicates: 999,
            rng: createRng(4),
          }),
        ).interval,
      );
    expect(interval(0).low).toBeCloseTo(-interval(1).high, 10);
    expect(interval(0).high).toBeCloseTo(-interval(1).low, 10);
  });

  it('equal values, an arm without rows, rows of other clusters: undefined', () => {
    const of = (values: readonly number[], weights?: readonly number[], count = values.length) =>
      bcaBootstrap({
        clusters: independentRows(count),
        statistic: { terms: [{ values, ...(weights && { weights }) }] },
        level: 0.9,
        replicates: 99,
        rng: createRng(2),
      });
    const equal = new Array<number>(12).fill(0.1);
    expect(of(equal)).toMatchObject({ value: 0.1, interval: { reason: 'the data show no spread' } });
    expect(
      of(
        equal,
        equal.map(() => 0),
      ),
    ).toMatchObject({ reason: 'the weights add up to nothing' });
    expect(of([...spatial, Number.NaN])).toMatchObject({ reason: 'a value is not a finite number' });
    expect(of(spatial, undefined, 9)).toMatchObject({ reason: 'the clusters are those of other rows' });
    const lonely = spatial.map((_, i) => (i === 0 ? 1 : 0));
    expect(of(spatial, lonely)).toMatchObject({ value: 48, interval: { state: 'undefined' } });
  });

  it('shift and scale carry over, names of clusters count for nothing, a higher level widens', () => {
    const of = (values: readonly number[], level: number, name: (at: number) => number | string) =>
      defined(
        defined(
          bcaBootstrap({
            clusters: partition(values.map((_, i) => name(i % 13))),
            statistic: { terms: [{ values }] },
            level,
            replicates: 999,
            rng: createRng(6),
          }),
        ).interval,
      );
    const there = of(spatial, 0.9, (c) => c);
    const moved = of(
      spatial.map((x) => 4 * x - 7),
      0.9,
      (c) => `cluster ${c}`,
    );
    expect(moved.low).toBeCloseTo(4 * there.low - 7, 9);
    expect(moved.high).toBeCloseTo(4 * there.high - 7, 9);
    expect(of(spatial, 0.98, (c) => c).low).toBeLessThan(there.low);
    expect(of(spatial, 0.98, (c) => c).high).toBeGreaterThan(there.high);
  });

  it('degenerate data keep the point and flag the interval', () => {
    const constant = (count: number) =>
      defined(
        bcaBootstrap({
          clusters: independentRows(count),
          statistic: () => 3,
          level: 0.9,
          replicates: 100,
          rng: createRng(1),
        }),
      );
    expect(constant(20)).toMatchObject({
      value: 3,
      interval: { state: 'undefined', reason: 'the data show no spread' },
    });
    expect(constant(5)).toMatchObject({ value: 3, interval: { state: 'undefined' } });
    const nothing = {
      clusters: independentRows(0),
      statistic: () => 3,
      level: 0.9,
      replicates: 9,
      rng: createRng(1),
    };
    expect(bcaBootstrap(nothing)).toMatchObject({ state: 'undefined' });
  });
});
