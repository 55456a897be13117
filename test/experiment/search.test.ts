import { appendFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadExperiment } from '../../src/experiment/index.js';
import { folder } from './fixture.js';
import { GOLDEN, loadSearch, OBJECTIVES, searching, tableSearch } from './search-fixture.js';

const SPACE = 'space: { model: [a, b], maxTokens: [400, 150, 250], ragChunks: [0, 2, 5] }';
const specOf = async (...lines: readonly string[]) => (await loadSearch(searching(lines))).spec;

describe('the block of a search', () => {
  test('as the design shows it', async () => {
    const { spec } = await loadSearch(
      searching([
        'space: { model: [a, b, c], maxTokens: [150, 250, 400, 500], temperature: [0.1, 0.3, 0.7], ragChunks: [0, 2, 5] }',
        'per: intent',
        OBJECTIVES,
        'constraints: [ { metric: quality, min: 0.8, per: intent }, { metric: latencyMs.p99, max: 5000 }, { metric: adversarial.violations, max: 0 } ]',
        'algorithm: auto',
        'population: 100',
        'generations: 50',
        'budget: { maxItemEvaluations: 20000, maxCostUsd: 20 }',
        'split: { gate: 0.5 }',
      ]),
    );
    expect(spec).toEqual({
      from: 'baseline',
      space: {
        factors: [
          { name: 'model', kind: 'categorical', values: ['a', 'b', 'c'] },
          { name: 'maxTokens', kind: 'ordered', values: [150, 250, 400, 500] },
          { name: 'temperature', kind: 'ordered', values: [0.1, 0.3, 0.7] },
          { name: 'ragChunks', kind: 'ordered', values: [0, 2, 5] },
        ],
        forbidden: [],
        narrowed: {},
      },
      per: 'intent',
      objectives: [
        { metric: 'monthlyCostUsd', direction: 'minimize' },
        { metric: 'quality', direction: 'maximize' },
      ],
      constraints: [
        { metric: 'quality', min: 0.8, per: 'intent', level: 0.95 },
        { metric: 'latencyMs.p99', max: 5000, per: 'all', level: 0.95 },
        { metric: 'adversarial.violations', max: 0, per: 'all', level: 0.95 },
      ],
      algorithm: 'auto',
      population: 100,
      generations: 50,
      budget: { maxItemEvaluations: 20000, maxCostUsd: 20 },
      gateShare: 0.5,
      pricing: { batch: false, retries: 0, judged: 0 },
      racing: false,
      maxFrontSize: 20,
    });
  });

  test('has defaults, and takes the dollars of the run where it names none', async () => {
    const spec = await specOf(SPACE, OBJECTIVES);
    expect(spec).toMatchObject({
      from: 'baseline',
      per: 'all',
      constraints: [],
      algorithm: 'auto',
      population: 100,
      generations: 50,
      budget: {},
      gateShare: 0.5,
      racing: false,
      maxFrontSize: 20,
    });
    const capped = await loadSearch(`${searching([SPACE, OBJECTIVES])}budget: { maxCostUsd: 3 }\n`);
    expect(capped.spec.budget).toEqual({ maxCostUsd: 3 });
  });

  test('numbers are ordered whatever the file’s order, words are not; what is said to be ordered keeps its own', async () => {
    const { space } = await specOf(
      'space: { maxTokens: [400, 150], cache: [off, 5m], ragChunks: { ordered: [5, 0] }, fewShot: { categorical: [2, 0] } }',
      OBJECTIVES,
    );
    expect(space.factors).toEqual([
      { name: 'maxTokens', kind: 'ordered', values: [150, 400] },
      { name: 'cache', kind: 'categorical', values: ['off', '5m'] },
      { name: 'ragChunks', kind: 'ordered', values: [5, 0] },
      { name: 'fewShot', kind: 'categorical', values: [2, 0] },
    ]);
  });

  test('ranges, conditions, forbidden combinations and narrowed intents', async () => {
    const { space } = await specOf(
      'per: intent',
      'space:',
      '  model: [a, b]',
      '  temperature: { min: 0, max: 1, when: { model: a } }',
      '  maxTokens: { min: 100, max: 500, integer: true, when: { model: [a, b], ragChunks: 2 } }',
      '  ragChunks: [0, 2]',
      'forbid: [ { model: a, maxTokens: [400, 500] } ]',
      'intents: { faq: { ragChunks: [0], model: b } }',
      OBJECTIVES,
    );
    expect(space).toEqual({
      factors: [
        { name: 'model', kind: 'categorical', values: ['a', 'b'] },
        { name: 'temperature', kind: 'real', min: 0, max: 1, when: [{ factor: 'model', in: ['a'] }] },
        {
          name: 'maxTokens',
          kind: 'integer',
          min: 100,
          max: 500,
          when: [
            { factor: 'model', in: ['a', 'b'] },
            { factor: 'ragChunks', in: [2] },
          ],
        },
        { name: 'ragChunks', kind: 'ordered', values: [0, 2] },
      ],
      forbidden: [{ model: ['a'], maxTokens: [400, 500] }],
      narrowed: { faq: { ragChunks: [0], model: ['b'] } },
    });
  });

  test('starts from the only variant, else from the gate’s baseline, else from the one that it names', async () => {
    const two = (from: string, gate: string) =>
      searching([SPACE, OBJECTIVES, from]).replace(
        'scorers:',
        `  other: { extends: baseline, maxTokens: 9 }\n${gate}scorers:`,
      );
    const gate = 'gate: { baseline: other, margin: 0.05 }\n';
    expect((await loadSearch(two('', gate))).spec.from).toBe('other');
    expect((await loadSearch(two('from: baseline', gate))).spec.from).toBe('baseline');
  });
});

describe('a point as a variant', () => {
  const named = async (...lines: readonly string[]) => loadSearch(searching(lines));

  test('has the keys of the base, overlaid, and a name like a grid’s', async () => {
    const { variantOf } = await named(SPACE, OBJECTIVES);
    expect(variantOf({ ragChunks: 2, maxTokens: 150, model: 'b' }, 'faq')).toMatchObject({
      name: 'baseline/model=b,maxTokens=150,ragChunks=2',
      model: 'b',
      promptPath: expect.stringMatching(/v1\.md$/),
      params: { maxTokens: 150, temperature: 0.3, ragChunks: 2 },
      origin: 'grid',
    });
  });

  test('is what the grid makes of the same values', async () => {
    const grid = searching([SPACE, OBJECTIVES]).replace(
      'scorers:',
      'grid: { from: baseline, model: [b], maxTokens: [150], ragChunks: [2] }\nscorers:',
    );
    const loaded = await loadExperiment(folder(grid, { 'golden.jsonl': GOLDEN }));
    const point = loaded.search?.variantOf({ model: 'b', maxTokens: 150, ragChunks: 2 }, null);
    expect(loaded.experiment.variants).toContainEqual(point);
  });

  test('of a factor that is not active has the base’s value', async () => {
    const { variantOf } = await named(
      'space: { model: [a, b], temperature: { ordered: [0, 1], when: { model: a } } }',
      OBJECTIVES,
    );
    expect(variantOf({ model: 'b' }, null).params.temperature).toBe(0.3);
    expect(variantOf({ model: 'a', temperature: 1 }, null).params.temperature).toBe(1);
  });

  test('points that send the same are one variant under one name, whichever comes first', async () => {
    const lines = [
      'space: { prompt: [v1.md, v2.md], ragChunks: [0, 5], fewShot: [0, 2] }',
      OBJECTIVES,
    ] as const;
    const points = [0, 5].flatMap((ragChunks) =>
      [0, 2].map((fewShot) => ({ prompt: 'v2.md', ragChunks, fewShot })),
    );
    for (const order of [points, [...points].reverse()]) {
      const { variantOf, variantNamed } = await named(...lines);
      const variants = new Set(order.map((point) => variantOf(point, null)));
      expect([...variants].map(({ name }) => name)).toEqual(['baseline/prompt=v2.md']);
      expect(variantNamed('baseline/prompt=v2.md')).toBe([...variants][0]);
    }
    const { variantOf, variantNamed } = await named(...lines);
    expect(variantOf({ prompt: 'v1.md', ragChunks: 0, fewShot: 0 }, null).id).not.toBe(
      variantOf({ prompt: 'v1.md', ragChunks: 5, fewShot: 0 }, null).id,
    );
    expect(variantNamed('baseline/prompt=v1.md,ragChunks=9')).toBeUndefined();
  });

  test('that is none of the space, or not of the intent, is refused', async () => {
    const { variantOf } = await named(SPACE, OBJECTIVES, 'per: intent', 'intents: { faq: { ragChunks: 0 } }');
    expect(() => variantOf({ model: 'z' }, null)).toThrow('model=z is not in the space');
    expect(() => variantOf({ ragChunks: 2 }, 'faq')).toThrow('ragChunks=2 is not in the space of intent faq');
    expect(variantOf({ ragChunks: 2 }, 'order').params.ragChunks).toBe(2);
  });
});

describe('a search over a table', () => {
  const lines = [
    'space: { model: [gpt, mixtral], k: [1, 2] }',
    'objectives: [{ maximize: quality }, { minimize: tokens.output }]',
  ];

  test('needs no variants; its points are found by their values', async () => {
    const file = folder(tableSearch(lines), { 'golden.jsonl': GOLDEN, 'table.jsonl': '' });
    const { experiment, search } = await loadExperiment(file);
    expect(experiment.variants).toEqual([]);
    expect(search?.spec.from).toBeUndefined();
    expect(search?.variantOf({ k: 2, model: 'gpt' }, null)).toMatchObject({
      name: 'model=gpt,k=2',
      recorded: { model: 'gpt', k: 2 },
    });
    expect(search?.variantOf({ k: 2, model: 'gpt' }, null)).not.toHaveProperty('model');
  });

  test('a factor `model` prices the usage where a cost is asked for', async () => {
    const asks = [
      'space: { model: [gpt, mixtral], k: [1, 2] }',
      'objectives: [{ maximize: quality }, { minimize: costUsdPer1k }]',
    ];
    const asked: string[] = [];
    const modelProblem = (model: string) => {
      asked.push(model);
      return undefined;
    };
    const { variantOf } = await loadSearch(tableSearch(asks), { modelProblem });
    expect(variantOf({ model: 'mixtral', k: 1 }, null).model).toBe('mixtral');
    expect(asked).toEqual(['gpt', 'mixtral']);
    asked.length = 0;
    await loadSearch(tableSearch(lines), { modelProblem });
    expect(asked).toEqual([]);
  });

  test('a base gives the factors that the space leaves out, and the model that prices', async () => {
    const variants = 'variants: { base: { params: { model: gpt, k: 1, seed: 7 }, model: global.model-a } }\n';
    const { variantOf, spec } = await loadSearch(
      tableSearch(['space: { k: [1, 2] }', 'objectives: [{ minimize: costUsd }]'], variants),
    );
    expect(spec.from).toBe('base');
    expect(variantOf({ k: 2 }, null)).toMatchObject({
      name: 'base/k=2',
      model: 'global.model-a',
      recorded: { model: 'gpt', k: 2, seed: 7 },
    });
  });

  test('variants that stand under names are no base, and none is needed beside them', async () => {
    const variants = 'variants: { old: { recorded: old-bot } }\n';
    expect((await loadSearch(tableSearch(lines, variants))).spec.from).toBeUndefined();
  });
});

describe('identity', () => {
  const plain = searching([]).replace(/search:\n\s*$/, '');

  test('a search changes nothing about the plan of a run', async () => {
    const hash = async (text: string) =>
      (await loadExperiment(folder(text, { 'golden.jsonl': GOLDEN }))).experiment.planHash;
    expect(await hash(searching([SPACE, OBJECTIVES]))).toBe(await hash(plain));
  });

  test('of a search is everything that it measures and how it goes on, but not its dollars', async () => {
    const hash = async (lines: readonly string[], files = {}) =>
      (await loadSearch(searching(lines), {}, files)).planHash;
    const own = await hash([SPACE, OBJECTIVES]);
    expect(await hash([SPACE, OBJECTIVES, 'budget: { maxCostUsd: 5 }'])).toBe(own);
    const others = await Promise.all([
      hash([SPACE.replace('[a, b]', '[a, c]'), OBJECTIVES]),
      hash([SPACE, OBJECTIVES, 'per: intent']),
      hash([SPACE, OBJECTIVES, 'population: 50']),
      hash([SPACE, OBJECTIVES, 'budget: { maxItemEvaluations: 500 }']),
      hash([SPACE, 'objectives: [{ maximize: quality }]']),
      hash([SPACE, OBJECTIVES], { 'v1.md': '# user\nOther. {{ question }}\n' }),
      hash([SPACE, OBJECTIVES], { 'golden.jsonl': `${GOLDEN}\n` }),
      (await loadSearch(searching([SPACE, OBJECTIVES]).replace('maxTokens: 500', 'maxTokens: 501'))).planHash,
    ]);
    expect(new Set([own, ...others]).size).toBe(others.length + 1);
  });

  test('declared variants beside the base, gate and guardrails are no part of it', async () => {
    const own = (await loadSearch(searching([SPACE, OBJECTIVES, 'from: baseline']))).planHash;
    const more = searching([SPACE, OBJECTIVES, 'from: baseline']).replace(
      'scorers:',
      '  other: { extends: baseline, maxTokens: 9 }\nguardrails: ["facts >= 0.5"]\ngate: { baseline: baseline, margin: 0.05 }\nscorers:',
    );
    expect((await loadSearch(more)).planHash).toBe(own);
  });

  test('a prompt of the space that was edited is another search', async () => {
    const file = folder(searching(['space: { prompt: [v1.md, v2.md] }', OBJECTIVES]), {
      'golden.jsonl': GOLDEN,
    });
    const before = (await loadExperiment(file)).search?.planHash;
    appendFileSync(join(dirname(file), 'v2.md'), 'Briefly.\n');
    expect((await loadExperiment(file)).search?.planHash).not.toBe(before);
    writeFileSync(join(dirname(file), 'v2.md'), '# user\n{{ question }}\n');
    expect((await loadExperiment(file)).search?.planHash).toBe(before);
  });
});

test('an A/B definition asks its own question: the search has no part in it', async () => {
  const file = folder(
    searching([SPACE, OBJECTIVES, 'from: baseline']).replace(
      'scorers:',
      '  other: { extends: baseline, maxTokens: 9 }\ngate: { baseline: baseline, margin: 0.05 }\nscorers:',
    ),
    { 'golden.jsonl': GOLDEN },
  );
  const arms = {
    control: 'baseline',
    treatment: 'other',
    primary: { figure: 'quality', margin: 0.05 },
    guardrails: [],
    alpha: 0.05,
  };
  expect((await loadExperiment(file, {}, { arms })).search).toBeUndefined();
});
