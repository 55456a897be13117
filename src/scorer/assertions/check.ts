import type { AssertionSpec, JsonValue, Score } from '../../domain/index.js';
import type { ModelRequest } from '../../model/port.js';
import type { ScorableTrial } from '../port.js';

/** What an assertion says of one trial. `score` is in [0, 1]; it is graded where the assertion measures. */
export type CheckResult =
  | {
      readonly state: 'checked';
      readonly pass: boolean;
      readonly score: number;
      readonly note?: string;
      /** Of a set: what its members said. */
      readonly members?: readonly Checked[];
    }
  | { readonly state: 'unscored'; readonly reason: string; readonly members?: readonly Checked[] };

/** An assertion with what it said. */
export interface Checked {
  readonly spec: AssertionSpec;
  readonly result: CheckResult;
}

/** An assertion, validated and compiled. May throw for a trial it cannot judge: the scorer records that. */
export type Check = (trial: ScorableTrial) => CheckResult;

/** What an assertion that cannot be checked from the trial alone is checked with. */
export interface CheckTools {
  readonly signal: AbortSignal;
  /** Compares a text with references by an encoder. */
  readonly measure: (kind: MeasureKind) => Promise<ReferenceMeasure>;
  /** Undefined where the experiment names no model that grades. */
  readonly grader: Grader | undefined;
}

/** Measures that need an encoder: cosine of sentence vectors, and BERTScore. */
export type MeasureKind = 'similar' | 'bertscore';

export interface ReferenceMeasure {
  /** The fingerprint of its scale, for example `all-MiniLM-L6-v2@0a30d1e0`: thresholds belong to one. */
  readonly scale: string;
  /** With the best reference; what is asked for in the same turn of the event loop is encoded together. */
  compare(answer: string, references: readonly string[], signal: AbortSignal): Promise<Score>;
}

/** One question to the model that grades: what it is sent, and how its answer is read. */
export interface GraderQuestion<Verdict> {
  readonly system: string;
  readonly user: string;
  readonly schema: { readonly [key: string]: unknown };
  /** What an answer has to look like: goes into the repair. */
  readonly format: string;
  readonly read: (
    text: string,
  ) =>
    | { readonly state: 'verdict'; readonly verdict: Verdict }
    | { readonly state: 'unreadable'; readonly reason: string };
}

/** Puts questions to the model that grades, cached and charged as a judge's. */
export interface Grader {
  requestOf(question: GraderQuestion<unknown>): ModelRequest;
  ask<Verdict>(
    question: GraderQuestion<Verdict>,
    about: { readonly trial: ScorableTrial; readonly criterion: string; readonly signal: AbortSignal },
  ): Promise<
    | { readonly state: 'verdict'; readonly verdict: Verdict }
    | { readonly state: 'missing'; readonly reason: string }
  >;
}

/** A question that checking a trial will begin with. */
export interface PlannedQuestion {
  readonly criterion: string;
  readonly question: GraderQuestion<unknown>;
}

/** An assertion that needs an encoder or a model. */
export interface AskingCheck {
  /** What it will ask the grader about a trial; none where it asks none, or the trial lacks what it needs. */
  readonly questions: (trial: ScorableTrial) => readonly PlannedQuestion[];
  readonly check: (trial: ScorableTrial, tools: CheckTools) => Promise<CheckResult>;
}

/** Why a specification cannot become a check. */
export interface SpecFault {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** The member at fault, for example `value` or `assert[1].threshold`. */
  readonly member: string;
}

export type Compiled =
  | { readonly state: 'ok'; readonly check: Check }
  | { readonly state: 'asks'; readonly asking: AskingCheck }
  /** Judged with the answers of the other variants, by a comparative scorer: here it neither counts nor is shown. */
  | { readonly state: 'elsewhere' }
  | { readonly state: 'fault'; readonly fault: SpecFault };

/** One assertion type: how a specification becomes a check. */
export interface AssertionType {
  /** What `threshold` is: a share from 0 to 1, an amount, or (absent) nothing, so that it is refused. */
  readonly threshold?: 'share' | 'amount';
  /** Keys that `config` may have; absent: none. */
  readonly config?: readonly string[];
  /** Whether it is graded by a model that the experiment must name. */
  readonly graded?: boolean;
  /** The measure that it needs. */
  readonly measures?: MeasureKind;
  /** `compileMember` compiles the members of a set, `not-` applied. */
  readonly compile: (spec: AssertionSpec, compileMember: (member: AssertionSpec) => Compiled) => Compiled;
}

/** Runs a check; what it throws is why the trial cannot be judged. */
export function runCheck(check: Check, trial: ScorableTrial): CheckResult {
  try {
    return check(trial);
  } catch (error) {
    return unjudged(error instanceof Error ? error.message : String(error));
  }
}

export function ok(check: Check): Compiled {
  return { state: 'ok', check };
}

export function badValue(message: string, hint: string): Compiled {
  return { state: 'fault', fault: { code: 'bad-assertion-value', message, hint, member: 'value' } };
}

export function badConfig(message: string, hint: string): Compiled {
  return { state: 'fault', fault: { code: 'bad-assertion-config', message, hint, member: 'config' } };
}

export function passOrFail(pass: boolean, note?: string): CheckResult {
  const base = { state: 'checked', pass, score: pass ? 1 : 0 } as const;
  return note === undefined ? base : { ...base, note };
}

/** A measured score that passes from a threshold on; sums of doubles may miss it by a rounding. */
export function measured(score: number, threshold: number, note?: string): CheckResult {
  const base = { state: 'checked', pass: score >= threshold - 1e-12, score } as const;
  return note === undefined ? base : { ...base, note };
}

export function unjudged(reason: string): CheckResult {
  return { state: 'unscored', reason };
}

/** The value as a text: numbers and booleans are written out; undefined for anything else. */
export function textValue(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** One reference text, or a list of them of which the best counts; undefined when there is none. */
export function referenceTexts(value: JsonValue | undefined): readonly string[] | undefined {
  const texts = (Array.isArray(value) ? value : [value]).map(textValue);
  const given = texts.filter((text) => text !== undefined && text.trim() !== '');
  return texts.length > 0 && given.length === texts.length
    ? given.filter((text) => text !== undefined)
    : undefined;
}

/** A number in an assertion's `config`. */
export function numberIn({ config }: AssertionSpec, key: string): number | undefined {
  const value = config?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
