import { allFinite, type Stat, undefinedStat } from './result.js';

/**
 * Wilcoxon's signed-rank test, two-sided and exact: the null distribution of the rank sum by dynamic programming
 * over the (mid)ranks. Zero differences are dropped. Assumes independent, symmetric differences; up to 200 pairs.
 */
export function wilcoxonSignedRank(
  differences: ArrayLike<number>,
): Stat<{ readonly rankSum: number; readonly p: number; readonly n: number }> {
  if (!allFinite(differences)) return undefinedStat('a value is not a finite number');
  const kept = Array.from(differences).filter((value) => value !== 0);
  if (kept.length === 0) return undefinedStat('no difference from zero');
  if (kept.length > 200) return undefinedStat('more than 200 pairs: use the sign-flip test');
  // Ranks are doubled so that midranks of ties stay whole numbers.
  const ranks = doubledMidranks(kept.map(Math.abs));
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

function doubledMidranks(values: readonly number[]): readonly number[] {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && values[order[end + 1] ?? 0] === values[order[start] ?? 0]) end++;
    for (let i = start; i <= end; i++) ranks[order[i] ?? 0] = start + end + 2;
    start = end + 1;
  }
  return ranks;
}
