import { lexicographicOrder, type PointSet } from '../nsga2/index.js';
import { createStaircase } from './staircase.js';

/**
 * Indexes of the points that no other dominates (all objectives to be minimised), in lexicographic order of the points.
 * Of equal points the first alone is given, or all with `ties: 'all'`. One and two objectives: sort and sweep; three:
 * a sweep over a staircase, O(N log N) comparisons; more: against the front so far.
 */
export function frontIndexes(
  points: PointSet,
  options: { readonly ties?: 'first' | 'all' } = {},
): Int32Array {
  const { values, dimension, count } = points;
  const order = lexicographicOrder(points);
  const isDominated = sweep(points);
  const front: number[] = [];
  let previous = -1;
  for (let place = 0; place < count; place++) {
    const point = order[place] ?? 0;
    if (previous >= 0 && isEqual(values, dimension, previous, point)) {
      if (options.ties === 'all') front.push(point);
      continue;
    }
    if (isDominated(point)) continue;
    front.push(point);
    previous = point;
  }
  return Int32Array.from(front);
}

/** Asked of distinct points in lexicographic order, whether an earlier one dominates each; those it clears count. */
function sweep({ values, dimension }: PointSet): (point: number) => boolean {
  if (dimension <= 2) {
    let least = Number.POSITIVE_INFINITY;
    return (point) => {
      const last = dimension === 2 ? (values[2 * point + 1] ?? 0) : 0;
      if (last >= least) return true;
      least = last;
      return false;
    };
  }
  if (dimension === 3) {
    const stairs = createStaircase();
    return (point) => !stairs.add(values[3 * point + 1] ?? 0, values[3 * point + 2] ?? 0);
  }
  const front: number[] = [];
  return (point) => {
    for (let at = front.length - 1; at >= 0; at--) {
      if (isNowhereWorse(values, dimension, front[at] ?? 0, point)) return true;
    }
    front.push(point);
    return false;
  };
}

function isEqual(values: Float64Array, dimension: number, a: number, b: number): boolean {
  for (let objective = 0; objective < dimension; objective++) {
    if (values[a * dimension + objective] !== values[b * dimension + objective]) return false;
  }
  return true;
}

function isNowhereWorse(values: Float64Array, dimension: number, a: number, b: number): boolean {
  for (let objective = 0; objective < dimension; objective++) {
    if ((values[a * dimension + objective] ?? 0) > (values[b * dimension + objective] ?? 0)) return false;
  }
  return true;
}
