import type { PointSet } from '../nsga2/index.js';

/**
 * At most `limit` of the points such that each point has a kept one that is nowhere worse by more than `error`: one
 * per box of a grid over all objectives but the first, the least in the first. All points, and no error, where they are
 * few enough. The grid is made coarser by halves until the boxes are few enough.
 */
export function coarsen(
  points: PointSet,
  limit: number,
): { readonly kept: Int32Array; readonly error: Float64Array } {
  const { count, dimension } = points;
  const error = new Float64Array(dimension);
  if (count <= limit) return { kept: Int32Array.from({ length: count }, (_, row) => row), error };
  const { low, range } = extent(points);
  // `limit` boxes per objective are more than enough; a front of two objectives fills them one by one.
  for (let boxes = limit; ; boxes /= 1.25) {
    const size = range.map((width) => width / boxes);
    const kept = onePerBox(points, { low, size });
    if (kept.length <= limit) {
      for (let objective = 1; objective < dimension; objective++) error[objective] = size[objective] ?? 0;
      return { kept, error };
    }
  }
}

function onePerBox(
  { values, dimension, count }: PointSet,
  grid: { readonly low: Float64Array; readonly size: Float64Array },
): Int32Array {
  const best = new Map<string | number, number>();
  for (let row = 0; row < count; row++) {
    let key: string | number = 0;
    for (let objective = 1; objective < dimension; objective++) {
      const width = grid.size[objective] ?? 0;
      const box =
        width > 0
          ? Math.floor(((values[row * dimension + objective] ?? 0) - (grid.low[objective] ?? 0)) / width)
          : 0;
      key = objective === 1 ? box : `${key},${box}`;
    }
    const held = best.get(key);
    if (held === undefined || (values[row * dimension] ?? 0) < (values[held * dimension] ?? 0))
      best.set(key, row);
  }
  return Int32Array.from(best.values()).sort();
}

function extent({ values, dimension, count }: PointSet): {
  readonly low: Float64Array;
  readonly range: Float64Array;
} {
  const low = new Float64Array(dimension).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(dimension).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < count; row++) {
    for (let objective = 0; objective < dimension; objective++) {
      const value = values[row * dimension + objective] ?? 0;
      low[objective] = Math.min(low[objective] ?? 0, value);
      high[objective] = Math.max(high[objective] ?? 0, value);
    }
  }
  return { low, range: high.map((top, objective) => top - (low[objective] ?? 0)) };
}
