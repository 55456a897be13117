import { type ErrorCode, ParsimonyError, type Verdict } from '../domain/index.js';

/** What the process ends with (docs/design.md §6). */
export const EXIT = {
  ok: 0,
  internal: 1,
  usage: 2,
  regression: 100,
  inconclusive: 101,
  budget: 102,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const BY_CODE: { readonly [code in ErrorCode]: ExitCode } = {
  'invalid-input': EXIT.usage,
  'not-found': EXIT.usage,
  refused: EXIT.usage,
  'store-busy': EXIT.usage,
  'store-unusable': EXIT.usage,
  'budget-exceeded': EXIT.budget,
  interrupted: EXIT.interrupted,
  internal: EXIT.internal,
};

export function exitCodeOfError(error: unknown): ExitCode {
  return error instanceof ParsimonyError ? BY_CODE[error.code] : EXIT.internal;
}

/** Verdicts that end a gate with a failure code. */
export type FailOn = readonly ('fail' | 'inconclusive')[];

/** `--fail-on`: from which verdict on the gate fails. */
export const FAIL_ON: { readonly [least: string]: FailOn } = {
  inconclusive: ['fail', 'inconclusive'],
  fail: ['fail'],
  none: [],
};

/** The exit code of a verdict, and what is to be said where `failOn` makes it a success. */
export function exitOfVerdict(
  verdict: Verdict,
  failOn: FailOn = ['fail', 'inconclusive'],
): { readonly code: ExitCode; readonly treatedFrom?: ExitCode } {
  const code = exitCodeOfVerdict(verdict);
  if (verdict === 'pass' || failOn.includes(verdict)) return { code };
  return { code: EXIT.ok, treatedFrom: code };
}

export function exitCodeOfVerdict(verdict: Verdict): ExitCode {
  if (verdict === 'pass') return EXIT.ok;
  return verdict === 'fail' ? EXIT.regression : EXIT.inconclusive;
}
