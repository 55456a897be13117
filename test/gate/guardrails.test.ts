import { describe, expect, it } from 'vitest';
import type { SampleMeta } from '../../src/domain/index.js';
import type { GuardrailSpec } from '../../src/experiment/port.js';
import { judgeGate, settleN } from '../../src/gate/index.js';
import { jitter } from '../analyze/synthetic-run.js';
import { attacks, baselineQuality, golden, shifted, spec, syntheticTable } from './synthetic-tables.js';

const both = [...golden, ...attacks];
const rating = ({ id, datasetKind }: SampleMeta) =>
  (datasetKind === 'adversarial' ? 2 : 4) + 0.5 * (2 * jitter(`rating${id}`) - 1);

const checksOf = (
  guardrails: readonly GuardrailSpec[],
  metrics: { [name: string]: (sample: SampleMeta) => number | null } = { rating },
) => {
  const candidate = syntheticTable('candidate', both, shifted(0.01), metrics);
  const baseline = syntheticTable('baseline', both, baselineQuality);
  const result = judgeGate({ baseline, candidates: [candidate], spec, guardrails });
  const checks = result.candidates[0]?.checks.filter(({ kind }) => kind === 'guardrail') ?? [];
  return { verdict: result.verdict, checks };
};

describe('guardrails', () => {
  it('bound the mean in raw units, on the named dataset only', () => {
    const { verdict, checks } = checksOf([{ metric: 'rating', min: 3.8, on: 'golden' }]);
    expect(verdict).toBe('pass');
    expect(checks).toMatchObject([
      {
        metric: 'rating',
        slice: 'golden',
        margin: null,
        bound: { min: 3.8 },
        n: 200,
        verdict: 'pass',
        level: 0.95,
      },
    ]);
    expect(checks[0]?.low).toBeGreaterThan(3.8);
  });

  it('veto: one that fails makes the candidate fail although quality holds', () => {
    const { verdict, checks } = checksOf([{ metric: 'rating', min: 4.2, on: 'golden' }]);
    expect(checks[0]?.verdict).toBe('fail');
    expect(checks[0]?.high).toBeLessThan(4.2);
    expect(verdict).toBe('fail');
  });

  it('without a dataset they are over all samples', () => {
    const { checks } = checksOf([{ metric: 'rating', max: 3.8 }]);
    expect(checks[0]).toMatchObject({ slice: 'all', n: 250, bound: { max: 3.8 }, verdict: 'pass' });
  });

  it('a guardrail with min and max is two checks, each with its own verdict', () => {
    const { checks } = checksOf([{ metric: 'rating', min: 3.5, max: 3.7, on: 'golden' }]);
    expect(checks.map(({ bound, verdict }) => [bound, verdict])).toEqual([
      [{ min: 3.5 }, 'pass'],
      [{ max: 3.7 }, 'fail'],
    ]);
  });

  it('a mean too near its bound is inconclusive, with the n that would settle it', () => {
    const { checks, verdict } = checksOf([{ metric: 'rating', min: 3.99, on: 'golden' }]);
    expect(checks[0]?.verdict).toBe('inconclusive');
    expect(settleN(checks[0] ?? neverCheck())).toBeGreaterThan(200);
    expect(verdict).toBe('inconclusive');
  });

  it('law 7: are corrected together by Holm', () => {
    const { checks } = checksOf([
      { metric: 'rating', min: 3.8, on: 'golden' },
      { metric: 'rating', min: 1.5, on: 'adversarial' },
      { metric: 'rating', min: 3.99, on: 'golden' },
    ]);
    expect(checks.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'inconclusive']);
    expect(checks.map(({ level }) => Number((1 - level).toFixed(6)))).toContain(0.016667);
    for (const check of checks) expect(check.method).toContain('Holm over 3 guardrails of all candidates');
  });

  it('a metric that is constant is decided exactly; the bound itself is allowed', () => {
    const constant = { facts: () => 1 };
    expect(checksOf([{ metric: 'facts', min: 1 }], constant).checks[0]).toMatchObject({
      verdict: 'pass',
      p: null,
    });
    expect(checksOf([{ metric: 'facts', min: 1.1 }], constant).checks[0]).toMatchObject({ verdict: 'fail' });
    expect(checksOf([{ metric: 'facts', max: 1 }], constant).checks[0]).toMatchObject({ verdict: 'pass' });
  });

  it('law 3: an unscored metric is missing, not 0: too many leave the verdict open', () => {
    const holes = { facts: ({ id }: SampleMeta) => (id.endsWith('7') ? null : 0.9 + 0.05 * jitter(id)) };
    const { checks } = checksOf([{ metric: 'facts', min: 0.8, on: 'golden' }], holes);
    expect(checks[0]).toMatchObject({ verdict: 'inconclusive', n: 180 });
    expect(checks[0]?.reason).toContain('20 of 200 samples missing');
    expect(checks[0]?.diff).toBeGreaterThan(0.9);
  });

  it('a metric or dataset that the run does not have is inconclusive, with the reason', () => {
    expect(checksOf([{ metric: 'charm', min: 1 }]).checks[0]).toMatchObject({
      verdict: 'inconclusive',
      diff: null,
    });
    expect(checksOf([{ metric: 'rating', min: 1, on: 'nowhere' }]).checks[0]).toMatchObject({
      verdict: 'inconclusive',
      reason: 'no sample',
    });
  });
});

function neverCheck(): never {
  throw new Error('no check');
}
