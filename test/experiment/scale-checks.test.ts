import { expect, test } from 'vitest';
import { invalidInput, ParsimonyError } from '../../src/domain/index.js';
import { loadExperiment, type ReadScales } from '../../src/experiment/index.js';
import { folder, VALID } from './fixture.js';

const scale = {
  fingerprint: 'encoder@1@last@idf=off@baseline=2',
  required: true,
  thresholds: [{ name: 'good', min: 0.22 }],
};
const readScales: ReadScales = async () => new Map([['bertscore', scale]]);

/** The experiment with a BERTScore scorer and this guardrail. */
function withGuardrail(guardrail: string): string {
  return VALID.replace('scorers: {', 'scorers: { bertscore: {},').replace(/^ {2}- .*$/m, `  - ${guardrail}`);
}

async function problemsOf(experiment: string, read: ReadScales = readScales) {
  try {
    await loadExperiment(folder(experiment), {}, { readScales: read });
  } catch (error) {
    if (error instanceof ParsimonyError) return error.problems;
    throw error;
  }
  return [];
}

test('a bound on a metric of an encoder names its scale, or is refused with the scale and its thresholds', async () => {
  const [problem, ...others] = await problemsOf(withGuardrail('{ metric: bertscore, min: 0.88 }'));
  expect(others).toEqual([]);
  expect(problem).toMatchObject({
    code: 'missing-fingerprint',
    path: 'guardrails.0',
    line: expect.any(Number),
  });
  expect(problem?.hint).toContain(scale.fingerprint);
  expect(problem?.hint).toContain('0.22 (good)');
});

test('a bound of another scale is refused, one of the same is taken', async () => {
  const foreign = "{ metric: bertscore, min: 0.88, fingerprint: 'roberta-large@17' }";
  expect((await problemsOf(withGuardrail(foreign))).map(({ code }) => code)).toEqual(['foreign-fingerprint']);
  const own = `{ metric: bertscore, min: 0.2, fingerprint: '${scale.fingerprint}' }`;
  expect(await problemsOf(withGuardrail(own))).toEqual([]);
});

test('a fingerprint copied from a report, with the unseen breaks that reports put into addresses, is the same', async () => {
  const copied = scale.fingerprint.replaceAll('@', '@\u200b');
  expect(
    await problemsOf(withGuardrail(`{ metric: bertscore, min: 0.2, fingerprint: '${copied}' }`)),
  ).toEqual([]);
});

test('ratios against the baseline need no fingerprint, and a metric without a scale has none', async () => {
  expect(await problemsOf(withGuardrail('{ metric: bertscore, minRatio: 0.95 }'))).toEqual([]);
  const none = "{ metric: facts, min: 0.5, fingerprint: 'x' }";
  expect((await problemsOf(withGuardrail(none))).map(({ code }) => code)).toEqual(['contradiction']);
});

test('a scale that cannot be had is reported with everything else', async () => {
  const missing: ReadScales = async () => {
    throw invalidInput([{ code: 'missing-baseline', message: 'there is none' }]);
  };
  const problems = await problemsOf(withGuardrail('{ metric: nothing, min: 0.5 }'), missing);
  expect(problems.map(({ code }) => code).sort()).toEqual(['missing-baseline', 'unknown-metric']);
});
