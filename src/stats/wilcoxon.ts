import { midranks } from './ranks.js';
import { allFinite, type Stat, undefinedStat } from './result.js';

/**
 * Wilcoxon's signed-rank test, two-sided and exact: the null distribution of the rank sum by dynamic programming
 * over the (mid)ranks. Zero differences are dropped. Assumes independent, symmetric differences; up to 200 pairs.
 */
export function wilcoxonSignedRank(
  differences: ArrayLike<number>,
): Stat<{ readonly rankSum: number; readonly p: number; readonly n: number }> {
  if (differences.length === 0) return undefinedStat('no pair');
  if (!allFinite(differences)) return undefinedStat('a value is not a finite number');
  const kept = Array.from(differences).filter((value) => value !== 0);
  if (kept.length === 0) return undefinedStat('no difference from zero');
  if (kept.length > 200) return undefinedStat('more than 200 pairs: use the sign-flip test');
  // Ranks are doubled so that midranks of ties stay whole numbers.
  const ranks = midranks(kept.map(Math.abs)).map((rank) => 2 * rank);
  const total = ranks.reduce((sum, rank) => sum + rank, 0);
  const ways = new Float64Array(total + 1);
  ways[0] = 1;
  for (const rank of ranks) {
    for (let sum = total; sum >= rank; sum--) {
      ways[sum] = ((ways[sum] ?? 0) + (ways[sum - rank] ?? 0)) / 2;
    }
    for (let sum = 0; sum < rank; sum++) ways[sum] = (ways[sum] ?? 0) / 2;
  }
  const positive = ranks.reduce((sum, rank, i) => sum + ((kept[i] ?? 0) > 0 ? rank : 0), 0);
  const smaller = Math.min(positive, total - positive);
  let tail = 0;
  for (let sum = 0; sum <= smaller; sum++) tail += ways[sum] ?? 0;
  return { state: 'defined', rankSum: positive / 2, p: Math.min(1, 2 * tail), n: kept.length };
}
