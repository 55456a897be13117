import type { Estimate } from '../../src/domain/index.js';
import type { SearchDocument, SearchFrontPoint } from '../../src/report/search-document.js';

/** What a document of a search is to be like. */
export interface SearchFixture {
  readonly per?: 'all' | 'intent';
  /** 3 adds p99 latency. */
  readonly objectives?: 2 | 3;
  readonly front?: number;
  readonly cloud?: number;
  readonly emulated?: boolean;
  readonly infeasible?: boolean;
  /** A recorded table that holds every cell. */
  readonly table?: boolean;
  /** Interrupted before the gate part was measured. */
  readonly unmeasured?: boolean;
  /** Names and intents that try to be markup, escape sequences or markdown. */
  readonly hostile?: boolean;
}

export const HOSTILE = '</script><img src=x onerror=alert(1)>|`[x](http://h)`\u001b[31m\n# **@all**';

type Params = NonNullable<SearchFrontPoint['params']>;
type Scalar = Params[string];

const MODELS = [
  'us.anthropic.claude-haiku-4-5-20251001-v1:0',
  'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  'us.anthropic.claude-opus-4-6-v1',
];

const FACTORS: readonly { readonly name: string; readonly values: readonly Scalar[] }[] = [
  { name: 'model', values: MODELS },
  { name: 'maxTokens', values: [150, 250, 400, 500] },
  { name: 'temperature', values: [0.1, 0.3, 0.7] },
  { name: 'ragChunks', values: [0, 2, 5] },
  { name: 'prompt', values: ['brief', 'plain', 'long', 'steps'] },
  { name: 'history', values: [0, 2, 6] },
];

const INTENTS = [
  ['product_question', 0.24],
  ['order_status', 0.19],
  ['recommendation', 0.16],
  ['faq', 0.12],
  ['shipping', 0.1],
  ['returns', 0.07],
  ['checkout_help', 0.05],
  ['promotion', 0.04],
  ['chitchat', 0.02],
  ['escalation', 0.01],
] as const;

/** A number in [-1, 1) that follows from the words alone. */
function noise(...words: readonly (string | number)[]): number {
  let hash = 2166136261;
  for (const sign of words.join('/')) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16777619) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519) >>> 0;
  return ((hash ^ (hash >>> 13)) >>> 0) / 2147483648 - 1;
}

function estimate(value: number, half: number, n: number, method = 't, CR1 clustered SE, df 31'): Estimate {
  return { value, low: value - half, high: value + half, level: 0.95, method, n };
}

interface Config {
  readonly name: string;
  readonly params: Params;
  readonly cost: number;
  readonly quality: number;
  readonly latency: number;
}

function configs(hostile: boolean): readonly Config[] {
  const all = FACTORS.reduce<readonly Params[]>(
    (points, factor) =>
      points.flatMap((point) => factor.values.map((value) => ({ ...point, [factor.name]: value }))),
    [{}],
  );
  return all.map((params) => {
    const level = (name: string) =>
      FACTORS.find((factor) => factor.name === name)?.values.indexOf(params[name] ?? '') ?? 0;
    const [model, tokens, chunks] = [level('model'), level('maxTokens'), level('ragChunks')];
    const quality =
      0.58 +
      0.08 * model +
      0.05 * Math.min(tokens, 2) +
      0.045 * chunks -
      0.015 * level('temperature') -
      0.02 * model * (chunks === 0 ? 1 : 0) +
      0.01 * level('prompt') +
      0.006 * level('history');
    const cost = [210, 640, 3100][model] ?? 1;
    return {
      name: hostile
        ? `${HOSTILE}/model=${params.model},${tokens},${chunks},${level('prompt')},${level('history')},${level('temperature')}`
        : `concise/${Object.entries(params)
            .map(([factor, value]) => `${factor}=${value}`)
            .join(',')}`,
      params,
      quality,
      cost: cost * (1 + 0.22 * tokens + 0.18 * chunks + 0.12 * level('prompt') + 0.05 * level('history')),
      latency: 700 + 900 * model + 500 * tokens + 130 * chunks,
    };
  });
}

function nonDominated(all: readonly Config[]): readonly Config[] {
  const sorted = [...all].sort((a, b) => a.cost - b.cost || b.quality - a.quality);
  let best = Number.NEGATIVE_INFINITY;
  return sorted.filter((one) => {
    if (one.quality <= best) return false;
    best = one.quality;
    return true;
  });
}

/** A document as a search would store it, equal for equal options. */
export function searchFixture(options: SearchFixture = {}): SearchDocument {
  const { per = 'all', front: frontSize = 20, cloud: cloudSize = 1000, hostile = false } = options;
  const emulated = options.emulated ?? true;
  const infeasible = options.infeasible ?? false;
  const intents = INTENTS.map(([name, share], at) => ({
    name: hostile && at === 0 ? HOSTILE : name,
    share,
    items: Math.round(400 * share) + 10,
    gateItems: Math.round(400 * share) + 8,
  }));
  const all = configs(hostile);
  const whole = infeasible ? [] : nonDominated(all.filter(({ quality }) => quality >= 0.7));
  const chosen = whole.length <= frontSize ? whole : thinned(whole, frontSize);
  const objectives: SearchDocument['objectives'] = [
    { name: 'monthlyCostUsd', direction: 'minimize', unit: 'USD a month' },
    { name: 'quality', direction: 'maximize', unit: '' },
    ...(options.objectives === 3
      ? [{ name: 'latencyMs.p99', direction: 'minimize' as const, unit: 'ms' }]
      : []),
  ];
  const front = chosen.map((config, at) => frontPoint(config, at, { ...options, per }, intents, all));
  const constraints: SearchDocument['constraints'] = [
    { name: 'quality', min: infeasible ? 0.99 : 0.7, max: null, per, level: 0.95 },
    { name: 'latencyMs.p99', min: null, max: 5000, per: 'all', level: 0.95 },
    { name: 'adversarial.violations', min: null, max: 0, per: 'all', level: 0.95 },
  ];
  return {
    search: searchBlock({ ...options, per }, emulated),
    space: {
      factors: FACTORS.map(({ name, values }) => ({
        name,
        kind: name === 'model' || name === 'prompt' ? 'categorical' : 'ordered',
        values,
        min: null,
        max: null,
      })),
      intents,
      points: all.length,
      choices: per === 'intent' ? String(BigInt(all.length) ** BigInt(intents.length)) : String(all.length),
    },
    split: {
      gate: 0.5,
      search: 1004,
      gateSamples: 996,
      clusters: { search: 126, gate: 125 },
      sha256: 'a'.repeat(64),
      usedBefore: hostile ? 2 : 0,
    },
    objectives,
    constraints,
    front,
    wholeFrontSize: whole.length,
    hypervolume: {
      claimed: infeasible ? null : 0.8514,
      remeasured:
        infeasible || options.unmeasured === true
          ? null
          : estimate(0.8391, 0.0183, 996, 'bootstrap over clusters'),
      ratio: infeasible || options.unmeasured === true ? null : 1.0147,
      ideal: { monthlyCostUsd: 210, quality: 0.93 },
      reference: { monthlyCostUsd: 8200, quality: 0.52 },
    },
    excluded: all.slice(0, 34).map((config, at) => ({
      name: config.name,
      params: config.params,
      intent: per === 'intent' ? (intents[at % 4]?.name ?? null) : null,
      by: at % 5 === 0 ? 'latencyMs.p99' : 'quality',
      value: at % 5 === 0 ? estimate(5200 + 40 * at, 310, 80) : estimate(0.62 + at / 900, 0.03, 90),
    })),
    infeasible: infeasible
      ? { constraint: 'quality', intent: per === 'intent' ? 'returns' : null, by: 0.0341 }
      : null,
    cloud: cloud(all, cloudSize, per, intents, options.objectives === 3),
    effects: effects(),
    convergence: Array.from({ length: 24 }, (_, at) => ({
      round: at + 1,
      items: Math.round((19_860 * (at + 1)) / 24),
      costUsd: (14.3127 * (at + 1)) / 24,
      frontSize: Math.min(frontSize, 4 + at),
      hypervolume: 0.8514 * (1 - Math.exp(-(at + 1) / 4)),
    })),
    table:
      options.table === true
        ? { cells: 129_600, missing: 0, trueFrontSize: 31, trueHypervolume: 0.8622, share: 0.9874 }
        : null,
    priceRange: { low: 0.5, high: 2 },
    cost: {
      billedUsd: 14.3127,
      logicalUsd: 21.0932,
      byRole: { candidate: 12.8, judge: 1.5127, embedding: 0 },
      priceBook: { date: '2026-11-01', sha256: 'b'.repeat(64) },
    },
    methods: [
      'hierarchical model over factors × items, 400 posterior draws, interaction prior by marginal likelihood',
      'front thinned by greedy hypervolume; knee: largest angle of the normalised front',
    ],
    promotion: null,
    reports: {
      html: 'reports/mangaassist-search/search-2026-11-23-a1b2c3/report.html',
      markdown: 'reports/mangaassist-search/search-2026-11-23-a1b2c3/report.md',
      json: 'reports/mangaassist-search/search-2026-11-23-a1b2c3/report.json',
    },
  };
}

function searchBlock(
  options: SearchFixture & { readonly per: 'all' | 'intent' },
  emulated: boolean,
): SearchDocument['search'] {
  const { per, hostile = false, infeasible = false } = options;
  return {
    id: 'search-2026-11-23-a1b2c3',
    experiment: hostile ? 'hostile <b>shop</b>' : 'mangaassist-search',
    provider: options.table === true ? 'recorded' : emulated ? 'emulator' : 'bedrock',
    emulated,
    algorithm: 'surrogate',
    chosenBecause: 'quality is measured and the space is larger than the budget',
    seed: 7,
    per,
    population: 100,
    generations: 50,
    budget: { maxItemEvaluations: 20_000, maxCostUsd: 20 },
    evaluated: {
      configs: 412,
      items: 19_860,
      costUsd: 14.3127,
      gateItems: options.unmeasured === true ? 0 : 8_160,
      guardItems: 1_240,
      failed: 3,
      unscored: 11,
    },
    end: infeasible ? 'infeasible' : options.unmeasured === true ? 'interrupted' : 'finished',
    versions: { parsimony: '0.1.0', 'dataset golden-full': 'c'.repeat(64) },
    notices: hostile ? [HOSTILE] : ['Latency comes from recorded distributions by model.'],
    volatile: ['/search/evaluated/costUsd'],
  };
}

function thinned(whole: readonly Config[], most: number): readonly Config[] {
  return Array.from(
    { length: most },
    (_, at) => whole[Math.round((at * (whole.length - 1)) / (most - 1))],
  ).flatMap((config) => config ?? []);
}

function frontPoint(
  config: Config,
  at: number,
  options: SearchFixture,
  intents: SearchDocument['space']['intents'],
  all: readonly Config[],
): SearchFrontPoint {
  const { per } = options;
  const drift = 0.012 * noise('drift', at);
  const figures = (quality: number, cost: number, n: number, half: number) => ({
    monthlyCostUsd: estimate(cost, cost * half * 1.6, n),
    quality: estimate(quality, half, n),
    ...(options.objectives === 3 && { 'latencyMs.p99': estimate(config.latency, config.latency * 0.09, n) }),
  });
  const quality = config.quality - 0.008 + drift;
  const standing: 'holds' | 'open' | 'violated' =
    quality - 0.017 >= 0.7 ? 'holds' : quality >= 0.7 ? 'open' : 'violated';
  const floors = per === 'intent' ? intents.map(({ name }) => name) : [null];
  return {
    name: per === 'intent' ? `mix-${at + 1}` : config.name,
    params: per === 'intent' ? null : config.params,
    perIntent:
      per === 'intent'
        ? Object.fromEntries(
            intents.map(({ name }, intent) => {
              const share = (at + 0.5) / (options.front ?? 20) + 0.25 * noise(name);
              const place = Math.floor(Math.max(0, Math.min(0.999, share)) * all.length);
              const own = all[(place + 17 * intent) % all.length] ?? config;
              return [name, { name: own.name, params: own.params }];
            }),
          )
        : null,
    claimed: figures(config.quality, config.cost, 1004, 0.014),
    remeasured:
      options.unmeasured === true ? null : figures(quality, config.cost * (1.01 + drift), 996, 0.017),
    membership: Math.max(0.31, Math.min(0.99, 0.82 + 0.2 * noise('member', at))),
    stays: options.unmeasured === true ? null : at !== 8,
    staysProbability: options.unmeasured === true ? null : at === 8 ? 0.12 : 0.93,
    isKnee: at === 11,
    constraints: [
      ...floors.map((intent, floor) => ({
        constraint: 'quality',
        intent,
        claimed: estimate(config.quality + 0.01, 0.03, 100),
        remeasured: options.unmeasured === true ? null : estimate(quality, 0.017, 99),
        standing: floor === 0 ? standing : ('holds' as const),
      })),
      {
        constraint: 'latencyMs.p99',
        intent: null,
        claimed: estimate(config.latency, 240, 1004),
        remeasured: options.unmeasured === true ? null : estimate(config.latency + 60, 260, 996),
        standing: 'holds',
      },
    ],
    priceRange:
      at % 3 === 0
        ? null
        : { factor: String(config.params.model), low: at % 2 === 0 ? 0.72 : null, high: 1.31 },
  };
}

function cloud(
  all: readonly Config[],
  size: number,
  per: 'all' | 'intent',
  intents: SearchDocument['space']['intents'],
  hasLatency: boolean,
): SearchDocument['cloud'] {
  return Array.from({ length: size }, (_, at) => {
    const config = all[(at * 7) % all.length];
    if (config === undefined) throw new Error('the space of the fixture is empty');
    const intent = per === 'intent' ? intents[at % intents.length] : undefined;
    const share = intent?.share ?? 1;
    const quality = Math.min(0.98, config.quality + 0.03 * noise('cloud', at));
    return {
      name: config.name,
      params: config.params,
      intent: intent?.name ?? null,
      n: 8 + (at % 90),
      objectives: {
        monthlyCostUsd: config.cost * share * (1 + 0.05 * noise('cost', at)),
        quality: at % 97 === 0 ? null : quality,
        ...(hasLatency && { 'latencyMs.p99': config.latency }),
      },
      isFeasible: quality >= 0.7,
    };
  });
}

function effects(): SearchDocument['effects'] {
  const found: SearchDocument['effects'][number][] = [];
  for (const [figure, scale] of [
    ['quality', 0.06],
    ['costUsd', 0.0021],
  ] as const) {
    FACTORS.forEach(({ name, values }, at) => {
      found.push({
        figure,
        factors: [name],
        share: [0.52, 0.16, 0.03, 0.12, 0.05, 0.02][at] ?? 0,
        levels: values.map((value, level) => ({
          values: [value],
          effect: estimate(
            (scale * (level - (values.length - 1) / 2)) / (at + 1),
            scale / 6,
            1004,
            'posterior',
          ),
        })),
      });
    });
    for (const [first, second, share] of [
      [0, 1, 0.05],
      [0, 3, 0.03],
      [1, 3, 0.008],
      [2, 4, 0.001],
    ] as const) {
      const [rows, columns] = [FACTORS[first], FACTORS[second]];
      if (rows === undefined || columns === undefined) continue;
      found.push({
        figure,
        factors: [rows.name, columns.name],
        share,
        levels: rows.values.flatMap((row) =>
          columns.values.map((column) => ({
            values: [row, column],
            effect: estimate(
              (scale / 4) * noise(figure, String(row), String(column)),
              scale / 9,
              1004,
              'posterior',
            ),
          })),
        ),
      });
    }
  }
  return found;
}
