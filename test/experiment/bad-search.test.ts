import { describe, expect, test } from 'vitest';
import type { LoadExperimentOptions } from '../../src/experiment/index.js';
import { countPoints, spaceProblems } from '../../src/search/index.js';
import {
  GOLDEN,
  loadSearch,
  OBJECTIVES,
  refusal,
  SEARCH_LINE,
  searching,
  tableSearch,
} from './search-fixture.js';

const SPACE = 'space: { model: [a, b], maxTokens: [150, 250], ragChunks: [0, 2, 5] }';
const SPACES: LoadExperimentOptions = { spaces: { problems: spaceProblems, count: countPoints } };

/** The lines of a search, and the one problem that they are refused with: place, code, what it says. */
type Case = readonly [
  what: string,
  lines: readonly string[],
  path: string,
  code: string,
  said: RegExp,
  hint?: RegExp,
];

const CASES: readonly Case[] = [
  [
    'an unknown factor',
    ['space: { modle: [a] }', OBJECTIVES],
    'search.space.modle',
    'unknown-key',
    /modle/,
    /`model`/,
  ],
  [
    'a key of a variant that is no factor',
    ['space: { stream: [true] }', OBJECTIVES],
    'search.space.stream',
    'unknown-key',
    /stream/,
  ],
  [
    'an empty factor',
    ['space: { model: [] }', OBJECTIVES],
    'search.space.model',
    'out-of-range',
    /at least 1/,
  ],
  ['no factor', ['space: {}', OBJECTIVES], 'search.space', 'empty', /no factors/],
  ['no space', [OBJECTIVES], 'search.space', 'missing-key', /`space` is missing/],
  ['no objectives', [SPACE], 'search.objectives', 'missing-key', /`objectives` is missing/],
  [
    'a value twice',
    ['space: { maxTokens: [150, 250, 150] }', OBJECTIVES],
    'search.space.maxTokens.2',
    'duplicate',
    /150 twice/,
  ],
  [
    'a value that no variant could have',
    ['space: { temperature: [0.5, 1.5] }', OBJECTIVES],
    'search.space.temperature.1',
    'out-of-range',
    /at most 1/,
  ],
  [
    'a number in quotes',
    ['space: { maxTokens: ["150"] }', OBJECTIVES],
    'search.space.maxTokens.0',
    'wrong-type',
    /number/,
    /without quotes/,
  ],
  [
    'a prompt that is no file',
    ['space: { prompt: [v1.md, v9.md] }', OBJECTIVES],
    'search.space.prompt.1',
    'missing-file',
    /v9\.md/,
  ],
  [
    'a prompt that is no file, in words',
    ['space: { prompt: { ordered: [v9.md, v1.md] } }', OBJECTIVES],
    'search.space.prompt.ordered.0',
    'missing-file',
    /v9\.md/,
  ],
  [
    'a single value',
    ['space: { model: a, maxTokens: [1, 2] }', OBJECTIVES],
    'search.space.model',
    'wrong-type',
    /no values/,
    /list/,
  ],
  [
    'two forms at once',
    ['space: { maxTokens: { ordered: [1, 2], min: 1, max: 2 } }', OBJECTIVES],
    'search.space.maxTokens',
    'contradiction',
    /two forms/,
  ],
  [
    'a range with one end',
    ['space: { maxTokens: { min: 1 } }', OBJECTIVES],
    'search.space.maxTokens',
    'missing-key',
    /one end/,
  ],
  [
    'a range upside down',
    ['space: { temperature: { min: 1, max: 0 } }', OBJECTIVES],
    'search.space.temperature.max',
    'contradiction',
    /between 1 and 0/,
  ],
  [
    'fractions of tokens',
    ['space: { maxTokens: { min: 100, max: 200 } }', OBJECTIVES],
    'search.space.maxTokens',
    'wrong-type',
    /no fractions/,
    /integer: true/,
  ],
  [
    'numbers between two models',
    ['space: { model: { min: 0, max: 1, integer: true }, ragChunks: [0, 2] }', OBJECTIVES],
    'search.space.model',
    'wrong-type',
    /no number/,
  ],
  [
    'a range out of bounds',
    ['space: { temperature: { min: 0, max: 2 } }', OBJECTIVES],
    'search.space.temperature.max',
    'out-of-range',
    /at most 1/,
  ],
  [
    'a condition on nothing',
    ['space: { maxTokens: { ordered: [1, 2], when: { mdel: a } } }', OBJECTIVES],
    'search.space.maxTokens.when.mdel',
    'unknown-key',
    /no factor of the space/,
  ],
  [
    'a condition on itself',
    ['space: { maxTokens: { ordered: [1, 2], when: { maxTokens: 1 } } }', OBJECTIVES],
    'search.space.maxTokens.when.maxTokens',
    'contradiction',
    /itself/,
  ],
  [
    'a condition that never holds',
    ['space: { model: [a, b], maxTokens: { ordered: [1, 2], when: { model: c } } }', OBJECTIVES],
    'search.space.maxTokens.when.model',
    'unknown-value',
    /never "c"/,
  ],
  [
    'conditions in a circle',
    [
      'space: { maxTokens: { ordered: [1, 2], when: { fewShot: 1 } }, fewShot: { ordered: [1, 2], when: { maxTokens: 1 } } }',
      OBJECTIVES,
    ],
    'search.space.maxTokens.when',
    'contradiction',
    /maxTokens → fewShot → maxTokens/,
  ],
  [
    'a combination of nothing',
    [SPACE, OBJECTIVES, 'forbid: [{}]'],
    'search.forbid.0',
    'empty',
    /every point/,
  ],
  [
    'a combination of unknown values',
    [SPACE, OBJECTIVES, 'forbid: [{ model: a, maxTokens: [250, 251] }]'],
    'search.forbid.0.maxTokens',
    'unknown-value',
    /never 251/,
  ],
  [
    'a narrowed intent that no sample has',
    [SPACE, OBJECTIVES, 'per: intent', 'intents: { fqa: { ragChunks: 0 } }'],
    'search.intents.fqa',
    'unknown-intent',
    /fqa/,
    /`faq`/,
  ],
  [
    'narrowed intents with one config for all',
    [SPACE, OBJECTIVES, 'intents: { faq: { ragChunks: 0 } }'],
    'search.intents',
    'contradiction',
    /one config/,
  ],
  [
    'combinations that leave no point',
    [
      'space: { model: [a], maxTokens: [1, 2] }',
      OBJECTIVES,
      'forbid: [{ model: a, maxTokens: 1 }, { maxTokens: 2 }]',
    ],
    'search.forbid',
    'no-allowed-point',
    /no point/,
  ],
  [
    'an intent that no point is left of',
    [
      'space: { model: [a, b] }',
      OBJECTIVES,
      'per: intent',
      'forbid: [{ model: a }]',
      'intents: { faq: { model: a } }',
    ],
    'search.intents.faq',
    'no-allowed-point',
    /faq/,
  ],
  [
    'an objective without direction',
    [SPACE, 'objectives: [{ maximize: quality }, {}]'],
    'search.objectives.1',
    'missing-key',
    /no direction/,
  ],
  [
    'an objective with two',
    [SPACE, 'objectives: [{ maximize: quality, minimize: costUsd }]'],
    'search.objectives.0',
    'contradiction',
    /one direction/,
  ],
  [
    'an objective twice',
    [SPACE, 'objectives: [{ maximize: quality }, { minimize: quality }]'],
    'search.objectives.1',
    'duplicate',
    /twice/,
  ],
  [
    'one cost in two units',
    [SPACE, 'objectives: [{ minimize: costUsd }, { minimize: monthlyCostUsd }]'],
    'search.objectives.1',
    'duplicate',
    /two units/,
  ],
  [
    'a misspelt direction',
    [SPACE, 'objectives: [{ minimise: costUsd }]'],
    'search.objectives.0.minimise',
    'unknown-key',
    /minimise/,
    /`minimize`/,
  ],
  [
    'a metric that no scorer gives',
    [SPACE, 'objectives: [{ maximize: qualty }]'],
    'search.objectives.0.maximize',
    'unknown-metric',
    /qualty/,
    /`quality`/,
  ],
  [
    'latency without its fold',
    [SPACE, 'objectives: [{ minimize: latencyMs }]'],
    'search.objectives.0.minimize',
    'unknown-metric',
    /several/,
    /latencyMs\.p99/,
  ],
  [
    'violations as an objective',
    [SPACE, 'objectives: [{ minimize: adversarial.violations }]'],
    'search.objectives.0',
    'contradiction',
    /never traded/,
    /constraints/,
  ],
  [
    'a constraint without bound',
    [SPACE, OBJECTIVES, 'constraints: [{ metric: quality }]'],
    'search.constraints.0',
    'missing-key',
    /needs a bound/,
  ],
  [
    'a constraint upside down',
    [SPACE, OBJECTIVES, 'constraints: [{ metric: quality, min: 0.9, max: 0.8 }]'],
    'search.constraints.0',
    'contradiction',
    /at least 0.9 and at most 0.8/,
  ],
  [
    'two that exclude each other',
    [
      SPACE,
      OBJECTIVES,
      'constraints: [{ metric: quality, min: 0.9 }, { metric: quality, max: 0.8, per: intent }]',
    ],
    'search.constraints.1',
    'contradiction',
    /nothing can keep both/,
  ],
  [
    'two in other units',
    [SPACE, OBJECTIVES, 'constraints: [{ metric: costUsdPer1k, max: 1 }, { metric: costUsd, min: 0.01 }]'],
    'search.constraints.1',
    'contradiction',
    /nothing can keep both/,
  ],
  [
    'percentiles that cross',
    [
      SPACE,
      OBJECTIVES,
      'constraints: [{ metric: latencyMs.p50, min: 900 }, { metric: latencyMs.p99, max: 800 }]',
    ],
    'search.constraints.1',
    'contradiction',
    /nothing can keep both/,
  ],
  [
    'one bound twice',
    [SPACE, OBJECTIVES, 'constraints: [{ metric: quality, min: 0.7 }, { metric: quality, min: 0.8 }]'],
    'search.constraints.1',
    'duplicate',
    /already/,
  ],
  [
    'a bound outside the scale',
    [SPACE, OBJECTIVES, 'constraints: [{ metric: facts, min: 4 }]'],
    'search.constraints.0.min',
    'out-of-range',
    /0 to 1/,
  ],
  [
    'a negative price',
    [SPACE, OBJECTIVES, 'constraints: [{ metric: costUsd, max: -1 }]'],
    'search.constraints.0.max',
    'out-of-range',
    /never below 0/,
  ],
  [
    'at least some violations',
    [SPACE, OBJECTIVES, 'constraints: [{ metric: adversarial.violations, min: 0 }]'],
    'search.constraints.0.min',
    'contradiction',
    /violations/,
  ],
  [
    'a base that is not declared',
    [SPACE, OBJECTIVES, 'from: basline'],
    'search.from',
    'unknown-variant',
    /basline/,
    /`baseline`/,
  ],
  [
    'a setting that is none',
    [SPACE, OBJECTIVES, 'algorthm: auto'],
    'search.algorthm',
    'unknown-key',
    /algorthm/,
    /`algorithm`/,
  ],
  [
    'an algorithm that is none',
    [SPACE, OBJECTIVES, 'algorithm: anneal'],
    'search.algorithm',
    'invalid-value',
    /anneal/,
    /surrogate/,
  ],
  [
    'judged without a judge',
    [SPACE, OBJECTIVES, 'pricing: { judged: 0.1 }'],
    'search.pricing.judged',
    'contradiction',
    /no scorer/,
  ],
  [
    'a budget that compares nothing',
    [SPACE, OBJECTIVES, 'budget: { maxItemEvaluations: 3 }'],
    'search.budget.maxItemEvaluations',
    'budget-too-small',
    /at least 4/,
  ],
  [
    'a grid that the budget cannot see',
    [SPACE, OBJECTIVES, 'algorithm: grid', 'budget: { maxItemEvaluations: 23 }'],
    'search.budget.maxItemEvaluations',
    'budget-too-small',
    /takes 24/,
  ],
];

describe('a search is refused, with place, line and remedy, for', () => {
  test.each(CASES.map((one) => [one[0], one] as const))(
    '%s',
    async (_what, [, lines, path, code, said, hint = /./]) => {
      const problems = await refusal(searching(lines), SPACES);
      expect(problems.map((problem) => [problem.code, problem.path])).toEqual([[code, path]]);
      expect(problems[0]).toMatchObject({
        message: expect.stringMatching(said),
        hint: expect.stringMatching(hint),
        file: expect.stringMatching(/experiment\.yaml$/),
      });
      expect(problems[0]?.line).toBeGreaterThanOrEqual(SEARCH_LINE);
    },
  );

  test('every mistake at once', async () => {
    const problems = await refusal(
      searching([
        'space: { modle: [a], maxTokens: [1, 1], prompt: [nope.md] }',
        'objectives: [{ maximize: qualty }, { minimize: latencyMs }]',
        'constraints: [{ metric: quality, min: 2 }, { metrc: quality }]',
        'population: 1',
      ]),
      SPACES,
    );
    expect(problems.map(({ path }) => path)).toEqual([
      'search.space.modle',
      'search.space.maxTokens.1',
      'search.space.prompt.0',
      'search.objectives.0.maximize',
      'search.objectives.1.minimize',
      'search.constraints.0.min',
      'search.constraints.1.metric',
      'search.constraints.1.metrc',
      'search.population',
    ]);
  });
});

describe('what the rest of the experiment must have', () => {
  const codes = async (...args: Parameters<typeof refusal>) =>
    (await refusal(...args)).map(({ code, path }) => [code, path]);

  test('traffic, for a month’s cost', async () => {
    const text = searching([SPACE, OBJECTIVES]).replace(/traffic:.*\n/, '');
    expect(await codes(text)).toEqual([['contradiction', 'search.objectives.0.minimize']]);
  });

  test('an adversarial dataset, for its violations', async () => {
    const text = searching([SPACE, OBJECTIVES, 'constraints: [{ metric: adversarial.violations, max: 0 }]']);
    expect(await codes(text.replace(', adversarial: adversarial.jsonl', ''))).toEqual([
      ['contradiction', 'search.constraints.0'],
    ]);
  });

  test('a quality, to be an objective', async () => {
    const text = searching([SPACE, OBJECTIVES]).replace(/quality: \{.*\n/, '');
    expect(await codes(text)).toEqual([['contradiction', 'search.objectives.1.maximize']]);
  });

  test('a base, where several variants are declared', async () => {
    const text = searching([SPACE, OBJECTIVES]).replace(
      'scorers:',
      '  other: { extends: baseline, maxTokens: 9 }\nscorers:',
    );
    const [problem, ...others] = await refusal(text);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ path: 'search', hint: expect.stringMatching(/`from`.*baseline, other/) });
  });

  test('variants, unless it is a table', async () => {
    const text = searching([SPACE, OBJECTIVES]).replace(/variants:\n.*\n/, '');
    expect(await codes(text)).toEqual([['missing-key', 'variants']]);
  });

  test('prices of every model of the space, and lifetimes that these cache for', async () => {
    const text = searching(['space: { model: [a, b, c], cache: [off, 1h] }', OBJECTIVES]);
    const problem = (code: string) => ({ code, message: code, hint: 'Mend it.' });
    const options: LoadExperimentOptions = {
      modelProblem: (model) => (model === 'b' ? problem('no-price') : undefined),
      cacheProblem: (model, ttl) => (model === 'c' && ttl === '1h' ? problem('no-cache') : undefined),
    };
    expect(await codes(text, options)).toEqual([
      ['no-price', 'search.space.model.1'],
      ['no-cache', 'search.space.cache.1'],
    ]);
  });

  test('metrics that look at one answer by itself', async () => {
    const text = searching([SPACE, 'objectives: [{ maximize: duel }]']).replace(
      'facts: {}',
      'facts: {}, duel: { type: pairwise, model: j, rubric: rubric.md, against: baseline }',
    );
    expect(await codes(text)).toEqual([['contradiction', 'search.objectives.0.maximize']]);
  });

  test('two clusters in every intent that has traffic', async () => {
    const golden = GOLDEN.replace('"cluster":"order-2"', '"cluster":"order-1"');
    const text = searching([SPACE, OBJECTIVES]);
    const [problem, ...others] = await refusal(text, {}, { 'golden.jsonl': golden });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code: 'one-cluster',
      message: expect.stringMatching(/order \(2 samples\)/),
    });
    const unused = text.replace('order: 20', 'order: 0');
    expect((await loadSearch(unused, {}, { 'golden.jsonl': golden })).spec.per).toBe('all');
  });

  test('samples that are not kept apart', async () => {
    const text = searching([SPACE, 'objectives: [{ maximize: quality }]'])
      .replace('golden: golden.jsonl, ', '')
      .replace(/traffic:.*\n/, '');
    expect(await codes(text)).toEqual([['no-samples', 'datasets']]);
  });
});

describe('a table is refused for', () => {
  const objectives = 'objectives: [{ maximize: quality }]';
  const only = async (text: string) => {
    const problems = await refusal(text);
    return problems.map(({ code, path }) => [code, path]);
  };

  test('a range of what it holds single values of', async () => {
    expect(await only(tableSearch(['space: { k: { min: 0, max: 1 } }', objectives]))).toEqual([
      ['contradiction', 'search.space.k'],
    ]);
  });

  test('two spellings of one value', async () => {
    expect(await only(tableSearch(['space: { k: [1, "1"] }', objectives]))).toEqual([
      ['duplicate', 'search.space.k.1'],
    ]);
  });

  test('a cost that nothing prices', async () => {
    expect(await only(tableSearch(['space: { k: [1, 2] }', 'objectives: [{ minimize: costUsd }]']))).toEqual([
      ['contradiction', 'search.objectives.0.minimize'],
    ]);
  });

  test('a base that stands under a name', async () => {
    const variants = 'variants: { old: { recorded: old-bot } }\n';
    expect(await only(tableSearch(['space: { k: [1, 2] }', objectives, 'from: old'], variants))).toEqual([
      ['contradiction', 'search.from'],
    ]);
  });
});

describe('said, and no error', () => {
  const notices = async (lines: readonly string[], options = SPACES, files = {}) =>
    (await loadSearch(searching(lines), options, files)).notices;

  test('nothing, where there is nothing to say', async () => {
    expect(await notices([SPACE, OBJECTIVES])).toEqual([]);
  });

  test('a temperature that models refuse', async () => {
    const refusedParameters = (model: string) => (model === 'b' ? ['temperature', 'topP'] : []);
    const lines = ['space: { model: [a, b], temperature: [0, 1] }', OBJECTIVES];
    expect(await notices(lines, { ...SPACES, refusedParameters })).toEqual([
      expect.stringMatching(/^`temperature` is not sent to b, which refuse it: tie it to the others/),
    ]);
  });

  test('factors that a prompt has no place for', async () => {
    expect(
      await notices(['space: { prompt: [v1.md, v2.md], ragChunks: [0, 5], fewShot: [0, 2] }', OBJECTIVES]),
    ).toEqual([
      'the factor `ragChunks` has no effect with v2.md: these points count as one',
      'the factor `fewShot` has no effect: no prompt of the space has a place for it',
    ]);
  });

  test('more examples than the file has', async () => {
    const files = {
      'shots.md':
        '---\nname: shots\nversion: 1\nfewShot: shots.jsonl\n---\n# user\n{% for example in examples %}{{ example.question }} {{ example.answer }}{% endfor %}{{ question }}\n',
      'shots.jsonl': '{"question":"A?","answer":"B."}\n{"question":"C?","answer":"D."}\n',
    };
    expect(
      await notices(['space: { prompt: [shots.md], fewShot: [0, 1, 2, 4] }', OBJECTIVES], SPACES, files),
    ).toEqual(['`fewShot` 2 and 4 send the same with shots.md: it has no more examples']);
  });

  test('an objective that asks for the worse end', async () => {
    expect(await notices([SPACE, 'objectives: [{ maximize: costUsd }, { minimize: quality }]'])).toEqual([
      'the search is asked to maximize `costUsd`, which is better when low',
      'the search is asked to minimize `quality`, which is better when high',
    ]);
  });

  test('one config per intent, where there is one intent', async () => {
    const golden = GOLDEN.split('\n').slice(0, 2).join('\n');
    const text = searching([SPACE, OBJECTIVES, 'per: intent']).replace(', order: 20', '');
    const { notices: said } = await loadSearch(text, SPACES, { 'golden.jsonl': golden });
    expect(said).toEqual(['`per: intent` has no effect: all samples are of intent `faq`']);
  });

  test('a budget that leaves points unseen, with the number that sees them all', async () => {
    const lines = (budget: number) => [SPACE, OBJECTIVES, `budget: { maxItemEvaluations: ${budget} }`];
    expect(await notices(lines(23))).toEqual([expect.stringMatching(/^23 measurements .* that takes 24;/)]);
    expect(await notices(lines(24))).toEqual([]);
  });

  test('caching that batch prices leave nothing to save of', async () => {
    expect(await notices(['space: { cache: [off, 5m] }', OBJECTIVES, 'pricing: { batch: true }'])).toEqual([
      expect.stringMatching(/batch jobs, which do not cache/),
    ]);
  });
});
