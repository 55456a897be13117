/** The non-dominated pairs of those added so far, both coordinates to be minimised. */
export interface Staircase {
  /** False when a pair that is nowhere worse stands already; else takes it in, and out what it dominates. */
  add(x: number, y: number): boolean;
}

/** A staircase in a sorted array: found by bisection. */
export function createStaircase(): Staircase {
  const xs: number[] = [];
  const ys: number[] = [];
  return {
    add(x, y) {
      const after = firstAbove(xs, x);
      if (after > 0 && (ys[after - 1] ?? 0) <= y) return false;
      // What shares x and is worse stands just before; what follows is dominated while its y is not below.
      let from = after;
      while (from > 0 && xs[from - 1] === x) from--;
      let to = after;
      while (to < ys.length && (ys[to] ?? 0) >= y) to++;
      xs.splice(from, to - from, x);
      ys.splice(from, to - from, y);
      return true;
    },
  };
}

/** The first position whose value is greater. */
function firstAbove(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
