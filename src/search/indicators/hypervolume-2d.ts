/** The area that points below the reference dominate: strips along the second objective, O(n log n). */
export function hypervolume2d(
  points: readonly (readonly number[])[],
  [referenceX = 0, referenceY = 0]: readonly number[],
): number {
  const order = [...points].sort(([ax = 0, ay = 0], [bx = 0, by = 0]) => ax - bx || ay - by);
  let area = 0;
  let lowest = referenceY;
  for (const [x = 0, y = 0] of order) {
    if (y >= lowest) continue;
    area += (referenceX - x) * (lowest - y);
    lowest = y;
  }
  return area;
}
