import type { Verdict } from '../domain/index.js';
import type { GateCheck } from '../gate/port.js';
import { checkFigure, checkLimit, checkSubject, decidingBound } from './check-words.js';
import { ABSENT, decimal, signed } from './format.js';

/** One of the numbers that decided: what it is, what it came to, and what it is held against. */
export interface VerdictFigure {
  /** `quality on golden`. */
  readonly label: string;
  /** `−0.006`. */
  readonly value: string;
  /** `one-sided 95 % bound −0.021`, `margin −0.050`, `n 200`. */
  readonly detail: readonly string[];
  /** Undefined for what is not judged. */
  readonly verdict: Verdict | undefined;
  /** The verdict where it is not a pass. */
  readonly state: Verdict | undefined;
}

/** A check as a figure. */
export function checkVerdictFigure(check: GateCheck): VerdictFigure {
  const { diff, kind, reason, verdict } = check;
  const detail =
    diff === null
      ? [reason ?? 'could not be judged']
      : [decidingBound(check), checkLimit(check), `n\u00a0${decimal(check.n, 0)}`].filter(
          (part) => part !== '',
        );
  const figure = (value: number): string =>
    kind === 'non-inferiority' ? signed(value, 3) : checkFigure(check, value);
  return {
    label: kind === 'ratio' ? `${checkSubject(check)}, ratio` : checkSubject(check),
    value: diff === null ? ABSENT : figure(diff),
    detail,
    verdict,
    state: verdict === 'pass' ? undefined : verdict,
  };
}
