import { childKey, type RandomKey, uniformAt } from '../random.js';
import { crowdingDistances } from './crowding.js';
import type { CrowdingMeasure } from './crowding-measure.js';
import { createIndexHeap } from './index-heap.js';
import { nearestNeighbours } from './nearest-neighbours.js';
import { neighbourLists } from './neighbour-lists.js';
import type { PointSet } from './points.js';

/**
 * Chooses which `keep` points of a front survive: their indexes in ascending order. Ties are broken by the key's
 * numbers, never by position.
 */
export type Truncation = (front: PointSet, keep: number, key: RandomKey) => Int32Array;

/**
 * Sequential pruning by crowding distance (Kukkonen and Deb 2006, “Improved pruning of non-dominated solutions based on
 * crowding distance for bi-objective optimization problems”): takes out the most crowded point, measures its
 * neighbours anew, and so on. Repeated points go first. Ranges stay those of the whole front. O(MN log N) with a heap
 * over linked neighbours.
 */
export const crowdingPruning: Truncation = pruneBy(neighbourLists);

/** Sequential pruning by the distances to the nearest neighbours: for three objectives and more. O(MN²). */
export const nearestNeighbourPruning: Truncation = pruneBy(nearestNeighbours);

/** `crowdingPruning` for up to two objectives, `nearestNeighbourPruning` for more. */
export const sequentialPruning: Truncation = (front, keep, key) =>
  (front.dimension <= 2 ? crowdingPruning : nearestNeighbourPruning)(front, keep, key);

function pruneBy(measureOf: (points: PointSet) => CrowdingMeasure): Truncation {
  return (front, keep, key) => {
    const measure = measureOf(front);
    const priorities = tieBreakers(front.count, key);
    if (keep >= measure.distinct.length) {
      return keepDistinctFirst(front.count, measure.distinct, keep, priorities);
    }
    const distances = new Float64Array(front.count);
    for (const point of measure.distinct) distances[point] = measure.crowding(point);
    const heap = createIndexHeap(measure.distinct, distances, priorities);
    const isKept = new Uint8Array(front.count);
    for (const point of measure.distinct) isKept[point] = 1;
    while (heap.size > keep) {
      const crowded = heap.pop();
      isKept[crowded] = 0;
      for (const neighbour of measure.remove(crowded)) {
        if (neighbour < 0) continue;
        distances[neighbour] = measure.crowding(neighbour);
        heap.update(neighbour);
      }
    }
    return indexesOf(isKept);
  };
}

/** The textbook's truncation: crowding distances are measured once, and the greatest survive. */
export const truncateOnce: Truncation = (front, keep, key) => {
  const distances = crowdingDistances(front);
  const priorities = tieBreakers(front.count, key);
  const order = Int32Array.from(distances.keys()).sort(
    (a, b) => descending(distances[a], distances[b]) || descending(priorities[a], priorities[b]) || a - b,
  );
  return order.subarray(0, keep).sort();
};

function keepDistinctFirst(
  count: number,
  distinct: readonly number[],
  keep: number,
  priorities: Float64Array,
): Int32Array {
  const isKept = new Uint8Array(count);
  for (const point of distinct) isKept[point] = 1;
  const repeated = Int32Array.from({ length: count }, (_, index) => index)
    .filter((index) => isKept[index] === 0)
    .sort((a, b) => descending(priorities[a], priorities[b]) || a - b);
  for (const point of repeated.subarray(0, keep - distinct.length)) isKept[point] = 1;
  return indexesOf(isKept);
}

function tieBreakers(count: number, key: RandomKey): Float64Array {
  const ties = childKey(key, count);
  return Float64Array.from({ length: count }, (_, index) => uniformAt(ties, index));
}

function indexesOf(flags: Uint8Array): Int32Array {
  return Int32Array.from(flags.keys()).filter((index) => flags[index] === 1);
}

function descending(a = 0, b = 0): number {
  return a === b ? 0 : a > b ? -1 : 1;
}
