import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquareUpperTail, erfc, gammaCdf, gammaQuantile, gammaUpperTail } from '../../src/stats/index.js';

describe('gamma distribution', () => {
  // mpmath 1.3, gammainc(a, 0, x, regularized=True) and its complement, 30 digits.
  it.each<[number, number, number, number]>([
    [0.01, 0.001, 0.938570652526129, 0.061429347473871014],
    [0.3, 0.5, 0.8138118046743926, 0.18618819532560732],
    [1.5, 0.01, 0.0007477553393911979, 0.9992522446606088],
    [2, 7.5, 0.9952987828537434, 0.0047012171462565856],
    [5, 20, 0.9999830552560699, 1.6944743930067385e-5],
    [10, 9.9, 0.529498417938461, 0.470501582061539],
    [50, 49, 0.46210439360094024, 0.5378956063990598],
    [50, 90, 0.9999983505014983, 1.6494985017178249e-6],
    [100, 60, 1.4815276326460468e-6, 0.9999985184723673],
    [1000, 1001, 0.5168114529297863, 0.4831885470702138],
    [1000, 1200, 0.9999999987118394, 1.2881606086281433e-9],
    [100000, 101000, 0.9991915784870744, 0.0008084215129255907],
    [1000000, 997000, 0.0013381041673135997, 0.9986618958326864],
  ])('shape %d at %d', (shape, x, lower, upper) => {
    expect(gammaCdf(x, shape) / lower).toBeCloseTo(1, 12);
    expect(gammaUpperTail(x, shape) / upper).toBeCloseTo(1, 12);
  });

  it('shape 1 is the exponential, shape ½ the squared normal', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 600, noNaN: true }), (x) => {
        expect(gammaUpperTail(x, 1) / Math.exp(-x)).toBeCloseTo(1, 12);
        expect(gammaUpperTail(x, 0.5) / erfc(Math.sqrt(x))).toBeCloseTo(1, 11);
        expect(chiSquareUpperTail(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('the quantile inverts the distribution function in whichever tail is small, and scales', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        fc.double({ min: 0.05, max: 1e6, noNaN: true }),
        (p, shape) => {
          const x = gammaQuantile(p, shape);
          if (p <= 0.5) expect(gammaCdf(x, shape) / p).toBeCloseTo(1, 9);
          else expect(gammaUpperTail(x, shape) / (1 - p)).toBeCloseTo(1, 9);
          expect(gammaQuantile(p, shape, 300) / x).toBeCloseTo(300, 9);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is certain outside the support, and a shape or p outside its range is an error', () => {
    expect(gammaCdf(-1, 2)).toBe(0);
    expect(gammaUpperTail(0, 2)).toBe(1);
    expect(gammaCdf(Number.POSITIVE_INFINITY, 2)).toBe(1);
    expect(() => gammaCdf(1, 0)).toThrow(RangeError);
    expect(() => gammaCdf(Number.NaN, 1)).toThrow(RangeError);
    expect(() => gammaQuantile(1, 1)).toThrow(RangeError);
  });
});
