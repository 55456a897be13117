import type { Registry } from '../baselines/index.js';
import { isBeaten, marginsOf } from '../indicators/index.js';
import { combinationOf } from '../outcome/index.js';
import type { MeasuredProblem } from '../port.js';
import type { Belief } from './belief.js';
import { frontOf } from './contenders.js';

/** Draws that probabilities are counted over. */
const DRAWS = 64;

/**
 * How probable it is that a choice stands on the true front: the share of posterior draws in which no allowed choice
 * betters an objective by more than 2 % of the front's range (that of posterior means) without losing in another. The
 * fronts of the draws are made once; a choice is looked up in each.
 */
export function membershipOf(
  problem: MeasuredProblem,
  belief: Belief,
  registry: Registry,
): (choice: readonly number[]) => number | null {
  const { landscape, contenders, pool, models } = belief;
  if (models.size === 0) return () => null;
  let fronts: readonly Float64Array[] | undefined;
  let margins: Float64Array | undefined;
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
    margins ??= marginsOf(frontOf(problem, landscape, contenders, { kind: 'mean' }).rows.values, dimension);
    const lists = problem.per === 'intent' ? choice : choice.slice(0, 1);
    const own = lists.map((config, list) => partOf(config, list));
    if (own.some((rows) => rows.length === 0)) return null;
    let standing = 0;
    for (const [index, front] of fronts.entries()) {
      const row = combined(
        own.map((rows) => rows[index] ?? new Float64Array()),
        combine,
      );
      if (!isBeaten(row, front, margins)) standing++;
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
