import { describe, expect, it } from 'vitest';
import type { SampleMeta } from '../../src/domain/index.js';
import type { GuardrailSpec } from '../../src/experiment/port.js';
import { judgeGate, settleN } from '../../src/gate/index.js';
import { percentileTest } from '../../src/gate/percentile-test.js';
import { ratioTest } from '../../src/gate/ratio-test.js';
import { independentRows, isDefined, normalQuantile } from '../../src/stats/index.js';
import { jitter } from '../analyze/synthetic-run.js';
import { baselineQuality, golden, shifted, spec, syntheticTable } from './synthetic-tables.js';

const cost = ({ id }: SampleMeta) => 0.002 + 0.002 * jitter(`cost${id}`);

function judge(guardrails: readonly GuardrailSpec[], factor: number, given = golden) {
  const table = (name: string, by: number) => ({
    ...syntheticTable(name, given, name === 'baseline' ? baselineQuality : shifted(0.01)),
    costUsd: Float64Array.from(
      given,
      (sample) => by * cost(sample) * (0.9 + 0.2 * jitter(`${name}${sample.id}`)),
    ),
  });
  return judgeGate({
    baseline: table('baseline', 1),
    candidates: [table('candidate', factor)],
    spec,
    guardrails,
  });
}

const last = (result: ReturnType<typeof judgeGate>) => {
  const check = result.candidates[0]?.checks.at(-1);
  if (check === undefined) throw new Error('no check');
  return check;
};

describe('ratios against the baseline', () => {
  it('a performance budget passes, fails and stays open by the bound on Σ candidate ÷ Σ baseline', () => {
    const budget = [{ metric: 'costUsd', maxRatio: 1.05 }];
    const cheap = last(judge(budget, 0.64));
    expect(cheap).toMatchObject({ kind: 'ratio', metric: 'costUsd', bound: { max: 1.05 }, verdict: 'pass' });
    expect(cheap.diff).toBeCloseTo(0.64, 1);
    expect(cheap.high).toBeLessThan(1.05);
    expect(judge(budget, 1.2).verdict).toBe('fail');
    const open = last(judge(budget, 1.049, golden.slice(0, 12)));
    expect(open.verdict).toBe('inconclusive');
    expect(settleN(open)).toBeGreaterThan(12);
  });

  it('minRatio holds from below', () => {
    expect(last(judge([{ metric: 'costUsd', minRatio: 0.9 }], 0.64)).verdict).toBe('fail');
    expect(last(judge([{ metric: 'costUsd', minRatio: 0.5 }], 0.64))).toMatchObject({
      bound: { min: 0.5 },
      verdict: 'pass',
    });
  });

  it('the same ratio in every pair is exact, and the bound itself is allowed', () => {
    const before = Float64Array.from([1, 2, 3, 4]);
    const options = { threshold: 1.05, clusters: independentRows(4), weights: new Float64Array(4).fill(1) };
    const same = ratioTest({ before, after: before.map((value) => value * 1.05) }, options);
    expect(same).toMatchObject({ exact: true, value: 1.05, pAbove: 1, pBelow: 1 });
  });

  it('a baseline that adds up to nothing, and a figure that a side lacks, are reasons, not numbers', () => {
    const zero = new Float64Array(4);
    const options = { threshold: 1, clusters: independentRows(4), weights: new Float64Array(4).fill(1) };
    expect(ratioTest({ before: zero, after: zero }, options)).toMatchObject({
      state: 'undefined',
      reason: 'the baseline’s values add up to 0',
    });
    expect(last(judge([{ metric: 'charm', maxRatio: 1 }], 1))).toMatchObject({
      verdict: 'inconclusive',
      diff: null,
      reason: 'the baseline has no metric charm',
    });
  });

  it('Fieller: for normal-like data the bounds are near the textbook ones, and p, bound and threshold agree', () => {
    const n = 400;
    const before = Float64Array.from({ length: n }, (_, i) => 10 + 2 * (jitter(`x${i}`) - 0.5));
    const after = Float64Array.from(before, (x, i) => 1.1 * x + 2 * (jitter(`y${i}`) - 0.5));
    const weights = new Float64Array(n).fill(1);
    const test = ratioTest({ before, after }, { threshold: 1.1, clusters: independentRows(n), weights });
    if (!isDefined(test)) throw new Error(test.reason);
    // sd of a uniform of width 2 is 2/√12; se of the ratio is sd/(√n · mean x) about R.
    const se = 2 / Math.sqrt(12) / Math.sqrt(n) / 10;
    const { lower, upper } = test.bounds(0.05);
    expect(((upper ?? 0) - (lower ?? 0)) / 2).toBeCloseTo(normalQuantile(0.95) * se, 3);
    for (const alpha of [0.001, 0.01, 0.05, 0.2]) {
      const bound = test.bounds(alpha);
      expect((bound.lower ?? 0) > 1.1).toBe(test.pAbove <= alpha);
      expect((bound.upper ?? 9) < 1.1).toBe(test.pBelow <= alpha);
    }
  });
});

describe('percentiles of latency', () => {
  const values = (n: number, most = 1000) => Array.from({ length: n }, (_, i) => ((i * 37) % n) * (most / n));

  it('p95 needs 59 samples for an upper bound: then it is the largest value', () => {
    const small = percentileTest(values(58), { p: 0.95, threshold: 2000, samples: 58 });
    const enough = percentileTest(values(59), { p: 0.95, threshold: 2000, samples: 59 });
    if (!isDefined(small) || !isDefined(enough)) throw new Error('undefined');
    expect(small.bounds(0.05).upper).toBeNull();
    expect(small.pBelow).toBeCloseTo(0.95 ** 58, 12);
    expect(small.pBelow).toBeGreaterThan(0.05);
    expect(small.settle?.(0.05)).toBe(59);
    expect(enough.bounds(0.05).upper).toBe(Math.max(...values(59)));
    expect(enough.pBelow).toBeLessThan(0.05);
  });

  it('p, bounds and threshold agree at every threshold and level', () => {
    const sample = values(120);
    for (let threshold = 700; threshold < 1010; threshold += 7) {
      for (const alpha of [0.01, 0.05, 0.2]) {
        const test = percentileTest(sample, { p: 0.95, threshold, samples: 120 });
        if (!isDefined(test)) throw new Error('undefined');
        const { lower, upper } = test.bounds(alpha);
        expect(upper !== null && upper < threshold).toBe(test.pBelow <= alpha);
        expect(lower !== null && lower > threshold).toBe(test.pAbove < alpha);
      }
    }
  });

  it('as guardrails: too few samples are inconclusive, with the reason', () => {
    const few = golden.slice(0, 40);
    const result = judge([{ metric: 'latencyP95Ms', max: 3000 }], 1, few);
    expect(last(result)).toMatchObject({
      kind: 'guardrail',
      verdict: 'inconclusive',
      reason: 'n too small: 40 of at least 59 samples',
      settle: 59,
      high: null,
    });
    expect(last(judge([{ metric: 'latencyP95Ms', max: 3000 }], 1)).verdict).toBe('pass');
    expect(last(judge([{ metric: 'latencyP95Ms', max: 400 }], 1)).verdict).toBe('fail');
  });
});
