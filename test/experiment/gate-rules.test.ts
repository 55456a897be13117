import { describe, expect, it } from 'vitest';
import { parseGuardrail } from '../../src/experiment/index.js';
import { load, problemsOf, VALID } from './fixture.js';

const withGate = (gate: string, guardrails = '') =>
  VALID.replace(/guardrails:\n.*\n/, guardrails === '' ? '' : `guardrails:\n${guardrails}\n`).replace(
    /gate: .*\n/,
    `gate: ${gate}\n`,
  );

describe('a guardrail in one line', () => {
  const read = (text: string) => {
    const parsed = parseGuardrail(text);
    return parsed.state === 'ok' ? parsed.guardrail : parsed.message;
  };

  it('bounds a figure in raw units', () => {
    expect(read('bertscore >= 0.88')).toEqual({ metric: 'bertscore', min: 0.88 });
    expect(read('latencyP95Ms<=2e3')).toEqual({ metric: 'latencyP95Ms', max: 2000 });
    expect(read(' costUsd ≤ .005 ')).toEqual({ metric: 'costUsd', max: 0.005 });
  });

  it('or against the baseline, as a factor or a percentage', () => {
    for (const ratio of [
      '1.05x baseline',
      '1.05 × baseline',
      '1.05 * the baseline',
      '105% of baseline',
      '105 % baseline',
    ]) {
      expect(read(`costUsd <= ${ratio}`)).toEqual({ metric: 'costUsd', maxRatio: 1.05 });
    }
    expect(read('quality >= 98% of baseline')).toEqual({ metric: 'quality', minRatio: 0.98 });
  });

  it('on a dataset, where a slice', () => {
    expect(read('facts >= 0.8 on golden where intent=order tracking')).toEqual({
      metric: 'facts',
      min: 0.8,
      on: 'golden',
      slice: { by: 'intent', value: 'order tracking' },
    });
    expect(read('facts >= 0.8 where Language = ja')).toEqual({
      metric: 'facts',
      min: 0.8,
      slice: { by: 'language', value: 'ja' },
    });
  });

  it('anything else is refused with what can be written', () => {
    for (const text of [
      'facts',
      'facts >= ',
      '>= 0.8',
      'facts >= high',
      'facts >= 0.8 baseline',
      'a.b >= 1',
      '',
    ]) {
      expect(parseGuardrail(text), text).toMatchObject({ state: 'invalid' });
    }
    expect(parseGuardrail('facts > 0.8')).toMatchObject({
      hint: 'Use >= or <=: the bound itself is allowed.',
    });
    expect(parseGuardrail('facts == 0.8')).toMatchObject({ state: 'invalid' });
    expect(parseGuardrail('costUsd <= 0x baseline')).toMatchObject({ state: 'invalid' });
    expect(parseGuardrail(`${'a'.repeat(5_000)} >= `)).toMatchObject({ state: 'invalid' });
  });
});

describe('rules of the gate', () => {
  it('are read with margins, slices, ratios, figures and lines', async () => {
    const { experiment } = await load(
      withGate(
        '{ baseline: baseline, margin: 0.05, maxWorse: 0.1, slices: [intent], failOn: [fail], margins: [{ metric: facts, margin: 0.02, slice: { by: intent, value: faq } }] }',
        '  - "facts >= 0.8"\n  - costUsd <= 1.05x baseline\n  - { metric: latencyP95Ms, max: 3000, slice: { by: intent, value: order } }',
      ),
    );
    expect(experiment.guardrails).toEqual([
      { metric: 'facts', min: 0.8 },
      { metric: 'costUsd', maxRatio: 1.05 },
      { metric: 'latencyP95Ms', max: 3000, slice: { by: 'intent', value: 'order' } },
    ]);
    expect(experiment.gate).toMatchObject({
      margins: [{ metric: 'facts', margin: 0.02, slice: { by: 'intent', value: 'faq' } }],
      slices: ['intent'],
      maxWorse: 0.1,
      failOn: ['fail'],
    });
  });

  it('law 12: every rule that can decide nothing is reported at once, before the first call', async () => {
    const problems = await problemsOf(
      withGate(
        '{ baseline: baseline, margin: 0.05, margins: [{ metric: fcats, margin: 0.1 }, { metric: costUsd, margin: 0.1 }, { metric: facts, margin: 2, on: nowhere }] }',
        [
          '  - "facts > 0.8"',
          '  - { metric: costUsd, max: -1 }',
          '  - { metric: latencyP99Ms, maxRatio: 1.1 }',
          '  - { metric: facts, min: 0.5, slice: { by: intent, value: ordr } }',
          '  - { metric: facts, min: 0.5, slice: { by: language, value: ja } }',
          '  - { metric: facts, minRatio: 1.1, maxRatio: 1.05 }',
          '  - { metric: latencyP59Ms, max: 10 }',
          '  - { metric: facts }',
        ].join('\n'),
      ),
    );
    expect(problems.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
      'gate.margins.0.metric unknown-metric',
      'gate.margins.1.metric contradiction',
      'gate.margins.2.margin out-of-range',
      'gate.margins.2.on unknown-dataset',
      'guardrails.0 invalid-expression',
      'guardrails.1.max out-of-range',
      'guardrails.2.maxRatio contradiction',
      'guardrails.3.slice.value unknown-intent',
      'guardrails.4.slice.value unknown-language',
      'guardrails.5 contradiction',
      'guardrails.6.metric unknown-metric',
      'guardrails.7 missing-key',
    ]);
    for (const problem of problems)
      expect(problem).toMatchObject({ line: expect.any(Number), hint: expect.any(String) });
    expect(problems.find(({ path }) => path === 'guardrails.6.metric')?.hint).toContain('latencyP95Ms');
    expect(problems.find(({ path }) => path === 'guardrails.3.slice.value')?.hint).toContain('order');
  });

  it('a ratio needs a baseline, the quality of a guardrail a quality', async () => {
    const without = VALID.replace(/gate: .*\n/, '')
      .replace(/quality: .*\n/, '')
      .replace(/guardrails:\n.*\n/, 'guardrails: ["quality >= 0.5", "costUsd <= 1.05x baseline"]\n');
    const problems = await problemsOf(without);
    expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'guardrails.0.metric contradiction',
      'guardrails.1.maxRatio contradiction',
    ]);
  });

  it('a scorer cannot be called what every run has', async () => {
    const problems = await problemsOf(VALID.replace('facts: {} }', 'facts: {}, costUsd: { type: facts } }'));
    expect(problems.map(({ code }) => code)).toContain('reserved-name');
  });

  it('maxWorse needs an adversarial dataset', async () => {
    const problems = await problemsOf(
      withGate('{ baseline: baseline, margin: 0.05, maxWorse: 0.1 }').replace(
        ', adversarial: adversarial.jsonl',
        '',
      ),
    );
    expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual(['gate.maxWorse contradiction']);
  });
});
