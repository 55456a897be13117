import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clopperPearson,
  createRng,
  detectableEffect,
  nonInferioritySampleSize,
  oneSidedBounds,
  partition,
  sampleSizeToSettle,
  standardError,
  tangoInterval,
  testAgainst,
} from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

const pairs = { low: -1, high: 1 };
const rate = { low: 0, high: 1 };
const repeat = (value: number, times: number): number[] => new Array(times).fill(value);

/** Smooth, skewed, lumpy, pass/fail, constant and clustered data, with a threshold near their mean. */
const anyTest = fc
  .record({
    seed: fc.integer({ min: 0, max: 2 ** 31 }),
    n: fc.integer({ min: 2, max: 80 }),
    shape: fc.constantFrom('smooth', 'skewed', 'lumpy', 'ties', 'pass-fail', 'constant'),
    clusters: fc.integer({ min: 0, max: 12 }),
    known: fc.boolean(),
    offset: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
  })
  .map(({ seed, n, shape, clusters, known, offset }) => {
    const rng = createRng(seed);
    const draw = {
      smooth: () => 0.4 * (rng() + rng() - 1),
      skewed: () => -0.5 * rng() ** 6,
      lumpy: () => (rng() < 0.9 ? 0 : -rng()),
      ties: () => Math.round(4 * rng() - 2) / 4,
      'pass-fail': () => (rng() < 0.8 ? 0 : rng() < 0.5 ? -1 : 1),
      constant: () => 0.25,
    }[shape];
    const values = Array.from({ length: n }, draw);
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    const ids = values.map((_, row) => (clusters < 2 ? row : row % clusters));
    return testAgainst(values, {
      threshold: Math.max(-0.99, Math.min(0.99, mean + offset)),
      clusters: partition(ids),
      ...(known && { range: pairs }),
    });
  });

describe('a one-sided test', () => {
  it('p, bounds and verdict always agree, whatever the data, the method and alpha', () => {
    fc.assert(
      fc.property(anyTest, fc.double({ min: 0.001, max: 0.3, noNaN: true }), (test, alpha) => {
        if (test.state === 'undefined') return;
        const { lower, upper } = oneSidedBounds(test, alpha);
        expect(lower > test.threshold).toBe(test.pAbove <= alpha);
        expect(upper < test.threshold).toBe(test.pBelow <= alpha);
        expect(lower).toBeLessThanOrEqual(test.mean);
        expect(upper).toBeGreaterThanOrEqual(test.mean);
      }),
      { numRuns: 400, seed: 11 },
    );
  });

  it('at a smaller alpha the bounds lie no nearer', () => {
    fc.assert(
      fc.property(anyTest, fc.double({ min: 0.001, max: 0.2, noNaN: true }), (test, alpha) => {
        if (test.state === 'undefined') return;
        const wide = oneSidedBounds(test, alpha / 2);
        const narrow = oneSidedBounds(test, alpha);
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower + 1e-9);
        expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper - 1e-9);
      }),
      { numRuns: 200, seed: 12 },
    );
  });

  it('turning all signs turns the test: what was shown above is shown below', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (seed) => {
        const rng = createRng(seed);
        const values = Array.from({ length: 30 }, () => (rng() < 0.5 ? 0 : rng() - 0.6));
        const one = defined(testAgainst(values, { threshold: -0.05, range: pairs }));
        const other = defined(
          testAgainst(
            values.map((value) => -value),
            { threshold: 0.05, range: pairs },
          ),
        );
        expect(other.pBelow).toBeCloseTo(one.pAbove, 9);
        expect(other.pAbove).toBeCloseTo(one.pBelow, 9);
      }),
      { numRuns: 50, seed: 13 },
    );
  });

  it('the order of the samples changes nothing', () => {
    const rng = createRng(3);
    const values = Array.from({ length: 40 }, () => -(rng() ** 4));
    const one = defined(testAgainst(values, { threshold: -0.3 }));
    const other = defined(testAgainst(values.toReversed(), { threshold: -0.3 }));
    expect(other.pAbove).toBeCloseTo(one.pAbove, 10);
  });
});

describe('pass/fail pairs', () => {
  const counts = (b: number, c: number, n: number) => [
    ...repeat(1, b),
    ...repeat(-1, c),
    ...repeat(0, n - b - c),
  ];

  it("are tested by Tango's score, a little more cautiously than without continuity correction", () => {
    // statistics.md section 7: n=200 b=3 c=6, z(−.05) = 1.9142691, p .0277929, 90 % interval from −.0440223.
    const test = defined(testAgainst(counts(3, 6, 200), { threshold: -0.05, range: pairs }));
    expect(test.method).toContain('Tango');
    expect(test.pAbove).toBeGreaterThan(0.0277929);
    expect(test.pAbove).toBeLessThan(0.035);
    const { lower } = oneSidedBounds(test, 0.05);
    const plain = defined(tangoInterval({ candidateOnly: 3, baselineOnly: 6, n: 200 }, 0.9));
    expect(plain.low).toBeCloseTo(-0.0440223, 7);
    expect(lower).toBeLessThan(plain.low);
    expect(lower).toBeGreaterThan(plain.low - 0.003);
  });

  it('where nothing was gained, p is not below the exact chance of so few losses', () => {
    // P(Bin(100, .1) ≤ 5) = 0.0575769, R pbinom(5, 100, .1).
    const test = defined(testAgainst(counts(0, 5, 100), { threshold: -0.1, range: pairs }));
    expect(test.pAbove).toBeCloseTo(0.0575769, 6);
  });

  it('rates are tested by the exact binomial: the bounds are those of Clopper and Pearson', () => {
    const test = defined(
      testAgainst([...repeat(1, 81), ...repeat(0, 182)], { threshold: 0.25, range: rate }),
    );
    const { lower, upper } = oneSidedBounds(test, 0.025);
    // statistics.md section 2: 81/263.
    expect(lower).toBeCloseTo(0.2527367, 7);
    expect(upper).toBeCloseTo(0.3676219, 7);
  });

  it('clustered or weighted pairs are not: the score test knows neither', () => {
    const values = counts(20, 20, 80);
    const clusters = partition(values.map((_, row) => row % 40));
    const weights = values.map((_, row) => 1 + (row % 2));
    for (const extra of [{ clusters }, { weights }]) {
      const { method } = defined(testAgainst(values, { threshold: -0.1, range: pairs, ...extra }));
      expect(method).not.toContain('Tango');
    }
  });
});

describe('data that are mostly one value', () => {
  it('identical values rule out no more than their number can: 1 − (1 − share)^n', () => {
    const zeros = (n: number) => defined(testAgainst(repeat(0, n), { threshold: -0.05, range: pairs }));
    expect(zeros(30).pAbove).toBeCloseTo(0.95 ** 30, 12);
    expect(oneSidedBounds(zeros(30), 0.05).lower).toBeCloseTo(0.05 ** (1 / 30) - 1, 10);
    expect([58, 59].map((n) => zeros(n).pAbove <= 0.05)).toEqual([false, true]);
  });

  it("Gaffke's bound by saddlepoint is Clopper and Pearson's for two values, to a hundredth of alpha", () => {
    // Values 0 and .5 in [0, .5]: half a rate, but not one of 0 and 1.
    for (const [x, n] of [
      [1, 30],
      [3, 40],
      [12, 60],
    ] as const) {
      const values = [...repeat(0.5, x), ...repeat(0, n - x)];
      const exact = defined(clopperPearson(x, n, 0.9));
      const at = (threshold: number) =>
        defined(testAgainst(values, { threshold: threshold / 2, range: { low: 0, high: 0.5 } }));
      expect(at(exact.low).method).toContain('Gaffke');
      expect(at(exact.low).pAbove).toBeCloseTo(0.05, 2);
      expect(at(exact.high).pBelow).toBeCloseTo(0.05, 2);
    }
  });

  it('a few drops among many zeros do not pass on what t makes of them', () => {
    const values = [...repeat(0, 29), -0.3];
    const test = defined(testAgainst(values, { threshold: -0.05, range: pairs }));
    expect(test.plain.pAbove).toBeLessThan(0.05);
    expect(test.pAbove).toBeGreaterThan(0.05);
    expect(test.shape).toBe('only 1 of 30 differ from 0');
  });

  it('without a known range nothing bounds what was not seen: too skewed for n', () => {
    const test = defined(testAgainst([...repeat(0, 29), -0.3], { threshold: -0.05 }));
    expect(test.unreliable).toBe('too skewed for n: only 1 of 30 differ from 0');
  });

  it('a threshold at the end of the range, met by all, is met; one inside needs enough of them', () => {
    const perfect = (threshold: number) => defined(testAgainst(repeat(1, 20), { threshold, range: rate }));
    expect(perfect(1)).toMatchObject({ exact: true, mean: 1 });
    expect(perfect(0.9).pAbove).toBeCloseTo(0.9 ** 20, 12);
  });

  it('a value outside its range is undefined, not clipped', () => {
    expect(testAgainst([0, 2, 0], { threshold: 0, range: pairs })).toMatchObject({ state: 'undefined' });
  });
});

describe('skewed data', () => {
  it('widen the bound towards the long tail only', () => {
    const values = Array.from({ length: 40 }, (_, i) => Math.log((i + 0.5) / 40));
    const test = defined(testAgainst(values, { threshold: -1.5 }));
    expect(test.shape).toMatch(/^skewness −1\.\d+ at n = 40$/);
    const mirrored = defined(
      testAgainst(
        values.map((value) => -value),
        { threshold: -1.5 },
      ),
    );
    const reach = (t: typeof test) => t.mean - oneSidedBounds(t, 0.05).lower;
    expect(reach(test)).toBeGreaterThan(1.2 * reach(mirrored));
  });

  it('too few samples to correct, and visibly skewed: no verdict', () => {
    const test = defined(
      testAgainst([0.1, 0.11, 0.12, 0.1, 0.13, 0.11, 0.12, 0.12, 0.1, -4], { threshold: -1 }),
    );
    expect(test.unreliable).toMatch(/^too skewed for n: skewness −/);
  });
});

describe('clusters of unequal size', () => {
  // Second set of statistics.md section 2: equal shares of a unit need nothing; these differ.
  const ids = [...'aaaabbbccddddeee'];
  const values = [1, 1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 0];

  it('have fewer degrees of freedom than clusters − 1, and a larger standard error than CR0·√(C/(C−1))', () => {
    const test = defined(testAgainst(values, { threshold: 0.4, clusters: partition(ids) }));
    expect(test.df).toBeLessThan(4);
    expect(test.df).toBeGreaterThan(3);
    const corrected = defined(standardError(values, { kind: 'corrected', clusters: partition(ids) })).se;
    expect(Math.abs(test.se / corrected - 1)).toBeLessThan(0.05);
  });

  it('of equal size: exactly the corrected standard error and clusters − 1', () => {
    // statistics.md section 2: s = 0..19, cluster = i mod 4.
    const rows = Array.from({ length: 20 }, (_, i) => i);
    const test = defined(testAgainst(rows, { threshold: 9, clusters: partition(rows.map((i) => i % 4)) }));
    expect(test.se).toBeCloseTo(0.6454972243679028, 12);
    expect(test.df).toBeCloseTo(3, 12);
  });

  it('one cluster that is nearly everything leaves one degree of freedom or so', () => {
    const rng = createRng(5);
    const rows = Array.from({ length: 60 }, () => rng());
    const test = defined(
      testAgainst(rows, { threshold: 0.3, clusters: partition(rows.map((_, i) => (i < 50 ? 0 : i))) }),
    );
    expect(test.df).toBeLessThan(4);
  });
});

describe('degenerate input', () => {
  it('no sample, one sample, one cluster, a value that is no number: undefined, with the reason', () => {
    const reason = (values: number[], clusters?: string[]) => {
      const test = testAgainst(values, { threshold: 0, ...(clusters && { clusters: partition(clusters) }) });
      return test.state === 'undefined' ? test.reason : null;
    };
    expect(reason([])).toBe('no scored sample');
    expect(reason([0])).toBe('one sample has no standard error');
    expect(reason([0, 0], ['a', 'a'])).toBe('one cluster has no standard error');
    expect(reason([0, Number.NaN])).toBe('a value is not a finite number');
  });

  it('identical values of unknown range are compared exactly, whatever the rounding of their mean', () => {
    const same = (d: number) => defined(testAgainst(new Array(7).fill(d), { threshold: -0.1 }));
    expect(same(0)).toMatchObject({ exact: true, pAbove: 0, pBelow: 1, t: null });
    expect(same(-0.1)).toMatchObject({ exact: true, pAbove: 1, pBelow: 1, mean: -0.1 });
    expect(same(-0.2)).toMatchObject({ exact: true, pAbove: 1, pBelow: 0 });
  });
});

describe('what would settle a check', () => {
  const spread = (n: number, sd: number, mean: number) =>
    Array.from({ length: n }, (_, i) => mean + (i % 2 === 0 ? sd : -sd));
  const at = { alpha: 0.05, power: 0.8 };

  it('agrees with the normal sample size (statistics.md section 3) where samples are many', () => {
    // sd .2, margin .02, true difference 0: 619; of it 4 samples are what t costs over the normal formula.
    const n = 200;
    const test = defined(testAgainst(spread(n, 0.2 * Math.sqrt((n - 1) / n), 0), { threshold: -0.02 }));
    const size = sampleSizeToSettle(test, at) ?? 0;
    expect(size).toBeGreaterThanOrEqual(619);
    expect(size).toBeLessThanOrEqual(623);
  });

  it('asks for more than the normal formula where they are few', () => {
    const n = 4;
    const test = defined(testAgainst(spread(n, 0.1 * Math.sqrt((n - 1) / n), 0), { threshold: -0.09 }));
    const normal = defined(nonInferioritySampleSize({ sd: 0.1, margin: 0.09, alpha: 0.05, power: 0.8 })).n;
    // The exact t size of a one-sided test with effect .9 sd is 10; the normal formula says 7.6.
    expect(normal).toBeCloseTo(7.633, 3);
    expect(sampleSizeToSettle(test, at)).toBeGreaterThanOrEqual(9);
    expect(sampleSizeToSettle(test, at)).toBeLessThanOrEqual(10);
  });

  it('is null where more samples are not the answer', () => {
    const onIt = defined(testAgainst(spread(20, 0.1, -0.05), { threshold: -0.05 }));
    expect(Math.abs(onIt.mean + 0.05)).toBeLessThan(1e-15);
    expect(sampleSizeToSettle(onIt, at)).toBeNull();
    expect(sampleSizeToSettle(defined(testAgainst(spread(20, 0.1, 1), { threshold: 0 })), at)).toBeNull();
    expect(sampleSizeToSettle(defined(testAgainst(repeat(0, 9), { threshold: -0.1 })), at)).toBeNull();
  });

  it('thirty equal answers ask for the 59 that would rule out a drop in one of twenty, and then some', () => {
    const test = defined(testAgainst(repeat(0, 30), { threshold: -0.05, range: pairs }));
    // 0.05^(1/n) at 66 % of the way to the margin: ln .05/ln(1 − .05 · .664) = 89.
    expect(sampleSizeToSettle(test, at)).toBe(89);
    expect(detectableEffect(test, at)).toBeGreaterThan(0.05);
  });

  it('pass/fail data are grown by their own method, in whole samples', () => {
    const differences = [...repeat(0, 28), -1, 1];
    const paired = defined(testAgainst(differences, { threshold: -0.05, range: pairs }));
    // The normal formula for pairs: (1.645 + .842)² (2/30 − .0025)/.0025 = 158; few changes ask for more.
    expect(sampleSizeToSettle(paired, at)).toBeGreaterThan(158);
    expect(sampleSizeToSettle(paired, at)).toBeLessThan(250);
    const passes = [...repeat(1, 40), ...repeat(0, 10)];
    const share = defined(testAgainst(passes, { threshold: 0.7, range: rate }));
    expect(sampleSizeToSettle(share, at)).toBeGreaterThan(100);
    expect(sampleSizeToSettle(share, at)).toBeLessThan(160);
  });
});
