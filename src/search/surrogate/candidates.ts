import type { Registry } from '../baselines/index.js';
import { frontIndexes } from '../exact/index.js';
import type { PointSet } from '../nsga2/index.js';
import { type Frame, normalisedVolume, searchedFrame, type Veto, vetoReason } from '../outcome/index.js';
import type { MeasuredProblem, Searcher } from '../port.js';
import type { Belief } from './belief.js';
import { frontOf } from './contenders.js';
import type { View } from './landscape.js';

/** Layers of non-dominated points that stand by where constraints are judged on estimates. */
const LAYERS = { certain: 1, judged: 4 };
/** Points of a list that may be reported at most. */
const MOST = 4000;

/**
 * The configurations that an outcome is chosen from, by list: the front of posterior means over the whole pool (with the
 * layers behind it where constraints depend on estimates or something was vetoed), with numbers, and all measured ones.
 */
export function candidatesOf(
  problem: MeasuredProblem,
  belief: Belief,
  registry: Registry,
  vetoes: readonly Veto[],
): {
  readonly candidates: readonly (readonly number[])[];
  readonly standing: () => ReturnType<Searcher['standing']>;
} {
  const { landscape, pool, models, configAt } = belief;
  const isJudged =
    vetoes.length > 0 ||
    problem.constraints.some(({ figure, fold }) => fold !== 'mean' || models.has(figure));
  return {
    get candidates() {
      return pool.lists.map((positions, list) => {
        const chosen = new Set<number>();
        const stratum = problem.per === 'intent' ? list : null;
        const open = Int32Array.from(
          [...positions].filter((position) => {
            const config = configAt[position] ?? -1;
            return config < 0 || vetoReason(vetoes, config, stratum) === undefined;
          }),
        );
        const kept = (from: Int32Array, view: View): Int32Array => {
          const met = landscape.feasible(list, from, view);
          return from.filter((_, i) => met[i] === 1);
        };
        const feasible = kept(open, { kind: 'mean' });
        // Of points whose percentiles are shown to keep their bounds others may be ahead that are not.
        const shown = kept(feasible, { kind: 'mean', tails: 'shown' });
        for (const from of [open, feasible, shown]) {
          const layers = frontLayers(
            landscape.rows(list, from, { kind: 'mean' }),
            isJudged ? LAYERS.judged : LAYERS.certain,
          );
          for (const row of layers) chosen.add(registry.numberOf(pool.points[from[row] ?? 0] ?? {}));
        }
        for (const position of positions) {
          const config = configAt[position] ?? -1;
          if (config >= 0) chosen.add(config);
        }
        return [...chosen].sort((a, b) => a - b);
      });
    },
    standing() {
      const front = frontOf(problem, landscape, belief.contenders, { kind: 'mean' });
      const rows = rowsOfSet(front.rows);
      if (rows.length === 0) return { frontSize: 0, hypervolume: 0 };
      return {
        frontSize: rows.length,
        hypervolume: normalisedVolume(rows, poolFrame(problem, belief)),
      };
    },
  };
}

/** From the best to the worst of the whole pool, by posterior means: measured or not, allowed or not. */
export function poolFrame(problem: MeasuredProblem, { landscape, pool }: Belief): Frame {
  return searchedFrame(
    problem,
    pool.lists.map((positions, list) => rowsOfSet(landscape.rows(list, positions, { kind: 'mean' }))),
  );
}

/** Rows of the first layers of non-dominated points, known ones only. */
function frontLayers(points: PointSet, layers: number): readonly number[] {
  const { values, dimension } = points;
  let left = Array.from({ length: points.count }, (_, row) => row).filter((row) =>
    values.subarray(row * dimension, (row + 1) * dimension).every((value) => !Number.isNaN(value)),
  );
  const chosen: number[] = [];
  for (let layer = 0; layer < layers && left.length > 0 && chosen.length < MOST; layer++) {
    const own = new Float64Array(left.length * dimension);
    for (const [at, row] of left.entries())
      own.set(values.subarray(row * dimension, (row + 1) * dimension), at * dimension);
    const front = new Set(frontIndexes({ values: own, count: left.length, dimension }));
    for (const at of front) chosen.push(left[at] ?? 0);
    left = left.filter((_, at) => !front.has(at));
  }
  return chosen.slice(0, MOST);
}

function rowsOfSet({ values, count, dimension }: PointSet): readonly (readonly number[])[] {
  return Array.from({ length: count }, (_, row) => [
    ...values.subarray(row * dimension, (row + 1) * dimension),
  ]);
}
