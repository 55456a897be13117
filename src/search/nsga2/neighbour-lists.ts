import { type CrowdingMeasure, distinctIndexes } from './crowding-measure.js';
import type { PointSet } from './points.js';

/** No neighbour on that side. */
const NONE = -1;

/**
 * The distinct points of a front, linked to their neighbours along every objective; what remains stays linked. The
 * crowding distance of a point is the mean over the objectives of the gap between its neighbours, in units of the
 * objective's range over the front; at an end it is +∞, and an objective whose range is 0 adds nothing.
 */
export function neighbourLists(points: PointSet): CrowdingMeasure {
  const { values, count, dimension } = points;
  const distinct = distinctIndexes(points);
  const before = new Int32Array(count * dimension).fill(NONE);
  const after = new Int32Array(count * dimension).fill(NONE);
  const range = new Float64Array(dimension);
  for (let objective = 0; objective < dimension; objective += 1) {
    const valueAt = (point: number) => values[point * dimension + objective] ?? 0;
    const order = Int32Array.from(distinct).sort((a, b) => {
      const left = valueAt(a);
      const right = valueAt(b);
      return left < right ? -1 : left > right ? 1 : a - b;
    });
    for (let position = 0; position + 1 < order.length; position += 1) {
      const low = order[position] ?? 0;
      const high = order[position + 1] ?? 0;
      after[low * dimension + objective] = high;
      before[high * dimension + objective] = low;
    }
    range[objective] = finiteRange(order, valueAt);
  }

  const crowding = (point: number): number => {
    if (distinct.length === 1) return Number.POSITIVE_INFINITY;
    let sum = 0;
    for (let objective = 0; objective < dimension; objective += 1) {
      const width = range[objective] ?? 0;
      if (width === 0) continue;
      const low = before[point * dimension + objective] ?? NONE;
      const high = after[point * dimension + objective] ?? NONE;
      if (low === NONE || high === NONE) return Number.POSITIVE_INFINITY;
      const from = values[low * dimension + objective] ?? 0;
      const to = values[high * dimension + objective] ?? 0;
      // Two infinite neighbours are equal; their difference would be NaN.
      if (from !== to) sum += (to - from) / width;
    }
    return sum / dimension;
  };

  const remove = (point: number): readonly number[] => {
    const changed: number[] = [];
    for (let objective = 0; objective < dimension; objective += 1) {
      const low = before[point * dimension + objective] ?? NONE;
      const high = after[point * dimension + objective] ?? NONE;
      if (low !== NONE) after[low * dimension + objective] = high;
      if (high !== NONE) before[high * dimension + objective] = low;
      changed.push(low, high);
    }
    return changed;
  };

  return { distinct, crowding, remove };
}

/** Greatest less least finite value; 0 where there are no two. */
function finiteRange(order: Int32Array, valueAt: (point: number) => number): number {
  let low = 0;
  let high = order.length - 1;
  while (low < high && valueAt(order[low] ?? 0) === Number.NEGATIVE_INFINITY) low += 1;
  while (low < high && valueAt(order[high] ?? 0) === Number.POSITIVE_INFINITY) high -= 1;
  if (low >= high) return 0;
  return valueAt(order[high] ?? 0) - valueAt(order[low] ?? 0);
}
