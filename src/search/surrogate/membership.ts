import type { Registry } from '../baselines/index.js';
import { combinationOf } from '../outcome/index.js';
import type { MeasuredProblem } from '../port.js';
import type { Belief } from './belief.js';
import { frontOf } from './contenders.js';

/** Draws that probabilities are counted over. */
const DRAWS = 64;

/**
 * How probable it is that a choice stands on the true front: the share of posterior draws in which no allowed choice is
 * better in every objective. The fronts of the draws are made once; a choice is looked up in each.
 */
export function membershipOf(
  problem: MeasuredProblem,
  belief: Belief,
  registry: Registry,
): (choice: readonly number[]) => number | null {
  const { landscape, contenders, pool, models } = belief;
  if (models.size === 0) return () => null;
  let fronts: readonly Float64Array[] | undefined;
  const dimension = problem.objectives.length;
  const combine = problem.objectives.map(combinationOf);
  /** Rows of a choice's parts, by draw. */
  const parts = new Map<string, readonly Float64Array[]>();

  const partOf = (config: number, list: number): readonly Float64Array[] => {
    const id = `${config},${list}`;
    const known = parts.get(id);
    if (known !== undefined) return known;
    const at = Int32Array.of(pool.positionOf(registry.points[config] ?? {}));
    const rows =
      (at[0] ?? -1) < 0
        ? []
        : Array.from(
            { length: DRAWS },
            (_, index) => landscape.rows(list, at, { kind: 'draw', index }).values,
          );
    parts.set(id, rows);
    return rows;
  };

  return (choice) => {
    fronts ??= Array.from(
      { length: DRAWS },
      (_, index) => frontOf(problem, landscape, contenders, { kind: 'draw', index }).rows.values,
    );
    const lists = problem.per === 'intent' ? choice : choice.slice(0, 1);
    const own = lists.map((config, list) => partOf(config, list));
    if (own.some((rows) => rows.length === 0)) return null;
    let standing = 0;
    for (const [index, front] of fronts.entries()) {
      const row = combined(
        own.map((rows) => rows[index] ?? new Float64Array()),
        combine,
      );
      if (!isBeatenEverywhere(row, front, dimension)) standing++;
    }
    return standing / DRAWS;
  };
}

function combined(rows: readonly Float64Array[], combine: readonly ('sum' | 'max' | 'min')[]): Float64Array {
  return Float64Array.from(combine, (how, k) => {
    const values = rows.map((row) => row[k] ?? 0);
    if (how === 'max') return Math.max(...values);
    return how === 'min' ? Math.min(...values) : values.reduce((sum, value) => sum + value, 0);
  });
}

function isBeatenEverywhere(row: Float64Array, front: Float64Array, dimension: number): boolean {
  for (let from = 0; from < front.length; from += dimension) {
    let isBetter = true;
    for (let k = 0; k < dimension && isBetter; k++)
      isBetter = (front[from + k] as number) < (row[k] as number);
    if (isBetter) return true;
  }
  return false;
}
