import { describe, expect, test } from 'vitest';
import { type AssertionSpec, ParsimonyError } from '../../src/domain/index.js';
import { loadExperiment } from '../../src/experiment/index.js';
import { folder } from './fixture.js';

const MODEL = 'model: global.model-b';

function experiment(scorer: string): string {
  return `name: demo
provider: emulator
datasets: { golden: asserted.jsonl }
variants:
  baseline: { prompt: v2.md, model: global.model-a, maxTokens: 500 }
  other: { extends: baseline, maxTokens: 250 }
scorers: { checks: { type: assertions, ${scorer} } }
`;
}

function sample(id: string, assert: readonly AssertionSpec[] = []): string {
  return JSON.stringify({ id, intent: 'faq', vars: { question: 'When?' }, assert });
}

/** Stands in for the scorers' room: what is called `llm-…` or `select-best` is graded. */
const isGraded = ({ type, assert = [] }: AssertionSpec): boolean =>
  /^llm-|^select-best$/.test(type) || assert.some(isGraded);

async function load(scorer: string, samples: readonly string[]) {
  const file = folder(experiment(scorer), { 'asserted.jsonl': `${samples.join('\n')}\n` });
  return loadExperiment(
    file,
    {},
    {
      gradedAssertion: isGraded,
      assertionProblems: (assertion, { grader }) =>
        !grader && isGraded(assertion)
          ? [{ code: 'missing-grader', message: 'no model', path: 'type', hint: 'name one' }]
          : [],
    },
  );
}

async function problemsOf(scorer: string, samples: readonly string[]) {
  try {
    await load(scorer, samples);
  } catch (error) {
    if (error instanceof ParsimonyError) return error.problems;
    throw error;
  }
  return [];
}

describe('assertions that a model grades need one beside them', () => {
  test('where the experiment holds them, at their line', async () => {
    const problems = await problemsOf('assert: [{ type: is-json }, { type: llm-rubric, value: x }]', [
      sample('a'),
    ]);
    expect(problems).toMatchObject([
      { code: 'missing-grader', path: 'scorers.checks.assert.1.type', line: 7, hint: 'name one' },
    ]);
    expect(await problemsOf(`${MODEL}, assert: [{ type: llm-rubric, value: x }]`, [sample('a')])).toEqual([]);
  });

  test('where samples hold them, in sets too, with the first of the samples', async () => {
    const graded = { type: 'llm-rubric', value: 'x' };
    const samples = [
      sample('a', [{ type: 'is-json' }]),
      sample('b', [graded, graded]),
      sample('c', [graded, { type: 'assert-set', assert: [graded] }]),
    ];
    const problems = await problemsOf('assert: []', samples);
    expect(problems.map(({ code, message, path }) => [code, path, message])).toEqual([
      [
        'missing-grader',
        'scorers.checks',
        expect.stringMatching(/^2 samples \(the first: b\) carry `llm-rubric`/),
      ],
      ['missing-grader', 'scorers.checks', expect.stringMatching(/^sample c carries `assert-set`/)],
    ]);
    expect(problems[0]?.hint).toMatch(/`model: <model id>` to `scorers.checks`/);
    expect(await problemsOf(MODEL, samples)).toEqual([]);
  });
});

test('sets, settings and the metrics inside them are read from experiment and samples', async () => {
  const set: AssertionSpec = {
    type: 'assert-set',
    threshold: 0.5,
    metric: 'tone',
    assert: [{ type: 'rouge-n', value: 'x', config: { n: 2 }, metric: 'words' }],
  };
  const own = `assert: [{ type: assert-set, threshold: 0.5, metric: tone, assert: [{ type: rouge-n, value: x, config: { n: 2 }, metric: words }] }]`;
  const { experiment: read, datasets } = await load(own, [sample('a', [set])]);
  expect(read.scorers).toMatchObject([{ kind: 'assertions', assert: [set] }]);
  expect([...(datasets[0]?.samples() ?? [])].map(({ assert }) => assert)).toEqual([[set]]);
});

test('samples that compare the answers of all variants are told to the scorer', async () => {
  const best = [{ type: 'select-best', value: 'x' }];
  const { experiment: comparing } = await load(MODEL, [sample('a'), sample('b', best)]);
  expect(comparing.scorers).toMatchObject([{ kind: 'assertions', selectBest: true }]);
  const { experiment: without } = await load(MODEL, [sample('a')]);
  expect(without.scorers[0]).not.toHaveProperty('selectBest');
});

test('recorded outputs cannot grade', async () => {
  const file = folder(
    `name: demo
provider: recorded
recorded: outputs.jsonl
datasets: { golden: golden.jsonl }
variants: { baseline: { recorded: x } }
scorers: { checks: { type: assertions, model: m } }
`,
    { 'outputs.jsonl': '{"sampleId":"a","variant":"x","output":"o"}\n' },
  );
  await expect(loadExperiment(file)).rejects.toMatchObject({
    problems: [{ code: 'contradiction', message: expect.stringMatching(/cannot grade/) }],
  });
});
