import type { PointSet } from '../nsga2/index.js';

/**
 * Asks whether some row of `wall` is nowhere worse than a row and better somewhere. The one that answered last is asked
 * first: neighbours in a list are mostly beaten by the same.
 */
export function beatenBy(wall: PointSet): (rows: PointSet, row: number) => boolean {
  let last = 0;
  return (rows, row) => {
    if (last < wall.count && beats(wall, last, rows, row)) return true;
    for (let other = 0; other < wall.count; other++) {
      if (beats(wall, other, rows, row)) {
        last = other;
        return true;
      }
    }
    return false;
  };
}

function beats(wall: PointSet, other: number, rows: PointSet, row: number): boolean {
  const { dimension } = rows;
  let isBetter = false;
  for (let k = 0; k < dimension; k++) {
    const mine = rows.values[row * dimension + k] as number;
    const theirs = wall.values[other * dimension + k] as number;
    if (theirs > mine) return false;
    if (theirs < mine) isBetter = true;
  }
  return isBetter;
}
