import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  discordantSampleSize,
  nonInferioritySampleSize,
  normalQuantile,
  oneSidedMde,
  pairedMde,
  pairedSampleSize,
  unpairedSampleSize,
} from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

const size = (stat: Parameters<typeof defined<{ n: number }>>[0]) => defined(stat).n;

describe('power and sample size (statistics.md section 3)', () => {
  it('(z.975 + z.8)² = 7.848880', () => {
    expect((normalQuantile(0.975) + normalQuantile(0.8)) ** 2).toBeCloseTo(7.84888, 6);
  });

  it('paired: 968.997, with noise 3875.99 at one repeat and 1259.70 at ten', () => {
    const n = (within: number, repeats: number) =>
      size(
        pairedSampleSize({
          variances: {
            between: 1 / 9,
            withinA: within,
            withinB: within,
            repeatsA: repeats,
            repeatsB: repeats,
          },
          difference: 0.03,
          alpha: 0.05,
          power: 0.8,
        }),
      );
    expect(n(0, 1)).toBeCloseTo(968.997, 3);
    expect(Math.ceil(n(0, 1))).toBe(969);
    expect(n(1 / 6, 1)).toBeCloseTo(3875.99, 2);
    expect(n(1 / 6, 10)).toBeCloseTo(1259.7, 2);
  });

  it.each([
    [0.1, 155],
    [0.2, 619],
    [0.3, 1392],
    [0.5, 3865],
  ])('non-inferiority, margin .02, sd %d', (sd, expected) => {
    const n = size(nonInferioritySampleSize({ sd, margin: 0.02, alpha: 0.05, power: 0.8 }));
    expect(Math.ceil(n)).toBe(expected);
  });

  it.each([
    [0.02, 3086, 6492],
    [0.03, 1368, 2886],
    [0.05, 489, 1039],
    [0.1, 118, 260],
  ])('pass/fail pairs for %d, and unpaired', (difference, paired, unpaired) => {
    const test = { difference, alpha: 0.05, power: 0.8 };
    expect(Math.ceil(size(discordantSampleSize({ ...test, discordant: 0.2 })))).toBe(paired);
    expect(Math.ceil(size(unpairedSampleSize({ ...test, proportion: 0.7 })))).toBe(unpaired);
  });

  it('100 samples with sd .3 have a two-sided MDE of 8.4 points', () => {
    const { mde } = defined(pairedMde({ variances: { between: 0.09 }, n: 100, alpha: 0.05, power: 0.8 }));
    expect(mde).toBeCloseTo(0.084, 3);
    expect(oneSidedMde(0.03, 0.025, 0.8)).toBeCloseTo(mde, 12);
  });

  it('size and MDE are inverse to each other', () => {
    const common = { variances: { between: 0.2, withinA: 0.1 }, alpha: 0.05, power: 0.9 };
    const n = size(pairedSampleSize({ ...common, difference: 0.04 }));
    expect(defined(pairedMde({ ...common, n })).mde).toBeCloseTo(0.04, 12);
  });

  it('more power, a stricter alpha and a smaller difference ask for more samples, and only their ratio counts', () => {
    const between = fc.double({ min: 0.01, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(between, between, between, (difference, alpha, beta) => {
        const of = (change: Partial<{ difference: number; alpha: number; power: number; scale: number }>) => {
          const { scale = 1, ...rest } = change;
          const given = { difference, alpha: alpha / 2, power: 1 - beta, ...rest };
          return size(
            pairedSampleSize({
              ...given,
              difference: given.difference * scale,
              variances: { between: scale ** 2 },
            }),
          );
        };
        expect(of({ alpha: alpha / 4 })).toBeGreaterThan(of({}));
        expect(of({ power: 1 - beta / 2 })).toBeGreaterThan(of({}));
        expect(of({ difference: difference / 2 }) / of({})).toBeCloseTo(4, 10);
        expect(of({ scale: 7 }) / of({})).toBeCloseTo(1, 10);
      }),
    );
  });

  it('no difference cannot be found with any n', () => {
    expect(nonInferioritySampleSize({ sd: 0.1, margin: 0, alpha: 0.05, power: 0.8 })).toMatchObject({
      state: 'undefined',
    });
    expect(pairedMde({ variances: { between: 1 }, n: 0, alpha: 0.05, power: 0.8 })).toMatchObject({
      state: 'undefined',
    });
  });
});
