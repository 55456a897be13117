import { volumeAdded } from './contributions.js';
import { pointsBelow } from './hypervolume.js';
import type { Rows } from './rows.js';

/** A front thinned out. */
export interface Subset {
  /** Indexes of the chosen points, ascending: at most `size`, fewer where no other point adds anything. */
  readonly indexes: readonly number[];
  /** Whether no other choice of as many points has a greater hypervolume. */
  readonly isExact: boolean;
}

/**
 * The `size` points with the greatest hypervolume together. Two objectives: exact, by dynamic programming along the
 * front, O(size · n²). More: greedy, always adding the point that adds most (the first of equals), which reaches at
 * least 1 − 1/e of the best (Nemhauser, Wolsey and Fisher 1978).
 */
export function hypervolumeSubset(points: Rows, reference: readonly number[], size: number): Subset {
  if (!(Number.isSafeInteger(size) && size >= 0)) {
    throw new RangeError(`a subset has a whole number of points, not ${size}`);
  }
  pointsBelow(points, reference);
  return reference.length === 2
    ? { indexes: exactSubset(points, reference, size), isExact: true }
    : { indexes: greedySubset(points, reference, size), isExact: false };
}

/** Chosen points by ascending first objective add (referenceX − x) · (y of the one before − y) each. */
function exactSubset(
  points: Rows,
  [referenceX = 0, referenceY = 0]: readonly number[],
  size: number,
): readonly number[] {
  const front = staircase(points, referenceX, referenceY);
  const x = (at: number) => points[front[at] ?? 0]?.[0] ?? 0;
  const y = (at: number) => points[front[at] ?? 0]?.[1] ?? 0;
  const count = Math.min(size, front.length);
  if (count === 0) return [];
  let best = front.map((_, last) => (referenceX - x(last)) * (referenceY - y(last)));
  const cameFrom: Int32Array[] = [];
  for (let chosen = 1; chosen < count; chosen += 1) {
    const from = new Int32Array(front.length).fill(-1);
    const next = new Array<number>(front.length).fill(Number.NEGATIVE_INFINITY);
    for (let last = chosen; last < front.length; last += 1) {
      for (let before = chosen - 1; before < last; before += 1) {
        const area = (best[before] ?? 0) + (referenceX - x(last)) * (y(before) - y(last));
        if (area <= (next[last] ?? 0)) continue;
        next[last] = area;
        from[last] = before;
      }
    }
    best = next;
    cameFrom.push(from);
  }
  let last = best.indexOf(Math.max(...best));
  const indexes = [front[last] ?? 0];
  for (const from of cameFrom.reverse()) {
    last = from[last] ?? 0;
    indexes.push(front[last] ?? 0);
  }
  return indexes.sort((a, b) => a - b);
}

/** Indexes of the non-dominated points below the reference by ascending first objective; of equal points the first. */
function staircase(points: Rows, referenceX: number, referenceY: number): readonly number[] {
  const order = [...points.keys()].sort(
    (a, b) =>
      (points[a]?.[0] ?? 0) - (points[b]?.[0] ?? 0) || (points[a]?.[1] ?? 0) - (points[b]?.[1] ?? 0) || a - b,
  );
  const front: number[] = [];
  let lowest = referenceY;
  for (const index of order) {
    const [x = 0, y = 0] = Array.from(points[index] ?? []);
    if (!(x < referenceX && y < lowest)) continue;
    front.push(index);
    lowest = y;
  }
  return front;
}

/**
 * What a point adds only falls as more are chosen, so what it added before bounds it: few are computed anew in a round,
 * and the choice is that of computing all.
 */
function greedySubset(points: Rows, reference: readonly number[], size: number): readonly number[] {
  const rows = points.map((point) => Array.from(point));
  const bounds = rows.map((row) => volumeAdded(row, [], reference));
  const computedAt = rows.map(() => 0);
  const chosen: number[] = [];
  while (chosen.length < size) {
    const best = bounds.reduce((found, bound, index) => (bound > (bounds[found] ?? 0) ? index : found), -1);
    if (best < 0) break;
    if (computedAt[best] === chosen.length) {
      chosen.push(best);
      bounds[best] = 0;
      continue;
    }
    const taken = chosen.map((index) => rows[index] ?? []);
    bounds[best] = volumeAdded(rows[best] ?? [], taken, reference);
    computedAt[best] = chosen.length;
  }
  return chosen.sort((a, b) => a - b);
}
