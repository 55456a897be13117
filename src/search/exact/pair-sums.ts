import type { PointSet } from '../nsga2/index.js';

/** A pair (row of the left set, row of the right set) for every point of a front of combinations. */
export interface PairFront {
  readonly points: PointSet;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/**
 * Non-dominated sums of two fronts in two objectives, both sorted by the first. One list per row of the right set, its
 * sums in rising order; a heap merges the lists, and a list skips by bisection what the front so far dominates.
 */
export function pairSums(left: PointSet, right: PointSet): PairFront {
  const a = left.values;
  const b = right.values;
  const n = left.count;
  const m = right.count;
  const place = new Int32Array(m);
  const heap = Int32Array.from({ length: m }, (_, list) => list);
  let size = n === 0 ? 0 : m;
  const first = (list: number): number => (a[2 * (place[list] ?? 0)] ?? 0) + (b[2 * list] ?? 0);
  const second = (list: number): number => (a[2 * (place[list] ?? 0) + 1] ?? 0) + (b[2 * list + 1] ?? 0);
  const isBefore = (x: number, y: number): boolean => {
    const difference = first(x) - first(y);
    if (difference !== 0) return difference < 0;
    const other = second(x) - second(y);
    return other !== 0 ? other < 0 : x < y;
  };
  for (let root = (size >> 1) - 1; root >= 0; root--) sink(root);

  const values: number[] = [];
  const lefts: number[] = [];
  const rights: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  while (size > 0) {
    const list = heap[0] ?? 0;
    const y = second(list);
    if (y < least) {
      values.push(first(list), y);
      lefts.push(place[list] ?? 0);
      rights.push(list);
      least = y;
    }
    const next = firstBelow(list);
    if (next < n) {
      place[list] = next;
    } else {
      size--;
      heap[0] = heap[size] ?? 0;
    }
    sink(0);
  }
  return {
    points: { values: Float64Array.from(values), count: lefts.length, dimension: 2 },
    left: Int32Array.from(lefts),
    right: Int32Array.from(rights),
  };

  /** The next row of a list whose second objective is below the least so far; it falls along the list. */
  function firstBelow(list: number): number {
    const offset = b[2 * list + 1] ?? 0;
    let low = (place[list] ?? 0) + 1;
    let high = n;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((a[2 * middle + 1] ?? 0) + offset < least) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  function sink(root: number): void {
    let at = root;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) return;
      if (child + 1 < size && isBefore(heap[child + 1] ?? 0, heap[child] ?? 0)) child++;
      if (!isBefore(heap[child] ?? 0, heap[at] ?? 0)) return;
      const moved = heap[at] ?? 0;
      heap[at] = heap[child] ?? 0;
      heap[child] = moved;
      at = child;
    }
  }
}
