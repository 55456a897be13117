import { describe, expect, it } from 'vitest';
import { type ModelPrice, picoUsd } from '../../src/cost/index.js';
import type { Sample, VariantParams } from '../../src/domain/index.js';
import { cacheSupportOf, hashRequest } from '../../src/model/index.js';
import type { Prompt } from '../../src/prompt/port.js';
import { callBound, decideCaching, planCells, type RunPlan, renderCell } from '../../src/run/index.js';
import { splitTokens } from '../../src/run/request.js';
import { promptOf } from '../prompt/fixture.js';
import { memoryDataset, PRICE, sample, variant } from './fixture.js';

/** Keeps 1,024 tokens at least; four letters are about one token. */
const MODEL = 'global.anthropic.claude-sonnet-4-5-20250929-v1:0';
const WORDS = (tokens: number) => 'word '.repeat(tokens);
const TOOL = {
  name: 'look_up',
  description: WORDS(1200),
  inputSchema: { type: 'object', properties: {} },
};

const [tier] = PRICE.tiers;
/** $3 in, $0.30 read, $3.75 and $6 written per million. */
const CACHE_PRICE: ModelPrice = {
  ...PRICE,
  tiers: [
    {
      ...tier,
      rates: {
        ...tier.rates,
        cacheRead: picoUsd(300_000n),
        cacheWrite5m: picoUsd(3_750_000n),
        cacheWrite1h: picoUsd(6_000_000n),
      },
    },
  ],
};

function planOf(
  prompt: Prompt,
  params: Partial<VariantParams>,
  samples: readonly Sample[] = [sample('a'), sample('b')],
  model = MODEL,
): RunPlan {
  const own = { ...variant('v'), model, promptPath: prompt.path, params: { maxTokens: 50, ...params } };
  return {
    experiment: 'test',
    variants: [own],
    prompts: new Map([[prompt.path, prompt]]),
    datasets: [memoryDataset(samples)],
    repeats: 1,
    included: new Uint8Array(samples.length).fill(1),
  };
}

const decide = (plan: RunPlan, options: { batch?: boolean; price?: ModelPrice } = {}) =>
  decideCaching(plan, {
    supportOf: cacheSupportOf,
    price: () => options.price ?? CACHE_PRICE,
    batch: options.batch ?? false,
  });

/** The first cell's request, with the caching that was decided. */
function requestOf(plan: RunPlan) {
  const { caching } = decide(plan);
  const [cell] = planCells({ ...plan, caching }, new Uint8Array(plan.included.length));
  if (cell === undefined) throw new Error('the plan has a cell');
  return renderCell({ ...plan, caching }, cell).request;
}

describe('checkpoints of a request', () => {
  it('stand behind tools, system text and the lead of the user message, where each prefix is long enough', () => {
    const head = `---\ntools: ${JSON.stringify([TOOL])}\n---\n`;
    const system = WORDS(300).trim();
    const lead = WORDS(100).trim();
    const prompt = promptOf(`${head}# system\n${system}\n# user\n${lead}\n{{ question }}`);
    expect(requestOf(planOf(prompt, { cache: '1h' }))).toMatchObject({
      tools: { tools: [TOOL] },
      cache: {
        ttl: '1h',
        points: [
          { at: 'tools' },
          { at: 'system', length: system.length },
          { at: 'message', index: 0, length: lead.length },
        ],
      },
    });
  });

  it('count what stands before them: a short system text is kept behind long tools, not by itself', () => {
    const body = `# system\n${WORDS(300)}\n# user\n{{ question }}`;
    expect(requestOf(planOf(promptOf(body), { cache: '5m' })).cache).toBeUndefined();
    const withTools = promptOf(`---\ntools: ${JSON.stringify([TOOL])}\n---\n${body}`);
    expect(requestOf(planOf(withTools, { cache: '5m' })).cache?.points.map(({ at }) => at)).toEqual([
      'tools',
      'system',
    ]);
    const shortTool = { ...TOOL, description: WORDS(750) };
    const together = promptOf(`---\ntools: ${JSON.stringify([shortTool])}\n---\n${body}`);
    expect(requestOf(planOf(together, { cache: '5m' })).cache?.points.map(({ at }) => at)).toEqual([
      'system',
    ]);
  });

  it('never stand behind text of the sample, nor in a message that a history precedes', () => {
    const long = WORDS(2000);
    const dependent = promptOf(`# system\n{{ question }} ${long}\n# user\n${long} {{ question }}`);
    expect(requestOf(planOf(dependent, { cache: '5m' })).cache).toBeUndefined();
    const plain = promptOf(`# system\n${long}\n# user\n${long} {{ question }}`);
    const history = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
    ] as const;
    const late = requestOf(planOf(plain, { cache: '5m' }, [sample('a', { history })]));
    expect(late.cache?.points).toEqual([{ at: 'system', length: long.trim().length }]);
  });

  it('fit the model: Nova keeps no tools', () => {
    const prompt = promptOf(
      `---\ntools: ${JSON.stringify([TOOL])}\n---\n# system\n${WORDS(300)}\n# user\n{{ question }}`,
    );
    const { cache } = requestOf(planOf(prompt, { cache: '5m' }, undefined, 'us.amazon.nova-pro-v1:0'));
    expect(cache?.points.map(({ at }) => at)).toEqual(['system']);
  });

  it('need about a quarter fewer characters at a model with the newer vocabulary', () => {
    const prompt = promptOf(`# system\n${WORDS(1000)}\n# user\n{{ question }}`);
    const newer = 'global.anthropic.claude-opus-4-8';
    expect(requestOf(planOf(prompt, { cache: '5m' })).cache).toBeDefined();
    const shorter = promptOf(`# system\n${WORDS(800)}\n# user\n{{ question }}`);
    expect(requestOf(planOf(shorter, { cache: '5m' })).cache).toBeUndefined();
    expect(requestOf(planOf(shorter, { cache: '5m' }, undefined, newer)).cache).toBeDefined();
  });

  it('are part of the identity of a request, as ceiling and tools are; without them it is what it was', () => {
    const prompt = promptOf(`# system\n${WORDS(2000)}\n# user\n{{ question }}`);
    const plain = requestOf(planOf(prompt, {}));
    expect(Object.keys(plain).sort()).toEqual(['maxTokens', 'messages', 'model', 'system']);
    const ceiling = { tokens: 20, notice: ' (cut)' };
    const hashes = [
      plain,
      requestOf(planOf(prompt, { cache: '5m' })),
      requestOf(planOf(prompt, { cache: '1h' })),
      requestOf(planOf(prompt, { outputCeiling: ceiling })),
    ].map(hashRequest);
    expect(new Set(hashes).size).toBe(4);
    expect(requestOf(planOf(prompt, { outputCeiling: ceiling })).ceiling).toEqual(ceiling);
    expect(hashRequest(requestOf(planOf(prompt, { stream: true })))).toBe(hashRequest(plain));
  });
});

describe('cache: auto', () => {
  const samples = (count: number) => Array.from({ length: count }, (_, n) => sample(`s${n}`));
  const long = promptOf(`# system\n${WORDS(2000)}\n# user\n{{ question }}`);

  it('is five minutes exactly when write + (n − 1) · read < n · input', () => {
    // 3.75 + 0.30 (n − 1) < 3 n holds from n = 2 on (4.05 < 6).
    const one = decide(planOf(long, { cache: 'auto' }, samples(1)));
    expect(one.decisions).toMatchObject([{ variant: 'v', ttl: null, prefixes: 0 }]);
    expect(one.notices).toHaveLength(1);
    expect(one.notices[0]).toMatch(/is off: it is expected to cost about \$0\.00\d\d more than it saves/);
    const two = decide(planOf(long, { cache: 'auto' }, samples(2)));
    expect(two.decisions).toMatchObject([{ variant: 'v', ttl: '5m', prefixes: 1, unmarked: 0 }]);
    expect(two.notices[0]).toMatch(/is on, for five minutes: one prefix of about \d+ tokens for 2 calls/);
  });

  it('counts the calls of each prefix: three intents with one sample each never save', () => {
    const byIntent = promptOf(`# system\n{{ intent }}: ${WORDS(2000)}\n# user\n{{ question }}`);
    const intents = (each: number) =>
      ['x', 'y', 'z'].flatMap((intent) =>
        Array.from({ length: each }, (_, n) => sample(`${intent}${n}`, { intent })),
      );
    expect(decide(planOf(byIntent, { cache: 'auto' }, intents(1))).decisions[0]?.ttl).toBeNull();
    expect(decide(planOf(byIntent, { cache: 'auto' }, intents(2))).decisions).toEqual([
      { variant: 'v', ttl: '5m', prefixes: 3, unmarked: 0 },
    ]);
    // The filter decides too.
    const plan = planOf(byIntent, { cache: 'auto' }, intents(2));
    expect(decide({ ...plan, included: Uint8Array.of(1, 0, 1, 0, 1, 0) }).decisions[0]?.ttl).toBeNull();
    expect(decide({ ...plan, included: Uint8Array.of(1, 0, 1, 0, 1, 0), repeats: 2 }).decisions[0]?.ttl).toBe(
      '5m',
    );
  });

  it.each([
    [
      'a prompt that is too short',
      () => decide(planOf(promptOf('# system\nShort.\n# user\n{{ question }}'), { cache: 'auto' })),
      /reaches the 1024 tokens/,
    ],
    ['batch jobs', () => decide(planOf(long, { cache: 'auto' }), { batch: true }), /batch jobs do not cache/],
    [
      'a model that does not cache',
      () => decide(planOf(long, { cache: 'auto' }, undefined, 'meta.llama')),
      /not known to cache/,
    ],
    [
      'a book without cache prices',
      () => decide(planOf(long, { cache: 'auto' }), { price: PRICE }),
      /no cache prices/,
    ],
  ])('is off for %s, and says so', (_, decided, words) => {
    const { caching, notices } = decided();
    expect(caching.size).toBe(0);
    expect(notices.join()).toMatch(words);
  });

  it('an explicit lifetime is kept, and said to lose where it is expected to', () => {
    const { decisions, notices } = decide(planOf(long, { cache: '1h' }, samples(1)));
    expect(decisions[0]?.ttl).toBe('1h');
    expect(notices[0]).toMatch(/expected to cost about \$0\.00\d\d more than it saves/);
  });

  it('says how much fixed text stands where no cache can keep it', () => {
    const late = promptOf(`# system\n${WORDS(2000)}\n# user\n{{ question }}\n${WORDS(100)}`);
    expect(decide(planOf(late, { cache: '5m' })).notices.join()).toMatch(
      /50\d characters of fixed text in prompt .* move them up/,
    );
    expect(decide(planOf(late, {})).notices).toEqual([]);
  });
});

describe('a call', () => {
  it('is bounded with its tools, and with the words that the service adds for them', () => {
    const prompt = promptOf(`---\ntools: ${JSON.stringify([TOOL])}\n---\n# user\n{{ question }}`);
    const request = requestOf(planOf(prompt, {}));
    const bound = callBound(request);
    expect(bound.structured).toBe(true);
    expect(bound.inputBytes).toBeGreaterThan(JSON.stringify(TOOL).length);
  });

  it('carries experiment, variant, intent and what the sample has of the configured labels', () => {
    const own = sample('a', {
      intent: 'faq',
      sessionId: 's-1',
      metadata: { tier: 'gold', seats: 3, list: [1], none: null },
    });
    const plan: RunPlan = {
      ...planOf(promptOf('# user\n{{ question }}'), {}, [own]),
      attribution: {
        team: 'search',
        tier: { from: 'metadata.tier' },
        seats: { from: 'metadata.seats' },
        list: { from: 'metadata.list' },
        none: { from: 'metadata.none' },
        missing: { from: 'metadata.missing' },
        session: { from: 'sessionId' },
        source: { from: 'dataset' },
      },
    };
    const [cell] = planCells(plan, new Uint8Array(1));
    expect(cell?.labels).toEqual({
      experiment: 'test',
      variant: 'v',
      intent: 'faq',
      team: 'search',
      tier: 'gold',
      seats: '3',
      session: 's-1',
      source: 'golden',
    });
  });
});

describe('the token split', () => {
  it('gives tools a share of their own, and every token of the call to one component', () => {
    const prompt = promptOf(
      `---\ntools: ${JSON.stringify([TOOL])}\n---\n# system\n${WORDS(600)}\n# user\n{{ question }}`,
    );
    const plan = planOf(prompt, {});
    const [cell] = planCells(plan, new Uint8Array(2));
    if (cell === undefined) throw new Error('the plan has a cell');
    const { request, components } = renderCell(plan, cell);
    if (components === null) throw new Error('the cell was rendered');
    const usage = {
      inputTokens: 100,
      outputTokens: 5,
      cacheReadInputTokens: 1900,
      cacheWriteInputTokens: 0,
    };
    const split = splitTokens(components, request, usage);
    // About 1,200 words of tools against 600 of system text.
    expect(split.tools / split.system).toBeGreaterThan(1.9);
    expect(split.tools / split.system).toBeLessThan(2.2);
    expect(Object.values(split).reduce((sum, share) => sum + share, 0)).toBe(2000);
    const { tools: _, ...untooled } = components;
    expect(splitTokens({ ...untooled, tools: [] }, request, usage).tools).toBe(0);
  });
});
