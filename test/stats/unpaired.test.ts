import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Arm,
  agrestiCaffo,
  compareUnpaired,
  newcombeUnpaired,
  partition,
  sampleRatioMismatch,
  unpairedRatio,
} from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

// Student's sleep data (1908), R: t.test(extra ~ group): t −1.8608, df 17.776, p .07939, (−3.3654832, .2054832).
const drug1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const drug2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

describe('Welch', () => {
  it("Student's sleep data as R has them", () => {
    const result = defined(compareUnpaired({ values: drug1 }, { values: drug2 }, { level: 0.95 }));
    expect(result.diff).toBeCloseTo(-1.58, 10);
    expect(defined(result.test).t).toBeCloseTo(-1.8608, 4);
    expect(defined(result.test).p).toBeCloseTo(0.07939, 5);
    const { df, low, high } = defined(result.interval);
    expect(df).toBeCloseTo(17.776, 3);
    expect(low).toBeCloseTo(-3.3654832, 7);
    expect(high).toBeCloseTo(0.2054832, 7);
  });

  const arm = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 3, maxLength: 20 });
  it('swapping arms flips the signs; shift of both counts for nothing; clusters may have any names', () => {
    fc.assert(
      fc.property(arm, arm, (a, b) => {
        const clustered = (values: number[], name: (at: number) => number | string): Arm => ({
          values,
          clusters: partition(values.map((_, row) => name(row % 7))),
        });
        const options = { level: 0.9 };
        const there = compareUnpaired(
          clustered(a, (c) => c),
          clustered(b, (c) => c),
          options,
        );
        const back = compareUnpaired(
          clustered(b, (c) => `x${c}`),
          clustered(a, (c) => 9 - c),
          options,
        );
        const shifted = compareUnpaired(
          clustered(
            a.map((x) => x + 4),
            (c) => c,
          ),
          clustered(
            b.map((x) => x + 4),
            (c) => c,
          ),
          options,
        );
        expect(defined(back).diff).toBeCloseTo(-defined(there).diff, 10);
        expect(defined(shifted).diff).toBeCloseTo(defined(there).diff, 10);
        const interval = defined(there).interval;
        expect(defined(back).interval.state).toBe(interval.state);
        if (interval.state === 'undefined') return;
        expect(defined(defined(back).interval).low).toBeCloseTo(-interval.high, 8);
        expect(defined(defined(shifted).interval).high).toBeCloseTo(interval.high, 8);
      }),
    );
  });

  it('every row twice in a cluster of its own tells nothing new', () => {
    const twice = (values: number[]): Arm => ({
      values: [...values, ...values],
      clusters: partition([...values.keys(), ...values.keys()]),
    });
    const single = defined(compareUnpaired({ values: drug1 }, { values: drug2 }, { level: 0.95 }));
    const doubled = defined(compareUnpaired(twice(drug1), twice(drug2), { level: 0.95 }));
    expect(defined(doubled.interval).low).toBeCloseTo(defined(single.interval).low, 10);
  });

  it('an arm without rows, of one row, with NaN; arms without spread', () => {
    const options = { level: 0.95 };
    expect(compareUnpaired({ values: [] }, { values: [1, 2] }, options)).toEqual({
      state: 'undefined',
      reason: 'candidate: no scored sample',
    });
    expect(compareUnpaired({ values: [1, 2] }, { values: [3] }, options)).toMatchObject({
      diff: -1.5,
      interval: { state: 'undefined', reason: expect.stringMatching(/^baseline: /) },
    });
    expect(compareUnpaired({ values: [1, Number.NaN] }, { values: [3, 4] }, options)).toMatchObject({
      state: 'undefined',
    });
    expect(compareUnpaired({ values: [2, 2] }, { values: [1, 1] }, options)).toMatchObject({
      diff: 1,
      interval: { se: 0 },
      test: { reason: 'neither arm varies' },
    });
  });
});

describe('ratio of two arms', () => {
  const costs = { values: [12, 15, 11, 14, 13, 16] };
  const before = { values: [10, 12, 9, 11, 13, 10, 12] };

  it('solves (x − R y)² = t² (se_x² + R² se_y²) at both ends', () => {
    const result = defined(unpairedRatio(costs, before, { level: 0.9 }));
    expect(result.ratio).toBeCloseTo(13.5 / 11, 12);
    const { low, high, df } = defined(result.interval);
    const [vx, vy] = [3.5 / 6, 2 / 7];
    const t = (end: number) => Math.abs(13.5 - end * 11) / Math.sqrt(vx + end * end * vy);
    expect(t(low)).toBeCloseTo(t(high), 10);
    expect(low).toBeLessThan(result.ratio);
    expect(high).toBeGreaterThan(result.ratio);
    expect(df).toBeGreaterThan(5);
    expect(df).toBeLessThan(11);
  });

  it('swapping arms inverts it; the unit counts for nothing', () => {
    const there = defined(unpairedRatio(costs, before, { level: 0.9 }));
    const back = defined(unpairedRatio(before, costs, { level: 0.9 }));
    expect(defined(back.interval).low).toBeCloseTo(1 / defined(there.interval).high, 10);
    const cents = (arm: { values: number[] }) => ({ values: arm.values.map((x) => 100 * x) });
    const scaled = defined(unpairedRatio(cents(costs), cents(before), { level: 0.9 }));
    expect(defined(scaled.interval).high).toBeCloseTo(defined(there.interval).high, 10);
  });

  it('a baseline of 0, or hardly different from it', () => {
    expect(unpairedRatio(costs, { values: [-1, 1] }, { level: 0.9 })).toMatchObject({
      reason: 'the mean of the baseline is 0',
    });
    expect(unpairedRatio(costs, { values: [-5, 1, 7, 2] }, { level: 0.9 })).toMatchObject({
      state: 'defined',
      interval: { state: 'undefined' },
    });
  });
});

describe('two independent pass rates', () => {
  // Newcombe (1998), Statistics in Medicine 17: 873-890, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('Newcombe %d/%d against %d/%d', (x, m, y, n, low, high) => {
    const result = defined(newcombeUnpaired({ successes: x, n: m }, { successes: y, n }, 0.95));
    expect(result.low).toBeCloseTo(low, 4);
    expect(result.high).toBeCloseTo(high, 4);
  });

  it('Agresti-Caffo is the Wald interval of one pass and one failure more', () => {
    const { low, high, diff } = defined(agrestiCaffo({ successes: 9, n: 10 }, { successes: 3, n: 10 }, 0.95));
    const half = 1.959963984540054 * Math.sqrt((10 * 2 + 4 * 8) / 12 ** 3);
    expect(diff).toBeCloseTo(0.6, 12);
    expect(low).toBeCloseTo(0.5 - half, 10);
    expect(high).toBeCloseTo(0.5 + half, 10);
  });

  it('swapping arms, or pass and fail, mirrors both intervals', () => {
    const count = fc
      .integer({ min: 1, max: 60 })
      .chain((n) => fc.record({ n: fc.constant(n), successes: fc.integer({ min: 0, max: n }) }));
    fc.assert(
      fc.property(count, count, (a, b) => {
        for (const of of [newcombeUnpaired, agrestiCaffo]) {
          const there = defined(of(a, b, 0.9));
          const back = defined(of(b, a, 0.9));
          const failures = (one: typeof a) => ({ n: one.n, successes: one.n - one.successes });
          const named = defined(of(failures(a), failures(b), 0.9));
          for (const other of [back, named]) {
            expect(other.low).toBeCloseTo(-there.high, 10);
            expect(other.high).toBeCloseTo(-there.low, 10);
          }
          expect(there.low).toBeLessThan(there.high);
          expect(defined(of(a, b, 0.99)).low).toBeLessThanOrEqual(there.low);
        }
      }),
    );
  });

  it('no trial, no count', () => {
    for (const of of [newcombeUnpaired, agrestiCaffo]) {
      expect(of({ successes: 0, n: 0 }, { successes: 1, n: 2 }, 0.9)).toMatchObject({
        reason: 'candidate: no trial',
      });
      expect(of({ successes: 1, n: 2 }, { successes: 3, n: 2 }, 0.9)).toMatchObject({ state: 'undefined' });
    }
  });
});

describe('sample-ratio mismatch', () => {
  it('821,588 against 815,482 users at 1:1: chi-square 22.77, p about 1.8e-6', () => {
    // Kohavi, Tang and Xu (2020), Trustworthy Online Controlled Experiments, ch. 3: "p = 1.8E-6".
    const result = defined(sampleRatioMismatch([821_588, 815_482], [1, 1]));
    expect(result.p).toBeCloseTo(1.8e-6, 7);
    expect(result.df).toBe(1);
  });

  it('an unequal split that is kept is no mismatch; its unit and the order of arms count for nothing', () => {
    const kept = defined(sampleRatioMismatch([905, 95], [0.9, 0.1]));
    expect(kept.p).toBeGreaterThan(0.5);
    expect(defined(sampleRatioMismatch([95, 905], [10, 90])).chiSquare).toBeCloseTo(kept.chiSquare, 10);
    expect(defined(sampleRatioMismatch([300, 300, 300], [1, 1, 1]))).toMatchObject({ chiSquare: 0, p: 1 });
    // Mendel's peas, 315:108:101:32 against 9:3:3:1: chi-square .470, p .925 with 3 df.
    const mendel = defined(sampleRatioMismatch([315, 108, 101, 32], [9, 3, 3, 1]));
    expect(mendel.chiSquare).toBeCloseTo(0.47, 3);
    expect(mendel.p).toBeCloseTo(0.925, 3);
  });

  it('nothing seen, one arm, or too few to tell: undefined', () => {
    expect(sampleRatioMismatch([0, 0], [1, 1])).toMatchObject({ reason: 'no sample' });
    expect(sampleRatioMismatch([5], [1])).toMatchObject({ reason: 'fewer than two arms' });
    expect(sampleRatioMismatch([20, 1], [99, 1])).toMatchObject({ state: 'undefined' });
    expect(sampleRatioMismatch([5, 5], [1, 0])).toMatchObject({ state: 'undefined' });
    expect(sampleRatioMismatch([5, Number.NaN], [1, 1])).toMatchObject({ reason: 'not a count' });
  });
});
