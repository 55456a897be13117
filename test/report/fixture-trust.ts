import type { JudgeReport } from '../../src/analyze/port.js';
import { type Estimate, hashText } from '../../src/domain/index.js';
import type { SliceDifference } from '../../src/gate/port.js';
import type { SampleGrid } from '../../src/report/port.js';

const figure = (value: number, low: number, high: number, n = 200): Estimate => ({
  value,
  low,
  high,
  level: 0.95,
  method: 't, clustered SE',
  n,
});

/** A calibrated panel with a length bias, and an uncalibrated pairwise judge with a position bias. */
export function fixtureJudges(): readonly JudgeReport[] {
  return [
    {
      scorer: 'judge',
      kind: 'pointwise',
      models: ['anthropic.claude-opus-4-5', 'meta.llama3-3-70b-instruct-v1:0'],
      combine: 'mean',
      repeats: 2,
      calibration: {
        path: 'judges/domain.calibration.yaml',
        sha256: hashText('calibration'),
        labels: 120,
        source: 'author',
        emulated: true,
      },
      criteria: [
        {
          criterion: 'manga_domain_accuracy',
          agreement: { alpha: 0.712, n: 400 },
          repeatSd: figure(0.31, 0.28, 0.35),
          lengthBias: figure(0.082, 0.031, 0.133),
          positionBias: null,
          orderAgreement: null,
          debiased: { baseline: figure(3.9, 3.7, 4.1), concise: figure(3.8, 3.6, 4.0) },
          sameFamily: ['baseline', 'concise'],
        },
      ],
    },
    {
      scorer: 'preference',
      kind: 'pairwise',
      models: ['meta.llama3-3-70b-instruct-v1:0'],
      combine: 'mean',
      repeats: 1,
      calibration: null,
      criteria: [
        {
          criterion: 'helpfulness_preference',
          agreement: null,
          repeatSd: null,
          lengthBias: figure(0.01, -0.04, 0.06),
          positionBias: figure(0.12, 0.05, 0.19),
          orderAgreement: figure(0.81, 0.75, 0.86),
          debiased: null,
          sameFamily: [],
        },
      ],
    },
  ];
}

export function fixtureSlices(): readonly SliceDifference[] {
  return [
    { by: 'intent', value: 'faq', kind: 'golden', diff: figure(0.012, -0.01, 0.034, 60), p: 0.41 },
    { by: 'language', value: 'ja', kind: 'golden', diff: figure(-0.061, -0.1, -0.022, 34), p: 0.008 },
    {
      by: 'tag',
      value: '<b>injection</b>',
      kind: 'adversarial',
      diff: figure(-0.02, -0.09, 0.05, 12),
      p: 0.6,
    },
    {
      by: 'intent',
      value: 'chitchat',
      kind: 'golden',
      diff: { value: null, low: null, high: null, level: 0.95, method: 't', n: 1, reason: 'one cluster' },
      p: null,
    },
  ];
}

/** Any number of samples by the fixture's variants; every seventh is without a score. */
export function fixtureGrid(count: number, variants: readonly string[]): SampleGrid {
  const rows = Array.from({ length: count }, (_, at) => at);
  const value = (row: number, variant: number): number =>
    row % 7 === 6 ? Number.NaN : ((row * 37 + variant * 11) % 100) / 100;
  return {
    ids: rows.map((row) => `sample-${String(row).padStart(5, '0')}`),
    datasets: rows.map((row) => (row % 5 === 0 ? 'adversarial' : 'golden')),
    intents: rows.map((row) => ['faq', 'recommendation', '<i>order</i>'][row % 3] ?? 'faq'),
    variants: variants.map((name, at) => ({
      name,
      quality: Float64Array.from(rows, (row) => value(row, at)),
      costUsd: Float64Array.from(rows, (row) => 0.001 + row * 1e-7),
    })),
  };
}
