import type { JsonValue } from '../../domain/index.js';
import {
  blockOperators,
  createNsga2,
  type Individual,
  type Nsga2State,
  restoreNsga2,
  type Told,
} from '../nsga2/index.js';
import { combinedValue, type FigureSource, type Judged, judgeChoice, signOf } from '../outcome/index.js';
import type { MeasuredProblem, SearchCell, Searcher, SearcherOptions } from '../port.js';
import { encode } from '../space/index.js';
import { blockSizes } from './blocks.js';
import { blockCells, type PlanContext, type Planner } from './planner.js';
import { createBaseline } from './searcher.js';
import { isRecord } from './searcher-state.js';

/**
 * NSGA-II on raw means: a generation at a time, every configuration measured once on one block of common items. What
 * was measured before is served from the archive and costs nothing. Ends with the generations, the budget or the space.
 */
export function createNsga2Searcher(
  problem: MeasuredProblem,
  options: SearcherOptions,
  state?: JsonValue,
): Searcher {
  return createBaseline('nsga2', geneticPlanner, {
    problem,
    options,
    ...(state === undefined ? {} : { state }),
  });
}

/**
 * One gene per factor (and intent, where each chooses for itself). With operators by intent that found more of the exact
 * front at equal evaluations than one gene per intent, the number of its configuration (bench/search-merge.mjs).
 */
const ENCODING = 'factor';

function geneticPlanner(context: PlanContext, state: JsonValue | undefined): Planner {
  const { problem, options, registry, order } = context;
  const intents = problem.per === 'intent' ? problem.strata.map(({ name }) => name) : [null];
  const encoding = encode(problem.space, intents, ENCODING);
  const sizes = blockSizes(problem, order);
  const genetic = {
    genes: encoding.genes,
    objectives: problem.objectives.length,
    repair: encoding.repair,
    isAllowed: encoding.isAllowed,
  };
  const settings = {
    seed: options.seed,
    population: options.population,
    ...blockOperators(encoding.blocks),
  };
  const stored = isRecord(state) ? state.nsga2 : undefined;
  const search =
    stored === undefined || stored === null
      ? createNsga2(genetic, settings)
      : restoreNsga2(genetic, settings, stored as unknown as Nsga2State);

  const choiceOf = (individual: Individual): readonly number[] =>
    encoding.decode(individual.genes).map((point) => registry.numberOf(point));

  const cellsOf = (choice: readonly number[], taken: ReadonlySet<string>): SearchCell[] =>
    choice.flatMap((config, at) =>
      blockCells(context, { config, stratum: problem.per === 'intent' ? at : null, sizes }).filter(
        (cell) => !taken.has(`${cell.config}/${cell.item}`),
      ),
    );

  return {
    methods: () => [
      `NSGA-II on raw means: population ${options.population}, ${options.generations} generations at most, one gene per ${ENCODING}${intents.length > 1 ? ', crossed and mutated by intent' : ''}, each configuration measured once on one block of common items; the front is that of everything measured`,
    ],
    plan(remaining) {
      for (;;) {
        const asked = search.ask();
        if (asked.length === 0 || (asked[0]?.generation ?? 0) >= options.generations) return [];
        const planned: SearchCell[] = [];
        const taken = new Set<string>();
        for (const individual of asked) {
          const cells = cellsOf(choiceOf(individual), taken);
          if (planned.length + cells.length > remaining) return planned;
          planned.push(...cells);
          for (const { config, item } of cells) taken.add(`${config}/${item}`);
        }
        if (planned.length > 0) return planned;
        const figures = context.figures();
        search.tell(
          asked.map((individual) => evaluate(problem, figures, { individual, choice: choiceOf(individual) })),
        );
      }
    },
    state: () => ({ nsga2: search.state() as unknown as JsonValue }),
  };
}

function evaluate(
  problem: MeasuredProblem,
  figures: FigureSource,
  of: { readonly individual: Individual; readonly choice: readonly number[] },
): Told {
  const choice = problem.per === 'intent' ? of.choice : problem.strata.map(() => of.choice[0] ?? -1);
  const objectives = problem.objectives.map((objective) => {
    const value = combinedValue(figures, problem, { choice, reading: objective });
    return value === null ? Number.NaN : signOf(objective) * objective.scale * value;
  });
  const violation = judgeChoice(figures, problem, choice).reduce((sum, one) => sum + violationOf(one), 0);
  return { id: of.individual.id, objectives, violation };
}

/** Parts of the limit by which the bound misses. */
function violationOf({ constraint, missedBy }: Judged): number {
  if (missedBy === 0) return 0;
  return missedBy / Math.max(Math.abs(constraint.max ?? constraint.min ?? 0), 1e-12);
}
