import type { AssertionSpec, JsonValue } from '../../domain/index.js';
import type { ScorableTrial } from '../port.js';

/** What an assertion says of one trial. `score` is in [0, 1]; it is graded where the assertion measures. */
export type CheckResult =
  | { readonly state: 'checked'; readonly pass: boolean; readonly score: number; readonly note?: string }
  | { readonly state: 'unscored'; readonly reason: string };

/** An assertion, validated and compiled. May throw for a trial it cannot judge: the scorer records that. */
export type Check = (trial: ScorableTrial) => CheckResult;

/** Why a specification cannot become a check. */
export interface SpecFault {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** The member at fault. */
  readonly member: 'type' | 'value' | 'threshold' | 'weight' | 'metric';
}

export type Compiled =
  | { readonly state: 'ok'; readonly check: Check }
  | { readonly state: 'fault'; readonly fault: SpecFault };

/** One assertion type: how a specification becomes a check. */
export interface AssertionType {
  /** Whether `threshold` means something; elsewhere it is refused, since it would be ignored. */
  readonly takesThreshold: boolean;
  readonly compile: (spec: AssertionSpec) => Compiled;
}

export function ok(check: Check): Compiled {
  return { state: 'ok', check };
}

export function badValue(message: string, hint: string): Compiled {
  return { state: 'fault', fault: { code: 'bad-assertion-value', message, hint, member: 'value' } };
}

export function passOrFail(pass: boolean, note?: string): CheckResult {
  const base = { state: 'checked', pass, score: pass ? 1 : 0 } as const;
  return note === undefined ? base : { ...base, note };
}

/** The value as a text: numbers and booleans are written out; undefined for anything else. */
export function textValue(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
