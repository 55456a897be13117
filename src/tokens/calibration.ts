import { modelAddress } from '../cost/index.js';
import type { Estimate } from '../domain/index.js';
import { ratioOfSums } from '../stats/index.js';
import { frameTokens, type RequestFrame } from './frame.js';
import { priorFactors, type ScriptFactors } from './prior.js';
import { solveRidge } from './ridge.js';
import { SCRIPTS, type Script, type ScriptCounts, totalCount } from './scripts.js';

/** One answered request: what we counted in its texts, and the input tokens that the service billed. */
export interface UsageObservation {
  /** Part of the key: what an emulator counts says nothing of a real model, nor the other way round. */
  readonly provider: string;
  /** Id, profile or ARN. */
  readonly model: string;
  readonly counts: ScriptCounts;
  readonly frame: RequestFrame;
  /** All of them: uncached, read from and written to the prompt cache. */
  readonly inputTokens: number;
}

/** What has been learnt of one script. */
export interface ScriptFactor {
  /** The factor to use: the learnt ratio, drawn towards the table's factor while observations are few. */
  readonly value: number;
  /** The table's factor. */
  readonly prior: number;
  /** The learnt ratio itself, with its interval. */
  readonly ratio: Estimate;
}

/** Factors of one model as one provider serves it; plain data, so it may be kept as JSON. */
export interface ModelFactors {
  readonly provider: string;
  /** Bare id. */
  readonly model: string;
  /** Requests that were learnt from. */
  readonly n: number;
  /** Billed tokens over counted ones, all scripts together; null value: nothing was learnt. */
  readonly overall: Estimate;
  readonly scripts: { readonly [script in Script]: ScriptFactor };
}

/** The table weighs half as much as one request: one request moves a factor two thirds of the way. */
const TABLE_REQUESTS = 0.5;
/** No vocabulary differs from its table by more; what would is an accident of few requests. */
const FARTHEST = 4;
const LEVEL = 0.95;
const METHOD = 'ratio of sums, delta or Fieller interval';

/** Under which key {@link learnFactors} files a model. */
export function factorsKey(provider: string, model: string): string {
  return `${provider} ${modelAddress(model).base}`;
}

/**
 * Learns factors per provider, model and script from recorded usage. A factor is f_s = p_s · g_s, with p_s the table's.
 * The g minimise Σ_i w_i (z_i − Σ_s g_s x_is)² + λ Σ_s (g_s − 1)²: z_i is request i's billed tokens (less the frame)
 * over what the table expects, x_is the share of script s in that expectation, w_i the expectation over its mean, and
 * λ = 0.5 requests (ridge regression towards the table; Hoerl and Kennard 1970). Where requests hold one script only
 * this is the ratio of sums Σ y / Σ n, drawn towards the table by λ / (n + λ); where scripts always come in the same
 * mixture they are scaled together; a script that hardly occurs keeps the table's factor. `ratio` is the ratio of
 * sums of the tokens credited to a script in proportion to f_s n_s, with an interval over requests given that
 * crediting. Requests without text or usage are left out.
 */
export function learnFactors(observations: Iterable<UsageObservation>): {
  readonly [key: string]: ModelFactors;
} {
  const groups = new Map<string, UsageObservation[]>();
  for (const observation of observations) {
    if (billedText(observation) <= 0 || totalCount(observation.counts) === 0) continue;
    const key = factorsKey(observation.provider, observation.model);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [observation]);
    else group.push(observation);
  }
  return Object.fromEntries([...groups].map(([key, group]) => [key, fit(group)]));
}

/** The factors of a model: learnt ones where there are any, else the table's. */
export function factorsFor(
  learnt: { readonly [key: string]: ModelFactors },
  provider: string,
  model: string,
): ModelFactors {
  return learnt[factorsKey(provider, model)] ?? tableFactors(provider, model);
}

/** What the table says of a model, as factors that nothing was learnt for. */
export function tableFactors(provider: string, model: string): ModelFactors {
  const { base } = modelAddress(model);
  const prior = priorFactors(base);
  const none = undefinedRatio('no recorded usage of this model');
  return {
    provider,
    model: base,
    n: 0,
    overall: none,
    scripts: byScript((script) => ({ value: prior[script], prior: prior[script], ratio: none })),
  };
}

function billedText({ inputTokens, frame }: UsageObservation): number {
  return inputTokens - frameTokens(frame);
}

function fit(group: readonly UsageObservation[]): ModelFactors {
  const [first] = group;
  if (first === undefined) throw new Error('a model without observations has no factors');
  const { base } = modelAddress(first.model);
  const prior = priorFactors(base);
  const billed = group.map(billedText);
  const factors = regress(group, billed, prior);
  return {
    provider: first.provider,
    model: base,
    n: group.length,
    overall: ratioEstimate(
      billed,
      group.map(({ counts }) => totalCount(counts)),
    ),
    scripts: byScript((script) => ({
      value: factors[script],
      prior: prior[script],
      ratio: scriptRatio({ group, billed, factors, script }),
    })),
  };
}

/** The ridge regression of {@link learnFactors}. */
function regress(
  group: readonly UsageObservation[],
  billed: readonly number[],
  prior: ScriptFactors,
): ScriptFactors {
  const expected = group.map(({ counts }) => weighted(counts, prior));
  const mean = expected.reduce((sum, tokens) => sum + tokens, 0) / group.length;
  const matrix = SCRIPTS.map(() => SCRIPTS.map(() => 0));
  const right = SCRIPTS.map(() => TABLE_REQUESTS);
  for (const [index, { counts }] of group.entries()) {
    const tokens = expected[index] ?? 1;
    const shares = SCRIPTS.map((script) => (prior[script] * counts[script]) / tokens);
    for (const [row, share] of shares.entries()) {
      const weight = (tokens / mean) * share;
      right[row] = (right[row] ?? 0) + (weight * (billed[index] ?? 0)) / tokens;
      const line = matrix[row] ?? [];
      for (const [column, other] of shares.entries()) line[column] = (line[column] ?? 0) + weight * other;
    }
  }
  const scale = solveRidge(matrix, right, TABLE_REQUESTS);
  return byScript((script) => {
    const times = scale[SCRIPTS.indexOf(script)] ?? 1;
    return prior[script] * Math.min(FARTHEST, Math.max(1 / FARTHEST, times));
  });
}

function weighted(counts: ScriptCounts, factors: ScriptFactors): number {
  return SCRIPTS.reduce((sum, script) => sum + factors[script] * counts[script], 0);
}

function scriptRatio(parts: {
  readonly group: readonly UsageObservation[];
  readonly billed: readonly number[];
  readonly factors: ScriptFactors;
  readonly script: Script;
}): Estimate {
  const { group, billed, factors, script } = parts;
  const tokens: number[] = [];
  const counted: number[] = [];
  for (const [index, { counts }] of group.entries()) {
    if (counts[script] === 0) continue;
    tokens.push(((factors[script] * counts[script]) / weighted(counts, factors)) * (billed[index] ?? 0));
    counted.push(counts[script]);
  }
  if (tokens.length === 0) return undefinedRatio('no request holds this script');
  return ratioEstimate(tokens, counted);
}

function ratioEstimate(numerator: readonly number[], denominator: readonly number[]): Estimate {
  const result = ratioOfSums({ numerator, denominator }, { level: LEVEL });
  if (result.state === 'undefined') return undefinedRatio(result.reason);
  const { ratio, n, spread } = result;
  const interval = spread.state === 'defined' ? spread.interval : spread;
  const bounds =
    interval.state === 'defined'
      ? { low: interval.low, high: interval.high }
      : { low: null, high: null, reason: interval.reason };
  return { value: ratio, level: LEVEL, method: METHOD, n, ...bounds };
}

function undefinedRatio(reason: string): Estimate {
  return { value: null, low: null, high: null, level: LEVEL, method: METHOD, n: 0, reason };
}

function byScript<T>(of: (script: Script) => T): { readonly [script in Script]: T } {
  return { latin: of('latin'), marks: of('marks'), cjk: of('cjk'), other: of('other') };
}
