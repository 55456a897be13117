import { describe, expect, it } from 'vitest';
import type { SampleMeta } from '../../src/domain/index.js';
import type { GateSpec } from '../../src/experiment/port.js';
import { type JudgeNoise, judgeGate } from '../../src/gate/index.js';
import { jitter, sampleMeta } from '../analyze/synthetic-run.js';
import { attacks, baselineQuality, golden, shifted, spec, syntheticTable } from './synthetic-tables.js';

const samples = golden.map((sample, at) => ({
  ...sample,
  intent: at % 2 === 0 ? 'faq' : 'returns',
  language: at % 4 === 0 ? 'ja' : 'en',
  tags: at % 5 === 0 ? ['vip'] : [],
}));
const facts = (by: number) => (sample: SampleMeta) => 0.8 + by + 0.1 * (jitter(`f${by}${sample.id}`) - 0.5);

const judge = (
  quality: (sample: SampleMeta) => number,
  margins: GateSpec['margins'],
  more: Partial<Parameters<typeof judgeGate>[0]> = {},
) =>
  judgeGate({
    baseline: syntheticTable('baseline', [...samples, ...attacks], baselineQuality, { facts: facts(0) }),
    candidates: [
      syntheticTable('candidate', [...samples, ...attacks], quality, {
        facts: (sample) => facts(0)(sample) + (sample.intent === 'faq' ? -0.2 : 0.01 * jitter(sample.id)),
      }),
    ],
    spec: { ...spec, ...(margins !== undefined && { margins }) },
    guardrails: [],
    ...more,
  });

describe('margins of their own', () => {
  it('veto on a metric, a slice or a dataset; adversarial samples are not pooled in', () => {
    const result = judge(shifted(0.1), [
      { metric: 'facts', margin: 0.05 },
      { metric: 'facts', margin: 0.05, slice: { by: 'intent', value: 'returns' } },
      { metric: 'quality', margin: 0.02, slice: { by: 'language', value: 'ja' } },
      { metric: 'quality', margin: 0.02, on: 'adversarial' },
    ]);
    expect(
      result.candidates[0]?.checks
        .slice(2)
        .map(({ metric, slice, n, verdict }) => [metric, slice, n, verdict]),
    ).toEqual([
      ['facts', 'golden', 200, 'fail'],
      ['facts', 'golden, intent=returns', 100, 'pass'],
      ['quality', 'golden, language=ja', 50, 'pass'],
      ['quality', 'adversarial', 50, 'pass'],
    ]);
    expect(result.verdict).toBe('fail');
  });

  it('are corrected by Holm together with the guardrails', () => {
    const result = judge(shifted(0.1), [{ metric: 'quality', margin: 0.02 }], {
      guardrails: [{ metric: 'quality', min: 0.1 }],
    });
    const own = result.candidates[0]?.checks.slice(2) ?? [];
    expect(own).toHaveLength(2);
    for (const check of own) expect(check.method).toContain('Holm over 2 guardrails of all candidates');
  });

  it('a slice without a sample and a metric without values are reasons, not verdicts', () => {
    const result = judge(shifted(0.1), [
      { metric: 'quality', margin: 0.02, slice: { by: 'tag', value: 'nobody' } },
      { metric: 'charm', margin: 0.02 },
    ]);
    expect(result.candidates[0]?.checks.slice(2).map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['inconclusive', 'no pair'],
      ['inconclusive', 'the baseline has no metric charm'],
    ]);
  });
});

describe('exploratory slices', () => {
  it('find the slice that fell, adjusted over all slices, golden and adversarial apart, and change no verdict', () => {
    const fell = (sample: SampleMeta) =>
      shifted(sample.intent === 'faq' && sample.dataset === 'golden' ? -0.08 : 0.1)(sample);
    const result = judge(fell, undefined);
    const slices = result.candidates[0]?.slices ?? [];
    expect(slices.map(({ by, value, kind }) => `${kind} ${by} ${value}`)).toEqual([
      'golden intent faq',
      'golden intent returns',
      'golden tag vip',
      'golden language en',
      'golden language ja',
    ]);
    expect(slices[0]?.diff.high).toBeLessThan(0);
    expect(slices[0]?.diff.n).toBe(100);
    expect(slices[0]?.p).toBeLessThan(0.05);
    const only = judge(fell, undefined, { spec: { ...spec, slices: ['intent'] } });
    expect(only.candidates[0]?.slices).toHaveLength(2);
    expect(only.verdict).toBe(result.verdict);
  });

  it('in A/A runs seldom show a slice below 5 %, however many slices there are', () => {
    let shown = 0;
    for (let round = 0; round < 100; round++) {
      const many = golden.map((sample, at) => sampleMeta(sample.id, { tags: [`t${at % 10}`, `u${at % 7}`] }));
      const result = judgeGate({
        baseline: syntheticTable('baseline', many, baselineQuality),
        candidates: [syntheticTable('candidate', many, shifted(0, 0.2, `aa${round}`))],
        spec,
        guardrails: [],
      });
      if ((result.candidates[0]?.slices ?? []).some(({ p }) => p !== null && p <= 0.05)) shown++;
    }
    // BH over 17 true nulls: at most 5 in 100 by chance; 3 standard errors more.
    expect(shown).toBeLessThanOrEqual(11);
  });
});

describe('the cost change', () => {
  it('is there without any rule on cost, over the samples that are not adversarial', () => {
    const table = (name: string, factor: number) => ({
      ...syntheticTable(name, [...samples, ...attacks], shifted(0)),
      costUsd: Float64Array.from([...samples, ...attacks], ({ id, datasetKind }) =>
        datasetKind === 'adversarial' ? 1 : 0.004 * factor * (0.9 + 0.2 * jitter(`${name}${id}`)),
      ),
    });
    const cost = judgeGate({
      baseline: table('baseline', 1),
      candidates: [table('candidate', 0.64)],
      spec,
      guardrails: [],
    }).candidates[0]?.cost;
    expect(cost?.baselineUsd).toBeCloseTo(0.004, 4);
    expect(cost?.candidateUsd).toBeCloseTo(0.00256, 4);
    expect(cost?.ratio).toMatchObject({ n: 200, level: 0.95 });
    expect(cost?.ratio.low).toBeLessThan(0.64);
    expect(cost?.ratio.high).toBeGreaterThan(0.64);
    expect(cost?.diff.high).toBeLessThan(0);
  });

  it('is absent where a side has no price', () => {
    const free = {
      ...syntheticTable('candidate', samples, shifted(0)),
      costUsd: new Float64Array(200).fill(Number.NaN),
    };
    const result = judgeGate({
      baseline: syntheticTable('baseline', samples, baselineQuality),
      candidates: [free],
      spec,
      guardrails: [],
    });
    expect(result.candidates[0]).not.toHaveProperty('cost');
  });
});

describe('the judge’s own noise', () => {
  const noisy = (noise: Partial<JudgeNoise>) =>
    judge(shifted(0.01), undefined, {
      judgeNoise: () => ({
        halfWidth: 0.01,
        systematic: 0,
        shift: 0,
        reason: 'two judges disagree',
        ...noise,
      }),
    }).candidates[0]?.checks[0];

  it('larger than the margin decides nothing, and says why', () => {
    expect(noisy({})).toMatchObject({ verdict: 'pass', judgeNoise: 0.01 });
    expect(noisy({ halfWidth: 0.08 })).toMatchObject({
      verdict: 'inconclusive',
      judgeNoise: 0.08,
      p: null,
      reason: 'the judge’s own noise (±0.08) is larger than the margin 0.05: two judges disagree',
    });
  });

  it('is larger than any margin of 0, where its widened bounds decide whether the candidate is better', () => {
    const better = (systematic: number) =>
      judge(shifted(0.1), undefined, {
        spec: { ...spec, margin: 0 },
        judgeNoise: () => ({ halfWidth: 0.02, systematic, shift: 0, reason: 'two judges disagree' }),
      }).candidates[0]?.checks[0];
    expect(better(0.02)).toMatchObject({ verdict: 'pass', judgeNoise: 0.02 });
    expect(better(0.2)).toMatchObject({ verdict: 'inconclusive' });
  });

  it('a shift moves difference and bounds, what the spread cannot show widens them; p, bound and verdict agree', () => {
    const plain = noisy({});
    const moved = noisy({ shift: -0.02 });
    expect((plain?.diff ?? 0) - (moved?.diff ?? 0)).toBeCloseTo(0.02, 12);
    expect((plain?.low ?? 0) - (moved?.low ?? 0)).toBeCloseTo(0.02, 12);
    const wide = noisy({ systematic: 0.04 });
    expect(wide?.low).toBeCloseTo(
      (plain?.diff ?? 0) - Math.hypot((plain?.diff ?? 0) - (plain?.low ?? 0), 0.04),
      9,
    );
    for (const systematic of [0, 0.01, 0.03, 0.049]) {
      for (const shift of [-0.06, -0.05, -0.03, 0, 0.03]) {
        const check = noisy({ systematic, shift });
        expect((check?.low ?? 0) > -0.05).toBe(check?.verdict === 'pass');
        expect((check?.high ?? 0) < -0.05).toBe(check?.verdict === 'fail');
        expect((check?.p ?? 1) <= 0.05).toBe(check?.verdict === 'pass');
      }
    }
  });
});

describe('figures that cannot be compared', () => {
  it('leave their checks open, with the reason', () => {
    const result = judge(shifted(0.1), [{ metric: 'facts', margin: 0.3 }], {
      incomparable: new Map([['facts', 'facts was measured by another scorer']]),
    });
    expect(result.candidates[0]?.checks.map(({ metric, verdict }) => [metric, verdict])).toEqual([
      ['quality', 'pass'],
      ['quality', 'pass'],
      ['facts', 'inconclusive'],
    ]);
    expect(result.candidates[0]?.checks[2]?.reason).toBe('facts was measured by another scorer');
  });
});
