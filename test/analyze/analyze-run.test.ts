import { describe, expect, it } from 'vitest';
import { type AnalyzeOptions, analyzeRun } from '../../src/analyze/index.js';
import type { Estimate } from '../../src/domain/index.js';
import { FACTS, HELPFULNESS, jitter, sampleMeta, syntheticRun } from './synthetic-run.js';

const options: AnalyzeOptions = { quality: { facts: 1 }, level: 0.95, seed: 42 };
const ids = (count: number, prefix = 's') => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const only = (data: Parameters<typeof analyzeRun>[0], given = options) => {
  const [variant] = analyzeRun(data, given).variants;
  if (variant === undefined) throw new Error('no variant');
  return variant;
};

describe('quality', () => {
  it('is the weighted sum of normalised metrics: a criterion on 1 to 5 enters as (v − 1)/4', () => {
    const data = syntheticRun({
      variants: ['a'],
      samples: [sampleMeta('s')],
      metrics: [FACTS, HELPFULNESS],
      trial: () => ({ scores: { facts: 0.5, helpfulness: 4 } }),
    });
    const { quality, metrics } = only(data, { ...options, quality: { facts: 0.6, helpfulness: 0.4 } });
    expect(quality.value).toBeCloseTo(0.6 * 0.5 + 0.4 * 0.75, 12);
    expect(metrics.helpfulness?.value).toBe(4);
  });

  it('law 3: unscored is never zero; a missing part is not re-weighted and a failed call vanishes from no count', () => {
    const data = syntheticRun({
      variants: ['a'],
      samples: ids(4).map((id) => sampleMeta(id)),
      metrics: [FACTS, HELPFULNESS],
      trial: (_, { id }) => {
        if (id === 's0') return null;
        return { scores: { facts: 0.8, helpfulness: id === 's1' ? null : 5 } };
      },
    });
    const analysis = analyzeRun(data, { ...options, quality: { facts: 0.5, helpfulness: 0.5 } });
    const [variant] = analysis.variants;
    expect(variant).toMatchObject({ n: 3, failed: 1, unscored: 1 });
    expect(variant?.quality).toMatchObject({ n: 2, value: 0.9 });
    expect(variant?.quality.method).toContain('2 of 4 samples missing');
    expect(variant?.metrics.facts).toMatchObject({ n: 3 });
    expect([...analysis.table('a').quality]).toEqual([Number.NaN, Number.NaN, 0.9, 0.9]);
  });

  it('repeats are averaged over the scored ones, and the sample stays the unit', () => {
    const data = syntheticRun({
      variants: ['a'],
      samples: [sampleMeta('x'), sampleMeta('y')],
      repeats: 4,
      trial: (_, { id }, repeat) => {
        if (id === 'x' && repeat === 0) return null;
        return { scores: { facts: id === 'x' ? 0.9 : repeat % 2 } };
      },
    });
    const { quality } = only(data);
    expect(quality).toMatchObject({ n: 2 });
    expect(quality.value).toBeCloseTo((0.9 + 0.5) / 2, 12);
  });

  it('without a declared quality it is undefined with a reason, and the front is empty', () => {
    const data = syntheticRun({
      variants: ['a'],
      samples: [sampleMeta('s')],
      trial: () => ({ scores: { facts: 1 } }),
    });
    const analysis = analyzeRun(data, { ...options, quality: {} });
    expect(analysis.variants[0]?.quality).toMatchObject({
      value: null,
      reason: 'the experiment declares no quality',
    });
    expect(analysis.front).toEqual([]);
  });

  it('respects clusters and sample weights', () => {
    const samples = ids(8).map((id, i) => sampleMeta(id, { cluster: `c${i % 4}`, weight: i < 4 ? 3 : 1 }));
    const data = syntheticRun({
      variants: ['a'],
      samples,
      trial: (_, { id }) => ({ scores: { facts: jitter(id) } }),
    });
    const { quality } = only(data);
    const values = samples.map(({ id, weight }) => [jitter(id), weight] as const);
    const mean = values.reduce((sum, [x, w]) => sum + x * w, 0) / 16;
    expect(quality.value).toBeCloseTo(mean, 12);
    expect(quality.method).toContain('df clusters−1');
    const sums = [0, 1, 2, 3].map((c) =>
      values.reduce((sum, [x, w], i) => sum + (i % 4 === c ? (w * (x - mean)) / 16 : 0), 0),
    );
    const se = Math.sqrt(sums.reduce((sum, u) => sum + u * u, 0) * (4 / 3));
    expect((quality.high ?? 0) - mean).toBeCloseTo(3.1824463053 * se, 9);
  });

  it('pass or fail of independent samples takes Wilson, or Clopper-Pearson when few or unanimous', () => {
    const passing = (count: number, total: number) =>
      only(
        syntheticRun({
          variants: ['a'],
          samples: ids(total).map((id) => sampleMeta(id)),
          trial: (_, { id }) => ({ scores: { facts: Number(id.slice(1)) < count ? 1 : 0 } }),
        }),
      ).quality;
    // statistics.md section 2.
    expect(passing(81, 263).method).toBe('Wilson');
    expect(passing(81, 263).low).toBeCloseTo(0.2552885, 7);
    expect(passing(1, 29).method).toBe('Clopper-Pearson');
    expect(passing(1, 29).high).toBeCloseTo(0.1776443, 7);
    expect(passing(0, 20).high).toBeCloseTo(0.1684335, 7);
  });
});

describe('cost and efficiency', () => {
  it('failures never make a variant look cheap', () => {
    const samples = ids(10).map((id) => sampleMeta(id));
    const data = syntheticRun({
      variants: ['steady', 'failing'],
      samples,
      trial: (variant, { id }) =>
        variant === 'failing' && Number(id.slice(1)) < 5 ? null : { scores: { facts: 0.5 }, costUsd: 0.004 },
    });
    const [steady, failing] = analyzeRun(data, options).variants;
    expect(steady?.costUsdPerSample).toMatchObject({ value: 0.004, n: 10 });
    expect(failing?.costUsdPerSample).toMatchObject({ value: 0.004, n: 5 });
    expect(failing).toMatchObject({ failed: 5, n: 5 });
  });

  it('unknown cost and unknown usage are undefined with a reason, not 0', () => {
    const data = syntheticRun({
      variants: ['a'],
      samples: ids(3).map((id) => sampleMeta(id)),
      trial: () => ({ scores: { facts: 1 }, costUsd: null, usage: null, latencyMs: null }),
    });
    const variant = only(data);
    expect(variant.costUsdPerSample).toMatchObject({ value: null, reason: 'no scored sample' });
    expect(variant.qualityPerUsd).toMatchObject({
      value: null,
      reason: 'no sample has both quality and cost',
    });
    expect(variant.qualityPer1kTokens).toMatchObject({ value: null });
    expect(variant.latencyMs.p50).toMatchObject({ value: null, reason: 'no latency' });
    expect(variant.tokens).toEqual({
      input: null,
      output: null,
      cacheRead: null,
      cacheWrite: null,
      byComponent: null,
    });
  });

  it('a free variant has no quality per dollar', () => {
    const data = syntheticRun({
      variants: ['a'],
      samples: ids(3).map((id) => sampleMeta(id)),
      trial: () => ({ scores: { facts: 1 }, costUsd: 0 }),
    });
    expect(only(data).qualityPerUsd).toMatchObject({ value: null, reason: 'cost adds up to 0' });
    // Dollars that happen to be all 0 are no pass/fail: a proportion's bound of 70 cents would be nonsense.
    expect(only(data).costUsdPerSample).toMatchObject({ value: 0, low: 0, high: 0 });
  });

  it('quality per 1K tokens is the ratio of sums with the published intervals', () => {
    // statistics.md section 10.
    const q = [0.9, 0.8, 1, 0.4, 0.7, 0.95, 0.6, 0.85, 0.3, 1];
    const tokens = [1200, 900, 1500, 300, 2500, 1100, 800, 1300, 250, 2000];
    const data = syntheticRun({
      variants: ['a'],
      samples: ids(10).map((id) => sampleMeta(id)),
      trial: (_, { id }) => {
        const i = Number(id.slice(1));
        return { scores: { facts: q[i] ?? null }, inputTokens: (tokens[i] ?? 0) - 100, outputTokens: 100 };
      },
    });
    const { qualityPer1kTokens, tokens: means } = only(data);
    expect(qualityPer1kTokens.value).toBeCloseTo(0.6329113924, 10);
    expect(qualityPer1kTokens.low).toBeCloseTo(0.476116805, 9);
    expect(qualityPer1kTokens.high).toBeCloseTo(0.966830045, 9);
    expect(qualityPer1kTokens.method).toContain('fieller');
    expect(means).toMatchObject({ input: 1085, output: 100, byComponent: { system: 40, documents: 30 } });
  });
});

describe('latency', () => {
  const run = (count: number, repeats = 1) =>
    only(
      syntheticRun({
        variants: ['a'],
        samples: ids(count).map((id) => sampleMeta(id)),
        repeats,
        trial: (_, { id }) => ({ scores: { facts: 1 }, latencyMs: 10 * (Number(id.slice(1)) + 1) }),
      }),
    ).latencyMs;

  it('gives a percentile only from enough samples, whatever the repeats', () => {
    expect(run(58).p95).toMatchObject({ value: null, n: 58 });
    expect(run(58).p95.reason).toContain('n too small');
    expect(run(58, 3).p95.value).toBeNull();
    expect(run(59).p95).toMatchObject({ n: 59, high: 590 });
    expect(run(298).p99.value).toBeNull();
    expect(run(299).p99.value).not.toBeNull();
  });

  it('takes the order statistics 40 and 61 of 100 around the median', () => {
    expect(run(100).p50).toMatchObject({ low: 400, high: 610, value: 505, n: 100 });
    expect(run(100, 2).p50).toMatchObject({ low: 400, high: 610, n: 100 });
  });
});

describe('traffic', () => {
  const samples = [
    ...ids(6, 'f').map((id) => sampleMeta(id, { intent: 'faq' })),
    ...ids(6, 'r').map((id) => sampleMeta(id, { intent: 'recommendation' })),
  ];
  const data = syntheticRun({
    variants: ['a'],
    samples,
    trial: (_, { id, intent }) => ({
      scores: { facts: (intent === 'faq' ? 0.9 : 0.5) + 0.01 * Number(id.slice(1)) },
      costUsd: (intent === 'faq' ? 0.001 : 0.01) + 0.0001 * Number(id.slice(1)),
    }),
  });

  it('weights quality by volume and prices a month of 30 days', () => {
    const { quality, monthlyCostUsd } = only(data, {
      ...options,
      traffic: { faq: 9000, recommendation: 1000 },
    });
    expect(quality.value).toBeCloseTo(0.9 * 0.925 + 0.1 * 0.525, 12);
    expect(quality.method).toContain('volume-weighted');
    expect(monthlyCostUsd?.value).toBeCloseTo(30 * (9000 * 0.00125 + 1000 * 0.01025), 9);
    expect(monthlyCostUsd?.method).toContain('30 days');
    // Both intents have the same spread: sd .0187083·10⁻² over √6 samples.
    const se = 0.00018708287 / Math.sqrt(6);
    const half = (monthlyCostUsd?.high ?? 0) - (monthlyCostUsd?.value ?? 0);
    expect(half / (30 * Math.hypot(9000, 1000) * se)).toBeGreaterThan(1.96);
    expect(half / (30 * Math.hypot(9000, 1000) * se)).toBeLessThan(2.6);
  });

  it('an intent with traffic and no sample leaves the month undefined and is named in the quality', () => {
    const { quality, monthlyCostUsd } = only(data, { ...options, traffic: { faq: 9000, returns: 1000 } });
    expect(monthlyCostUsd).toMatchObject({ value: null, reason: 'no sample of intent returns' });
    expect(quality.value).toBeCloseTo(0.925, 12);
    expect(quality.method).toContain('without returns');
  });

  it('law 3: an intent whose samples all failed makes the volume-weighted quality undefined', () => {
    const failing = syntheticRun({
      variants: ['a'],
      samples,
      trial: (_, { intent }) => (intent === 'faq' ? { scores: { facts: 1 } } : null),
    });
    const variant = only(failing, { ...options, traffic: { faq: 1, recommendation: 1 } });
    expect(variant.quality).toMatchObject({ value: null, reason: 'intent recommendation: no scored sample' });
    expect(variant.monthlyCostUsd).toMatchObject({ value: null });
  });

  it('is null without traffic', () => {
    expect(only(data).monthlyCostUsd).toBeNull();
  });
});

describe('populations', () => {
  const samples = [
    ...ids(5, 'g').map((id) => sampleMeta(id, { tags: ['ja'] })),
    ...ids(5, 'x').map((id) =>
      sampleMeta(id, {
        dataset: 'attacks',
        datasetKind: 'adversarial',
        intent: 'faq',
        tags: ['injection', 'ja'],
      }),
    ),
  ];
  const data = syntheticRun({
    variants: ['a'],
    samples,
    trial: (_, { datasetKind }) => ({
      scores: { facts: datasetKind === 'adversarial' ? 0.2 : 0.8 },
      costUsd: datasetKind === 'adversarial' ? 1 : 0.001,
    }),
  });
  const variant = only(data);
  const slice = (by: string, value: string) => variant.slices.find((s) => s.by === by && s.value === value);

  it('law 9: adversarial samples never enter a headline figure, and every dataset is a slice', () => {
    const headline: Estimate[] = [variant.quality, variant.costUsdPerSample, variant.qualityPerUsd];
    expect(headline.map(({ n }) => n)).toEqual([5, 5, 5]);
    expect(variant.quality).toMatchObject({ value: 0.8 });
    expect(variant.quality.method).toContain('adversarial datasets apart');
    expect(slice('dataset', 'golden')?.quality.value).toBe(0.8);
    expect(slice('dataset', 'attacks')?.quality.value).toBe(0.2);
  });

  it('slices by intent and tag keep the adversarial part out, unless there is nothing else', () => {
    expect(slice('intent', 'faq')).toMatchObject({ n: 5, quality: { value: 0.8 } });
    expect(slice('tag', 'ja')).toMatchObject({ n: 5, quality: { value: 0.8 } });
    expect(slice('tag', 'injection')).toMatchObject({ n: 5, quality: { value: 0.2 } });
    expect(variant.slices.map(({ by, value }) => `${by} ${value}`)).toEqual([
      'dataset attacks',
      'dataset golden',
      'intent faq',
      'tag injection',
      'tag ja',
    ]);
  });

  it('a run of adversarial datasets alone is its own headline', () => {
    const attacks = samples.filter(({ datasetKind }) => datasetKind === 'adversarial');
    const { quality } = only(
      syntheticRun({ variants: ['a'], samples: attacks, trial: () => ({ scores: { facts: 0.3 } }) }),
    );
    expect(quality).toMatchObject({ value: 0.3, n: 5 });
    expect(quality.method).toContain('adversarial datasets only');
  });
});

describe('determinism and memory', () => {
  it('law 6: the order in which cells were carried out changes no bit', () => {
    const build = (order?: (cells: never[]) => never[]) =>
      syntheticRun({
        variants: ['a', 'b'],
        samples: ids(80).map((id, i) => sampleMeta(id, { cluster: `c${i % 9}`, intent: `i${i % 3}` })),
        repeats: 2,
        trial: (variant, { id }, repeat) => ({
          scores: { facts: jitter(variant + id + repeat) },
          costUsd: jitter(id) / 100,
          latencyMs: 100 + Math.floor(1000 * jitter(id + repeat)),
        }),
        ...(order === undefined ? {} : { order: order as never }),
      });
    const given = { ...options, traffic: { i0: 5, i1: 3, i2: 9 } };
    const there = analyzeRun(build(), given);
    const back = analyzeRun(
      build((cells) => cells.reverse()),
      given,
    );
    expect(back.variants).toEqual(there.variants);
    expect(JSON.stringify(back.front)).toBe(JSON.stringify(there.front));
  });

  it('law 11: the trials are read exactly once, as a stream', () => {
    const data = syntheticRun({
      variants: ['a'],
      samples: [sampleMeta('s')],
      trial: () => ({ scores: { facts: 1 } }),
    });
    analyzeRun(data, options);
    expect(data.reads()).toBe(1);
  });

  it('law 7: every figure carries n, level and method, and a reason where its interval is undefined', () => {
    const data = syntheticRun({
      variants: ['a', 'b'],
      samples: ids(3).map((id) => sampleMeta(id)),
      trial: (variant, { id }) => (variant === 'b' && id !== 's0' ? null : { scores: { facts: jitter(id) } }),
    });
    for (const variant of analyzeRun(data, options).variants) {
      const figures = [
        variant.quality,
        variant.costUsdPerSample,
        variant.qualityPer1kTokens,
        variant.qualityPerUsd,
        ...Object.values(variant.latencyMs),
        ...Object.values(variant.metrics),
      ];
      for (const { n, level, method, low, high, value, reason } of figures) {
        expect(n).toBeGreaterThan(0);
        expect(level).toBe(0.95);
        expect(method).not.toBe('');
        for (const number of [value, low, high]) expect(number).not.toBeNaN();
        if (value === null || low === null || high === null) expect(reason).toBeTruthy();
      }
    }
  });
});
