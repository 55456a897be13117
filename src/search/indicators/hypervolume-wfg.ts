import { hypervolume3d } from './hypervolume-3d.js';

type Row = readonly number[];

/**
 * The volume that points below the reference dominate, in four dimensions or more: the WFG algorithm (While, Bradstreet
 * and Barone 2012). Points are added from the worst in the last objective on; each adds its box less what the later
 * ones dominate of it. The last objective is sliced off, so the recursion ends in the sweep for three.
 */
export function hypervolumeWfg(points: readonly Row[], reference: Row): number {
  const dimension = reference.length;
  if (dimension === 3) return hypervolume3d(points, reference);
  const last = dimension - 1;
  const order = [...points].sort((a, b) => (b[last] ?? 0) - (a[last] ?? 0));
  const base = reference.slice(0, last);
  let volume = 0;
  for (const [at, point] of order.entries()) {
    const depth = (reference[last] ?? 0) - (point[last] ?? 0);
    const later = order.slice(at + 1);
    // Later points are no worse in the last objective, so within the box they differ in the others only.
    const flat = point.slice(0, last);
    const limited = nonDominatedRows(
      later.map((other) => flat.map((value, axis) => Math.max(value, other[axis] ?? 0))),
    );
    volume += depth * (boxVolume(flat, base) - hypervolumeWfg(limited, base));
  }
  return volume;
}

function boxVolume(point: Row, reference: Row): number {
  return point.reduce((product, value, axis) => product * ((reference[axis] ?? 0) - value), 1);
}

/** Rows that no other dominates; of equal ones one. */
function nonDominatedRows(rows: readonly Row[]): readonly Row[] {
  const kept: Row[] = [];
  for (const row of rows) {
    if (kept.some((other) => isNowhereWorse(other, row))) continue;
    let count = 0;
    for (const other of kept) {
      if (isNowhereWorse(row, other)) continue;
      kept[count] = other;
      count += 1;
    }
    kept.length = count;
    kept.push(row);
  }
  return kept;
}

function isNowhereWorse(a: Row, b: Row): boolean {
  for (let axis = 0; axis < a.length; axis += 1) if ((a[axis] ?? 0) > (b[axis] ?? 0)) return false;
  return true;
}
