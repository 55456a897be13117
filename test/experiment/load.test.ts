import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadExperiment } from '../../src/experiment/index.js';
import { folder, load, problemsOf, rubric, VALID, withLine, withMore } from './fixture.js';

const names = async (experiment: string) =>
  (await load(experiment)).experiment.variants.map((variant) => variant.name);

describe('defaults', () => {
  test('are those of the design', async () => {
    const { experiment } = await load(VALID);
    expect(experiment).toMatchObject({
      region: 'us-east-1',
      repeats: 1,
      seed: 42,
      guardrails: [{ on: 'golden' }],
    });
    expect(experiment.gate).toEqual({
      baseline: 'baseline',
      candidates: ['concise'],
      margin: 0.05,
      alpha: 0.05,
      drop: 0.1,
      require: 'all',
      maxMissing: 0.02,
    });
    expect(experiment.datasets.map(({ name, kind }) => [name, kind])).toEqual([
      ['golden', 'golden'],
      ['adversarial', 'adversarial'],
    ]);
    expect('maxCostUsd' in experiment || 'promote' in experiment || 'recorded' in experiment).toBe(false);
  });

  test('a dataset of any other name is golden', async () => {
    const { experiment } = await load(
      withLine(3, 'datasets: { golden: golden.jsonl, extra: adversarial.jsonl }'),
    );
    expect(experiment.datasets[1]).toMatchObject({ name: 'extra', kind: 'golden' });
  });

  test('paths are relative to the experiment, prompts and datasets are opened', async () => {
    const file = folder(withMore('promote: { to: promoted/demo.yaml, alpha: 0.025 }'));
    const { experiment, prompts, datasets } = await loadExperiment(file);
    const root = dirname(file);
    expect(experiment.path).toBe(file);
    expect(experiment.promote).toEqual({
      to: join(root, 'promoted/demo.yaml'),
      rule: 'cheapest',
      alpha: 0.025,
    });
    expect([...prompts.keys()].sort()).toEqual([join(root, 'v1.md'), join(root, 'v2.md')]);
    expect(datasets.map((dataset) => dataset.count)).toEqual([2, 1]);
  });
});

describe('variants', () => {
  test('inherit through a chain, the nearest wins, in file order', async () => {
    const { experiment } = await load(
      withLine(
        6,
        '  terse: { extends: concise, maxTokens: 50 }\n  concise: { extends: baseline, prompt: v2.md, maxTokens: 250 }',
      ),
    );
    expect(experiment.variants.map((variant) => [variant.name, variant.params.maxTokens])).toEqual([
      ['baseline', 500],
      ['terse', 50],
      ['concise', 250],
    ]);
    expect(experiment.variants[1]).toMatchObject({
      model: 'global.model-a',
      promptPath: expect.stringMatching(/v2\.md$/),
      params: { temperature: 0.3, ragChunks: 5 },
      origin: 'declared',
    });
  });

  test('a grid is named by its factors in file order, last one fastest, and is not gated', async () => {
    const { experiment } = await load(
      withMore('grid: { from: baseline, temperature: [0, 1], maxTokens: [100, 500] }'),
    );
    expect(experiment.variants.map((variant) => [variant.name, variant.origin])).toEqual([
      ['baseline', 'declared'],
      ['concise', 'declared'],
      ['baseline/temperature=0,maxTokens=100', 'grid'],
      ['baseline/temperature=0,maxTokens=500', 'grid'],
      ['baseline/temperature=1,maxTokens=100', 'grid'],
      ['baseline/temperature=1,maxTokens=500', 'grid'],
    ]);
    expect(experiment.gate?.candidates).toEqual(['concise']);
    expect(experiment.notices).toContain('the grid adds 4 variants');
  });

  test('a grid point may be a candidate when it is named', async () => {
    const { experiment } = await load(
      `${withLine(11, 'gate: { baseline: baseline, candidates: [baseline/maxTokens=100], margin: 0.05 }')}grid: { from: baseline, maxTokens: [100] }\n`,
    );
    expect(experiment.gate?.candidates).toEqual(['baseline/maxTokens=100']);
  });

  test('grid points that repeat a declared variant or one another are dropped, and that is said', async () => {
    const grid = 'grid: { from: baseline, prompt: [v1.md, v2.md], maxTokens: [250, 500], ragChunks: [0, 5] }';
    // v2 shows no documents: its points differ by maxTokens only, and 250 is the declared variant `concise`.
    expect(await names(withMore(grid))).toEqual([
      'baseline',
      'concise',
      'baseline/prompt=v1.md,maxTokens=250,ragChunks=0',
      'baseline/prompt=v1.md,maxTokens=250,ragChunks=5',
      'baseline/prompt=v1.md,maxTokens=500,ragChunks=0',
      'baseline/prompt=v2.md,maxTokens=500,ragChunks=0',
    ]);
    const { experiment } = await load(withMore(grid));
    expect(experiment.notices).toContain(
      'the grid adds 4 variants; 4 of its 8 points repeat another variant',
    );
  });

  test('parameters without effect do not change an id, and are pointed out', async () => {
    const id = async (keys: string) => {
      const { experiment } = await load(
        withLine(6, `  concise: { prompt: v2.md, model: m, maxTokens: 9${keys} }`),
      );
      return experiment.variants[1]?.id;
    };
    const plain = await id('');
    expect(await id(', ragChunks: 3')).toBe(plain);
    expect(await id(', fewShot: 2')).toBe(plain);
    expect(await id(', temperature: 0.5')).not.toBe(plain);
    expect(await id(', historyTurns: 2')).not.toBe(plain);
    const { experiment } = await load(
      withLine(6, '  concise: { prompt: v2.md, model: m, maxTokens: 9, fewShot: 2 }'),
    );
    expect(experiment.notices).toContain(
      '`fewShot` of variant `concise` has no effect: its prompt has no place for it',
    );
  });

  test('an id follows the text of the prompt, not its path or the variant’s name', async () => {
    const variant = async (experiment: string, more = {}) =>
      (await load(experiment, more)).experiment.variants[1];
    const original = await variant(VALID);
    const text = '# user\n{{ question }}\n';
    const moved = await variant(
      withLine(6, '  brief: { extends: baseline, prompt: new/place.md, maxTokens: 250 }'),
      {
        'new/place.md': text,
      },
    );
    expect([moved?.name, moved?.id]).toEqual(['brief', original?.id]);
    expect((await variant(VALID, { 'v2.md': `${text}Be brief.\n` }))?.id).not.toBe(original?.id);
  });
});

describe('recorded outputs', () => {
  const recorded = (variants: string, more = '') => `name: old
provider: recorded
recorded: outputs.jsonl
datasets: { golden: golden.jsonl }
variants: ${variants}
scorers: { correct: { from: recorded } }
quality: { correct: 1 }
gate: { baseline: strong, margin: 0.02 }
${more}`;
  const more = { 'outputs.jsonl': '{"sampleId":"a","variant":"x","output":"y"}\n' };

  test('need neither prompt nor model', async () => {
    const { experiment } = await load(
      recorded('{ weak: { recorded: mixtral }, strong: { recorded: gpt-4 } }'),
      more,
    );
    expect(experiment.variants.map(({ name, recorded: key }) => [name, key])).toEqual([
      ['weak', 'mixtral'],
      ['strong', 'gpt-4'],
    ]);
    expect(experiment.variants[0]).not.toHaveProperty('model');
    expect(experiment.recorded).toMatch(/outputs\.jsonl$/);
    expect(experiment.scorers).toEqual([{ kind: 'recorded', name: 'correct' }]);
  });

  test('a grid looks measured cells up by any factors', async () => {
    const { experiment } = await load(
      recorded(
        '{ strong: { params: { arm: b, budget: 1 } } }',
        'grid: { from: strong, arm: [a, b], budget: [1, 2] }\n',
      ).replace('margin: 0.02', 'margin: 0.02, candidates: ["strong/arm=a,budget=2"]'),
      more,
    );
    expect(experiment.variants.map((variant) => variant.recorded)).toEqual([
      { arm: 'b', budget: 1 },
      { arm: 'a', budget: 1 },
      { arm: 'a', budget: 2 },
      { arm: 'b', budget: 2 },
    ]);
  });

  test.each([
    [
      'a variant without a key',
      '{ weak: { model: m }, strong: { recorded: x } }',
      'missing-key',
      /recorded: <name/,
    ],
    [
      'both keys',
      '{ weak: { recorded: w, params: { a: 1 } }, strong: { recorded: x } }',
      'contradiction',
      /one of the two/,
    ],
  ])('%s is refused', async (_what, variants, code, remedy) => {
    const problems = await problemsOf(recorded(variants), more);
    expect(problems.map((problem) => [problem.code, problem.line])).toEqual([[code, 5]]);
    expect(problems[0]?.hint).toMatch(remedy);
  });

  test('no recorded file, a judge without provider, recorded keys elsewhere', async () => {
    const two = '{ weak: { recorded: w }, strong: { recorded: x } }';
    const without = recorded(two).replace('recorded: outputs.jsonl\n', '');
    expect((await problemsOf(without)).map((problem) => problem.code)).toEqual(['missing-key']);
    const judged = recorded(two).replace(
      'correct: { from: recorded }',
      'correct: { from: recorded }, judge: { model: m, rubric: rubric.md, criteria: [helpfulness] }',
    );
    const [problem] = await problemsOf(judged, more);
    expect(problem).toMatchObject({
      code: 'contradiction',
      line: 6,
      hint: expect.stringContaining('bedrock'),
    });
    expect((await problemsOf(withLine(6, '  concise: { extends: baseline, recorded: x }')))[0]).toMatchObject(
      {
        code: 'contradiction',
        path: 'variants.concise.recorded',
      },
    );
  });
});

describe('judges', () => {
  const judged = (judge: string, quality = 'quality: { facts: 1 }') =>
    withLine(7, `scorers: { facts: {}, judge: ${judge} }`).replace(/quality.*/, quality);

  const rubricsOf = async (judge: string) => {
    const { experiment } = await load(judged(judge));
    const [, scorer] = experiment.scorers;
    const rubrics = scorer?.kind === 'judge' ? scorer.judge.rubrics : [];
    return rubrics.map(({ criterion, path }) => [criterion, path.split('/').slice(-2).join('/')]);
  };

  test('have defaults, and yield a metric for each criterion beside their own', async () => {
    const { experiment } = await load(
      judged('{ model: m, rubric: rubric.md }', 'quality: { facts: 0.5, helpfulness: 0.25, judge: 0.25 }'),
    );
    expect(experiment.scorers[1]).toMatchObject({
      kind: 'judge',
      judge: {
        models: ['m'],
        combine: 'mean',
        repeats: 1,
        maxTokens: 1024,
        temperature: 0,
        rubrics: [{ criterion: 'helpfulness' }],
      },
    });
  });

  test('a mapping gives the criteria and their files', async () => {
    const rubrics = await rubricsOf('{ model: m, rubric: { helpfulness: rubric.md, tone: tone.md } }');
    expect(rubrics.map(([criterion, path]) => [criterion, path?.split('/').at(-1)])).toEqual([
      ['helpfulness', 'rubric.md'],
      ['tone', 'tone.md'],
    ]);
  });

  test('one file serves the criterion that it names, the others take the rubrics that ship', async () => {
    const rubrics = await rubricsOf('{ model: m, rubric: tone.md, criteria: [tone, manga_domain_accuracy] }');
    expect(rubrics.map(([criterion, path]) => [criterion, path?.split('/').at(-1)])).toEqual([
      ['tone', 'tone.md'],
      ['manga_domain_accuracy', 'manga-domain-accuracy.md'],
    ]);
    expect(await rubricsOf('{ model: m, criteria: [groundedness] }')).toEqual([
      ['groundedness', 'judges/groundedness.md'],
    ]);
  });

  test.each([
    ['{ model: m, rubric: tone.md, criteria: [tone, wit_and_charm] }', 'missing-rubric', /wit_and_charm: /],
    ['{ model: m, rubric: tone.md, criteria: [helpfulness] }', 'unknown-criterion', /Known: helpfulness/],
    ['{ model: m, rubric: { tone: tone.md }, criteria: [helpfulness] }', 'unknown-criterion', /helpfulness/],
    ['{ model: m, rubric: tone.md, criteria: [tone, tone] }', 'duplicate', /Remove/],
    ['{ model: m }', 'missing-key', /criteria/],
    ['{ rubric: tone.md }', 'missing-key', /model/],
  ])('%s is refused', async (judge, code, remedy) => {
    const problems = await problemsOf(judged(judge));
    expect(problems.map((problem) => [problem.code, problem.line])).toEqual([[code, 7]]);
    expect(problems[0]?.hint).toMatch(remedy);
  });

  test('a guardrail is in the units of the rubric’s own scale', async () => {
    const experiment = judged('{ model: m, rubric: rubric.md }').replace(
      'metric: facts, min: 0.8',
      'metric: helpfulness, min: 7',
    );
    expect((await problemsOf(experiment)).map((problem) => problem.code)).toEqual(['out-of-range']);
    const { experiment: loaded } = await load(experiment, { 'rubric.md': rubric('helpfulness', 10) });
    expect(loaded.guardrails).toEqual([{ metric: 'helpfulness', min: 7, on: 'golden' }]);
  });
});

describe('the plan’s identity', () => {
  const planHash = async (experiment: string, more = {}, overrides = {}) =>
    (await load(experiment, more, overrides)).experiment.planHash;

  test('does not know the file’s name or folder, the budget or the promotion', async () => {
    const original = await planHash(VALID);
    expect(await planHash(VALID)).toBe(original);
    expect(await planHash(withMore('budget: { maxCostUsd: 5 }\npromote: { to: out.yaml }'))).toBe(original);
    const file = folder(VALID);
    renameSync(file, join(dirname(file), 'other.yaml'));
    expect((await loadExperiment(join(dirname(file), 'other.yaml'))).experiment.planHash).toBe(original);
  });

  test('changes with whatever decides trials, scores or verdicts', async () => {
    const judged = withLine(
      7,
      'scorers: { similarity: {}, facts: {}, judge: { model: m, rubric: rubric.md, criteria: [helpfulness] } }',
    );
    const hashes = await Promise.all([
      planHash(VALID),
      planHash(withMore('seed: 43')),
      planHash(withMore('repeats: 2')),
      planHash(withLine(8, 'quality: { facts: 0.5, similarity: 0.5 }')),
      planHash(withLine(11, 'gate: { baseline: baseline, margin: 0.06 }')),
      planHash(withMore('traffic: { faq: 10, order: 5 }')),
      planHash(VALID, { 'v1.md': '# user\nNew: {{ question }}\n' }),
      planHash(VALID, { 'adversarial.jsonl': '{"id":"c","vars":{"question":"New?"}}\n' }),
      planHash(judged),
      planHash(judged, { 'rubric.md': `${rubric('helpfulness')}Grade harder.\n` }),
      planHash(VALID, {}, { provider: 'echo' }),
    ]);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('an override is the same plan as the same value in the file', async () => {
    expect(await planHash(VALID, {}, { seed: 7, repeats: 3 })).toBe(
      await planHash(withMore('seed: 7\nrepeats: 3')),
    );
  });
});

describe('overrides', () => {
  test('win over the file', async () => {
    const overrides = {
      provider: 'echo',
      region: 'eu-west-1',
      seed: 0,
      repeats: 2,
      maxCostUsd: 0,
      baseline: 'concise',
    };
    const { experiment } = await load(withMore('seed: 5\nbudget: { maxCostUsd: 9 }'), {}, overrides);
    expect(experiment).toMatchObject({
      provider: 'echo',
      region: 'eu-west-1',
      seed: 0,
      repeats: 2,
      maxCostUsd: 0,
    });
    expect(experiment.gate).toMatchObject({ baseline: 'concise', candidates: ['baseline'] });
  });

  test('are checked by the same rules, under the flag’s name', async () => {
    const problems = await problemsOf(
      VALID,
      {},
      {
        provider: 'aws',
        region: 'mars',
        seed: -1,
        repeats: 0,
        maxCostUsd: -5,
        baseline: 'basline',
      },
    );
    expect(problems.map((problem) => [problem.path, problem.code])).toEqual([
      ['--provider', 'invalid-value'],
      ['--region', 'invalid-value'],
      ['--seed', 'out-of-range'],
      ['--repeat', 'out-of-range'],
      ['--max-cost', 'out-of-range'],
      ['--baseline', 'unknown-variant'],
    ]);
    expect(problems.at(-1)?.hint).toContain('`baseline`');
  });

  test('a provider from outside stands in for a missing one; a baseline needs a gate', async () => {
    const bare = VALID.replace('provider: emulator\n', '');
    expect((await load(bare, {}, { provider: 'echo' })).experiment.provider).toBe('echo');
    const [problem] = await problemsOf(VALID.replace(/gate.*\n/, ''), {}, { baseline: 'concise' });
    expect(problem).toMatchObject({
      path: '--baseline',
      code: 'contradiction',
      hint: expect.stringContaining('margin'),
    });
  });
});

describe('baselines from elsewhere', () => {
  test('an earlier run or a file; every declared variant is then a candidate', async () => {
    const run = await load(withLine(11, 'gate: { baseline: "run:2026-11-20-a", margin: 0.05 }'));
    expect(run.experiment.gate).toMatchObject({
      baseline: 'run:2026-11-20-a',
      candidates: ['baseline', 'concise'],
    });
    const file = await load(withLine(11, 'gate: { baseline: base.json, margin: 0.05 }'), {
      'base.json': '{}',
    });
    expect(file.experiment.gate?.baseline).toMatch(/^\/.*base\.json$/);
  });
});

describe('notices', () => {
  test('traffic that is not given, assertions that nobody checks', async () => {
    const { experiment } = await load(withMore('traffic: { faq: 100 }'), {
      'adversarial.jsonl':
        '{"id":"c","vars":{"question":"Q"},"assert":[{"type":"contains","value":"x","metric":"style"}]}\n',
    });
    expect(experiment.notices).toEqual([
      '`ragChunks` of variant `concise` has no effect: its prompt has no place for it',
      'no traffic is given for default, order: these weigh nothing and cost nothing a month',
      'samples carry assertions, but no assertions scorer is declared: they are not checked',
    ]);
  });

  test('metrics named by the samples’ assertions exist for quality', async () => {
    const experiment = withLine(
      7,
      'scorers: { facts: {}, similarity: {}, assertions: { assert: [{ type: contains, value: x, metric: tone }] } }',
    ).replace(/quality.*/, 'quality: { facts: 0.5, tone: 0.25, style: 0.25 }');
    const loaded = await load(experiment, {
      'adversarial.jsonl':
        '{"id":"c","vars":{"question":"Q"},"assert":[{"type":"contains","value":"x","metric":"style"}]}\n',
    });
    expect(loaded.experiment.quality).toEqual({ facts: 0.5, tone: 0.25, style: 0.25 });
  });

  test('two variants that send the same', async () => {
    const { experiment } = await load(withLine(6, '  concise: { extends: baseline }'));
    expect(experiment.notices[0]).toContain('`baseline` and `concise` send the same');
  });
});

test('a dataset that is edited after loading is noticed when it is read', async () => {
  const file = folder(VALID);
  const { datasets } = await loadExperiment(file);
  writeFileSync(join(dirname(file), 'golden.jsonl'), '{"id":"z","vars":{"question":"Q"}}\n');
  expect(() => [...(datasets[0]?.samples() ?? [])]).toThrow(/changed/);
});
