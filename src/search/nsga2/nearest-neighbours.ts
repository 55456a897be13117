import type { CrowdingMeasure } from './crowding-measure.js';
import { neighbourLists } from './neighbour-lists.js';
import type { PointSet } from './points.js';

/**
 * The distinct points of a front with their M nearest neighbours, M the number of objectives. A point's measure is the
 * product of its distances to them (the M-NN vicinity distance of Kukkonen and Deb 2006, “A fast and effective method
 * for pruning of non-dominated solutions in many-objective problems”), objectives in units of their ranges; +∞ at the
 * ends of an objective. Gaps along single objectives, which crowding distance measures, say little about closeness
 * once there are three.
 */
export function nearestNeighbours(points: PointSet): CrowdingMeasure {
  const { count, dimension } = points;
  const lists = neighbourLists(points);
  const { distinct } = lists;
  const isEnd = new Uint8Array(count);
  for (const point of distinct) if (lists.crowding(point) === Number.POSITIVE_INFINITY) isEnd[point] = 1;

  const distance = scaledDistance(points, distinct);
  const neighbours = new Int32Array(count * dimension);
  const distances = new Float64Array(count * dimension);
  const left = new Set(distinct);

  /** Finds the nearest among those left, by insertion: there are few. */
  const measure = (point: number): void => {
    const start = point * dimension;
    neighbours.fill(-1, start, start + dimension);
    distances.fill(Number.POSITIVE_INFINITY, start, start + dimension);
    for (const other of left) {
      if (other === point) continue;
      const away = distance(point, other);
      let place = start + dimension - 1;
      if (away >= (distances[place] ?? 0)) continue;
      for (; place > start && (distances[place - 1] ?? 0) > away; place -= 1) {
        distances[place] = distances[place - 1] ?? 0;
        neighbours[place] = neighbours[place - 1] ?? 0;
      }
      distances[place] = away;
      neighbours[place] = other;
    }
  };
  for (const point of distinct) measure(point);

  return {
    distinct,
    crowding(point) {
      if (isEnd[point] === 1) return Number.POSITIVE_INFINITY;
      let product = 1;
      for (let near = 0; near < dimension; near += 1) product *= distances[point * dimension + near] ?? 0;
      return product;
    },
    remove(point) {
      left.delete(point);
      const changed: number[] = [];
      for (const other of left) {
        const near = neighbours.subarray(other * dimension, (other + 1) * dimension);
        if (!near.includes(point)) continue;
        measure(other);
        changed.push(other);
      }
      return changed;
    },
  };
}

/** Euclidean distance, every objective in units of its finite range; one without a range counts for nothing. */
function scaledDistance(
  { values, dimension }: PointSet,
  members: readonly number[],
): (a: number, b: number) => number {
  const scales = new Float64Array(dimension);
  for (let objective = 0; objective < dimension; objective += 1) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const member of members) {
      const value = values[member * dimension + objective] ?? 0;
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    scales[objective] = high > low ? 1 / (high - low) : 0;
  }
  return (a, b) => {
    let sum = 0;
    for (let objective = 0; objective < dimension; objective += 1) {
      const from = values[a * dimension + objective] ?? 0;
      const to = values[b * dimension + objective] ?? 0;
      // Two infinite values are equal; their difference would be NaN.
      if (from === to) continue;
      const gap = (from - to) * (scales[objective] ?? 0);
      sum += gap * gap;
    }
    return Math.sqrt(sum);
  };
}
