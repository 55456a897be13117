import {
  type AssertionSpec,
  assertionMetrics,
  hashJson,
  type JsonValue,
  type Score,
  scored,
  unscored,
} from '../../domain/index.js';
import type { ModelCall } from '../../model/port.js';
import { allSettled } from '../judge/ask.js';
import type { ScorableTrial, Scorer, TrialScores } from '../port.js';
import {
  type Checked,
  type CheckResult,
  type CheckTools,
  type Compiled,
  runCheck,
  unjudged,
} from './check.js';
import { compileAssertion } from './compile-assertion.js';
import type { OpenGrader } from './graded/grader.js';
import { isSelectBest } from './select-best.js';
import { weigh } from './weigh.js';

/** Raise when the same answer could get another score. */
const SCORER_VERSION = 2;

interface Ready {
  readonly spec: AssertionSpec;
  readonly compiled: Exclude<Compiled, { state: 'elsewhere' }>;
}

/**
 * Weighted mean of the assertions' scores, Σ weight·score ÷ Σ weight, in [0, 1]; over those of the experiment and
 * of the sample together. Assertions that name a `metric` are also averaged under that name, members of a set too. A
 * metric with an assertion that cannot be judged (latency unknown, a grader that gave no verdict) is unscored as a
 * whole: it is not re-weighted. `select-best` is left to the comparative scorer of the same assertions.
 */
export function createAssertionsScorer(options: {
  readonly name: string;
  /** Of the experiment: they hold for every sample. */
  readonly assert: readonly AssertionSpec[];
  /** Names in `metric` of the datasets' assertions, so that they are announced as metrics. */
  readonly sampleMetrics?: readonly string[];
  /** The model that grades; assertions that need it are unscored without. */
  readonly grader?: OpenGrader;
  /** Opens what needs an encoder; assertions that need it are unscored without. */
  readonly measure?: CheckTools['measure'];
  /** Scales of the measures that the experiment's assertions use. */
  readonly scales?: readonly string[];
}): Scorer {
  const { name, sampleMetrics = [], grader, scales = [] } = options;
  const assert = options.assert.filter((spec) => !isSelectBest(spec));
  const announced = [...new Set([...assertionMetrics(assert), ...sampleMetrics])].filter(
    (one) => one !== name,
  );
  const measure = options.measure ?? (() => Promise.reject(new Error('no encoder is at hand')));
  const compiled = new WeakMap<AssertionSpec, Compiled>();

  const readyFor = ({ sample }: ScorableTrial): readonly Ready[] =>
    [...assert, ...sample.assert].flatMap((spec): readonly Ready[] => {
      const one = compiled.get(spec) ?? compileAssertion(spec);
      compiled.set(spec, one);
      return one.state === 'elsewhere' ? [] : [{ spec, compiled: one }];
    });

  const fold = (checked: readonly Checked[]): TrialScores => {
    const named = withMembers(checked).filter(({ spec }) => spec.metric !== undefined);
    const metrics = new Set([...announced, ...named.flatMap(({ spec }) => spec.metric ?? [])]);
    metrics.delete(name);
    const byMetric = [...metrics].map((metric) => {
      const own = named.filter(({ spec }) => spec.metric === metric);
      return [metric, combine(own, `sample has no assertion with metric ${metric}`)] as const;
    });
    return Object.fromEntries([[name, combine(checked, 'sample has no assertions')], ...byMetric]);
  };

  const scoreTrial = (trial: ScorableTrial, signal: AbortSignal): TrialScores | Promise<TrialScores> => {
    const ready = readyFor(trial);
    const tools = { signal, measure, grader };
    // Most assertions need nothing but the trial: those cost no promise.
    if (!ready.some((one) => one.compiled.state === 'asks')) {
      return fold(ready.map((one) => ({ spec: one.spec, result: checkNow(one, trial) })));
    }
    const asked = ready.map(async (one): Promise<Checked> => {
      const result =
        one.compiled.state === 'asks' ? await one.compiled.asking.check(trial, tools) : checkNow(one, trial);
      return { spec: one.spec, result };
    });
    return allSettled(asked).then(fold);
  };

  const callsFor = (trial: ScorableTrial): readonly ModelCall[] => {
    if (grader === undefined) return [];
    return readyFor(trial)
      .flatMap((one) => (one.compiled.state === 'asks' ? one.compiled.asking.questions(trial) : []))
      .map(({ question, criterion }) => grader.callOf(grader.requestOf(question), trial, criterion));
  };

  return {
    name,
    fingerprint: hashJson({
      scorer: 'assertions',
      version: SCORER_VERSION,
      name,
      assert: assert.map((spec): JsonValue => ({ ...spec }) as unknown as JsonValue),
      grader: grader?.identity ?? null,
      scales,
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
    ...(grader !== undefined && {
      requestsFor: (trial: ScorableTrial) => callsFor(trial).map(({ request }) => request),
      callsFor,
    }),
    async score(trials, signal) {
      const scores = trials.map((trial) => {
        signal.throwIfAborted();
        return scoreTrial(trial, signal);
      });
      const now = scores.filter((one): one is TrialScores => !(one instanceof Promise));
      return now.length === scores.length ? now : allSettled(scores.map(async (one) => one));
    },
  };
}

function checkNow({ compiled }: Ready, trial: ScorableTrial): CheckResult {
  if (compiled.state === 'fault') return unjudged(compiled.fault.message);
  return compiled.state === 'ok' ? runCheck(compiled.check, trial) : unjudged('it needs a model');
}

/** The assertions and the members of sets, whatever the set itself came to. */
function withMembers(checked: readonly Checked[]): readonly Checked[] {
  return checked.flatMap((one) => [one, ...withMembers(one.result.members ?? [])]);
}

function combine(checked: readonly Checked[], whenNone: string): Score {
  if (checked.length === 0) return unscored(whenNone);
  const weighed = weigh(checked);
  if (weighed.state === 'unscored') return unscored(weighed.reason);
  return scored(weighed.score, { assertions: checked.map(describe), pass: weighed.allPass });
}

function describe({ spec, result }: Checked): JsonValue {
  const metric = spec.metric === undefined ? {} : { metric: spec.metric };
  const members = result.members === undefined ? {} : { members: result.members.map(describe) };
  const head = { type: spec.type, ...metric, weight: spec.weight ?? 1 };
  if (result.state === 'unscored') return { ...head, unscored: result.reason, ...members };
  const note = result.note === undefined ? {} : { note: result.note };
  return { ...head, pass: result.pass, score: result.score, ...note, ...members };
}
