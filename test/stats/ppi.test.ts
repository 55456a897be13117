import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createRng,
  estimateMean,
  type PpiSample,
  partition,
  ppiBounds,
  ppiDifference,
  ppiMean,
  roganGladen,
} from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

// statistics.md section 9; ppi_py's formulas.
const sample: PpiSample = {
  truth: [1, 0, 1, 1, 0, 1, 0, 1],
  judged: [1, 0, 1, 0, 0, 1, 1, 1],
  unlabelled: [1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 1, 1],
};

describe('PPI++ mean', () => {
  it.each<[number | 'tuned', number, number, number]>([
    [0, 0.625, 0.3434614265, 0.9065385735],
    [0.5, 0.6625, 0.399455973, 0.925544027],
    [1, 0.7, 0.3639100727, 1.0360899273],
    ['tuned', 0.6509046053, 0.3929185748, 0.9088906357],
  ])('lambda %s: point and 90 %% z interval of ppi_py', (lambda, point, low, high) => {
    const result = defined(ppiMean(sample, { level: 0.9, lambda, quantile: 'z' }));
    expect(result.value).toBeCloseTo(point, 10);
    expect(defined(result.interval).low).toBeCloseTo(low, 10);
    expect(defined(result.interval).high).toBeCloseTo(high, 10);
    if (lambda === 'tuned') expect(result.lambda).toBeCloseTo(0.3453947368, 10);
  });

  it('lambda 0 with t is the mean of the labels with its own t interval, clustered or not', () => {
    for (const clusters of [undefined, partition([0, 0, 1, 1, 2, 3, 4, 4])]) {
      const classical = defined(estimateMean(sample.truth, { level: 0.9, ...(clusters && { clusters }) }));
      const ids = clusters && { clusters: { labelled: clusters.of, unlabelled: own(20, 5) } };
      const ppi = defined(ppiMean({ ...sample, ...ids }, { level: 0.9, lambda: 0 }));
      expect(ppi.value).toBeCloseTo(classical.mean, 12);
      expect(defined(ppi.interval).low).toBeCloseTo(defined(classical.interval).low, 12);
      expect(defined(ppi.interval).df).toBe(defined(classical.interval).df);
    }
  });

  it('one-sided bounds are the ends of the two-sided interval at twice alpha', () => {
    const result = defined(ppiMean(sample, { level: 0.9 }));
    const bounds = defined(ppiBounds(result, 0.05));
    expect(bounds.lower).toBeCloseTo(defined(result.interval).low, 12);
    expect(bounds.upper).toBeCloseTo(defined(result.interval).high, 12);
    const normal = defined(ppiMean(sample, { level: 0.9, quantile: 'z' }));
    expect(defined(ppiBounds(normal, 0.05)).lower).toBeCloseTo(0.3929185748, 10);
  });

  it('copies of every row inside its cluster tell nothing new', () => {
    const ids = { labelled: own(8, 0), unlabelled: own(20, 8) };
    const twice = (values: ArrayLike<number>) => [...Array.from(values), ...Array.from(values)];
    const single = defined(ppiMean({ ...sample, clusters: ids }, { level: 0.9, lambda: 0.5 }));
    const doubled = ppiMean(
      {
        truth: twice(sample.truth),
        judged: twice(sample.judged),
        unlabelled: twice(sample.unlabelled),
        clusters: { labelled: twice(ids.labelled), unlabelled: twice(ids.unlabelled) },
      },
      { level: 0.9, lambda: 0.5 },
    );
    expect(defined(defined(doubled).interval).se).toBeCloseTo(defined(single.interval).se, 12);
    const unclustered = defined(ppiMean(sample, { level: 0.9, lambda: 0.5 }));
    expect(defined(single.interval).se).toBeCloseTo(defined(unclustered.interval).se, 12);
  });

  it('the tuned lambda is that of least estimated variance among all', () => {
    const clusters = { labelled: [0, 0, 1, 1, 2, 3, 4, 5], unlabelled: own(20, 4) };
    const error = (lambda: number | 'tuned') =>
      defined(defined(ppiMean({ ...sample, clusters }, { level: 0.9, lambda, quantile: 'z' })).interval).se;
    for (let lambda = 0; lambda <= 1; lambda += 0.05) {
      expect(error('tuned')).toBeLessThanOrEqual(error(lambda) + 1e-12);
    }
  });

  const value = fc.integer({ min: -5, max: 5 });
  const data = fc.record({
    labelled: fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 15 }),
    unlabelled: fc.array(value, { minLength: 2, maxLength: 20 }),
  });
  it('shift and scale of both carry over, order counts for nothing, rising level widens', () => {
    fc.assert(
      fc.property(data, fc.boolean(), ({ labelled, unlabelled }, reversed) => {
        const of = (change: (x: number) => number, level = 0.9) => {
          const rows = reversed ? [...labelled].reverse() : labelled;
          return ppiMean(
            {
              truth: rows.map(([y]) => change(y)),
              judged: rows.map(([, f]) => change(f)),
              unlabelled: [...unlabelled].reverse().map(change),
            },
            { level },
          );
        };
        const there = defined(of((x) => x));
        const moved = defined(of((x) => 4 * x - 8));
        expect(moved.value).toBeCloseTo(4 * there.value - 8, 8);
        expect(moved.interval.state).toBe(there.interval.state);
        if (there.interval.state === 'undefined' || moved.interval.state === 'undefined') return;
        expect(moved.interval.low).toBeCloseTo(4 * there.interval.low - 8, 8);
        expect(defined(defined(of((x) => x, 0.95)).interval).low).toBeLessThan(there.interval.low);
      }),
    );
  });

  it('covers the truth of a biased judge with 30 labels: t holds its level', () => {
    const rng = createRng(9);
    let covered = 0;
    const runs = 600;
    for (let run = 0; run < runs; run++) {
      const truth = Array.from({ length: 230 }, () => (rng() < 0.6 ? 1 : 0));
      // Passes one third of the failures.
      const judged = truth.map((y) => (y === 1 || rng() < 1 / 3 ? 1 : 0));
      const { interval } = defined(
        ppiMean(
          { truth: truth.slice(0, 30), judged: judged.slice(0, 30), unlabelled: judged.slice(30) },
          { level: 0.9 },
        ),
      );
      const { low, high } = defined(interval);
      if (low <= 0.6 && 0.6 <= high) covered++;
    }
    expect(covered / runs).toBeGreaterThan(0.87);
    expect(covered / runs).toBeLessThan(0.94);
  });

  it('nothing labelled, one label, no spread: undefined in whole or in the interval', () => {
    const options = { level: 0.9 };
    const empty = { truth: [], judged: [], unlabelled: [1, 2] };
    expect(ppiMean(empty, options)).toMatchObject({ reason: 'no labelled answer' });
    expect(ppiMean({ truth: [1], judged: [0], unlabelled: [1, 0] }, options)).toMatchObject({
      state: 'defined',
      interval: { reason: 'one cluster has no standard error' },
    });
    expect(ppiMean({ truth: [1, 1, 1], judged: [1, 1, 1], unlabelled: [1, 1] }, options)).toMatchObject({
      value: 1,
      interval: { reason: 'the data show no spread' },
    });
    const labelsOnly = { truth: [1, 0, 1], judged: [1, 0, 0], unlabelled: [] };
    expect(ppiMean(labelsOnly, options)).toMatchObject({ lambda: 0, labelled: 3 });
    expect(ppiMean(labelsOnly, { ...options, lambda: 1 })).toMatchObject({ reason: 'no unlabelled answer' });
    expect(() => ppiMean(labelsOnly, { ...options, lambda: 2 })).toThrow(RangeError);
  });
});

describe('PPI++ difference', () => {
  const other: PpiSample = {
    truth: [0, 0, 1, 0, 1, 0, 1, 0],
    judged: [0, 1, 1, 0, 1, 0, 1, 1],
    unlabelled: [0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1],
  };
  it('independent arms add their variances; swapping them flips the signs', () => {
    const there = defined(ppiDifference(sample, other, { level: 0.9 }));
    const back = defined(ppiDifference(other, sample, { level: 0.9 }));
    const [a, b] = [sample, other].map((arm) => defined(defined(ppiMean(arm, { level: 0.9 })).interval).se);
    expect(defined(there.interval).se).toBeCloseTo(Math.hypot(a ?? 0, b ?? 0), 12);
    expect(back.diff).toBeCloseTo(-there.diff, 12);
    expect(defined(back.interval).low).toBeCloseTo(-defined(there.interval).high, 12);
  });

  it('arms that share all clusters are the mean of the differences', () => {
    const clusters = { labelled: own(8, 0), unlabelled: own(12, 8) };
    const short = { ...sample, unlabelled: Array.from(sample.unlabelled).slice(0, 12) };
    const options = { level: 0.9, lambda: 0.4 } as const;
    const arms = ppiDifference({ ...short, clusters }, { ...other, clusters }, options);
    const minus = (x: ArrayLike<number>, y: ArrayLike<number>) =>
      Array.from(x, (value, row) => value - (y[row] ?? Number.NaN));
    const paired = ppiMean(
      {
        truth: minus(short.truth, other.truth),
        judged: minus(short.judged, other.judged),
        unlabelled: minus(short.unlabelled, other.unlabelled),
      },
      options,
    );
    expect(defined(arms).diff).toBeCloseTo(defined(paired).value, 12);
    expect(defined(defined(arms).interval).low).toBeCloseTo(defined(defined(paired).interval).low, 12);
  });

  it('names the arm that has no labels', () => {
    const bare = { truth: [], judged: [], unlabelled: [1] };
    expect(ppiDifference(sample, bare, { level: 0.9 })).toEqual({
      state: 'undefined',
      reason: 'baseline: no labelled answer',
    });
  });
});

describe('Rogan-Gladen', () => {
  const of = (p: number, q0: number, q1: number, [n, m0, m1]: [number, number, number]) =>
    roganGladen(
      {
        judged: { rate: p, n },
        specificity: { rate: q0, n: m0 },
        sensitivity: { rate: q1, n: m1 },
      },
      0.95,
    );
  // Lee et al., arXiv 2511.21140, as recomputed in statistics.md section 9.
  it.each<[number, number, number, [number, number, number], number, number, number]>([
    [0.773, 0.75, 1, [2400, 20, 26], 0.6973333, 0.6040285, 0.8167615],
    [0.8, 0.7, 0.9, [1000, 100, 100], 0.8333333, 0.7461096, 0.9437937],
  ])('p=%d q0=%d q1=%d on %j', (p, q0, q1, sizes, value, low, high) => {
    const result = defined(of(p, q0, q1, sizes));
    expect(result.value).toBeCloseTo(value, 7);
    expect(result.low).toBeCloseTo(low, 7);
    expect(result.high).toBeCloseTo(high, 7);
  });

  it('a perfect judge is taken at its word, nearly; naming pass fail mirrors the interval', () => {
    expect(defined(of(0.3, 1, 1, [100, 50, 50])).value).toBeCloseTo(0.3, 12);
    const there = defined(of(0.3, 0.8, 0.9, [100, 40, 60]));
    const back = defined(of(0.7, 0.9, 0.8, [100, 60, 40]));
    expect(back.value).toBeCloseTo(1 - there.value, 12);
    expect(back.low).toBeCloseTo(1 - there.high, 12);
  });

  it('refuses a judge that hardly tells pass from fail, and rates that are none', () => {
    expect(of(0.5, 0.6, 0.59, [100, 50, 50])).toMatchObject({ state: 'undefined' });
    expect(of(0.5, 0.9, 0.9, [0, 50, 50])).toMatchObject({ reason: 'no trial' });
    expect(of(Number.NaN, 0.9, 0.9, [10, 50, 50])).toMatchObject({ state: 'undefined' });
    expect(of(0.5, 0.9, 0.9, [10, 1, 0])).toMatchObject({ state: 'undefined' });
  });
});

function own(count: number, from: number): number[] {
  return Array.from({ length: count }, (_, at) => from + at);
}
