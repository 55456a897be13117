import type { MeasuredProblem } from '../port.js';
import { type FactorCoding, factorCoding, leveled } from './coding.js';
import { type Term, termsOf } from './terms.js';

/** Codings and terms of a problem's space; the stratum is one more factor. */
export interface Design {
  readonly codings: readonly FactorCoding[];
  readonly terms: readonly Term[];
  /** Position of the stratum's coding; −1 where there is one stratum. */
  readonly stratum: number;
}

/** The design of a problem: a coding per factor, and of the stratum where there are several. */
export function designOf(problem: MeasuredProblem): Design {
  const codings = problem.space.factors.map(factorCoding);
  if (problem.strata.length < 2) return { codings, terms: termsOf(codings, -1), stratum: -1 };
  const strata = problem.strata.map(({ name }) => name);
  const all = [...codings, leveled('(stratum)', strata, { isOrdered: false, canBeInactive: false })];
  return { codings: all, terms: termsOf(all, codings.length), stratum: codings.length };
}
