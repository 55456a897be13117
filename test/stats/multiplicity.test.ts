import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg, holm } from '../../src/stats/index.js';

// The 15 p-values of Benjamini and Hochberg (1995); adjusted values from statistics.md section 6 (statsmodels).
const published = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
  0.759, 1,
];

describe('multiplicity', () => {
  it('Holm rejects 3 and BH 4 of the published 15', () => {
    expect(holm(published, 0.05).filter((step) => step.rejected)).toHaveLength(3);
    expect(published.filter((p) => p <= 0.05 / 15)).toHaveLength(3);
    expect(benjaminiHochberg(published).filter((p) => p <= 0.05)).toHaveLength(4);
    // Benjamini and Yekutieli (2001): the same with the harmonic number of 15 as a factor; rejects 3.
    const harmonic = published.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
    expect(benjaminiHochberg(published).filter((p) => harmonic * p <= 0.05)).toHaveLength(3);
  });

  it('Holm adjusted p', () => {
    const expected = [0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213, 1, 1, 1, 1, 1, 1];
    for (const [i, step] of holm(published, 0.05).entries()) {
      expect(step.adjusted).toBeCloseTo(expected[i] ?? Number.NaN, 10);
    }
  });

  it('BH adjusted p', () => {
    const expected = [
      0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714, 0.06385714, 0.0645, 0.0765, 0.486, 0.58118182,
      0.714875, 0.75323077, 0.81321429, 1,
    ];
    for (const [i, p] of benjaminiHochberg(published).entries()) {
      expect(p).toBeCloseTo(expected[i] ?? Number.NaN, 8);
    }
  });

  it('decision, adjusted p and the alpha of the step agree, in any order of the family', () => {
    const family = fc.array(
      fc.double({ min: 0, max: 1, noNaN: true }).map((p) => p ** 4),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(family, (pValues) => {
        const steps = holm(pValues, 0.05);
        steps.forEach((step, i) => {
          const p = pValues[i] ?? Number.NaN;
          expect(p <= step.alpha).toBe(step.rejected);
          if (Math.abs(step.adjusted - 0.05) > 1e-12) expect(step.adjusted <= 0.05).toBe(step.rejected);
        });
        const reversed = [...holm([...pValues].reverse(), 0.05)].reverse();
        expect(reversed.map((step) => step.adjusted)).toEqual(steps.map((step) => step.adjusted));
      }),
    );
  });

  it('BH never says more than the p itself and never less than Holm allows; a larger family is stricter', () => {
    const family = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(family, (pValues) => {
        const bh = benjaminiHochberg(pValues);
        const steps = holm(pValues, 0.05);
        const larger = holm([...pValues, 1], 0.05);
        for (const [i, p] of pValues.entries()) {
          expect(bh[i] ?? 0).toBeGreaterThanOrEqual(p * (1 - 1e-12));
          expect(bh[i] ?? 1).toBeLessThanOrEqual((steps[i]?.adjusted ?? 1) * (1 + 1e-12));
          expect(larger[i]?.adjusted ?? 0).toBeGreaterThanOrEqual(steps[i]?.adjusted ?? 1);
        }
        const reversed = benjaminiHochberg([...pValues].reverse());
        expect([...reversed].reverse()).toEqual(bh);
      }),
    );
  });

  it('a family of one is not corrected; NaN is an error', () => {
    expect(holm([0.03], 0.05)).toEqual([{ adjusted: 0.03, rejected: true, alpha: 0.05 }]);
    expect(() => holm([Number.NaN], 0.05)).toThrow(RangeError);
    expect(() => benjaminiHochberg([2])).toThrow(RangeError);
  });
});
