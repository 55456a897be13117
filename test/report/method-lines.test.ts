import { describe, expect, test } from 'vitest';
import { methodsSection } from '../../src/report/html/methods-section.js';
import { methodLines } from '../../src/report/method-lines.js';
import type { ReportModel } from '../../src/report/port.js';
import { fixtureModel } from './fixture.js';
import { check } from './fixture-gate.js';

function withEverything(): ReportModel {
  const model = fixtureModel();
  const { gate } = model.document;
  if (gate === null) throw new Error('the fixture has a gate');
  const t = (df: number) => `one-sided t, CR2 over ${df + 1} clusters, df ${df}; Holm`;
  const checks = [
    check({ verdict: 'pass', method: t(70), level: 0.992 }),
    check({ verdict: 'pass', method: t(60), level: 0.988 }),
    check({ kind: 'guardrail', verdict: 'pass', method: 'Gaffke' }),
    check({ kind: 'ratio', verdict: 'pass', method: 'ratio of sums' }),
    check({ kind: 'exact', verdict: 'pass', method: 'Clopper–Pearson, Holm' }),
  ];
  const ratio = { value: 0.6, low: 0.5, high: 0.7, level: 0.95, method: 'delta', n: 50 };
  const cost = { baselineUsd: 2, candidateUsd: 1, diff: ratio, ratio };
  const share = { dataset: 'adversarial', worse: 4, n: 50, share: 0.08, high: 0.174, level: 0.95 };
  const candidates = gate.candidates.map((candidate) => ({
    ...candidate,
    checks,
    cost,
    worse: [{ ...share, method: 'Clopper–Pearson' }],
  }));
  const sequential = { looks: 3, used: 90, planned: 250, stopped: true, savedUsd: null, method: 'e-values' };
  return {
    ...model,
    experiment: {
      ...model.experiment,
      guardrails: [
        { metric: 'costUsd', maxRatio: 1.05, on: 'golden', slice: { by: 'language', value: 'ja' } },
        { metric: 'bertscore', min: 0.1, fingerprint: 'encoder@1' },
      ],
      ...(model.experiment.gate !== undefined && {
        gate: { ...model.experiment.gate, maxWorse: 0.2, margins: [{ metric: 'facts', margin: 0.1 }] },
      }),
    },
    document: { ...model.document, gate: { ...gate, candidates, sequential } },
  };
}

describe('the methods of a report', () => {
  const lines = methodLines(withEverything());

  test.each([
    'stopping early: e-values',
    'differences: one-sided t, CR2 over clusters; Holm',
    'guardrails: Gaffke',
    'ratios: ratio of sums',
    'shares of severely worse samples: Clopper–Pearson, Holm',
    'shares of severely worse samples: Clopper–Pearson, 95\u00a0%',
    'change of cost: delta, 95\u00a0%',
    'p of slices: Benjamini–Hochberg over the slices of a candidate',
    'agreement of judge: Krippendorff’s alpha, ordinal',
  ])('name %s', (line) => {
    expect(lines).toContain(line);
  });

  test('name each use of a judge', () => {
    const all = lines.join('\n');
    for (const use of ['noise of judge', 'length bias of judge', 'position bias of preference']) {
      expect(all).toContain(use);
    }
    expect(all).toContain('debiased means of judge');
    expect(all).toContain('differences by slice');
  });

  test('name no method twice', () => {
    const methods = lines.map((line) => line.slice(line.indexOf(': ') + 2));
    expect(new Set(methods).size).toBe(methods.length);
  });

  test('guardrails and margins are written out: ratio, dataset, slice, scale', () => {
    const { markup } = methodsSection(withEverything()).body;
    expect(markup).toContain('costUsd ≤ 1.05 × baseline on golden, language ja');
    expect(markup).toContain('bertscore ≥ 0.1, on the scale encoder@1');
    expect(markup).toContain('facts −0.1');
    expect(markup).toContain('at most 20\u00a0% may get severely worse');
  });
});
