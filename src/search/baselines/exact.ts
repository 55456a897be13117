import { invalidInput, type JsonValue } from '../../domain/index.js';
import type { MeasuredProblem, SearchCell, Searcher, SearcherOptions } from '../port.js';
import { raceSteps } from '../racing/index.js';
import { permutationAt, randomKey } from '../random.js';
import { listPoints } from '../space/index.js';
import { cellCount, LISTED } from './cell-count.js';
import { dropsJson, RACE_LEVEL, raceMethods, readDrops } from './drops.js';
import { createHeat, type Drop, type Heat } from './heat.js';
import type { PlanContext, Planner } from './planner.js';
import { createBaseline } from './searcher.js';
import { isRecord } from './searcher-state.js';

/** Cells that are planned at once, so that a table of millions does not stand in memory twice. */
const SWEEP_CELLS = 20_000;

/** Configurations that race against each other at most: evidence is kept for every pair of them. */
const HEAT = 128;
/** Configurations at most that race at all, for the same reason. */
const RACED = 10_000;
/** Looks of a race at most, about. */
const LOOKS = 60;

const STREAM_OF_HEATS = 73;

/**
 * Measures every allowed configuration on every item. Where the budget ends before, on the first items of the common
 * order, as many as all configurations can have; less than one item for each is refused. Where configurations race, those
 * that are shown to be dominated leave, and the rest get further items.
 */
export function createExactSearcher(
  problem: MeasuredProblem,
  options: SearcherOptions,
  state?: JsonValue,
): Searcher {
  return createBaseline('exact', exactPlanner, {
    problem,
    options,
    ...(state === undefined ? {} : { state }),
  });
}

function exactPlanner(context: PlanContext, state: JsonValue | undefined): Planner {
  const { problem, options, registry, order, measurements } = context;
  const { cells } = cellCount(problem);
  if (cells === null) {
    throw invalidInput([
      {
        code: 'too-many-points',
        message: `the space has more than ${LISTED} points, or a continuum of them: they cannot all be measured`,
        hint: 'Take algorithm: surrogate or nsga2, or give factors fewer values.',
      },
    ]);
  }
  const lists = problem.strata.map(({ name }) =>
    listPoints(problem.space, problem.per === 'intent' ? name : null, LISTED).points.map(registry.numberOf),
  );
  const stored = isRecord(state) ? state : {};
  const whole = options.maxItemEvaluations === null || options.maxItemEvaluations >= cells;
  const drops = readDrops(stored.drops);
  const places = problem.per === 'intent' ? [...problem.strata.keys()] : [null];
  const entered = places.reduce<number>((sum, place) => sum + (lists[place ?? 0]?.length ?? 0), 0);
  const isRaced = (options.racing ?? false) && entered <= RACED;
  // Sweeps: the place in the common order, for each stratum that still has an item there.
  const deepest = Math.max(0, ...order.map((items) => items.length));
  let sweep = typeof stored.sweep === 'number' ? stored.sweep : 0;
  const heats = isRaced ? heatsOf(context, { lists, places, entered, deepest, drops }) : [];
  /** Cells after which a race looks. */
  const stride = isRaced
    ? Math.min(SWEEP_CELLS, Math.ceil(Math.min(cells, options.maxItemEvaluations ?? cells) / LOOKS))
    : SWEEP_CELLS;

  const cellsOf = (at: number): readonly SearchCell[] => {
    const out = new Set(drops.map(({ config, stratum }) => `${config}/${stratum ?? ''}`));
    return order.flatMap((items, stratum) => {
      const item = items[at];
      if (item === undefined) return [];
      const place = problem.per === 'intent' ? stratum : '';
      return (lists[stratum] ?? []).flatMap((config) =>
        out.has(`${config}/${place}`) || measurements.has(config, item) ? [] : [{ config, item }],
      );
    });
  };

  return {
    methods: () => [
      'Exact: every allowed configuration measured on the same items',
      ...(isRaced
        ? [raceMethods(drops, { entered, perIntent: problem.per === 'intent', points: registry.points })]
        : []),
    ],
    dropped: () => drops,
    plan(remaining) {
      for (const heat of heats) drops.push(...heat.look(sweep));
      const planned: SearchCell[] = [];
      while (sweep < deepest && planned.length < stride) {
        const fresh = cellsOf(sweep);
        // A sweep that only some configurations could have would favour those: it is left out.
        if (!whole && planned.length + fresh.length > remaining) break;
        for (const cell of fresh) planned.push(cell);
        sweep++;
      }
      if (planned.length === 0 && sweep === 0 && deepest > 0) throw tooSmall(lists);
      return planned;
    },
    state: () => ({ sweep, drops: dropsJson(drops) }),
  };
}

/** The configurations of each place, dealt into heats by chance. */
function heatsOf(
  context: PlanContext,
  of: {
    readonly lists: readonly (readonly number[])[];
    readonly places: readonly (number | null)[];
    readonly entered: number;
    readonly deepest: number;
    readonly drops: readonly Drop[];
  },
): readonly Heat[] {
  const { problem, options, order } = context;
  const groups = Array.from({ length: of.deepest }, (_, sweep) =>
    order.map((items) => items.slice(sweep, sweep + 1).map((item) => [item])),
  );
  return of.places.flatMap((stratum) => {
    const steps = raceSteps(problem, stratum, groups);
    const list = of.lists[stratum ?? 0] ?? [];
    const dealt = permutationAt(randomKey(options.seed, STREAM_OF_HEATS, stratum ?? 0), list.length);
    const count = Math.ceil(list.length / HEAT);
    return Array.from({ length: count }, (_, at) =>
      createHeat(context, {
        configs: list.filter((__, place) => (dealt[place] ?? 0) % count === at),
        stratum,
        steps,
        alpha: RACE_LEVEL / of.entered,
        drops: of.drops,
      }),
    );
  });
}

function tooSmall(lists: readonly (readonly number[])[]): Error {
  const least = lists.reduce((sum, list) => sum + list.length, 0);
  return invalidInput([
    {
      code: 'budget-too-small',
      message: `measuring each configuration once per intent takes ${least} item evaluations: the budget has fewer`,
      hint: 'Raise maxItemEvaluations, or take another algorithm.',
    },
  ]);
}
