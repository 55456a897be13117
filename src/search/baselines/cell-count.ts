import type { MeasuredProblem } from '../port.js';
import { countPoints } from '../space/index.js';

/** Points of a space at most that are listed. */
export const LISTED = 1_000_000;

/** Cells of the whole table: every allowed configuration on every item of its intents; null: too many to list. */
export function cellCount(problem: Pick<MeasuredProblem, 'space' | 'per' | 'strata' | 'items'>): {
  readonly cells: number | null;
  readonly points: number | null;
} {
  let cells = 0;
  let points = 0;
  for (const [stratum, { name }] of problem.strata.entries()) {
    const own = countPoints(problem.space, problem.per === 'intent' ? name : null);
    if (own.kind !== 'exact' || own.count > BigInt(LISTED)) return { cells: null, points: null };
    const count = Number(own.count);
    const items = problem.items.reduce((sum, item) => sum + (item.stratum === stratum ? 1 : 0), 0);
    cells += count * items;
    points = Math.max(points, count);
  }
  return { cells, points };
}
