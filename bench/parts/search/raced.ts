import { frontIndexes } from '../../../src/search/exact/index.js';
import { childKey, createSearcher, hypervolume, randomKey, uniformAt } from '../../../src/search/index.js';
import type { AlgorithmName, MeasuredCell, MeasuredProblem, Point } from '../../../src/search/port.js';
import { cfg7Problem, exactFigures, levelsOfPoint } from './cfg7.js';
import { intentProblem } from './intents.js';
import { type Law, laws } from './laws.js';

// Searches with and without racing at equal item evaluations, in worlds whose truth is enumerated.

/** A world in which searches race. */
interface World {
  readonly problem: MeasuredProblem;
  readonly measure: (cell: { config: number; item: number }, point: Point, seed: number) => MeasuredCell;
  /** True minimised objectives of a configuration in a stratum, or (null) over all of them. */
  readonly truth: (point: Point, stratum: number | null) => readonly number[];
  readonly isAllowed: (point: Point) => boolean;
  /** Every point, where drops are to be held against the truth. */
  readonly points: readonly Point[];
}

export interface RacedTask {
  readonly world: string;
  readonly algorithm: AlgorithmName;
  readonly racing: boolean;
  readonly evaluations: number;
  readonly seed: number;
}

export interface RacedRow extends RacedTask {
  /** Shares of the true hypervolume. */
  readonly true: number;
  readonly claimed: number;
  readonly asked: number;
  readonly configs: number;
  readonly dropped: number;
  /** Dropped although nothing allowed dominates it in truth. */
  readonly falseDrops: number;
}

const CFG7_ITEMS = { 'cfg7-b': 50, 'cfg7-b-162': 400 };

function cfg7World(items: number, isPart: boolean): World {
  const law = laws(items).find(({ name }) => name === 'b') as Law;
  const whole = cfg7Problem(items);
  const fixed: { readonly [factor: string]: number } = { f: 2, h: 2, t: 2, c: 2 };
  const problem = isPart ? withFixed(whole, fixed) : whole;
  const qualities = new Map<string, number>();
  const quality = (levels: readonly number[]): number => {
    const known = qualities.get(levels.join());
    if (known !== undefined) return known;
    let sum = 0;
    for (let item = 0; item < items; item++) sum += law.quality(levels, item);
    qualities.set(levels.join(), sum / items);
    return sum / items;
  };
  const lists = problem.space.factors.map((factor) => ('values' in factor ? factor.values : []));
  const points = isPart
    ? lists.reduce<Point[]>(
        (all, values, at) =>
          all.flatMap((point) =>
            values.map((value) => ({ ...point, [problem.space.factors[at]?.name ?? '']: value })),
          ),
        [{}],
      )
    : [];
  return {
    problem,
    points,
    truth(point) {
      const levels = levelsOfPoint(point);
      const { cost, latency } = exactFigures(levels);
      return [-quality(levels), cost, latency];
    },
    isAllowed(point) {
      const { g1, g2 } = exactFigures(levelsOfPoint(point));
      return g1 <= 0 && g2 <= 0;
    },
    measure({ config, item }, point, seed) {
      const levels = levelsOfPoint(point);
      const number = levels.reduce((sum, level) => sum * 10 + level, 0);
      const isGood = uniformAt(childKey(randomKey(seed, 99), number), item) < law.quality(levels, item);
      const exact = exactFigures(levels);
      const values = problem.figures.map(({ name }) =>
        name === 'quality' ? Number(isGood) : exact[name as keyof typeof exact],
      );
      return { config, item, values };
    },
  };
}

/** A problem in which factors keep one of their levels. */
function withFixed(problem: MeasuredProblem, fixed: { readonly [factor: string]: number }): MeasuredProblem {
  const factors = problem.space.factors.map((factor) => {
    const level = fixed[factor.name];
    return level === undefined || !('values' in factor)
      ? factor
      : { ...factor, values: factor.values.slice(level, level + 1) };
  });
  return { ...problem, space: { ...problem.space, factors } };
}

function intentsWorld(per: 'intent' | 'all'): World {
  const { problem, truth, measure } = intentProblem(1);
  const levels = problem.space.factors.map((factor) => ('values' in factor ? factor.values : []));
  const points = levels.reduce<Point[]>(
    (all, values, at) =>
      all.flatMap((point) =>
        values.map((value) => ({ ...point, [problem.space.factors[at]?.name ?? '']: value })),
      ),
    [{}],
  );
  const known = new Map<string, readonly number[]>();
  const whole = (point: Point): readonly number[] => {
    let [quality, cost] = [0, 0];
    for (const [stratum, { share }] of problem.strata.entries()) {
      const own = truth(point, stratum);
      quality += share * own.quality;
      cost += share * own.cost;
    }
    return [-quality, cost];
  };
  return {
    problem: { ...problem, per },
    measure,
    points,
    isAllowed: () => true,
    truth(point, stratum) {
      const key = `${stratum}${JSON.stringify(point)}`;
      const found = known.get(key) ?? (stratum === null ? whole(point) : rowOf(truth(point, stratum)));
      known.set(key, found);
      return found;
    },
  };
}

const rowOf = ({ quality, cost }: { quality: number; cost: number }): readonly number[] => [-quality, cost];

const worlds = new Map<
  string,
  World & { readonly share: (rows: readonly (readonly number[])[]) => number }
>();

function worldOf(name: string) {
  const seen = worlds.get(name);
  if (seen !== undefined) return seen;
  const world =
    name === 'intents' || name === 'one for all'
      ? intentsWorld(name === 'intents' ? 'intent' : 'all')
      : cfg7World(CFG7_ITEMS[name as keyof typeof CFG7_ITEMS], name === 'cfg7-b-162');
  const made = { ...world, share: shareOf(name, world) };
  worlds.set(name, made);
  return made;
}

/** Share of the hypervolume of the true front; for whole CFG-7 of `truthOf`, which enumerates it. */
function shareOf(name: string, world: World): (rows: readonly (readonly number[])[]) => number {
  if (name === 'intents') return intentProblem(1).share;
  const all = (name === 'cfg7-b' ? everyPoint() : world.points).filter(world.isAllowed);
  const rows = all.map((point) => world.truth(point, null));
  const dimension = rows[0]?.length ?? 0;
  const values = Float64Array.from(rows.flat());
  const front = [...frontIndexes({ values, count: rows.length, dimension })].map((at) => rows[at] ?? []);
  const ideal = (front[0] ?? []).map((_, axis) => Math.min(...front.map((row) => row[axis] ?? 0)));
  const nadir = (front[0] ?? []).map((_, axis) => Math.max(...front.map((row) => row[axis] ?? 0)));
  const volume = (given: readonly (readonly number[])[]): number =>
    hypervolume(
      given.map((row) =>
        row.map((value, axis) => (value - (ideal[axis] ?? 0)) / ((nadir[axis] ?? 1) - (ideal[axis] ?? 0))),
      ),
      ideal.map(() => 1.1),
    );
  const whole = volume(front);
  return (given) => volume(given) / whole;
}

function everyPoint(): readonly Point[] {
  const names = ['p', 'm', 'f', 'k', 'h', 't', 'c'];
  const counts = [6, 3, 7, 9, 6, 5, 8];
  return counts.reduce<Point[]>(
    (all, count, at) =>
      all.flatMap((point) =>
        Array.from({ length: count }, (_, level) => ({ ...point, [names[at] ?? '']: level })),
      ),
    [{}],
  );
}

/** Carries one search out and holds its front and its drops against the truth. */
export function racedRow(task: RacedTask): RacedRow {
  const { problem, measure, truth, isAllowed, points, share } = worldOf(task.world);
  const searcher = createSearcher(task.algorithm, problem, {
    seed: task.seed,
    maxItemEvaluations: task.evaluations,
    population: 40,
    generations: 1000,
    level: 0.95,
    racing: task.racing,
  });
  let asked = 0;
  for (let cells = searcher.ask(); cells.length > 0; cells = searcher.ask()) {
    asked += cells.length;
    const configs = searcher.configs();
    searcher.tell(cells.map((cell) => measure(cell, configs[cell.config] ?? {}, task.seed)));
  }
  const { front } = searcher.outcome({ maxFrontSize: 1000 });
  const names = problem.objectives.map(({ name }) => name);
  const rows = front.map(({ chosen, claimed }) => ({
    true:
      chosen.length === 1
        ? truth(chosen[0]?.point ?? {}, null)
        : weighted(
            problem,
            chosen.map(({ point }, stratum) => truth(point, stratum)),
          ),
    claimed: names.map((name, at) => (at === 0 ? -1 : 1) * (claimed[name]?.value ?? 0)),
  }));
  const drops = dropsOf(searcher.state());
  const configs = searcher.configs();
  const rivals = points.length > 0 ? points.filter(isAllowed) : [...configs].filter(isAllowed);
  const falseDrops = drops.filter(([config, stratum]) => {
    const own = truth(configs[config] ?? {}, stratum);
    return !rivals.some((rival) => dominates(truth(rival, stratum), own));
  }).length;
  return {
    ...task,
    true: share(rows.map((row) => row.true)),
    claimed: share(rows.map((row) => row.claimed)),
    asked,
    configs: configs.length,
    dropped: drops.length,
    falseDrops,
  };
}

/** What a state says of races, as [configuration, stratum]. */
function dropsOf(state: unknown): readonly (readonly [number, number | null])[] {
  const { planner, drops } = state as { planner?: { drops?: unknown }; drops?: unknown };
  return (planner?.drops ?? drops ?? []) as readonly (readonly [number, number | null])[];
}

function weighted(problem: MeasuredProblem, rows: readonly (readonly number[])[]): readonly number[] {
  return problem.objectives.map((_, axis) =>
    rows.reduce((sum, row, stratum) => sum + (problem.strata[stratum]?.share ?? 0) * (row[axis] ?? 0), 0),
  );
}

function dominates(one: readonly number[], other: readonly number[]): boolean {
  return (
    one.every((value, at) => value <= (other[at] ?? 0) + 1e-12) &&
    one.some((value, at) => value < (other[at] ?? 0) - 1e-12)
  );
}

/** The tasks of the table: the same searches with and without racing. `seeds`: of cheap ones; dear ones a half. */
export function racedTasks(seeds: number): readonly RacedTask[] {
  const half = Math.max(1, Math.ceil(seeds / 2));
  const kinds: readonly (readonly [string, AlgorithmName, number, number])[] = [
    ['cfg7-b-162', 'exact', 20_000, seeds],
    ['cfg7-b-162', 'exact', 40_000, seeds],
    ['cfg7-b-162', 'exact', 64_800, seeds],
    ['one for all', 'exact', 20_000, seeds],
    ['one for all', 'exact', 50_000, seeds],
    ['one for all', 'exact', 108_000, seeds],
    ['intents', 'exact', 50_000, half],
    ['cfg7-b', 'random', 20_000, seeds],
    ['intents', 'random', 20_000, half],
    ['cfg7-b', 'surrogate', 20_000, half],
    ['intents', 'surrogate', 20_000, half],
  ];
  return kinds.flatMap(([world, algorithm, evaluations, count]) =>
    [false, true].flatMap((racing) =>
      Array.from({ length: count }, (_, at) => ({ world, algorithm, racing, evaluations, seed: at + 1 })),
    ),
  );
}
