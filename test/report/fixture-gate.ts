import type { CandidateResult, GateCheck } from '../../src/gate/port.js';
import type { FlaggedDetail } from '../../src/report/port.js';
import { fixtureSlices } from './fixture-trust.js';
import { T_METHOD } from './fixture-variants.js';

const PAIRED = 'paired t, CR1 clustered SE, Holm over 3 candidates';

export function check(partial: Partial<GateCheck> & Pick<GateCheck, 'verdict'>): GateCheck {
  return {
    kind: 'non-inferiority',
    metric: 'quality',
    slice: 'all',
    margin: 0.05,
    bound: null,
    diff: -0.006,
    low: -0.021,
    high: null,
    level: 0.95,
    method: PAIRED,
    p: 0.0004,
    n: 200,
    mde: 0.024,
    ...partial,
  };
}

const factsGuardrail = (diff: number, low: number, verdict: GateCheck['verdict']): GateCheck =>
  check({
    kind: 'guardrail',
    metric: 'facts',
    slice: 'golden',
    margin: null,
    bound: { min: 0.8 },
    diff,
    low,
    mde: null,
    p: null,
    verdict,
    method: T_METHOD,
  });

export function fixtureCandidates(flagged: readonly FlaggedDetail[]): CandidateResult[] {
  const flagsOf = (variant: string) =>
    flagged
      .filter((flag) => flag.candidate === variant)
      .map(({ sampleId, before, after, kinds, review }) => ({ sampleId, before, after, kinds, review }));
  return [
    {
      variant: 'concise',
      verdict: 'pass',
      checks: [
        check({ slice: 'golden', verdict: 'pass' }),
        check({ slice: 'adversarial', diff: 0.004, low: -0.031, n: 50, mde: 0.048, verdict: 'pass' }),
        factsGuardrail(0.842, 0.821, 'pass'),
      ],
      flagged: flagsOf('concise'),
      slices: fixtureSlices(),
      worse: [],
      missing: [],
    },
    {
      variant: 'haiku-structured',
      verdict: 'inconclusive',
      checks: [
        check({
          slice: 'golden',
          diff: -0.039,
          low: -0.062,
          high: -0.016,
          mde: 0.071,
          p: 0.21,
          verdict: 'inconclusive',
        }),
        check({ slice: 'adversarial', diff: 0.011, low: -0.041, n: 50, verdict: 'pass' }),
        factsGuardrail(0.809, 0.781, 'inconclusive'),
      ],
      flagged: flagsOf('haiku-structured'),
      slices: [],
      worse: [],
      missing: [{ sampleId: 'faq-017', side: 'candidate' }],
    },
    {
      variant: 'micro',
      verdict: 'fail',
      checks: [
        check({ slice: 'golden', diff: -0.214, low: -0.251, p: 1, verdict: 'fail' }),
        check({
          slice: 'adversarial',
          diff: null,
          low: null,
          p: null,
          n: 0,
          mde: null,
          verdict: 'inconclusive',
          reason: 'no usable pair',
        }),
        factsGuardrail(0.634, 0.601, 'fail'),
      ],
      flagged: flagsOf('micro'),
      slices: [],
      worse: [],
      missing: [],
    },
  ];
}
