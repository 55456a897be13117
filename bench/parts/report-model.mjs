/** The model of a report with `samples` samples, five variants and a flag for each sample, spread over four candidates. */
export function reportModel(samples) {
  const names = ['baseline', 'concise', 'structured', 'fewshot', 'small'];
  const flagged = Array.from({ length: samples }, (_, at) => flagOf(at, names[1 + (at % 4)]));
  const id = 'bench';
  const hash = 'a'.repeat(64);
  return {
    document: {
      run: {
        id,
        experiment: 'bench',
        provider: 'emulator',
        emulated: true,
        seed: 1,
        versions: {},
        volatile: [],
        notices: [],
      },
      cells: { planned: 5 * samples, completed: 5 * samples, failed: 0, unscored: 0, cached: 0 },
      cost: {
        billedUsd: 1,
        logicalUsd: 1,
        byRole: { candidate: 1, judge: 0, embedding: 0 },
        priceBook: null,
        repriced: null,
      },
      variants: names.map((name, at) => variantOf(name, at, samples)),
      gate: {
        verdict: 'pass',
        baseline: 'baseline',
        require: 'any',
        candidates: names.slice(1).map((name) => candidateOf(name, samples, flagged)),
      },
      judges: [],
      front: [{ variant: 'concise', objectives: { quality: 0.5, costUsdPerSample: 0.001 } }],
      promotion: null,
      reports: { html: 'report.html', markdown: 'report.md', json: 'report.json', junit: 'junit.xml' },
    },
    experiment: {
      name: 'bench',
      baseline: 'baseline',
      quality: { facts: 1 },
      guardrails: [],
      gate: {
        candidates: names.slice(1),
        margin: 0.05,
        alpha: 0.05,
        drop: 0.1,
        require: 'any',
        maxMissing: 0.02,
      },
      repeats: 1,
    },
    metrics: [{ name: 'facts', min: 0, max: 1, description: 'facts' }],
    datasets: [{ name: 'golden', kind: 'golden', count: samples, hash }],
    prompts: [],
    flagged,
    samples: gridOf(names, samples),
    execution: {
      startedAt: '2026-01-01T00:00:00.000Z',
      finishedAt: '2026-01-01T00:01:00.000Z',
      wallMs: 60_000,
      calls: { made: 5 * samples, cached: 0, retries: 0, failed: 0 },
      concurrency: { limit: 16, peak: 16 },
      phasesMs: {},
      stopped: null,
    },
  };
}

const estimate = (value, n) => ({
  value,
  low: value - 0.02,
  high: value + 0.02,
  level: 0.95,
  method: 't',
  n,
});

function variantOf(name, at, n) {
  const quality = estimate(0.5 + at / 50, n);
  const cost = { ...estimate(0.001 * (at + 1), n), low: 0.0009 * (at + 1), high: 0.0011 * (at + 1) };
  const intents = Array.from({ length: 10 }, (_, intent) => ({
    by: 'intent',
    value: `intent-${intent}`,
    n: n / 10,
    quality,
    costUsdPerSample: cost,
    qualityPer1kTokens: quality,
  }));
  return {
    name,
    id: 'b'.repeat(64),
    model: 'model',
    prompt: null,
    params: {},
    n,
    failed: 0,
    unscored: 0,
    metrics: { facts: quality },
    quality,
    tokens: { input: 900, output: 80, cacheRead: null, cacheWrite: null, byComponent: null },
    promptCache: null,
    costUsdPerSample: cost,
    monthlyCostUsd: null,
    dominatedBy: null,
    qualityPer1kTokens: quality,
    qualityPerUsd: estimate(300, n),
    latencyMs: { p50: estimate(900, n), p95: estimate(2000, n), p99: estimate(4000, n) },
    slices: intents,
  };
}

function candidateOf(variant, n, flagged) {
  return {
    variant,
    verdict: 'pass',
    checks: [
      {
        kind: 'non-inferiority',
        metric: 'quality',
        slice: 'golden',
        margin: 0.05,
        bound: null,
        diff: 0.01,
        low: -0.01,
        high: 0.03,
        level: 0.95,
        method: 't',
        p: 0.001,
        n,
        mde: 0.02,
        verdict: 'pass',
      },
    ],
    flagged: flagged
      .filter(({ candidate }) => candidate === variant)
      .map(({ sampleId, before, after, kinds, review }) => ({ sampleId, before, after, kinds, review })),
    slices: Array.from({ length: 40 }, (_, at) => ({
      by: 'tag',
      value: `tag-${at}`,
      kind: 'golden',
      diff: estimate(at / 400 - 0.05, 100),
      p: 0.5,
    })),
    missing: [],
  };
}

function flagOf(at, candidate) {
  const words = (count, seed) =>
    Array.from({ length: count }, (_, word) => `w${(at * 31 + word * 17 + seed) % 997}`).join(' ');
  const trial = (seed, value) => ({
    state: 'completed',
    text: words(60, seed),
    stopReason: 'end_turn',
    scores: { facts: { state: 'scored', value, detail: { missing: [words(2, seed)], violated: [] } } },
    usage: { inputTokens: 900, outputTokens: 80, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 },
    costUsd: 0.001,
    latencyMs: 900,
  });
  return {
    candidate,
    sampleId: `sample-${String(at).padStart(5, '0')}`,
    dataset: 'golden',
    intent: `intent-${at % 10}`,
    tags: ['tag-1', 'tag-2'],
    question: words(20, 1),
    history: [],
    documents: [1, 2, 3].map((id) => ({ id: `doc-${id}`, text: words(80, id) })),
    references: [words(40, 5)],
    before: 0.9,
    after: 0.2 + (at % 50) / 100,
    kinds: at % 3 === 0 ? ['drop', 'fact-violation'] : ['drop'],
    baselineTrial: trial(2, 1),
    candidateTrial: trial(3, 0.5),
    review: null,
  };
}

function gridOf(names, samples) {
  const rows = Array.from({ length: samples }, (_, at) => at);
  return {
    ids: rows.map((at) => `sample-${String(at).padStart(5, '0')}`),
    datasets: rows.map(() => 'golden'),
    intents: rows.map((at) => `intent-${at % 10}`),
    variants: names.map((name, variant) => ({
      name,
      quality: Float64Array.from(rows, (at) => ((at * 37 + variant * 11) % 100) / 100),
      costUsd: Float64Array.from(rows, (at) => 0.001 + at * 1e-7),
    })),
  };
}
