import { describe, expect, it } from 'vitest';
import {
  comparePaired,
  createRng,
  estimateMean,
  oneSidedBounds,
  pairedDifferences,
  partition,
  signFlip,
  testAgainst,
  wilcoxonSignedRank,
} from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

// Darwin's maize pairs, as in Fisher, The Design of Experiments (1935), and statistics.md section 4.
const darwin = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
const zeros = darwin.map(() => 0);
const rng = () => createRng(1);

describe("Darwin's maize pairs", () => {
  it('t 2.1479874613, p .0497029440, interval (.0311933, 41.8354733)', () => {
    const result = defined(comparePaired({ baseline: zeros, candidate: darwin }, { level: 0.95 }));
    expect(defined(result.test).t).toBeCloseTo(2.1479874613, 10);
    expect(defined(result.test).p).toBeCloseTo(0.049702944, 9);
    expect(defined(result.interval).low).toBeCloseTo(0.0311933, 7);
    expect(defined(result.interval).high).toBeCloseTo(41.8354733, 7);
    expect(result.correlation).toMatchObject({ state: 'undefined', reason: 'one side does not vary' });
  });

  it("sign-flip reproduces Fisher's 1726/32768", () => {
    const exact = defined(signFlip(darwin, { rng: rng() }));
    expect(exact).toMatchObject({ method: 'exact', patterns: 32768, units: 15 });
    expect(exact.p).toBe(1726 / 32768);
  });

  it('Wilcoxon exact p .041259765625', () => {
    expect(defined(wilcoxonSignedRank(darwin)).p).toBe(0.041259765625);
  });
});

describe('sign-flip', () => {
  it('flips whole clusters: doubled pairs of one cluster tell nothing new', () => {
    const doubled = darwin.flatMap((d) => [d / 2, d / 2]);
    const clusters = partition(darwin.flatMap((_, i) => [i, i]));
    expect(defined(signFlip(doubled, { clusters, rng: rng() })).p).toBe(1726 / 32768);
  });

  it('Monte Carlo agrees with the exact t-like answer, is never 0 and depends on the seed only', () => {
    const many = Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? -1 : 1));
    const there = defined(signFlip(many, { rng: createRng(5), replicates: 4999 }));
    expect(there).toEqual(signFlip(many, { rng: createRng(5), replicates: 4999 }));
    // P(|Binomial(40, ½) − 20| ≥ 10) = .00222.
    expect(there.p).toBeGreaterThanOrEqual(1 / 5000);
    expect(there.p).toBeLessThan(0.006);
    // P(|Binomial(72, ½) − 36| ≥ 4) = .4096: 72 signs take three numbers of the generator.
    const usual = Array.from({ length: 72 }, (_, i) => (i < 32 ? -1 : 1));
    const found = defined(signFlip(usual, { rng: createRng(6), replicates: 9999 }));
    expect(Math.abs(found.p - 0.4096)).toBeLessThan(4 * Math.sqrt((0.41 * 0.59) / 9999));
  });

  it('ties up to rounding count as extreme', () => {
    expect(defined(signFlip([0.1, 0.2, 0.3], { rng: rng() })).p).toBe(0.25);
    expect(defined(signFlip([0.3, 0.2, 0.1], { rng: rng() })).p).toBe(0.25);
  });

  it('degenerate input: all zero has p 1, nothing or one cluster is undefined', () => {
    expect(defined(signFlip([0, 0], { rng: rng() })).p).toBe(1);
    expect(signFlip([], { rng: rng() })).toMatchObject({ state: 'undefined' });
    expect(signFlip([1, 2], { clusters: partition(['a', 'a']), rng: rng() })).toMatchObject({
      state: 'undefined',
    });
    expect(signFlip([1, Number.NaN], { rng: rng() })).toMatchObject({ state: 'undefined' });
    expect(wilcoxonSignedRank([0, 0])).toMatchObject({ state: 'undefined' });
  });
});

describe('non-inferiority (statistics.md section 7, 12 pairs, margin .05)', () => {
  const baseline = [0.82, 0.91, 0.75, 0.66, 0.88, 0.79, 0.93, 0.7, 0.85, 0.77, 0.9, 0.68];
  const candidate = [0.8, 0.92, 0.73, 0.69, 0.85, 0.78, 0.92, 0.66, 0.86, 0.74, 0.91, 0.67];
  const differences = pairedDifferences({ baseline, candidate });

  it('reproduces difference, t, p and both bounds', () => {
    const test = defined(testAgainst(differences, { threshold: -0.05 }));
    expect(test.mean).toBeCloseTo(-0.0091666667, 10);
    expect(test.se).toBeCloseTo(0.0059617891, 10);
    expect(test.se * Math.sqrt(12)).toBeCloseTo(0.0206522433, 10);
    expect(test.t).toBeCloseTo(6.8491744067, 9);
    expect(test.pAbove).toBeCloseTo(1.3836018e-5, 12);
    const { lower, upper } = oneSidedBounds(test, 0.05);
    expect(lower).toBeCloseTo(-0.0198733532, 10);
    expect(upper).toBeCloseTo(0.0015400199, 10);
  });

  it('the other side of the equivalence test has p 3.98784e-7', () => {
    expect(defined(testAgainst(differences, { threshold: 0.05 })).pBelow).toBeCloseTo(3.98784e-7, 12);
  });

  it('two-sided interval, correlation, and the unpaired error that pairing saves', () => {
    const result = defined(comparePaired({ baseline, candidate }, { level: 0.95 }));
    expect(defined(result.interval).low).toBeCloseTo(-0.022288476, 10);
    expect(defined(result.interval).high).toBeCloseTo(0.0039551427, 10);
    expect(defined(result.correlation).r).toBeCloseTo(0.977382964, 10);
    const sides = [baseline, candidate].map(
      (side) => defined(defined(estimateMean(side, { level: 0.95 })).interval).se,
    );
    expect(Math.hypot(...sides)).toBeCloseTo(0.0389014, 7);
  });
});
