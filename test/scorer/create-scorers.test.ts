import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type AssertionSpec, ParsimonyError } from '../../src/domain/index.js';
import { embeddedModelPath, identifyModel } from '../../src/embed/index.js';
import type { ScorerSpec } from '../../src/experiment/port.js';
import { hashRequest } from '../../src/model/index.js';
import { createScorers, type ScorerDependencies } from '../../src/scorer/index.js';
import { scriptedJudge, verdict } from './scripted-judge.js';

const judges = path.resolve(import.meta.dirname, '../../prompts/judges');
const helpfulness = { criterion: 'helpfulness', path: path.join(judges, 'helpfulness.md') };

const dependencies: ScorerDependencies = {
  embedder: () => Promise.reject(new Error('creating scorers opens no encoder')),
  judge: () => scriptedJudge(() => verdict(3)).model,
  hashRequest,
};

function judge(
  name: string,
  rubrics: readonly { readonly criterion: string; readonly path: string }[],
): ScorerSpec {
  return {
    kind: 'judge',
    name,
    judge: { models: ['m'], combine: 'mean', repeats: 1, rubrics, maxTokens: 100 },
  };
}

async function problemsOf(specs: readonly ScorerSpec[]) {
  const outcome: unknown = await createScorers(specs, dependencies).then(
    () => 'created',
    (error: unknown) => error,
  );
  if (!(outcome instanceof ParsimonyError)) throw new Error(`expected a refusal, got ${String(outcome)}`);
  return outcome.problems.map(({ code }) => code);
}

test('every kind is created in the order of the experiment, without opening model or encoder', async () => {
  const scorers = await createScorers(
    [
      { kind: 'similarity', name: 'similarity' },
      { kind: 'facts', name: 'facts' },
      { kind: 'numbers', name: 'numbers' },
      { kind: 'assertions', name: 'checks', assert: [{ type: 'is-json', metric: 'json' }] },
      judge('judge', [helpfulness]),
      { kind: 'recorded', name: 'correct' },
    ],
    { ...dependencies, assertionMetrics: ['tone', 'json'] },
  );
  expect(scorers.map(({ name, metrics }) => [name, metrics.map((metric) => metric.name)])).toEqual([
    ['similarity', ['similarity']],
    ['facts', ['facts']],
    ['numbers', ['numbers']],
    ['checks', ['checks', 'json', 'tone']],
    ['judge', ['helpfulness', 'judge']],
    ['correct', ['correct']],
  ]);
  expect(new Set(scorers.map(({ fingerprint }) => fingerprint)).size).toBe(6);
});

test('a threshold that was chosen on another scale is refused before the first call, in sets too', async () => {
  const pinned = (fingerprint: string) => ({ type: 'similar', value: 'x', config: { fingerprint } });
  const checks = (assert: readonly AssertionSpec[]): ScorerSpec => ({
    kind: 'assertions',
    name: 'checks',
    assert,
  });
  expect(await problemsOf([checks([pinned('other@1')])])).toEqual(['foreign-scale']);
  expect(await problemsOf([checks([{ type: 'assert-set', assert: [pinned('other@1')] }])])).toEqual([
    'foreign-scale',
  ]);
  const own = await identifyModel(embeddedModelPath);
  const [scorer] = await createScorers([checks([pinned(own)])], dependencies);
  expect(scorer?.name).toBe('checks');
});

test('a judge is given the model of its own provider', async () => {
  const asked: unknown[] = [];
  const spec: ScorerSpec = {
    kind: 'judge',
    name: 'judge',
    judge: {
      models: ['m'],
      combine: 'mean',
      repeats: 1,
      rubrics: [helpfulness],
      maxTokens: 10,
      provider: 'bedrock',
    },
  };
  await createScorers([spec], {
    ...dependencies,
    judge: (provider) => {
      asked.push(provider);
      return dependencies.judge(provider);
    },
  });
  expect(asked).toEqual(['bedrock']);
});

describe('bad scorers are refused before any call', () => {
  test('all problems of all scorers at once', async () => {
    expect(
      await problemsOf([
        judge('judge', [{ criterion: 'helpfulness', path: path.join(judges, 'missing.md') }]),
        judge('other', [{ criterion: 'tone', path: helpfulness.path }]),
        {
          kind: 'assertions',
          name: 'checks',
          assert: [{ type: 'contian', value: 'x' }, { type: 'latency' }],
        },
        { kind: 'similarity', name: 'similarity', modelPath: judges },
      ]),
    ).toEqual([
      'missing-file',
      'criterion-mismatch',
      'unknown-assertion',
      'missing-threshold',
      ...Array.from({ length: 4 }, () => 'model-file-missing'),
    ]);
  });

  test('two metrics of one name', async () => {
    expect(await problemsOf([judge('helpfulness', [helpfulness])])).toEqual(['duplicate-metric']);
    expect(
      await problemsOf([
        { kind: 'facts', name: 'facts' },
        { kind: 'assertions', name: 'checks', assert: [{ type: 'is-json', metric: 'facts' }] },
      ]),
    ).toEqual(['duplicate-metric']);
  });
});
