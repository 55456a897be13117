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

/**
 * By candidate, the share of draws in which no other is better: `draw(d)` gives every candidate's minimised objectives
 * as one sample of what they may be.
 */
export function membershipByDraws(
  draw: (at: number) => readonly ArrayLike<number>[],
  draws: number,
): readonly number[] {
  let times: number[] = [];
  for (let at = 0; at < draws; at++) {
    const stands = nonDominated(draw(at));
    if (times.length === 0) times = stands.map(() => 0);
    stands.forEach((one, candidate) => {
      if (one) times[candidate] = (times[candidate] ?? 0) + 1;
    });
  }
  return times.map((count) => count / draws);
}
