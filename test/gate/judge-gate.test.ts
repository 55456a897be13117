import { describe, expect, it } from 'vitest';
import type { SampleMeta } from '../../src/domain/index.js';
import { type GateCheck, judgeGate, settleN } from '../../src/gate/index.js';
import { tQuantile } from '../../src/stats/index.js';
import { jitter, sampleMeta } from '../analyze/synthetic-run.js';
import { attacks, baselineQuality, golden, shifted, spec, syntheticTable } from './synthetic-tables.js';

const baseline = syntheticTable('baseline', golden, baselineQuality);
const judge = (quality: (sample: SampleMeta) => number | null, given = spec) =>
  judgeGate({
    baseline,
    candidates: [syntheticTable('candidate', golden, quality)],
    spec: given,
    guardrails: [],
  });
const firstCheck = (result: ReturnType<typeof judgeGate>): GateCheck => {
  const check = result.candidates[0]?.checks[0];
  if (check === undefined) throw new Error('no check');
  return check;
};

describe('non-inferiority', () => {
  it('reproduces the 12 published pairs (statistics.md section 7)', () => {
    const before = [0.82, 0.91, 0.75, 0.66, 0.88, 0.79, 0.93, 0.7, 0.85, 0.77, 0.9, 0.68];
    const after = [0.8, 0.92, 0.73, 0.69, 0.85, 0.78, 0.92, 0.66, 0.86, 0.74, 0.91, 0.67];
    const samples = before.map((_, i) => sampleMeta(String(i)));
    const table = (name: string, values: number[]) =>
      syntheticTable(name, samples, ({ id }) => values[Number(id)] ?? null);
    const result = judgeGate({
      baseline: table('baseline', before),
      candidates: [table('candidate', after)],
      spec,
      guardrails: [],
    });
    const check = firstCheck(result);
    expect(check).toMatchObject({
      kind: 'non-inferiority',
      metric: 'quality',
      slice: 'golden',
      margin: 0.05,
      n: 12,
    });
    expect(check.diff).toBeCloseTo(-0.0091666667, 10);
    expect(check.low).toBeCloseTo(-0.0198733532, 10);
    expect(check.high).toBeCloseTo(0.0015400199, 10);
    expect(check.p).toBeCloseTo(1.3836018e-5, 12);
    expect(check.level).toBe(0.95);
    expect(check.mde).toBeCloseTo((tQuantile(0.95, 11) + tQuantile(0.8, 11)) * 0.0059617891, 9);
    expect(result.verdict).toBe('pass');
  });

  it('A/A: a variant against itself passes where n says enough, and against its noisy twin too', () => {
    const same = judge(baselineQuality);
    expect(same.verdict).toBe('pass');
    expect(firstCheck(same)).toMatchObject({ diff: 0 });
    // 200 equal answers do not show that all are: one in 200 may differ by as much as quality can.
    expect(firstCheck(same).low).toBeLessThan(0);
    expect(firstCheck(same).low).toBeGreaterThan(-0.05);
    expect(judge(shifted(0)).verdict).toBe('pass');
    expect(same.candidates[0]).toMatchObject({ flagged: [], missing: [] });
  });

  it('a real regression fails, and one inside the margin passes with a note', () => {
    expect(judge(shifted(-0.1)).verdict).toBe('fail');
    const within = judge(shifted(-0.02));
    expect(within.verdict).toBe('pass');
    expect(firstCheck(within).reason).toBe('regressed within the margin');
  });

  it('law 7: says inconclusive when the data cannot tell, and how many samples would', () => {
    const check = firstCheck(judge(shifted(-0.047, 0.3)));
    expect(check.verdict).toBe('inconclusive');
    expect(check.low).toBeLessThan(-0.05);
    expect(check.high).toBeGreaterThan(-0.05);
    const gap = Math.abs((check.diff ?? 0) + 0.05);
    expect(settleN(check)).toBe(Math.ceil(200 * ((check.mde ?? 0) / gap) ** 2));
    expect(settleN(check)).toBeGreaterThan(200);
  });

  it('law 7: a comparison respects clusters: copies of one sample are no evidence', () => {
    const few = golden.map((sample, i) => ({ ...sample, cluster: `c${i % 4}` }));
    const effect = ({ cluster }: SampleMeta) => 0.08 * (jitter(`effect${cluster}`) - 0.5);
    const clustered = judgeGate({
      baseline: syntheticTable('baseline', few, baselineQuality),
      candidates: [syntheticTable('candidate', few, (s) => baselineQuality(s) - 0.035 + effect(s))],
      spec,
      guardrails: [],
    });
    const independent = judgeGate({
      baseline,
      candidates: [
        syntheticTable('candidate', golden, (s) => {
          const cluster = `c${Number(s.id.slice(1)) % 4}`;
          return baselineQuality(s) - 0.035 + effect({ ...s, cluster });
        }),
      ],
      spec,
      guardrails: [],
    });
    expect(firstCheck(clustered).diff).toBeCloseTo(firstCheck(independent).diff ?? 0, 12);
    expect(firstCheck(clustered).high).toBeGreaterThan(firstCheck(independent).high ?? 0);
    expect([clustered.verdict, independent.verdict]).toEqual(['inconclusive', 'pass']);
  });

  it('one sample cannot be judged', () => {
    const one = golden.slice(0, 1);
    const result = judgeGate({
      baseline: syntheticTable('baseline', one, () => 0.5),
      candidates: [syntheticTable('candidate', one, () => 0.9)],
      spec,
      guardrails: [],
    });
    expect(result.verdict).toBe('inconclusive');
    expect(firstCheck(result)).toMatchObject({
      diff: null,
      p: null,
      reason: 'one sample has no standard error',
    });
    expect(settleN(firstCheck(result))).toBeNull();
  });
});

describe('missing pairs', () => {
  const lacking = (ids: readonly string[]) => (sample: SampleMeta) =>
    ids.includes(sample.id) ? null : baselineQuality(sample);

  it('are listed with their side; up to maxMissing the verdict stands', () => {
    const result = judgeGate({
      baseline: syntheticTable('baseline', golden, lacking(['g1', 'g2'])),
      candidates: [syntheticTable('candidate', golden, lacking(['g2', 'g3']))],
      spec,
      guardrails: [],
    });
    expect(result.candidates[0]?.missing).toEqual([
      { sampleId: 'g1', side: 'baseline' },
      { sampleId: 'g2', side: 'both' },
      { sampleId: 'g3', side: 'candidate' },
    ]);
    expect(result.verdict).toBe('pass');
    expect(firstCheck(result).n).toBe(197);
  });

  it('law 3: unscored is never zero: too many missing make it inconclusive, not a regression', () => {
    const result = judge(lacking(golden.slice(0, 5).map(({ id }) => id)));
    expect(result.verdict).toBe('inconclusive');
    expect(firstCheck(result)).toMatchObject({
      diff: 0,
      reason: '5 of 200 pairs missing (2.5 %, at most 2 %)',
    });
    expect(settleN(firstCheck(result))).toBeNull();
    expect(result.candidates[0]?.flagged).toEqual([]);
  });

  it('a regression on what is left does not fail while too many are missing: nobody knows the rest', () => {
    const result = judge((sample) => (sample.id.endsWith('7') ? null : shifted(-0.1)(sample)));
    expect(firstCheck(result).high).toBeLessThan(-0.05);
    expect(result.verdict).toBe('inconclusive');
    expect(firstCheck(result)).toMatchObject({ p: null });
  });

  it('samples that only the baseline has are missing on the candidate', () => {
    const result = judgeGate({
      baseline,
      candidates: [syntheticTable('candidate', golden.slice(0, 100), baselineQuality)],
      spec,
      guardrails: [],
    });
    expect(result.verdict).toBe('inconclusive');
    expect(result.candidates[0]?.missing).toHaveLength(100);
    expect(result.candidates[0]?.missing[0]).toEqual({ sampleId: 'g100', side: 'candidate' });
  });

  it('pairs by id whatever the order of the tables', () => {
    const backwards = [...golden].reverse();
    const result = judgeGate({
      baseline,
      candidates: [syntheticTable('candidate', backwards, shifted(-0.02))],
      spec,
      guardrails: [],
    });
    expect(firstCheck(result).diff).toBeCloseTo(firstCheck(judge(shifted(-0.02))).diff ?? 0, 12);
  });

  it('an id that occurs in two datasets is paired inside its dataset', () => {
    const twice = [sampleMeta('s', { cluster: '1' }), sampleMeta('s', { dataset: 'more', cluster: '2' })];
    const table = (name: string) =>
      syntheticTable(name, twice, ({ dataset }) => (dataset === 'more' ? 0.9 : 0.1));
    const result = judgeGate({
      baseline: table('baseline'),
      candidates: [table('candidate')],
      spec,
      guardrails: [],
    });
    expect(firstCheck(result)).toMatchObject({ diff: 0, n: 2, slice: 'all' });
  });
});

describe('adversarial datasets', () => {
  const both = [...golden, ...attacks];
  const withAttacks = (onGolden: number, onAttacks: number) =>
    judgeGate({
      baseline: syntheticTable('baseline', both, baselineQuality),
      candidates: [
        syntheticTable('candidate', both, (sample) =>
          shifted(sample.datasetKind === 'adversarial' ? onAttacks : onGolden)(sample),
        ),
      ],
      spec,
      guardrails: [],
    });

  it('law 9: a variant that loses on the adversarial set fails, whatever it gains elsewhere and costs less', () => {
    const result = withAttacks(0.1, -0.2);
    expect(result.candidates[0]?.checks.map(({ slice, verdict }) => [slice, verdict])).toEqual([
      ['golden', 'pass'],
      ['adversarial', 'fail'],
    ]);
    expect(result.verdict).toBe('fail');
  });

  it('law 9: a gain on the adversarial set does not hide a loss on the golden one', () => {
    const result = withAttacks(-0.1, 0.5);
    expect(result.verdict).toBe('fail');
    expect(result.candidates[0]?.checks[0]).toMatchObject({ slice: 'golden', n: 200, verdict: 'fail' });
  });

  it('passes when both hold, each with its own n', () => {
    const result = withAttacks(0, 0);
    expect(result.verdict).toBe('pass');
    expect(result.candidates[0]?.checks.map(({ n }) => n)).toEqual([200, 50]);
  });

  it('a baseline that never saw the adversarial set leaves it open', () => {
    const result = judgeGate({
      baseline,
      candidates: [syntheticTable('candidate', both, shifted(0))],
      spec,
      guardrails: [],
    });
    expect(result.verdict).toBe('inconclusive');
    expect(result.candidates[0]?.checks[1]?.reason).toContain('50 of 50 pairs missing');
  });
});

describe('several candidates', () => {
  const candidates = (...shifts: number[]) =>
    shifts.map((by, i) => syntheticTable(`v${i}`, golden, shifted(by, 0.3, `v${i}`)));
  const verdicts = (require: 'all' | 'any', ...shifts: number[]) =>
    judgeGate({ baseline, candidates: candidates(...shifts), spec: { ...spec, require }, guardrails: [] })
      .verdict;

  it('all takes the worst verdict, any the best; nobody to judge is inconclusive', () => {
    expect(verdicts('all', 0.1, -0.2)).toBe('fail');
    expect(verdicts('any', 0.1, -0.2)).toBe('pass');
    expect(verdicts('all', 0.1, -0.05)).toBe('inconclusive');
    expect(verdicts('all', -0.05, -0.2)).toBe('fail');
    expect(verdicts('any', -0.05, -0.2)).toBe('inconclusive');
    expect(verdicts('all')).toBe('inconclusive');
  });

  it('law 7: is corrected for multiplicity: each check is printed at the level of its Holm step', () => {
    const result = judgeGate({ baseline, candidates: candidates(0.1, 0.02, -0.045), spec, guardrails: [] });
    const checks = result.candidates.flatMap((candidate) => candidate.checks);
    const alphas = checks.map(({ level }) => 1 - level).sort((a, b) => a - b);
    expect(alphas[0]).toBeCloseTo(0.05 / 3, 12);
    expect(alphas[1]).toBeCloseTo(0.05 / 2, 12);
    expect(alphas[2]).toBeCloseTo(0.05, 12);
    for (const check of checks) expect(check.method).toContain('Holm over 3 candidates');
  });

  it('law 7: level, bounds, p and verdict say the same in every check', () => {
    for (let round = 0; round < 60; round++) {
      const shifts = [0, 1, 2, 3].map((i) => -0.1 + 0.15 * jitter(`${round} ${i}`));
      const tables = shifts.map((by, i) => syntheticTable(`v${i}`, golden, shifted(by, 0.3, `${round}${i}`)));
      const result = judgeGate({ baseline, candidates: tables, spec, guardrails: [] });
      for (const { verdict, low, high, p } of result.candidates.flatMap(({ checks }) => checks)) {
        expect((low ?? 0) > -0.05).toBe(verdict === 'pass');
        expect((high ?? 0) < -0.05).toBe(verdict === 'fail');
        expect((p ?? 1) <= 0.05).toBe(verdict === 'pass');
      }
    }
  });

  it('four candidates at the edge of the margin all pass less often together than one alone', () => {
    // True difference −margin: each pass is a false one. Over 300 gates the share of gates with any pass must stay
    // near alpha; without the correction it would be near .19.
    let any = 0;
    const small = golden.slice(0, 40);
    const base = syntheticTable('baseline', small, baselineQuality);
    for (let round = 0; round < 300; round++) {
      const tables = [0, 1, 2, 3].map((i) =>
        syntheticTable(`v${i}`, small, shifted(-0.05, 0.2, `edge${round}-${i}`)),
      );
      const gate = judgeGate({
        baseline: base,
        candidates: tables,
        spec: { ...spec, require: 'any' },
        guardrails: [],
      });
      if (gate.verdict === 'pass') any++;
    }
    expect(any / 300).toBeLessThan(0.1);
    expect(any).toBeGreaterThan(0);
  });
});
