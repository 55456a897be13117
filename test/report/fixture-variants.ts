import type { VariantResult } from '../../src/analyze/port.js';
import { type Estimate, hashText, undefinedEstimate } from '../../src/domain/index.js';

export const T_METHOD = 't, CR1 clustered SE, df clusters-1';

export function estimate(value: number, half: number, n = 250, method = T_METHOD): Estimate {
  return { value, low: value - half, high: value + half, level: 0.95, method, n };
}

const noEstimate = (reason: string, n = 0): Estimate =>
  undefinedEstimate(reason, { level: 0.95, method: 'order statistic', n });

interface Sketch {
  readonly name: string;
  readonly quality: number;
  readonly cost: number;
  readonly model: string;
  readonly prompt: string;
  readonly params: { readonly [name: string]: unknown };
  readonly dominatedBy?: string;
  readonly tokens: readonly [
    system: number,
    fewShot: number,
    documents: number,
    history: number,
    user: number,
  ];
  readonly output: number;
  readonly p95?: number;
  readonly promptCache?: VariantResult['promptCache'];
}

const SONNET = 'global.anthropic.claude-sonnet-4-5-20250929-v1:0';
const HAIKU = 'global.anthropic.claude-haiku-4-5-20251001-v1:0';

const SKETCHES: readonly Sketch[] = [
  {
    name: 'baseline',
    quality: 0.818,
    cost: 0.00421,
    model: SONNET,
    prompt: 'prompts/mangaassist/v1.md',
    params: { maxTokens: 500, temperature: 0.3, ragChunks: 5, fewShot: 2, historyTurns: 6 },
    tokens: [182, 240, 410, 66, 31],
    output: 148,
    p95: 2380,
    promptCache: {
      ttl: '5m',
      prefixes: 8,
      calls: 250,
      hits: 239,
      writes: 9,
      misses: 2,
      unmarked: 0,
      readTokens: 290_146,
      writeTokens: 10_926,
      savedUsd: 0.775,
      theoreticalUsd: 0.797,
      note: null,
    },
  },
  {
    name: 'concise',
    quality: 0.812,
    cost: 0.00268,
    model: SONNET,
    prompt: 'prompts/mangaassist/v2-concise.md',
    params: { maxTokens: 250, temperature: 0.3, ragChunks: 3, fewShot: 0, historyTurns: 6 },
    tokens: [74, 0, 251, 66, 31],
    output: 92,
    p95: 1610,
    promptCache: {
      ttl: '1h',
      prefixes: 250,
      calls: 250,
      hits: 0,
      writes: 250,
      misses: 0,
      unmarked: 0,
      readTokens: 0,
      writeTokens: 81_500,
      savedUsd: -0.2445,
      theoreticalUsd: -0.2445,
      note: 'caching cost $0.24 more than it saved',
    },
  },
  {
    name: 'haiku-structured',
    quality: 0.779,
    cost: 0.000911,
    model: HAIKU,
    prompt: 'prompts/mangaassist/v2-concise.md',
    params: { maxTokens: 250, ragChunks: 3 },
    tokens: [74, 0, 251, 66, 31],
    output: 97,
    p95: 840,
  },
  {
    name: 'micro',
    quality: 0.604,
    cost: 0.000198,
    model: 'arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/manga-micro',
    prompt: 'prompts/mangaassist/v1.md',
    params: { maxTokens: 150, temperature: 0 },
    tokens: [182, 0, 410, 0, 31],
    output: 61,
  },
  {
    name: 'concise-long',
    quality: 0.801,
    cost: 0.00392,
    model: SONNET,
    prompt: 'prompts/mangaassist/v2-concise.md',
    params: { maxTokens: 500, temperature: 0.3, ragChunks: 5 },
    dominatedBy: 'concise',
    tokens: [74, 0, 410, 66, 31],
    output: 171,
    p95: 2290,
  },
];

const SLICES = [
  'faq',
  'recommendation',
  'order_status',
  'product_question',
  'returns',
  '日本語',
  'promotion',
  'escalation',
];

export function fixtureVariants(): VariantResult[] {
  return SKETCHES.map((sketch, position) => {
    const [system, fewShot, documents, history, user] = sketch.tokens;
    const input = system + fewShot + documents + history + user;
    const perDay = 198_000 * 30.4375;
    return {
      name: sketch.name,
      id: hashText(sketch.name),
      model: sketch.model,
      prompt: sketch.prompt,
      params: sketch.params,
      n: sketch.name === 'micro' ? 247 : 250,
      failed: sketch.name === 'micro' ? 3 : 0,
      unscored: position * 3,
      metrics: {
        facts: estimate(sketch.quality + 0.03, 0.024),
        manga_domain_accuracy: estimate(1 + sketch.quality * 4, 0.11),
        judge: estimate(sketch.quality - 0.01, 0.028),
        similarity:
          sketch.name === 'micro'
            ? noEstimate('no reference was close enough to score')
            : estimate(sketch.quality - 0.08, 0.02),
      },
      quality: estimate(sketch.quality, 0.022 + position * 0.002),
      tokens: {
        input,
        output: sketch.output,
        cacheRead: 0,
        cacheWrite: 0,
        byComponent: { system, tools: 0, fewShot, documents, history, user },
      },
      promptCache: sketch.promptCache ?? null,
      costUsdPerSample: estimate(sketch.cost, sketch.cost * 0.03),
      monthlyCostUsd: estimate(sketch.cost * perDay, sketch.cost * perDay * 0.03),
      dominatedBy: sketch.dominatedBy ?? null,
      qualityPer1kTokens: estimate(
        (sketch.quality * 1000) / (input + sketch.output),
        0.02,
        250,
        'ratio of sums, cluster bootstrap',
      ),
      qualityPerUsd: estimate(
        sketch.quality / sketch.cost,
        (sketch.quality / sketch.cost) * 0.03,
        250,
        'ratio of sums, cluster bootstrap',
      ),
      latencyMs: {
        p50: estimate((sketch.p95 ?? 900) / 2, 20),
        p95: sketch.p95 === undefined ? noEstimate('n too small') : estimate(sketch.p95, 190),
        p99: noEstimate('n too small: 299 needed', 250),
      },
      slices: [
        ...SLICES.map((value, at) => ({
          by: 'intent' as const,
          value,
          n: 16 + at * 4,
          quality:
            sketch.name === 'micro' && value === 'escalation'
              ? noEstimate('every trial unscored', 44)
              : estimate(sketch.quality + 0.06 * Math.sin(at * 2 + position), 0.06, 16 + at * 4),
          costUsdPerSample: estimate(sketch.cost * (1 + at / 20), sketch.cost * 0.1, 16 + at * 4),
          qualityPer1kTokens: estimate(0.9, 0.05, 16 + at * 4),
        })),
        ...['golden', 'adversarial'].map((value, at) => ({
          by: 'dataset' as const,
          value,
          n: at === 0 ? 200 : 50,
          quality: estimate(sketch.quality - at * 0.1, 0.03, at === 0 ? 200 : 50),
          costUsdPerSample: estimate(sketch.cost, sketch.cost * 0.03, at === 0 ? 200 : 50),
          qualityPer1kTokens: estimate(0.9, 0.05, at === 0 ? 200 : 50),
        })),
      ],
    };
  });
}
