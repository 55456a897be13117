import { compareDominance } from './dominance.js';
import { compareRows, lexicographicOrder, type PointSet } from './points.js';

/**
 * The non-domination rank of every point: 0 for those that none dominates, r for those that only points of ranks
 * below r dominate. Equal points share their rank. Two objectives: a sweep, O(N log N). Others: efficient
 * non-dominated sorting with binary search over fronts (ENS-BS; Zhang, Tian, Cheng and Jin 2015), O(MN²) at worst.
 */
export function nonDominatedRanks(points: PointSet): Int32Array {
  const order = lexicographicOrder(points);
  const isDominatedBy = points.dimension === 2 ? sweepFronts(points) : searchedFronts(points);
  const ranks = new Int32Array(points.count);
  let fronts = 0;
  for (let position = 0; position < order.length; position += 1) {
    const point = order[position] ?? 0;
    const before = order[position - 1];
    if (before !== undefined && compareRows(points, before, point) === 0) {
      ranks[point] = ranks[before] ?? 0;
      continue;
    }
    let low = 0;
    let high = fronts;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isDominatedBy.front(middle, point)) low = middle + 1;
      else high = middle;
    }
    isDominatedBy.add(low, point);
    ranks[point] = low;
    fronts = Math.max(fronts, low + 1);
  }
  return ranks;
}

/** Indexes of the points that no other dominates, in their order; equal points all count. */
export function nonDominatedIndexes(points: PointSet): readonly number[] {
  const ranks = nonDominatedRanks(points);
  const indexes: number[] = [];
  for (let index = 0; index < ranks.length; index += 1) if (ranks[index] === 0) indexes.push(index);
  return indexes;
}

/** The fronts so far. A front that dominates a point is dominated by every front before it, so those do too. */
interface Fronts {
  front(rank: number, point: number): boolean;
  add(rank: number, point: number): void;
}

/** In order of the first objective, a front dominates what comes later iff its least second objective does. */
function sweepFronts({ values }: PointSet): Fronts {
  const least: number[] = [];
  const second = (point: number) => values[2 * point + 1] ?? 0;
  return {
    front: (rank, point) => (least[rank] ?? 0) <= second(point),
    add: (rank, point) => {
      least[rank] = second(point);
    },
  };
}

/** Compares with the members of a front, the latest first: they are the likeliest to dominate. */
function searchedFronts(points: PointSet): Fronts {
  const latest: number[] = [];
  const earlier = new Int32Array(points.count).fill(-1);
  return {
    front: (rank, point) => {
      for (let member = latest[rank] ?? -1; member >= 0; member = earlier[member] ?? -1) {
        if (compareDominance(points, member, point) < 0) return true;
      }
      return false;
    },
    add: (rank, point) => {
      earlier[point] = latest[rank] ?? -1;
      latest[rank] = point;
    },
  };
}
