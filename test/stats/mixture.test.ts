import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  betaBinomialMixture,
  gammaExponentialMixture,
  type Mixture,
  normalMixture,
  polyStitching,
} from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

// statistics.md section 8: the unit tests of gostevehoward/confseq (planned time 100, alpha .05, at s = 10, v = 100).
const plan = { alpha: 0.05, plannedTime: 100 };
const at = (mixture: Mixture) => defined(mixture.logE(10, 100)).logE;
const boundary = (mixture: Mixture, v = 100) => defined(mixture.boundary(v)).boundary;

describe('time-uniform mixtures', () => {
  it('normal, two-sided: rho 12.60056098, log M −.65100516, boundary 30.35208990', () => {
    const mixture = normalMixture({ ...plan, sides: 2 });
    expect(mixture.rho).toBeCloseTo(12.60056098, 8);
    expect(at(mixture)).toBeCloseTo(-0.65100516, 8);
    expect(boundary(mixture)).toBeCloseTo(30.3520899, 8);
  });

  it('normal, one-sided: rho 15.80063490, log M −.06502391, boundary 27.66070883', () => {
    const mixture = normalMixture({ ...plan, sides: 1 });
    // The reference prints …490; the formula gives …49068.
    expect(mixture.rho).toBeCloseTo(15.8006349, 7);
    expect(at(mixture)).toBeCloseTo(-0.06502391, 8);
    expect(boundary(mixture)).toBeCloseTo(27.66070883, 8);
  });

  it('gamma-exponential, c = 2: −.2490165 and 33.02017', () => {
    const mixture = gammaExponentialMixture({ ...plan, scale: 2 });
    expect(at(mixture)).toBeCloseTo(-0.2490165, 7);
    expect(boundary(mixture)).toBeCloseTo(33.02017, 5);
  });

  it('beta-binomial, g = .2, h = .8: two-sided −.6941012 and 31.4308, one-sided −.07134019 and 28.41238', () => {
    const two = betaBinomialMixture({ ...plan, below: 0.2, above: 0.8, sides: 2 });
    expect(at(two)).toBeCloseTo(-0.6941012, 7);
    expect(boundary(two)).toBeCloseTo(31.4308, 4);
    const one = betaBinomialMixture({ ...plan, below: 0.2, above: 0.8, sides: 1 });
    expect(at(one)).toBeCloseTo(-0.07134019, 8);
    expect(boundary(one)).toBeCloseTo(28.41238, 5);
  });

  it('polynomial stitching: m = 10, c = 3, s = 1.4, eta = 2 at v = 100 is 64.48754660', () => {
    const options = { alpha: 0.05, startTime: 10, scale: 3, power: 1.4, ratio: 2 };
    expect(defined(polyStitching(100, options)).boundary).toBeCloseTo(64.4875466, 6);
    expect(polyStitching(3, options)).toEqual(polyStitching(10, options));
    // confseq's second test value, c = −1.
    expect(defined(polyStitching(100, { ...options, scale: -1 })).boundary).toBeCloseTo(28.99389, 5);
  });

  const all = (alpha: number): Mixture[] => [
    normalMixture({ alpha, plannedTime: 80, sides: 1 }),
    normalMixture({ alpha, plannedTime: 80, sides: 2 }),
    gammaExponentialMixture({ alpha, plannedTime: 80, scale: 0.5 }),
    betaBinomialMixture({ alpha, plannedTime: 80, below: 0.3, above: 0.7, sides: 1 }),
    betaBinomialMixture({ alpha, plannedTime: 80, below: 0.3, above: 0.7, sides: 2 }),
  ];
  it('at its boundary log E is ln(1/alpha); a smaller alpha and more time ask for more', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.2, noNaN: true }),
        fc.double({ min: 40, max: 5000, noNaN: true }),
        (alpha, v) => {
          const stricter = all(alpha / 2);
          for (const [i, mixture] of all(alpha).entries()) {
            const s = boundary(mixture, v);
            expect(defined(mixture.logE(s, v)).logE).toBeCloseTo(-Math.log(alpha), 7);
            expect(boundary(mixture, 2 * v)).toBeGreaterThan(s);
            expect(boundary(stricter[i] ?? mixture, v)).toBeGreaterThan(s);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('beta-binomial: the mean of E over a Bernoulli null is 1 at any n (a martingale, two-sided)', () => {
    const [below, above] = [0.3, 0.7];
    const mixture = betaBinomialMixture({ alpha: 0.05, plannedTime: 3, below, above, sides: 2 });
    for (const n of [1, 7, 20]) {
      let mean = 0;
      let ways = 1;
      for (let passes = 0; passes <= n; passes++) {
        const probability = ways * below ** passes * above ** (n - passes);
        const s = passes * above - (n - passes) * below;
        mean += probability * Math.exp(defined(mixture.logE(s, below * above * n)).logE);
        ways = (ways * (n - passes)) / (passes + 1);
      }
      expect(mean).toBeCloseTo(1, 10);
    }
  });

  it('no time, NaN, and sums that no evidence can reach: undefined; a plan that is none: an error', () => {
    for (const mixture of all(0.05)) {
      expect(mixture.logE(Number.NaN, 10)).toMatchObject({ state: 'undefined' });
      expect(mixture.logE(1, 0)).toMatchObject({ reason: 'no time has passed' });
      expect(mixture.boundary(Number.NaN)).toMatchObject({ state: 'undefined' });
      expect(Number.isFinite(defined(mixture.logE(-1e6, 10)).logE)).toBe(true);
    }
    const rare = betaBinomialMixture({ ...plan, below: 0.5, above: 0.5, sides: 2 });
    expect(rare.boundary(0.5)).toMatchObject({ reason: 'no sum at this time is evidence enough' });
    expect(() => normalMixture({ alpha: 0.6, plannedTime: 1, sides: 1 })).toThrow(RangeError);
    expect(() => gammaExponentialMixture({ ...plan, scale: 0 })).toThrow(RangeError);
  });
});
