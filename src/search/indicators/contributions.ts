import { pointsBelow, volumeOf } from './hypervolume.js';
import type { Rows } from './rows.js';

type Row = readonly number[];

/**
 * What each point alone adds to the hypervolume of all: the volume that would be lost without it. 0 for points that
 * are dominated, repeated or not below the reference in every objective.
 */
export function hypervolumeContributions(points: Rows, reference: readonly number[]): readonly number[] {
  // Checks all rows at once, so that what is wrong is named by its own index.
  pointsBelow(points, reference);
  const rows = points.map((point) => Array.from(point));
  return rows.map((row, index) =>
    volumeAdded(
      row,
      rows.filter((_, other) => other !== index),
      reference,
    ),
  );
}

/** The volume that `point` dominates and none of `others` does. */
export function volumeAdded(point: Row, others: readonly Row[], reference: Row): number {
  if (!isBelow(point, reference)) return 0;
  const box = point.reduce((product, value, axis) => product * ((reference[axis] ?? 0) - value), 1);
  // Of what the others dominate, only the part inside the point's own box counts.
  const inside = others
    .map((other) => point.map((value, axis) => Math.max(value, other[axis] ?? 0)))
    .filter((other) => isBelow(other, reference));
  return Math.max(0, box - volumeOf(inside, reference));
}

function isBelow(point: Row, reference: Row): boolean {
  return reference.every((bound, axis) => (point[axis] ?? 0) < bound);
}
