import { compareRows, lexicographicOrder, type PointSet } from './points.js';

/** How crowded the points of a front are, while points are taken out one by one. */
export interface CrowdingMeasure {
  /** Indexes of the distinct points, ascending: of equal points the first. The others are not measured. */
  readonly distinct: readonly number[];
  /** Greater for a lonelier point; +∞ for the ends of the front, which go last. */
  crowding(point: number): number;
  /** Takes a point out and returns those that are lonelier for it (with repetitions, −1 for none). */
  remove(point: number): readonly number[];
}

/** Ascending indexes of the points that equal none before them. */
export function distinctIndexes(points: PointSet): readonly number[] {
  const order = lexicographicOrder(points);
  const firsts = order.filter(
    (point, position) => position === 0 || compareRows(points, order[position - 1] ?? 0, point) !== 0,
  );
  return [...firsts.sort()];
}
