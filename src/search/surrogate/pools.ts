import { createNsga2 } from '../nsga2/index.js';
import type { Measurements } from '../outcome/index.js';
import type { MeasuredProblem, Point } from '../port.js';
import { childKey, indexAt, type RandomKey } from '../random.js';
import { encode, isAllowed, samplePoints } from '../space/index.js';
import { landscapeOf } from './belief.js';
import type { Design } from './design.js';
import type { FigureModel } from './figure-model.js';
import type { View } from './landscape.js';
import { intentsOf, type Pool, poolOf, wholePool } from './pool.js';
import type { Draw } from './posterior.js';

/** Points drawn by chance for a space that is not listed whole. */
const SAMPLED = 6_000;
/** Of the genetic search on the posterior: at its mean and at this many draws. */
const GENETIC = { population: 60, generations: 20, draws: 2 };

/** What a pool of a round is made from. */
export interface PoolInput {
  readonly models: ReadonlyMap<string, FigureModel>;
  readonly configs: readonly Point[];
  readonly measurements: Measurements;
  readonly key: RandomKey;
}

export interface Pools {
  /** An allowed point. */
  readonly sample: Point;
  /** The pool for what is believed now; the same one where the space is listed whole. */
  at(input: PoolInput): Pool;
}

/**
 * Where a space is too large to be listed, the pool is a sample by chance, the configurations used so far, and what NSGA-II
 * finds on the posterior: at its mean and at a few draws, which costs no model call.
 */
export function createPools(problem: MeasuredProblem, design: Design, seed: number): Pools {
  const [first] = intentsOf(problem);
  const sample = samplePoints(problem.space, first ?? null, seed).next().value ?? {};
  const listed = wholePool(problem, design);
  const drawn =
    listed === undefined ? intentsOf(problem).map((intent, at) => draw(problem, intent, seed + at)) : [];
  return {
    sample,
    at(input) {
      if (listed !== undefined) return listed;
      const used = intentsOf(problem).map((intent) =>
        input.configs.filter((point) => isAllowed(problem.space, point, intent)),
      );
      const evolved =
        input.models.size === 0
          ? []
          : intentsOf(problem).map((intent, list) => evolve(problem, design, input, { intent, list }));
      return poolOf(problem, design, {
        lists: drawn.map((points, at) => [...points, ...(used[at] ?? []), ...(evolved[at] ?? [])]),
        isWhole: false,
      });
    },
  };
}

function draw(problem: MeasuredProblem, intent: string | null, seed: number): readonly Point[] {
  const points: Point[] = [];
  for (const point of samplePoints(problem.space, intent, seed)) {
    points.push(point);
    if (points.length >= SAMPLED) break;
  }
  return points;
}

/** Points that NSGA-II visits in its last generations on the posterior. */
function evolve(
  problem: MeasuredProblem,
  design: Design,
  input: PoolInput,
  { intent, list }: { readonly intent: string | null; readonly list: number },
): readonly Point[] {
  const encoding = encode(problem.space, [intent], 'factor');
  const draws = new Map<string, Draw>();
  const found: Point[] = [];
  for (let view = 0; view <= GENETIC.draws; view++) {
    const at: View = view === 0 ? { kind: 'mean' } : { kind: 'draw', index: view - 1 };
    const search = createNsga2(
      { ...encoding, objectives: problem.objectives.length },
      { seed: indexAt(childKey(input.key, 77, view), 2 ** 31, list), population: GENETIC.population },
    );
    for (let generation = 0; generation < GENETIC.generations; generation++) {
      const asked = search.ask();
      if (asked.length === 0) break;
      const points = asked.map(({ genes }) => encoding.decode(genes)[0] ?? {});
      const lists = intentsOf(problem).map((_, one) => (one === list ? points : []));
      const pool = poolOf(problem, design, { lists, isWhole: false });
      const landscape = landscapeOf({ problem, ...input, pool, draws });
      const positions = pool.lists[list] ?? new Int32Array();
      const rows = landscape.rows(list, positions, at);
      const met = landscape.feasible(list, positions, at);
      const row = new Map([...positions].map((position, i) => [position, i]));
      search.tell(
        asked.map(({ id }, i) => {
          const own = row.get(pool.positionOf(points[i] ?? {}));
          if (own === undefined) return { id, objectives: problem.objectives.map(() => 0), violation: 2 };
          const from = own * rows.dimension;
          return {
            id,
            objectives: rows.values.subarray(from, from + rows.dimension),
            violation: met[own] === 1 ? 0 : 1,
          };
        }),
      );
    }
    for (const { genes } of search.population()) found.push(...encoding.decode(genes));
  }
  return found.filter((point) => isAllowed(problem.space, point, intent));
}
