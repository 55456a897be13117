import { beatenBy, frontIndexes, mergeFronts } from '../exact/index.js';
import { type PointSet, selectPoints } from '../nsga2/index.js';
import { combinationOf } from '../outcome/index.js';
import type { MeasuredProblem } from '../port.js';
import type { Landscape, View } from './landscape.js';

/** Standard deviations by which a point has to lose to be out of the running. */
const FAR = 2.5;
/** The same where too many are left. */
const NEAR = 1;
/** Points per list that draws are evaluated on at most. */
const MOST_CONTENDERS = 8_000;
/** Points carried while fronts of strata are merged for one draw. */
const MERGE_LIMIT = 1_000;

/** Rows of a list at positions of the pool. */
export interface ListRows {
  readonly positions: Int32Array;
  readonly rows: PointSet;
}

/** Keeps the rows whose flag is set and that are known. */
export function feasibleRows(
  landscape: Landscape,
  list: number,
  positions: Int32Array,
  view: View,
): ListRows {
  const met = landscape.feasible(list, positions, view);
  const rows = landscape.rows(list, positions, view);
  const kept: number[] = [];
  for (let i = 0; i < positions.length; i++) {
    if (met[i] === 1 && isKnown(rows, i)) kept.push(i);
  }
  return {
    positions: Int32Array.from(kept, (i) => positions[i] as number),
    rows: selectPoints(rows, kept),
  };
}

/**
 * The points of a list that may still stand on a front: those whose optimistic values (2.5 posterior standard
 * deviations) are not dominated by another's pessimistic ones. Constraints are looked at as kindly.
 */
export function contendersOf(landscape: Landscape, list: number, positions: Int32Array): Int32Array {
  const sure = feasibleRows(landscape, list, positions, { kind: 'bound', z: -FAR });
  const hopeful = feasibleRows(landscape, list, positions, { kind: 'bound', z: FAR });
  const wall = selectPoints(sure.rows, frontIndexes(sure.rows));
  const isBeaten = beatenBy(wall);
  const left: number[] = [];
  for (let i = 0; i < hopeful.rows.count; i++) {
    if (!isBeaten(hopeful.rows, i)) left.push(hopeful.positions[i] as number);
  }
  if (left.length <= MOST_CONTENDERS) return Int32Array.from(left);
  // Too many: those that stand by less optimism all, as far as there is room, and of the others an even part.
  const all = Int32Array.from(left);
  const still = landscape.rows(list, all, { kind: 'bound', z: NEAR });
  const isNear = all.map((_, i) => (isBeaten(still, i) ? 0 : 1));
  const near = evenPart(
    all.filter((_, i) => isNear[i] === 1),
    MOST_CONTENDERS,
  );
  const far = evenPart(
    all.filter((_, i) => isNear[i] === 0),
    MOST_CONTENDERS - near.length,
  );
  return Int32Array.from([...near, ...far]).sort();
}

/** At most `count` of the positions, at even distances. */
function evenPart(positions: Int32Array, count: number): Int32Array {
  if (positions.length <= count) return positions;
  return Int32Array.from(
    { length: count },
    (_, i) => positions[Math.floor((i * positions.length) / count)] as number,
  );
}

/** A front in one draw: rows of the whole, and for each the position chosen in every list. */
export interface DrawnFront {
  readonly rows: PointSet;
  choice(index: number): Int32Array;
}

/** The front over the contenders of all lists, at one draw or at the mean. */
export function frontOf(
  problem: MeasuredProblem,
  landscape: Landscape,
  contenders: readonly Int32Array[],
  view: View,
): DrawnFront {
  const lists = contenders.map((positions, list) => feasibleRows(landscape, list, positions, view));
  const [only] = lists;
  if (problem.per === 'all' || lists.length === 1) {
    const front = only === undefined ? new Int32Array() : frontIndexes(only.rows);
    return {
      rows:
        only === undefined
          ? { values: new Float64Array(), count: 0, dimension: 0 }
          : selectPoints(only.rows, front),
      choice: (index) => Int32Array.of(only?.positions[front[index] ?? 0] ?? 0),
    };
  }
  const merged = mergeFronts(
    lists.map(({ rows }) => rows),
    { combine: problem.objectives.map(combinationOf), limit: MERGE_LIMIT },
  );
  return {
    rows: merged.points,
    choice: (index) => merged.choice(index).map((row, list) => lists[list]?.positions[row] ?? 0),
  };
}

function isKnown({ values, dimension }: PointSet, row: number): boolean {
  for (let k = 0; k < dimension; k++) if (Number.isNaN(values[row * dimension + k] as number)) return false;
  return true;
}
