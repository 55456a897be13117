import { coarsen } from '../exact/index.js';
import { hypervolumeSubset, kneeByDistance } from '../indicators/index.js';

/** More points than this are put on a grid before the best subset of them is looked for. */
const SEARCHED = { two: 1_500, more: 400 };

/**
 * Indexes of at most `size` rows (normalised: ideal 0, reference 1) with the greatest hypervolume together, in the
 * order of the rows: exact for two objectives up to 1,500 rows, else of a grid's representatives, greedy beyond two.
 */
export function thin(rows: readonly (readonly number[])[], size: number): readonly number[] {
  if (rows.length <= size) return rows.map((_, at) => at);
  const dimension = rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * dimension);
  rows.forEach((row, at) => {
    values.set(row, at * dimension);
  });
  const limit = dimension <= 2 ? SEARCHED.two : SEARCHED.more;
  const kept = [...coarsen({ values, count: rows.length, dimension }, limit).kept];
  const subset = hypervolumeSubset(
    kept.map((at) => rows[at] ?? []),
    Array.from({ length: dimension }, () => 1),
    size,
  );
  return [...subset.indexes].map((at) => kept[at] ?? 0).sort((a, b) => a - b);
}

/** Index of the knee by distance; −1 where the front has none. */
export function kneeOf(rows: readonly (readonly number[])[]): number {
  return kneeByDistance(rows)?.index ?? -1;
}
