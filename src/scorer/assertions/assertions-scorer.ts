import {
  type AssertionSpec,
  hashJson,
  type JsonValue,
  type Score,
  scored,
  unscored,
} from '../../domain/index.js';
import type { ScorableTrial, Scorer, TrialScores } from '../port.js';
import { scoreEach } from '../score-each.js';
import type { CheckResult, Compiled } from './check.js';
import { compileAssertion } from './compile-assertion.js';

/** Raise when the same answer could get another score. */
const SCORER_VERSION = 1;

interface Checked {
  readonly spec: AssertionSpec;
  readonly result: CheckResult;
}

/**
 * Weighted mean of the assertions' scores, Σ weight·score ÷ Σ weight, in [0, 1]; over those of the experiment and
 * of the sample together. Assertions that name a `metric` are also averaged under that name. A metric with an
 * assertion that cannot be judged (latency unknown, say) is unscored as a whole: it is not re-weighted.
 */
export function createAssertionsScorer(options: {
  readonly name: string;
  /** Of the experiment: they hold for every sample. */
  readonly assert: readonly AssertionSpec[];
  /** Names in `metric` of the datasets' assertions, so that they are announced as metrics. */
  readonly sampleMetrics?: readonly string[];
}): Scorer {
  const { name, assert, sampleMetrics = [] } = options;
  const named = assert.flatMap(({ metric }) => (metric === undefined ? [] : [metric]));
  const announced = [...new Set([...named, ...sampleMetrics])].filter((metric) => metric !== name);
  const compiled = new WeakMap<AssertionSpec, Compiled>();

  const check = (spec: AssertionSpec, trial: ScorableTrial): Checked => {
    const ready = compiled.get(spec) ?? compileAssertion(spec);
    compiled.set(spec, ready);
    return { spec, result: run(ready, trial) };
  };

  const scoreTrial = (trial: ScorableTrial): TrialScores => {
    const checked = [...assert, ...trial.sample.assert].map((spec) => check(spec, trial));
    const found = checked.flatMap(({ spec }) => (spec.metric === undefined ? [] : [spec.metric]));
    const metrics = new Set([...announced, ...found]);
    metrics.delete(name);
    const byMetric = [...metrics].map((metric) => {
      const own = checked.filter(({ spec }) => spec.metric === metric);
      return [metric, combine(own, `sample has no assertion with metric ${metric}`)] as const;
    });
    return Object.fromEntries([[name, combine(checked, 'sample has no assertions')], ...byMetric]);
  };

  return {
    name,
    fingerprint: hashJson({
      scorer: 'assertions',
      version: SCORER_VERSION,
      name,
      assert: assert.map((spec): JsonValue => ({ ...spec })),
    }),
    metrics: [
      { name, min: 0, max: 1, description: 'weighted mean of the assertions' },
      ...announced.map((metric) => ({
        name: metric,
        min: 0,
        max: 1,
        description: `weighted mean of the assertions named ${metric}`,
      })),
    ],
    score: (trials, signal) => scoreEach(trials, signal, scoreTrial),
  };
}

function run(compiled: Compiled, trial: ScorableTrial): CheckResult {
  if (compiled.state === 'fault') return { state: 'unscored', reason: compiled.fault.message };
  try {
    return compiled.check(trial);
  } catch (error) {
    return { state: 'unscored', reason: error instanceof Error ? error.message : String(error) };
  }
}

function combine(checked: readonly Checked[], whenNone: string): Score {
  if (checked.length === 0) return unscored(whenNone);
  let weights = 0;
  let sum = 0;
  for (const { spec, result } of checked) {
    const weight = spec.weight ?? 1;
    // Weight 0 is reported and does not count, so it cannot take the score away either.
    if (weight === 0) continue;
    if (result.state === 'unscored') return unscored(`${spec.type}: ${result.reason}`);
    weights += weight;
    sum += weight * result.score;
  }
  if (weights === 0) return unscored('every assertion has weight 0');
  return scored(Math.min(1, sum / weights), { assertions: checked.map(describe) });
}

function describe({ spec, result }: Checked): JsonValue {
  const metric = spec.metric === undefined ? {} : { metric: spec.metric };
  const head = { type: spec.type, ...metric, weight: spec.weight ?? 1 };
  if (result.state === 'unscored') return { ...head, unscored: result.reason };
  const note = result.note === undefined ? {} : { note: result.note };
  return { ...head, pass: result.pass, score: result.score, ...note };
}
