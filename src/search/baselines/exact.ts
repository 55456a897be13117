import { invalidInput, type JsonValue } from '../../domain/index.js';
import type { MeasuredProblem, Searcher, SearcherOptions } from '../port.js';
import { listPoints } from '../space/index.js';
import { cellCount, LISTED } from './cell-count.js';
import type { PlanContext, Planner } from './planner.js';
import { createBaseline } from './searcher.js';
import { isRecord } from './searcher-state.js';

/** Cells that are planned at once, so that a table of millions does not stand in memory twice. */
const SWEEP_CELLS = 20_000;

/**
 * Measures every allowed configuration on every item. Where the budget ends before, on the first items of the common
 * order, as many as all configurations can have; less than one item for each is refused.
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
  // Sweeps: the place in the common order, for each stratum that still has an item there.
  const deepest = Math.max(0, ...order.map((items) => items.length));
  let sweep = isRecord(state) && typeof state.sweep === 'number' ? state.sweep : 0;
  const whole = options.maxItemEvaluations === null || options.maxItemEvaluations >= cells;
  return {
    methods: ['Exact: every allowed configuration measured on the same items'],
    plan(remaining) {
      const planned: { config: number; item: number }[] = [];
      while (sweep < deepest && planned.length < SWEEP_CELLS) {
        const next = order.flatMap((items, stratum) => {
          const item = items[sweep];
          if (item === undefined) return [];
          return (lists[stratum] ?? []).map((config) => ({ config, item }));
        });
        const fresh = next.filter(({ config, item }) => !measurements.has(config, item));
        // A sweep that only some configurations could have would favour those: it is left out.
        if (!whole && planned.length + fresh.length > remaining) break;
        for (const cell of fresh) planned.push(cell);
        sweep++;
      }
      if (planned.length === 0 && sweep === 0 && deepest > 0) throw tooSmall(lists);
      return planned;
    },
    state: () => ({ sweep }),
  };
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
