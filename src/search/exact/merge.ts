import { type PointSet, selectPoints } from '../nsga2/index.js';
import { coarsen } from './coarsen.js';
import { frontIndexes } from './front.js';
import { type PairFront, pairSums } from './pair-sums.js';

/** How the parts of an objective become one: each rises with every part, so that dominated parts can be dropped. */
export type Combination = 'sum' | 'max' | 'min';

export interface MergeOptions {
  /** One per objective. Default: sums. */
  readonly combine?: readonly Combination[];
  /**
   * Most points that are carried from one stratum to the next; beyond it the front is coarsened. Default 50,000, from
   * four objectives on 2,000, where each point is compared with the whole front.
   */
  readonly limit?: number;
}

/** The non-dominated ways of choosing one row per stratum. */
export interface MergedFront {
  /** In lexicographic order. */
  readonly points: PointSet;
  /** Row chosen in each stratum, in their order. */
  choice(index: number): Int32Array;
  /**
   * By objective: every choice has one in the front that is nowhere worse by more than this; all 0: the front is exact.
   */
  readonly errorBound: Float64Array;
  /** Rows of each stratum that are not dominated inside it. */
  readonly pruned: readonly number[];
  /** Points that were carried behind each stratum. */
  readonly sizes: readonly number[];
}

/**
 * The front over all combinations of one row per stratum (all objectives minimised), where an objective is the sum, the
 * greatest or the least of its parts: Minkowski sums of the strata's own fronts, dominated combinations dropped after each.
 * Exact while no stage holds more than `limit` points: a combination of a dominated part is dominated by that of the
 * part that dominates it. Weights of strata belong into the rows.
 */
export function mergeFronts(strata: readonly PointSet[], options: MergeOptions = {}): MergedFront {
  const dimension = strata[0]?.dimension ?? 0;
  const combine = options.combine ?? Array.from({ length: dimension }, () => 'sum' as const);
  const limit = options.limit ?? (dimension <= 3 ? 50_000 : 2_000);
  const own = strata.map((points) => frontIndexes(points));
  const errorBound = new Float64Array(dimension);
  const stages: PairFront[] = [];
  let merged = selectPoints(strata[0] ?? empty(dimension), own[0] ?? new Int32Array());
  strata.slice(1).forEach((points, at) => {
    const right = selectPoints(points, own[at + 1] ?? new Int32Array());
    const whole =
      dimension === 2 && combine.every((one) => one === 'sum')
        ? { ...pairSums(merged, right), error: errorBound.map(() => 0) }
        : pairFront(merged, right, { combine, limit });
    const { kept, error } = coarsen(whole.points, limit);
    error.forEach((one, objective) => {
      errorBound[objective] = (errorBound[objective] ?? 0) + one + (whole.error[objective] ?? 0);
    });
    const stage = {
      points: selectPoints(whole.points, kept),
      left: kept.map((row) => whole.left[row] ?? 0),
      right: kept.map((row) => whole.right[row] ?? 0),
    };
    stages.push(stage);
    merged = stage.points;
  });
  return {
    points: merged,
    errorBound,
    pruned: own.map((rows) => rows.length),
    sizes: [own[0]?.length ?? 0, ...stages.map((stage) => stage.points.count)],
    choice(index) {
      const chosen = new Int32Array(strata.length);
      let row = index;
      for (let at = stages.length - 1; at >= 0; at--) {
        const stage = stages[at];
        chosen[at + 1] = own[at + 1]?.[stage?.right[row] ?? 0] ?? 0;
        row = stage?.left[row] ?? 0;
      }
      if (strata.length > 0) chosen[0] = own[0]?.[row] ?? 0;
      return chosen;
    },
  };
}

/** Pairs that are compared with each other from four objectives on, in units of the limit. */
const PAIRS = 10;

/**
 * All pairs, then their front: any number of objectives, sums and greatest parts. From four objectives on, where there are
 * many, of pairs on a grid first.
 */
function pairFront(
  left: PointSet,
  right: PointSet,
  { combine, limit }: { readonly combine: readonly Combination[]; readonly limit: number },
): PairFront & { readonly error: Float64Array } {
  const { dimension } = left;
  const values = new Float64Array(left.count * right.count * dimension);
  let at = 0;
  for (let a = 0; a < left.count; a++) {
    for (let b = 0; b < right.count; b++) {
      for (let objective = 0; objective < dimension; objective++) {
        const x = left.values[a * dimension + objective] ?? 0;
        const y = right.values[b * dimension + objective] ?? 0;
        values[at++] = join(combine[objective], x, y);
      }
    }
  }
  const pairs = { values, count: left.count * right.count, dimension };
  const { kept, error } = coarsen(pairs, dimension <= 3 ? pairs.count : PAIRS * limit);
  const points = selectPoints(pairs, kept);
  const front = frontIndexes(points);
  const pair = (row: number): number => kept[row] ?? 0;
  return {
    points: selectPoints(points, front),
    left: front.map((row) => Math.floor(pair(row) / right.count)),
    right: front.map((row) => pair(row) % right.count),
    error,
  };
}

function join(how: Combination | undefined, x: number, y: number): number {
  if (how === 'max') return Math.max(x, y);
  return how === 'min' ? Math.min(x, y) : x + y;
}

function empty(dimension: number): PointSet {
  return { values: new Float64Array(), count: 0, dimension };
}
