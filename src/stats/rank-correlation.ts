import { correlation } from './paired.js';
import { midranks } from './ranks.js';
import { type Stat, undefinedStat } from './result.js';
import { rowProblem } from './row-problem.js';

/** Spearman's rank correlation with ties: Pearson's correlation of the midranks. */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): Stat<{ readonly r: number }> {
  const problem = rowProblem([x, y]);
  return problem === undefined ? correlation(midranks(x), midranks(y)) : undefinedStat(problem);
}

/**
 * Kendall's tau-b (1945): (C − D)/sqrt((n₀ − n₁)(n₀ − n₂)), C and D the concordant and discordant pairs, n₀ all pairs,
 * n₁ and n₂ those tied on either side. Counted in O(n log n) with a tree over the ranks (after Knight 1966).
 */
export function kendallTauB(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): Stat<{ readonly tau: number; readonly concordant: number; readonly discordant: number }> {
  const problem = rowProblem([x, y]);
  if (problem !== undefined) return undefinedStat(problem);
  if (x.length < 2) return undefinedStat('fewer than two pairs');
  const { concordant, discordant } = countPairs(x, y);
  const all = (x.length * (x.length - 1)) / 2;
  const scale = Math.sqrt(all - tiedPairs(x)) * Math.sqrt(all - tiedPairs(y));
  if (scale === 0) return undefinedStat('one side does not vary');
  const tau = Math.min(1, Math.max(-1, (concordant - discordant) / scale));
  return { state: 'defined', tau, concordant, discordant };
}

function countPairs(x: ArrayLike<number>, y: ArrayLike<number>): { concordant: number; discordant: number } {
  const levels = [...new Set(Array.from(y))].sort((a, b) => a - b);
  const position = new Map(levels.map((level, at) => [level, at + 1]));
  const places = Array.from(y, (value) => position.get(value) ?? 1);
  const order = places.map((_, row) => row).sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0));
  // tree[i] holds how many of the rows seen so far lie in a range of levels of y (Fenwick 1994).
  const tree = new Float64Array(levels.length + 1);
  const upTo = (place: number): number => {
    let count = 0;
    for (let at = place; at > 0; at -= at & -at) count += tree[at] ?? 0;
    return count;
  };
  let concordant = 0;
  let discordant = 0;
  let seen = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && x[order[end] ?? 0] === x[order[start] ?? 0]) end++;
    const group = order.slice(start, end).map((row) => places[row] ?? 1);
    for (const place of group) {
      concordant += upTo(place - 1);
      discordant += seen - upTo(place);
    }
    for (const place of group) {
      for (let at = place; at < tree.length; at += at & -at) tree[at] = (tree[at] ?? 0) + 1;
    }
    seen += group.length;
    start = end;
  }
  return { concordant, discordant };
}

function tiedPairs(values: ArrayLike<number>): number {
  const counts = new Map<number, number>();
  for (const value of Array.from(values)) counts.set(value, (counts.get(value) ?? 0) + 1);
  let tied = 0;
  for (const count of counts.values()) tied += (count * (count - 1)) / 2;
  return tied;
}
