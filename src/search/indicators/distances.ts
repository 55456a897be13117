import { checkRows, type Rows } from './rows.js';

/**
 * Generational distance, the mean-distance variant (GD; Van Veldhuizen 1999 with p = 1, as pymoo and moocore have it):
 * the mean Euclidean distance from the points of `front` to their nearest points of `reference`. The root of the sum
 * of squares over n, which others call by the same name, is another figure.
 */
export function generationalDistance(front: Rows, reference: Rows): number {
  return meanNearest(front, reference, (point, target) => Math.sqrt(squared(point, target)));
}

/** GD⁺ (Ishibuchi et al. 2015): as GD, but only what a point is worse in counts as distance. */
export function generationalDistancePlus(front: Rows, reference: Rows): number {
  return meanNearest(front, reference, (point, target) => Math.sqrt(squaredExcess(point, target)));
}

/**
 * Inverted generational distance, the mean-distance variant (IGD): the mean Euclidean distance from the points of
 * `reference` to their nearest points of `front`. Not monotone: a better front may have a greater IGD.
 */
export function invertedGenerationalDistance(front: Rows, reference: Rows): number {
  return meanNearest(reference, front, (target, point) => Math.sqrt(squared(point, target)));
}

/** IGD⁺ (Ishibuchi et al. 2015): as IGD, but only what the front is worse in counts; weakly monotone. */
export function invertedGenerationalDistancePlus(front: Rows, reference: Rows): number {
  return meanNearest(reference, front, (target, point) => Math.sqrt(squaredExcess(point, target)));
}

/**
 * The additive ε-indicator (Zitzler et al. 2003): the least amount by which every point of `front` must be lowered, in
 * all objectives, for the front to be nowhere worse than `reference`.
 */
export function additiveEpsilon(front: Rows, reference: Rows): number {
  checkSets(front, reference);
  return Math.max(
    ...reference.map((target) =>
      Math.min(
        ...front.map((point) => Math.max(...Array.from(point, (value, axis) => value - (target[axis] ?? 0)))),
      ),
    ),
  );
}

function meanNearest(
  from: Rows,
  to: Rows,
  distance: (one: ArrayLike<number>, other: ArrayLike<number>) => number,
): number {
  checkSets(from, to);
  let sum = 0;
  for (const one of from) {
    let nearest = Number.POSITIVE_INFINITY;
    for (const other of to) nearest = Math.min(nearest, distance(one, other));
    sum += nearest;
  }
  return sum / from.length;
}

function squared(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let axis = 0; axis < a.length; axis += 1) {
    const gap = (a[axis] ?? 0) - (b[axis] ?? 0);
    sum += gap * gap;
  }
  return sum;
}

function squaredExcess(point: ArrayLike<number>, target: ArrayLike<number>): number {
  let sum = 0;
  for (let axis = 0; axis < point.length; axis += 1) {
    const excess = Math.max(0, (point[axis] ?? 0) - (target[axis] ?? 0));
    sum += excess * excess;
  }
  return sum;
}

function checkSets(a: Rows, b: Rows): void {
  const dimension = a[0]?.length ?? 0;
  if (a.length === 0 || b.length === 0) throw new RangeError('a distance between sets needs points in both');
  checkRows(a, dimension);
  checkRows(b, dimension);
}
