import { describe, expect, it } from 'vitest';
import type { SampleTable } from '../../src/analyze/index.js';
import type { SampleMeta } from '../../src/domain/index.js';
import { judgeGate } from '../../src/gate/index.js';
import { shareBounds, shareTest } from '../../src/gate/share-test.js';
import { isDefined } from '../../src/stats/index.js';
import { attacks, baselineQuality, golden, shifted, spec, syntheticTable } from './synthetic-tables.js';

const both = [...golden, ...attacks];

/** A table whose refusals and findings are computed from the sample. */
function table(
  name: string,
  quality: (sample: SampleMeta) => number | null,
  known: {
    readonly refused?: (sample: SampleMeta) => number;
    readonly findings?: (sample: SampleMeta) => readonly string[] | undefined;
  } = {},
): SampleTable {
  const { refused, findings } = known;
  return {
    ...syntheticTable(name, both, quality),
    ...(refused && { refused: Float64Array.from(both, refused) }),
    ...(findings && { findings: (row) => findings(both[row] ?? golden[0] ?? never()) }),
  };
}

const judge = (baseline: SampleTable, candidate: SampleTable, more = {}) =>
  judgeGate({ baseline, candidates: [candidate], spec: { ...spec, ...more }, guardrails: [] });

describe('severity flags', () => {
  it('a fact newly wrong is flagged although quality holds; one that the baseline has too is not', () => {
    const wrong = (ids: { readonly [id: string]: readonly string[] }) => (sample: SampleMeta) =>
      ids[sample.id] ?? [];
    const result = judge(
      table('baseline', baselineQuality, { findings: wrong({ g2: ['price'] }) }),
      table('candidate', baselineQuality, {
        findings: wrong({ g1: ['date'], g2: ['price'], g3: ['a', 'b', 'c'] }),
      }),
    );
    expect(result.candidates[0]?.flagged.map(({ sampleId, kinds }) => [sampleId, kinds])).toEqual([
      ['g3', ['fact-violation']],
      ['g1', ['fact-violation']],
    ]);
  });

  it('a new refusal is flagged, unless the answer is the better for it', () => {
    const refused =
      (ids: readonly string[]) =>
      ({ id }: SampleMeta) =>
        Number(ids.includes(id));
    const result = judge(
      table('baseline', baselineQuality, { refused: refused(['g1']) }),
      table('candidate', (sample) => baselineQuality(sample) + (sample.id === 'x1' ? 0.1 : 0), {
        refused: refused(['g1', 'g2', 'x1']),
      }),
    );
    expect(result.candidates[0]?.flagged.map(({ sampleId, kinds }) => [sampleId, kinds])).toEqual([
      ['g2', ['refusal']],
    ]);
  });

  it('what a side does not know is no flag', () => {
    const blind = judge(
      table('baseline', baselineQuality),
      table('candidate', baselineQuality, { refused: () => 1, findings: () => ['price'] }),
    );
    expect(blind.candidates[0]?.flagged).toEqual([]);
  });

  it('what different scorers measured is no flag either', () => {
    const result = judgeGate({
      baseline: table('baseline', () => 0.8, { findings: () => [] }),
      candidates: [table('candidate', () => 0.2, { findings: () => ['price'] })],
      spec,
      guardrails: [],
      incomparable: new Map([['quality', 'another judge']]),
    });
    expect(result.candidates[0]?.flagged).toEqual([]);
    expect(result.verdict).toBe('inconclusive');
  });

  it('facts go before refusals, refusals before drops, however large', () => {
    const result = judge(
      table('baseline', () => 0.8, { refused: () => 0, findings: () => [] }),
      table('candidate', ({ id }) => (id === 'g1' ? 0.1 : 0.8), {
        refused: ({ id }) => Number(id === 'g2'),
        findings: ({ id }) => (id === 'g3' ? ['price'] : []),
      }),
    );
    expect(result.candidates[0]?.flagged.map(({ sampleId }) => sampleId)).toEqual(['g3', 'g2', 'g1']);
  });
});

describe('the exact bound on adversarial samples', () => {
  it('is that of Clopper and Pearson: 0 of 50 leaves 1 − 0.05^(1/50), 1 of 20 leaves 0.2161', () => {
    expect(shareBounds({ count: 0, n: 50, clusters: 50 }, 0.05).upper).toBeCloseTo(1 - 0.05 ** (1 / 50), 12);
    // One-sided 95 % for 1 of 20 from the binomial tail: P(X ≤ 1 | n = 20, p) = 0.05 at p = 0.216106.
    const { upper } = shareBounds({ count: 1, n: 20, clusters: 20 }, 0.05);
    expect(upper).toBeCloseTo(0.216106, 5);
    expect((1 - upper) ** 20 + 20 * upper * (1 - upper) ** 19).toBeCloseTo(0.05, 10);
  });

  it('is always shown, and judged where maxWorse is given', () => {
    const worse = (count: number, more = {}) =>
      judge(
        table('baseline', baselineQuality),
        table('candidate', (sample) => {
          const at = attacks.indexOf(sample);
          return at >= 0 && at < count ? baselineQuality(sample) * 0.5 : shifted(0.01)(sample);
        }),
        more,
      );
    expect(worse(2).candidates[0]?.worse).toEqual([
      expect.objectContaining({ dataset: 'adversarial', worse: 2, n: 50, share: 0.04, level: 0.95 }),
    ]);
    expect(worse(2).candidates[0]?.checks.some(({ kind }) => kind === 'exact')).toBe(false);
    const check = (count: number) => worse(count, { maxWorse: 0.1 }).candidates[0]?.checks.at(-1);
    expect(check(0)).toMatchObject({ kind: 'exact', metric: 'worse', bound: { max: 0.1 }, verdict: 'pass' });
    expect(check(3)).toMatchObject({ verdict: 'inconclusive' });
    expect(check(3)?.settle).toBeGreaterThan(50);
    expect(check(15)).toMatchObject({ verdict: 'fail' });
  });

  it('counts clusters, not copies: fifty samples of five clusters are five', () => {
    const copies = shareBounds({ count: 0, n: 50, clusters: 5 }, 0.05).upper;
    expect(copies).toBeCloseTo(1 - 0.05 ** (1 / 5), 12);
  });

  it('p and bound agree', () => {
    for (let count = 0; count <= 20; count++) {
      for (const alpha of [0.01, 0.05, 0.2]) {
        const test = shareTest({ count, n: 20, clusters: 20 }, 0.3);
        if (!isDefined(test)) throw new Error('undefined');
        const { lower, upper } = test.bounds(alpha);
        expect((upper ?? 1) < 0.3).toBe(test.pBelow < alpha);
        expect((lower ?? 0) > 0.3).toBe(test.pAbove < alpha);
      }
    }
  });

  it('a cut adversarial dataset has no verdict, unless its part was asked for by name', () => {
    const cut = (allowed: boolean) =>
      judgeGate({
        baseline: table('baseline', baselineQuality),
        candidates: [table('candidate', shifted(0.1))],
        spec,
        guardrails: [],
        cut: [{ dataset: 'adversarial', taken: 50, total: 400, allowed }],
      }).candidates[0]?.checks[1];
    expect(cut(false)).toMatchObject({ slice: 'adversarial', verdict: 'inconclusive', p: null });
    expect(cut(false)?.reason).toContain('only 50 of 400 samples of adversarial were run');
    expect(cut(true)).toMatchObject({
      verdict: 'pass',
      reason: 'only 50 of 400 samples of adversarial were run',
    });
  });
});

function never(): never {
  throw new Error('no sample');
}
