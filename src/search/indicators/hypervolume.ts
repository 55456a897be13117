import { hypervolume2d } from './hypervolume-2d.js';
import { hypervolume3d } from './hypervolume-3d.js';
import { hypervolumeWfg } from './hypervolume-wfg.js';
import { checkRows, type Rows } from './rows.js';

/**
 * The volume that the points dominate up to `reference`, exactly; every objective is minimised. Points that are not
 * below the reference in every objective add nothing. Two objectives: sweep, O(n log n). Three: sweep over a
 * staircase kept in order. More: WFG. Throws a RangeError for values that are not numbers or −∞, or a reference that is
 * not finite.
 */
export function hypervolume(points: Rows, reference: readonly number[]): number {
  return volumeOf(pointsBelow(points, reference), reference);
}

/** The points below the reference in every objective, checked. */
export function pointsBelow(points: Rows, reference: readonly number[]): readonly (readonly number[])[] {
  if (reference.length === 0 || !reference.every(Number.isFinite)) {
    throw new RangeError(`a reference point is finite, not (${reference.join(', ')})`);
  }
  checkRows(points, reference.length);
  const below: (readonly number[])[] = [];
  for (const [index, point] of points.entries()) {
    const row = Array.from(point);
    if (row.includes(Number.NEGATIVE_INFINITY))
      throw new RangeError(`point ${index} dominates without bound`);
    if (reference.every((bound, objective) => (row[objective] ?? 0) < bound)) below.push(row);
  }
  return below;
}

/** The volume of points that are below the reference in every objective. */
export function volumeOf(points: readonly (readonly number[])[], reference: readonly number[]): number {
  if (reference.length === 1) return Math.max(0, ...points.map(([value = 0]) => (reference[0] ?? 0) - value));
  if (reference.length === 2) return hypervolume2d(points, reference);
  if (reference.length === 3) return hypervolume3d(points, reference);
  return hypervolumeWfg(points, reference);
}
