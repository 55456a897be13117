import { childKey, type RandomKey, uniformAt } from '../random.js';
import { crowdingDistances } from './crowding.js';
import { createIndexHeap } from './index-heap.js';
import { neighbourLists } from './neighbour-lists.js';
import type { PointSet } from './points.js';

/**
 * Chooses which `keep` points of a front survive: their indexes in ascending order. Ties are broken by the key's
 * numbers, never by position.
 */
export type Truncation = (front: PointSet, keep: number, key: RandomKey) => Int32Array;

/**
 * Sequential pruning: takes out the point with the least crowding distance, measures its neighbours anew, and so on.
 * Repeated points go first. Ranges stay those of the whole front. O(MN log N) with a heap over linked neighbours.
 */
export const sequentialPruning: Truncation = (front, keep, key) => {
  const lists = neighbourLists(front);
  const priorities = tieBreakers(front.count, key);
  if (keep >= lists.distinct.length) return keepDistinctFirst(front.count, lists.distinct, keep, priorities);
  const distances = new Float64Array(front.count);
  for (const point of lists.distinct) distances[point] = lists.crowding(point);
  const heap = createIndexHeap(lists.distinct, distances, priorities);
  const isKept = new Uint8Array(front.count);
  for (const point of lists.distinct) isKept[point] = 1;
  while (heap.size > keep) {
    const crowded = heap.pop();
    isKept[crowded] = 0;
    for (const neighbour of lists.remove(crowded)) {
      if (neighbour < 0) continue;
      distances[neighbour] = lists.crowding(neighbour);
      heap.update(neighbour);
    }
  }
  return indexesOf(isKept);
};

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
