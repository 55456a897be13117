import type { Match } from './match.js';

/** The metrics of a scorer: F under its own name, precision and recall beside it. */
export function bertscoreMetrics(name: string): { readonly [figure in keyof Match]: string } {
  return { f1: name, precision: `${name}_precision`, recall: `${name}_recall` };
}
