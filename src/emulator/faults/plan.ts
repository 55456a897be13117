import type { BatchFaultRule } from '../control-plane/batch-faults.js';
import type { StorageFaultRule } from '../storage/storage-faults.js';
import { createBoundedCounts } from '../wire/bounded-counts.js';
import { type FaultKind, faultKinds, isFaultKind } from './kinds.js';
import { strikes } from './strikes.js';

/** When a fault strikes. Conditions left out hold; of `every` and `rate`, one that holds is enough; neither: always. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** Every n-th call among those that the rule fits. */
  readonly every?: number;
  /** A seeded share of the calls that the rule fits. */
  readonly rate?: number;
  /** For example `Converse`. */
  readonly operation?: string;
  /** A text that stands in the model id as it is called. */
  readonly model?: string;
  /** Only the first n times that the same content comes for the same model: later attempts get through. */
  readonly attempts?: number;
  /** At most so many strikes in all. */
  readonly limit?: number;
}

/**
 * Faults to inject. `…Every: n` hits every n-th call, `…Rate` a seeded share of calls; 0 or undefined: none. A
 * request can also name its own: header `x-parsimony-fault` or request metadata `fault`, with a kind or `kind:n`
 * (the first n attempts).
 */
export interface FaultOptions {
  /** 429 ThrottlingException. */
  readonly throttleEvery?: number;
  readonly throttleRate?: number;
  /** 500 InternalServerException and 503 ServiceUnavailableException in turn. */
  readonly errorEvery?: number;
  readonly errorRate?: number;
  /** The connection is destroyed before anything is answered. */
  readonly resetEvery?: number;
  readonly resetRate?: number;
  /** The connection is destroyed after the work is done and billed, before the answer is sent. */
  readonly loseAnswerEvery?: number;
  /** Every call waits this long first. */
  readonly delayMs?: number;
  /** Any kind of the table, in order: the first that strikes, strikes. */
  readonly rules?: readonly FaultRule[];
  /** Of batch jobs: their calls, records and output. */
  readonly batch?: readonly BatchFaultRule[];
  /** Of S3. */
  readonly storage?: readonly StorageFaultRule[];
  /** Of `delay`; 1,000. */
  readonly pauseMs?: number;
  /** Of `throttle-retry-after`; 1. */
  readonly retryAfterSeconds?: number;
  /** Between the pieces of `drip`; 20. */
  readonly dripMs?: number;
}

/** A call as rules see it. */
export interface FaultSubject {
  readonly operation: string;
  readonly model: string;
  /** It asked for a stream. */
  readonly stream: boolean;
  /** What the request asks for itself: `kind` or `kind:n`. */
  readonly asked?: string | undefined;
  /** Identifies the content, to count attempts; asked for only where a rule counts them. */
  readonly content: () => string;
}

/** Decides, call by call in order of arrival, which fault strikes. */
export interface FaultPlan {
  /** Nothing is configured: only what a request asks for itself can strike. */
  readonly idle: boolean;
  next(subject: FaultSubject): FaultKind | undefined;
}

const rememberedContents = 100_000;

export function createFaultPlan(options: FaultOptions, seed: number): FaultPlan {
  const rules = (options.rules ?? []).map((rule) => ({ rule, fitted: 0, struck: 0 }));
  const shorthand = createShorthand(options, seed);
  const attempts = createBoundedCounts(rememberedContents);
  return {
    idle: Object.entries(options).every(
      ([name, value]) => value === undefined || name === 'batch' || name === 'storage',
    ),
    next(subject) {
      const short = shorthand();
      const asked = askedFor(subject, attempts);
      if (asked !== undefined) return asked;
      if (short !== undefined) return short;
      for (const [at, state] of rules.entries()) {
        const { rule } = state;
        if (!fits(rule, subject) || state.struck >= (rule.limit ?? Number.POSITIVE_INFINITY)) continue;
        if (rule.attempts !== undefined) {
          const before = attempts.add(`${at}:${subject.model}:${subject.content()}`);
          if (before >= rule.attempts) continue;
        }
        state.fitted += 1;
        if (!strikes(rule, state.fitted, `${rule.kind}:${at}:${state.fitted}`, seed)) continue;
        state.struck += 1;
        return rule.kind;
      }
      return undefined;
    },
  };
}

/** A fault of streams cannot strike another call. */
function applies(kind: FaultKind, { stream }: FaultSubject): boolean {
  return stream || faultKinds[kind].on === 'any';
}

function fits(rule: FaultRule, subject: FaultSubject): boolean {
  if (!applies(rule.kind, subject)) return false;
  if (rule.operation !== undefined && rule.operation !== subject.operation) return false;
  return rule.model === undefined || subject.model.includes(rule.model);
}

function askedFor(
  subject: FaultSubject,
  attempts: ReturnType<typeof createBoundedCounts>,
): FaultKind | undefined {
  if (subject.asked === undefined) return undefined;
  const [kind = '', times] = subject.asked.split(':');
  if (!isFaultKind(kind) || !applies(kind, subject)) return undefined;
  if (times === undefined) return kind;
  return attempts.add(`asked:${subject.model}:${subject.content()}`) < Number(times) ? kind : undefined;
}

/** The `…Every` and `…Rate` options: one count over all calls of the runtime. */
function createShorthand(options: FaultOptions, seed: number): () => FaultKind | undefined {
  let call = 0;
  let failures = 0;
  const hits = (kind: string, every: number | undefined, rate: number | undefined): boolean =>
    (every !== undefined || rate !== undefined) && strikes({ every, rate }, call, `${kind}:${call}`, seed);
  return () => {
    call += 1;
    if (hits('reset', options.resetEvery, options.resetRate)) return 'reset';
    if (hits('throttle', options.throttleEvery, options.throttleRate)) return 'throttle';
    if (hits('error', options.errorEvery, options.errorRate)) {
      failures += 1;
      return failures % 2 === 1 ? 'internal' : 'unavailable';
    }
    return hits('lose-answer', options.loseAnswerEvery, undefined) ? 'lose-answer' : undefined;
  };
}
