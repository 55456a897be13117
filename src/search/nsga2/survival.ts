import { childKey, type RandomKey, uniformAt } from '../random.js';
import { crowdingDistances } from './crowding.js';
import { nonDominatedRanks } from './non-dominated-sort.js';
import { selectPoints } from './points.js';
import { type Pool, selectRows } from './pool.js';
import type { Truncation } from './truncation.js';

/** How the members of a pool stand to each other. */
export interface Standing {
  /** 0 for the non-dominated feasible; infeasible ones after all feasible, by violation. */
  readonly ranks: Int32Array;
  /** Crowding distance within the rank; 0 for infeasible ones. */
  readonly crowding: Float64Array;
}

/** Ranks by constraint-first dominance, and crowding distances within each. */
export function standingOf(pool: Pool): Standing {
  const ranks = new Int32Array(pool.points.count);
  const crowding = new Float64Array(pool.points.count);
  for (const [rank, front] of constrainedFronts(pool).entries()) {
    for (const row of front.rows) ranks[row] = rank;
    if (!front.isFeasible) continue;
    const distances = crowdingDistances(selectPoints(pool.points, front.rows));
    for (const [at, row] of front.rows.entries()) crowding[row] = distances[at] ?? 0;
  }
  return { ranks, crowding };
}

/**
 * The `keep` best of a pool: whole fronts as long as they fit, then what `truncate` leaves of the next. Of infeasible
 * ones with equal violation chance decides.
 */
export function survivors(
  pool: Pool,
  options: {
    readonly keep: number;
    readonly geneCount: number;
    readonly truncate: Truncation;
    readonly key: RandomKey;
  },
): Pool {
  const { keep, geneCount, truncate, key } = options;
  const kept: number[] = [];
  for (const { rows, isFeasible } of constrainedFronts(pool)) {
    const room = keep - kept.length;
    if (room === 0) break;
    if (rows.length <= room) kept.push(...rows);
    else if (isFeasible) {
      const chosen = truncate(selectPoints(pool.points, rows), room, key);
      for (const at of chosen) kept.push(rows[at] ?? 0);
    } else kept.push(...shuffled(rows, key).subarray(0, room));
  }
  return selectRows(pool, Int32Array.from(kept).sort(), geneCount);
}

interface Front {
  readonly rows: Int32Array;
  readonly isFeasible: boolean;
}

/** The rows of a pool front by front, each in ascending order. */
function constrainedFronts({ points, violations }: Pool): readonly Front[] {
  const rows = Int32Array.from(violations.keys());
  const feasible = rows.filter((row) => violations[row] === 0);
  const ranks = nonDominatedRanks(selectPoints(points, feasible));
  const fronts: Front[] = grouped(feasible, ranks).map((group) => ({ rows: group, isFeasible: true }));
  const infeasible = rows.filter((row) => violations[row] !== 0);
  if (infeasible.length === 0) return fronts;
  const levels = [...new Set(Array.from(infeasible, (row) => violations[row] ?? 0))].sort((a, b) => a - b);
  const levelOf = new Map(levels.map((violation, level) => [violation, level]));
  const levelled = infeasible.map((row) => levelOf.get(violations[row] ?? 0) ?? 0);
  return [...fronts, ...grouped(infeasible, levelled).map((group) => ({ rows: group, isFeasible: false }))];
}

function grouped(rows: Int32Array, groups: Int32Array): readonly Int32Array[] {
  const lists: number[][] = [];
  for (const [at, row] of rows.entries()) {
    const group = groups[at] ?? 0;
    while (lists.length <= group) lists.push([]);
    lists[group]?.push(row);
  }
  return lists.map((list) => Int32Array.from(list));
}

function shuffled(rows: Int32Array, key: RandomKey): Int32Array {
  const ties = childKey(key, rows.length, 1);
  return rows.slice().sort((a, b) => uniformAt(ties, a) - uniformAt(ties, b) || a - b);
}
