import { betaCdf } from './beta.js';
import { logBeta } from './log-gamma.js';
import { type Stat, undefinedStat } from './result.js';

/** Weight of the Beta(½, ½) prior (Krichevsky and Trofimov): the one that is never far from the best fixed bet. */
const PRIOR = 0.5;

export interface DuelEvidence {
  /** Evidence against the null; its largest value so far is what 1/α is compared with. Cut at the largest double. */
  readonly e: number;
  readonly logE: number;
}

/**
 * Pass/fail duel on discordant pairs, valid at any time: `wins` pairs that only the candidate passes, `losses` that only
 * the baseline passes. e = B(a + w, a + l)/B(a, a) · 2^(w + l), a = ½, against "both equally likely"; `sides: 1` against
 * "the candidate wins at most half", times I_½(a + l, a + w)/I_½(a, a). Reject at level α when e ≥ 1/α has been seen
 * once. State is the two counts: add the pairs of a block and ask again. Assumes independent pairs in shuffled order;
 * of clustered samples use one pair per cluster, or betting on cluster averages.
 */
export function duel(
  counts: { readonly wins: number; readonly losses: number },
  sides: 1 | 2,
): Stat<DuelEvidence> {
  const { wins, losses } = counts;
  if (![wins, losses].every((count) => Number.isSafeInteger(count) && count >= 0)) {
    return undefinedStat('not a count of pairs');
  }
  if (wins + losses === 0) return undefinedStat('no discordant pair');
  let logE = logBeta(PRIOR + wins, PRIOR + losses) - logBeta(PRIOR, PRIOR) + (wins + losses) * Math.LN2;
  // I_½(½, ½) = ½. The floor keeps the logarithm finite where the tail itself is below every double.
  if (sides === 1) {
    logE += Math.log(Math.max(Number.MIN_VALUE, 2 * betaCdf(0.5, PRIOR + losses, PRIOR + wins)));
  }
  return { state: 'defined', logE, e: Math.min(Number.MAX_VALUE, Math.exp(logE)) };
}
