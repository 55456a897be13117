import { frontIndexes } from '../exact/index.js';

/** By row, whether no other is nowhere worse and somewhere better; objectives minimised, equal rows all stand. */
export function nonDominated(rows: readonly ArrayLike<number>[]): readonly boolean[] {
  const dimension = rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * dimension);
  rows.forEach((row, at) => {
    values.set(row, at * dimension);
  });
  const front = new Set(frontIndexes({ values, count: rows.length, dimension }, { ties: 'all' }));
  return rows.map((_, at) => front.has(at));
}
