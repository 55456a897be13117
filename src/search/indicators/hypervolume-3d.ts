/**
 * The volume that points below the reference dominate, slice by slice along the third objective. The staircase of the
 * first two is kept in order: each point enters and leaves it once, found by binary search.
 */
export function hypervolume3d(
  points: readonly (readonly number[])[],
  [referenceX = 0, referenceY = 0, referenceZ = 0]: readonly number[],
): number {
  const order = [...points].sort((a, b) => (a[2] ?? 0) - (b[2] ?? 0));
  // Steps by ascending x, and so by descending y.
  const xs: number[] = [];
  const ys: number[] = [];
  let area = 0;
  let volume = 0;
  let previous = referenceZ;
  for (const [x = 0, y = 0, z = 0] of order) {
    if (area > 0) volume += area * (z - previous);
    previous = z;
    const place = firstAtLeast(xs, x);
    // Covered by a step to the left, or by one at the same x.
    if ((ys[place - 1] ?? Number.POSITIVE_INFINITY) <= y) continue;
    if (xs[place] === x && (ys[place] ?? 0) <= y) continue;
    let end = place;
    let left = x;
    let top = ys[place - 1] ?? referenceY;
    // What is new lies under the old staircase from x on, down to y.
    while (end < xs.length && (ys[end] ?? 0) >= y) {
      area += ((xs[end] ?? 0) - left) * (top - y);
      left = xs[end] ?? 0;
      top = ys[end] ?? 0;
      end += 1;
    }
    area += ((xs[end] ?? referenceX) - left) * (top - y);
    xs.splice(place, end - place, x);
    ys.splice(place, end - place, y);
  }
  return area > 0 ? volume + area * (referenceZ - previous) : volume;
}

function firstAtLeast(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
