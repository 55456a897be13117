import { beforeAll, describe, expect, it } from 'vitest';
import {
  type PairwiseOutcome,
  type PointwiseOutcome,
  pairwiseOutcome,
  pointwiseOutcome,
} from './bias-world.js';

// Seed 7, fixed: one draw of a 95 % interval. The judge is the emulator's; nothing here says anything about Claude.
const SIZES = { seed: 7, samples: 60, labels: 80, worse: 0.7 };
const INJECTED = 0.1;

describe('a judge with a known verbosity bias', () => {
  let fair: PointwiseOutcome;
  let biased: PointwiseOutcome;
  beforeAll(async () => {
    fair = await pointwiseOutcome({ position: 0, verbosity: 0 }, SIZES);
    biased = await pointwiseOutcome({ position: 0, verbosity: INJECTED }, SIZES);
  });

  it('the labelled slope’s interval covers what was injected, and excludes 0', () => {
    expect(biased.calibrated.covers).toBe(true);
    expect(biased.calibrated.truth).toBeGreaterThan(1);
    expect(biased.calibrated.low).toBeGreaterThan(0);
  });

  it('without bias both slopes’ intervals cover 0', () => {
    for (const { low, high } of [fair.calibrated, fair.withinSample]) {
      expect(low).toBeLessThan(0);
      expect(high).toBeGreaterThan(0);
    }
  });

  it('inside samples, where padding changes no quality, the slope covers what was injected', () => {
    expect(biased.withinSample.covers).toBe(true);
  });

  it('passes a padded regression by raw scores; debiased it does not pass', () => {
    const { truth, raw, debiased } = biased.difference;
    expect(truth).toBeLessThan(-0.08);
    expect(raw.verdict).toBe('pass');
    expect(debiased.verdict).not.toBe('pass');
    expect(debiased.low).toBeLessThan(truth);
    expect(debiased.high).toBeGreaterThan(truth);
    // The labels' uncertainty is in the bounds: they are wider than those of the raw difference.
    expect((debiased.diff ?? 0) - (debiased.low ?? 0)).toBeGreaterThan((raw.diff ?? 0) - (raw.low ?? 0));
  });
});

describe('a judge with a known position bias', () => {
  let fair: PairwiseOutcome;
  let biased: PairwiseOutcome;
  beforeAll(async () => {
    fair = await pairwiseOutcome({ position: 0, verbosity: 0 }, { seed: 7, pairs: 60, worlds: 4 });
    biased = await pairwiseOutcome({ position: INJECTED, verbosity: 0 }, { seed: 7, pairs: 60, worlds: 4 });
  });

  it('the interval covers the position bias of other worlds with the same bias, and excludes 0', () => {
    expect(biased.position.covers).toBe(true);
    expect(biased.position.low).toBeGreaterThan(0.3);
  });

  it('without bias the interval covers 0', () => {
    expect(fair.position.low).toBeLessThan(0);
    expect(fair.position.high).toBeGreaterThan(0);
  });

  it('one order prefers whoever stands first; both orders do not, and agree less often', () => {
    expect(biased.oneOrder).toBeGreaterThan(0.75);
    expect(Math.abs(biased.bothOrders - 0.5)).toBeLessThan(0.1);
    expect(biased.orderAgreement).toBeLessThan(fair.orderAgreement);
  });
});
