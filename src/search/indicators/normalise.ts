import { nonDominatedIndexes } from '../nsga2/non-dominated-sort.js';
import { pointSet } from '../nsga2/points.js';
import { checkRows, type Rows } from './rows.js';

/** The corners that the figures of a front are measured by. */
export interface Scale {
  /** The least value of every objective. */
  readonly ideal: readonly number[];
  /** The greatest value of every objective over the front. */
  readonly nadir: readonly number[];
}

/** Ideal and nadir of a front: of its non-dominated points, because a dominated one would move the nadir. */
export function scaleOf(front: Rows): Scale {
  if (front.length === 0) throw new RangeError('an empty front has no ideal and no nadir');
  const points = nonDominatedIndexes(pointSet(front)).map((index) => front[index] ?? []);
  const bound = (choose: (a: number, b: number) => number) =>
    Array.from({ length: front[0]?.length ?? 0 }, (_, axis) =>
      points.map((point) => point[axis] ?? 0).reduce(choose),
    );
  return { ideal: bound((a, b) => Math.min(a, b)), nadir: bound((a, b) => Math.max(a, b)) };
}

/** Points in units of the front: ideal 0, nadir 1. An objective in which the front has no range becomes 0. */
export function normalise(points: Rows, { ideal, nadir }: Scale): readonly (readonly number[])[] {
  checkRows(points, ideal.length);
  return points.map((point) =>
    Array.from(point, (value, axis) => {
      const low = ideal[axis] ?? 0;
      const range = (nadir[axis] ?? 0) - low;
      return range === 0 ? 0 : (value - low) / range;
    }),
  );
}
