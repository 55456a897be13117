import { createSearcher, remeasure, signOf } from '../../../src/search/index.js';
import type {
  AlgorithmName,
  FrontMember,
  MeasuredCell,
  MeasuredProblem,
  Searcher,
  SearchOutcome,
} from '../../../src/search/port.js';
import type { CellTable } from './cell-table.js';
import { type Truth, truthOf } from './truth.js';

export interface SearchTask {
  readonly algorithm: AlgorithmName;
  /** Item evaluations on the search part; null: as many as the algorithm asks for. */
  readonly evaluations: number | null;
  /** Of the search and of the split. */
  readonly seed: number;
}

/** What one search of the table found, held against the whole table. */
export interface SearchRow extends SearchTask {
  readonly evaluated: number;
  readonly frontSize: number;
  /** Members that break a constraint by the values of the whole table: they add nothing to `share`. */
  readonly breaking: number;
  /** Hypervolume of the reported front, re-evaluated on all samples, as a share of the true front's. */
  readonly share: number;
  /** The same, if the search part were all there is: what is not the split's luck. */
  readonly shareOfPart: number;
  /**
   * Hypervolume on the gate part's samples, over that of the search part's own exact front there: what a search that knew
   * every cell of the search part would get of samples that it never saw. The table holds one answer per cell, and
   * neither algorithm nor exact front can choose by the luck of answers that nobody chose by.
   */
  readonly shareHeldOut: number;
  /** Claimed hypervolume over that of the same members re-evaluated on all samples. */
  readonly claimed: number;
  /** Likewise re-measured on the gate part. */
  readonly remeasured: number;
  /** Share of the members' claimed quality intervals that hold the value on the search part's own items. */
  readonly coverage: number;
  readonly cpuSeconds: number;
}

const LEVEL = 0.95;

/** Searches the table offline, as `parsimony search` does with the same split, budget and seed. */
export function searchRow(table: CellTable, whole: Truth, task: SearchTask): SearchRow {
  const { algorithm, evaluations, seed } = task;
  const { spec } = table;
  const split = table.split(seed);
  const problem = table.problemOn(split.search);
  const started = process.cpuUsage();
  const searcher = createSearcher(algorithm, problem, {
    seed,
    maxItemEvaluations: evaluations,
    population: spec.population,
    generations: spec.generations,
    level: LEVEL,
  });
  let evaluated = 0;
  for (;;) {
    const asked = searcher.ask();
    if (asked.length === 0) break;
    evaluated += asked.length;
    searcher.tell(asked.map((cell) => measured(table, problem, { searcher, cell, samples: split.search })));
  }
  const outcome = searcher.outcome({ maxFrontSize: spec.maxFrontSize });
  const used = process.cpuUsage(started);
  const choices = outcome.front.map((member) => choiceOf(table, problem, member));
  const rows = choices.map((choice) => whole.rowOf(choice));
  const own = whole.share(rows);
  const part = truthOf(table, split.search);
  return {
    ...task,
    evaluated,
    frontSize: outcome.front.length,
    breaking: choices.filter((choice) => !whole.holds(choice)).length,
    share: whole.share(rows.filter((_, at) => whole.holds(choices[at] ?? []))),
    shareOfPart: part.share(
      choices.filter((choice) => part.holds(choice)).map((choice) => part.rowOf(choice)),
    ),
    shareHeldOut: heldOut(truthOf(table, split.gate), choices, part),
    claimed:
      whole.share(outcome.front.map(({ claimed }) => rowBy(problem, (name) => claimed[name]?.value))) / own,
    remeasured:
      whole.share(
        again(table, { searcher, outcome, problem: table.problemOn(split.gate), samples: split.gate, seed }),
      ) / own,
    coverage:
      outcome.front.filter(({ claimed }, at) => {
        const { low, high } = claimed.quality ?? {};
        const value = -(part.rowOf(choices[at] ?? [])[problem.objectives.findIndex(isQuality)] ?? Number.NaN);
        return low != null && high != null && low <= value && value <= high;
      }).length / Math.max(1, outcome.front.length),
    cpuSeconds: (used.user + used.system) / 1e6,
  };
}

function heldOut(gate: Truth, choices: readonly (readonly number[])[], part: Truth): number {
  const volume = (of: readonly (readonly number[])[]): number =>
    gate.share(of.filter((choice) => gate.holds(choice)).map((choice) => gate.rowOf(choice)));
  return volume(choices) / volume(part.front.map(({ choice }) => choice));
}

const isQuality = ({ name }: { readonly name: string }): boolean => name === 'quality';

/** Configs of the table, one for each intent. */
function choiceOf(table: CellTable, problem: MeasuredProblem, { chosen }: FrontMember): readonly number[] {
  return problem.strata.map((_, stratum) => table.numberOf((chosen[stratum] ?? chosen[0])?.point ?? {}));
}

function rowBy(
  { objectives }: MeasuredProblem,
  valueBy: (name: string) => number | null | undefined,
): readonly number[] {
  return objectives.map((objective) => signOf(objective) * (valueBy(objective.name) ?? Number.NaN));
}

function measured(
  table: CellTable,
  { figures }: MeasuredProblem,
  at: {
    readonly searcher: Searcher;
    readonly cell: { readonly config: number; readonly item: number };
    readonly samples: readonly number[];
  },
): MeasuredCell {
  const config = table.numberOf(at.searcher.configs()[at.cell.config] ?? {});
  const sample = at.samples[at.cell.item] ?? -1;
  const values = figures.map(({ name }) => {
    const value = table.value(name, config, sample);
    return Number.isNaN(value) ? null : value;
  });
  return { ...at.cell, values };
}

/** Rows of the front as the gate part has them. */
function again(
  table: CellTable,
  of: {
    readonly searcher: Searcher;
    readonly outcome: SearchOutcome;
    readonly problem: MeasuredProblem;
    readonly samples: readonly number[];
    readonly seed: number;
  },
): readonly (readonly number[])[] {
  const { searcher, outcome, problem, samples, seed } = of;
  const pairs = new Map<string, MeasuredCell>();
  for (const { chosen } of outcome.front) {
    problem.items.forEach(({ stratum }, item) => {
      const { config } = (chosen[stratum] ?? chosen[0]) as { readonly config: number };
      const key = `${config},${item}`;
      if (!pairs.has(key))
        pairs.set(key, measured(table, problem, { searcher, cell: { config, item }, samples }));
    });
  }
  const { members } = remeasure({
    problem,
    points: searcher.configs(),
    front: outcome.front,
    cells: [...pairs.values()],
    claimed: outcome.hypervolume,
    level: LEVEL,
    seed,
    replicates: 50,
  });
  return members.map(({ objectives }) => rowBy(problem, (name) => objectives[name]?.value));
}
