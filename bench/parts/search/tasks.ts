import { createSearcher } from '../../../src/search/index.js';
import type { AlgorithmName } from '../../../src/search/port.js';
import { carryOut } from './carry-out.js';
import { cfg7Problem } from './cfg7.js';
import { carryOutIntents, intentProblem } from './intents.js';
import { laws } from './laws.js';
import { type Truth, truthOf } from './truth.js';

/** One search: of a variant of CFG-7 (`a` to `d`), or of the problem with ten intents. */
export interface SearchTask {
  readonly problem: string;
  readonly algorithm: AlgorithmName;
  readonly evaluations: number;
  readonly seed: number;
}

export interface SearchRow extends SearchTask {
  readonly true: number;
  readonly claimed: number;
  readonly asked: number;
  readonly frontSize: number;
  /** Null where it was not counted. */
  readonly coverage: number | null;
  readonly cpuSeconds: number;
}

const ITEMS = 50;
const truths = new Map<string, Truth>();

/** Carries a search out. The genetic algorithm has a population of 40, as the reference's. */
export function searchRow(task: SearchTask): SearchRow {
  const options = {
    seed: task.seed,
    maxItemEvaluations: task.evaluations,
    population: 40,
    generations: 1000,
    level: 0.95,
  };
  const started = process.cpuUsage();
  const seconds = (): number => {
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1e6;
  };
  if (task.problem === 'intents') {
    const problem = intentProblem(1);
    const found = carryOutIntents(
      createSearcher(task.algorithm, problem.problem, options),
      problem,
      task.seed,
    );
    return {
      ...task,
      ...found,
      asked: found.evaluations,
      evaluations: task.evaluations,
      coverage: null,
      cpuSeconds: seconds(),
    };
  }
  const law = laws(ITEMS).find(({ name }) => name === task.problem);
  if (law === undefined) throw new RangeError(`no such problem: ${task.problem}`);
  const truth = truths.get(law.name) ?? truthOf(law, ITEMS);
  truths.set(law.name, truth);
  const problem = cfg7Problem(ITEMS);
  const found = carryOut(createSearcher(task.algorithm, problem, options), {
    problem,
    law,
    truth,
    seed: task.seed,
  });
  return { ...task, ...found, asked: found.evaluations, evaluations: task.evaluations };
}

/** The tasks of the table: every algorithm where it is cheap, the surrogate with all seeds. */
export function searchTasks(seeds: number): readonly SearchTask[] {
  const rows = (
    problem: string,
    algorithms: readonly AlgorithmName[],
    evaluations: readonly number[],
    count: number,
  ): SearchTask[] =>
    algorithms.flatMap((algorithm) =>
      evaluations.flatMap((budget) =>
        Array.from({ length: count }, (_, at) => ({ problem, algorithm, evaluations: budget, seed: at + 1 })),
      ),
    );
  const baselines = ['nsga2', 'random'] as const;
  const few = Math.max(1, Math.ceil(seeds / 3));
  return [
    ...rows('a', ['surrogate', ...baselines], [4000, 20_000], seeds),
    ...rows('b', ['surrogate', ...baselines], [4000, 20_000], few),
    ...rows('c', ['surrogate', ...baselines], [4000, 20_000], few),
    ...rows('d', ['surrogate', ...baselines], [4000, 20_000], few),
    ...rows('intents', ['surrogate', ...baselines], [5000, 20_000], few),
  ];
}

/** Medians of the rows of one problem, algorithm and budget, with the range of the share found. */
export function summarise(rows: readonly SearchRow[]): readonly {
  readonly problem: string;
  readonly algorithm: string;
  readonly evaluations: number;
  readonly seeds: number;
  readonly true: number;
  readonly worst: number;
  readonly claimed: number;
  readonly claimOverTrue: number;
  readonly claimOverTrueRange: readonly [number, number];
  readonly coverage: number | null;
  readonly frontSize: number;
  readonly cpuSeconds: number;
}[] {
  const groups = new Map<string, SearchRow[]>();
  for (const row of rows) {
    const key = `${row.problem}/${row.algorithm}/${row.evaluations}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const ratios = group.map((row) => row.claimed / row.true);
    return [
      {
        problem: first.problem,
        algorithm: first.algorithm,
        evaluations: first.evaluations,
        seeds: group.length,
        true: median(group.map((row) => row.true)),
        worst: Math.min(...group.map((row) => row.true)),
        claimed: median(group.map((row) => row.claimed)),
        claimOverTrue: median(ratios),
        claimOverTrueRange: [Math.min(...ratios), Math.max(...ratios)] as const,
        coverage: first.coverage === null ? null : median(group.map((row) => row.coverage ?? 0)),
        frontSize: median(group.map((row) => row.frontSize)),
        cpuSeconds: median(group.map((row) => row.cpuSeconds)),
      },
    ];
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}
