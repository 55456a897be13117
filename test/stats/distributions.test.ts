import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  betaCdf,
  betaQuantile,
  binomialCdf,
  binomialPmf,
  binomialQuantile,
  erfc,
  normalCdf,
  normalQuantile,
  tCdf,
  tQuantile,
} from '../../src/stats/index.js';

describe('distributions', () => {
  it('normal: classical values (Abramowitz and Stegun, tables 26.1 and 26.5)', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
    expect(normalQuantile(0.95)).toBeCloseTo(1.6448536269514722, 13);
    expect(normalQuantile(0.8)).toBeCloseTo(0.8416212335729143, 13);
    expect(normalCdf(1)).toBeCloseTo(0.8413447460685429, 14);
    expect(normalCdf(-6) / 9.865876450376946e-10).toBeCloseTo(1, 11);
    expect(erfc(0.5)).toBeCloseTo(0.4795001221869535, 14);
    // The two branches of erfc meet at 2.
    expect(erfc(2 - 1e-12)).toBeCloseTo(erfc(2 + 1e-12), 12);
    expect(erfc(2)).toBeCloseTo(0.004677734981047266, 15);
  });

  it('t: quantiles of statistics.md section 2 and the closed forms of 1 and 2 df', () => {
    expect(tQuantile(0.975, 3)).toBeCloseTo(3.1824463053, 10);
    expect(tQuantile(0.975, 4)).toBeCloseTo(2.7764451052, 10);
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (t) => {
        expect(tCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 12);
        expect(tCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 12);
      }),
    );
  });

  it('t with many degrees of freedom is the normal distribution', () => {
    // Cornish-Fisher: t − z = (z³ + z)/(4 df) + O(df⁻²).
    const z = normalQuantile(0.975);
    expect(tQuantile(0.975, 1e6) - z).toBeCloseTo((z ** 3 + z) / 4e6, 11);
  });

  it('quantiles invert their distribution functions to 1e-10', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
        fc.double({ min: 1, max: 500, noNaN: true }),
        fc.double({ min: 1, max: 500, noNaN: true }),
        (p, a, b) => {
          expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-12);
          expect(Math.abs(tCdf(tQuantile(p, a), a) - p)).toBeLessThan(1e-10);
          expect(Math.abs(betaCdf(betaQuantile(p, a, b), a, b) - p)).toBeLessThan(1e-10);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('beta is symmetric: I_x(a, b) = 1 − I_{1−x}(b, a)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 0.1, max: 200, noNaN: true }),
        fc.double({ min: 0.1, max: 200, noNaN: true }),
        (x, a, b) => {
          expect(betaCdf(x, a, b)).toBeCloseTo(1 - betaCdf(1 - x, b, a), 11);
        },
      ),
    );
  });

  it('binomial: probabilities add up to the distribution function, and the quantile is its inverse', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (n, p) => {
          let sum = 0;
          for (let k = 0; k <= n; k++) {
            sum += binomialPmf(k, n, p);
            expect(Math.abs(binomialCdf(k, n, p) - sum)).toBeLessThan(1e-11);
          }
          const k = binomialQuantile(0.3, n, p);
          expect(binomialCdf(k, n, p)).toBeGreaterThanOrEqual(0.3);
          expect(binomialCdf(k - 1, n, p)).toBeLessThan(0.3);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('a probability outside (0, 1) is an error, not NaN', () => {
    expect(() => normalQuantile(0)).toThrow(RangeError);
    expect(() => tQuantile(1, 3)).toThrow(RangeError);
    expect(() => betaQuantile(Number.NaN, 1, 1)).toThrow(RangeError);
  });
});
