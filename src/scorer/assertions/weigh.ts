import type { Checked } from './check.js';

/** The weighted mean of assertions, or why there is none. */
export type Weighed =
  | { readonly state: 'weighed'; readonly score: number; readonly allPass: boolean }
  | { readonly state: 'unscored'; readonly reason: string };

/**
 * Σ weight·score ÷ Σ weight. One that cannot be judged leaves the mean unscored as a whole: it is not re-weighted.
 * Weight 0 is reported and does not count, so it cannot take the score away either.
 */
export function weigh(checked: readonly Checked[]): Weighed {
  let weights = 0;
  let sum = 0;
  let allPass = true;
  for (const { spec, result } of checked) {
    const weight = spec.weight ?? 1;
    if (weight === 0) continue;
    if (result.state === 'unscored') return { state: 'unscored', reason: `${spec.type}: ${result.reason}` };
    weights += weight;
    sum += weight * result.score;
    allPass &&= result.pass;
  }
  if (weights === 0) return { state: 'unscored', reason: 'every assertion has weight 0' };
  return { state: 'weighed', score: Math.min(1, sum / weights), allPass };
}
