import { neighbourLists } from './neighbour-lists.js';
import type { PointSet } from './points.js';

/**
 * Crowding distances of the points of one front (Deb et al. 2002), as the mean over the objectives: the gap between
 * the neighbours along each objective in units of its range. +∞ at the ends of an objective whose range is not 0, and
 * for a point alone. Of equal points the first is measured among the distinct ones and the others get 0; where points
 * tie in one objective only, the first comes first.
 */
export function crowdingDistances(points: PointSet): Float64Array {
  const lists = neighbourLists(points);
  const distances = new Float64Array(points.count);
  for (const point of lists.distinct) distances[point] = lists.crowding(point);
  return distances;
}
