/** Where the true front of ZDT3 lies, in its first objective. */
const ZDT3_REGIONS = [
  [0, 0.0830015349],
  [0.18222878, 0.2577623634],
  [0.4093136748, 0.4538821041],
  [0.6183967944, 0.6525117038],
  [0.8233317983, 0.8518328654],
] as const;

const evenly = (count: number, low: number, high: number) =>
  Array.from({ length: count }, (_, at) => low + ((high - low) * at) / (count - 1));

/**
 * Points of the true front that IGD is measured from: 1,000 evenly spaced in the first objective (200 in each region
 * of ZDT3), 5,050 on a simplex lattice projected to the sphere (DTLZ2). Null where none is known in closed form.
 */
export function trueFront(name: string): readonly (readonly number[])[] | null {
  switch (name) {
    case 'ZDT1':
    case 'ZDT4':
      return evenly(1000, 0, 1).map((x) => [x, 1 - Math.sqrt(x)]);
    case 'ZDT2':
      return evenly(1000, 0, 1).map((x) => [x, 1 - x * x]);
    case 'ZDT3':
      return ZDT3_REGIONS.flatMap(([low, high]) => evenly(200, low, high)).map((x) => [
        x,
        1 - Math.sqrt(x) - x * Math.sin(10 * Math.PI * x),
      ]);
    case 'ZDT6':
      return evenly(1000, 0.2807753191, 1).map((x) => [x, 1 - x * x]);
    case 'DTLZ2':
      return sphere(99);
    default:
      return null;
  }
}

/** The simplex lattice of Das and Dennis with `parts` divisions, on the unit sphere. */
function sphere(parts: number): readonly (readonly number[])[] {
  const points: number[][] = [];
  for (let a = 0; a <= parts; a += 1) {
    for (let b = 0; a + b <= parts; b += 1) {
      const length = Math.hypot(a, b, parts - a - b);
      points.push([a / length, b / length, (parts - a - b) / length]);
    }
  }
  return points;
}
