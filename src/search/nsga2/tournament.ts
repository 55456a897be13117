import { compareConstrained } from './dominance.js';
import type { Pool } from './pool.js';
import type { Standing } from './survival.js';

/** Which of two members is preferred as a parent: negative for `a`, positive for `b`, 0 when chance decides. */
export type Preference = (pool: Pool, standing: Standing, a: number, b: number) => number;

/** Constraint-first dominance, then the greater crowding distance. */
export const dominanceThenCrowding: Preference = (pool, { crowding }, a, b) =>
  compareConstrained(pool.points, pool.violations, a, b) || lonelier(crowding, a, b);

/** Crowded comparison (Deb et al. 2002): the lower rank, then the greater crowding distance. */
export const rankThenCrowding: Preference = (_pool, { ranks, crowding }, a, b) =>
  (ranks[a] ?? 0) - (ranks[b] ?? 0) || lonelier(crowding, a, b);

/** Signs, not a difference: +∞ − +∞ is not a number. */
function lonelier(crowding: Float64Array, a: number, b: number): number {
  const left = crowding[a] ?? 0;
  const right = crowding[b] ?? 0;
  return left === right ? 0 : left > right ? -1 : 1;
}
