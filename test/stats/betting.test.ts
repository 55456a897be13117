import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asymptoticSequence,
  bettingSequence,
  bettingTest,
  clusterAverages,
  createRng,
  estimateMean,
  normalQuantile,
  partition,
  sequenceTuning,
} from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

// statistics.md section 8, recomputed there after Waudby-Smith and Ramdas.
const x = [
  0.6, 0.7, 0.5, 0.8, 0.55, 0.9, 0.65, 0.7, 0.6, 0.75, 0.5, 0.85, 0.7, 0.6, 0.8, 0.65, 0.7, 0.9, 0.55, 0.75,
];

describe('betting', () => {
  it.each([
    [1, 0.55],
    [5, 0.9009],
    [10, 2.39324085],
    [20, 14.05865888],
  ])('hedged e-value against mean .5 after %d observations is %d', (n, expected) => {
    const test = bettingTest({ alpha: 0.05, threshold: 0.5 });
    test.add(x.slice(0, n));
    expect(defined(test.evidence()).hedged).toBeCloseTo(expected, 8);
  });

  it('95 %% confidence sequence at t = 20, grid .001: (.485, .789) are the outermost points not excluded', () => {
    const sequence = bettingSequence({ alpha: 0.05 });
    sequence.add(x);
    const { lower, upper } = defined(sequence.bounds());
    // Rounded outwards: the exact end lies between the last excluded point and the first that is not.
    expect(lower + 0.001).toBeCloseTo(0.485, 10);
    expect(upper - 0.001).toBeCloseTo(0.789, 10);
    const fixed = defined(defined(estimateMean(x, { level: 0.95 })).interval);
    expect(fixed.low).toBeCloseTo(0.6302431, 7);
    expect(fixed.high).toBeCloseTo(0.7447569, 7);
  });

  const observations = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
    minLength: 1,
    maxLength: 120,
  });
  const bounds = (xs: readonly number[], alpha = 0.1, sides: 1 | 2 = 2) => {
    const sequence = bettingSequence({ alpha, low: -1, high: 1, sides, steps: 200 });
    sequence.add(xs);
    return sequence.bounds();
  };

  it('blocks of any size are the stream; negating it mirrors the bounds; a stricter alpha widens them', () => {
    fc.assert(
      fc.property(observations, fc.integer({ min: 1, max: 20 }), (xs, block) => {
        const blocked = bettingSequence({ alpha: 0.1, low: -1, high: 1, steps: 200 });
        for (let start = 0; start < xs.length; start += block) blocked.add(xs.slice(start, start + block));
        const there = bounds(xs);
        expect(blocked.bounds()).toEqual(there);
        const mirrored = bounds(xs.map((value) => -value));
        expect(mirrored.state).toBe(there.state);
        if (there.state === 'undefined' || mirrored.state === 'undefined') return;
        // One grid point either way: a tie at the threshold may round to either side.
        expect(Math.abs(mirrored.lower + there.upper)).toBeLessThan(0.011);
        const stricter = defined(bounds(xs, 0.01));
        expect(stricter.lower).toBeLessThanOrEqual(there.lower);
        expect(stricter.upper).toBeGreaterThanOrEqual(there.upper);
      }),
    );
  });

  it('the test at a threshold and the one-sided bounds agree', () => {
    fc.assert(
      fc.property(observations, fc.integer({ min: -9, max: 9 }), (xs, tenth) => {
        const threshold = tenth / 10;
        const test = bettingTest({ alpha: 0.1, low: -1, high: 1, threshold });
        test.add(xs);
        const { isAbove, isBelow } = defined(test.evidence());
        const sequence = bounds(xs, 0.1, 1);
        if (sequence.state === 'undefined') return;
        expect(sequence.lower > threshold - 1e-9).toBe(isAbove);
        expect(sequence.upper < threshold + 1e-9).toBe(isBelow);
      }),
    );
  });

  it('looking after every observation keeps the error at alpha: mean −margin passes in at most 5 %', () => {
    const rng = createRng(21);
    const runs = 400;
    let passed = 0;
    for (let run = 0; run < runs; run++) {
      const test = bettingTest({ alpha: 0.05, low: -1, high: 1, threshold: -0.05 });
      // Differences of pass/fail scores with mean exactly −.05.
      test.add(Array.from({ length: 500 }, () => (rng() < 0.15 ? -1 : rng() < 0.1 / 0.85 ? 1 : 0)));
      if (defined(test.evidence()).isAbove) passed++;
    }
    expect(passed / runs).toBeLessThan(0.05);
  });

  it('decides both ways once the effect is there', () => {
    const better = bettingTest({ alpha: 0.05, low: -1, high: 1, threshold: -0.05 });
    better.add(Array.from({ length: 600 }, (_, i) => (i % 10 === 0 ? 0.3 : 0.02)));
    expect(defined(better.evidence())).toMatchObject({ isAbove: true, isBelow: false });
    const worse = bettingTest({ alpha: 0.05, low: -1, high: 1, threshold: -0.05 });
    worse.add(Array.from({ length: 600 }, (_, i) => (i % 5 === 0 ? -1 : 0)));
    expect(defined(worse.evidence())).toMatchObject({ isAbove: false, isBelow: true });
  });

  it('a value outside the range, NaN, and a stream that drifts are undefined, for good', () => {
    for (const bad of [1.01, Number.NaN, Number.POSITIVE_INFINITY]) {
      const sequence = bettingSequence({ alpha: 0.05 });
      const test = bettingTest({ alpha: 0.05, threshold: 0.5 });
      for (const one of [sequence, test]) one.add([0.5, bad, 0.5]);
      expect(sequence.bounds()).toMatchObject({ reason: 'an observation lies outside the range' });
      expect(test.evidence()).toMatchObject({ reason: 'an observation lies outside the range' });
    }
    expect(bettingSequence({ alpha: 0.05 }).bounds()).toMatchObject({ reason: 'no observation' });
    const drift = bettingSequence({ alpha: 0.2 });
    drift.add([...new Array(300).fill(0.05), ...new Array(300).fill(0.95)]);
    expect(drift.bounds()).toMatchObject({ reason: 'every mean is excluded: the observations drift' });
    expect(() => bettingTest({ alpha: 0.05, threshold: 2 })).toThrow(RangeError);
  });
});

describe('asymptotic confidence sequence (statistics.md section 8)', () => {
  const half = (n: number) =>
    defined(asymptoticSequence({ mean: 0, sd: 0.3, n }, { alpha: 0.05, plannedN: 200 })).halfWidth;
  it.each([
    [50, 0.1384922, 0.0831542],
    [100, 0.0925071, 0.0587989],
    [200, 0.0643865, 0.0415771],
    [500, 0.041316, 0.0262957],
  ])('half-width at t = %d, against a fixed z interval', (n, expected, fixed) => {
    expect(half(n)).toBeCloseTo(expected, 7);
    expect((normalQuantile(0.975) * 0.3) / Math.sqrt(n)).toBeCloseTo(fixed, 7);
  });

  it('r is .1992003, and the planned n costs about 1.55 times', () => {
    expect(sequenceTuning(0.05, 200)).toBeCloseTo(0.1992003, 7);
    expect(half(200) / 0.0415771).toBeCloseTo(1.55, 2);
  });

  it('below 50 observations, or without spread, undefined', () => {
    const options = { alpha: 0.05, plannedN: 100 };
    expect(asymptoticSequence({ mean: 0, sd: 1, n: 49 }, options)).toMatchObject({ state: 'undefined' });
    expect(asymptoticSequence({ mean: 0, sd: 0, n: 90 }, options)).toMatchObject({ state: 'undefined' });
    expect(asymptoticSequence({ mean: Number.NaN, sd: 1, n: 90 }, options)).toMatchObject({
      state: 'undefined',
    });
  });
});

describe('cluster averages', () => {
  it('one observation per cluster, in order of first appearance', () => {
    const clusters = partition(['b', 'a', 'b', 'c']);
    expect(defined(clusterAverages([1, 5, 3, 7], clusters)).averages).toEqual(Float64Array.of(2, 5, 7));
    expect(defined(clusterAverages([1, 5, 3, 7], clusters, [3, 1, 1, 1])).averages[0]).toBe(1.5);
  });

  it('a cluster without weight has no average', () => {
    expect(clusterAverages([1, 2], partition(['a', 'b']), [1, 0])).toMatchObject({ state: 'undefined' });
    expect(clusterAverages([], partition([]))).toMatchObject({ reason: 'no scored sample' });
  });
});
