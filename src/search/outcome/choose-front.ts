import { frontIndexes, mergeFronts } from '../exact/index.js';
import type { PointSet } from '../nsga2/index.js';
import type { MeasuredProblem, SearchConstraint } from '../port.js';
import type { Candidate } from './candidates.js';
import type { FigureSource } from './figures.js';
import { combinationOf } from './objective-rows.js';
import { isPerStratum, judgeCombined } from './standings.js';

/** A choice on the front: a configuration for every stratum, and its minimised objectives. */
export interface FrontChoice {
  readonly choice: readonly number[];
  readonly row: readonly number[];
}

export interface ChosenFront {
  readonly front: readonly FrontChoice[];
  /** By objective, the most by which a point left out may be better (see `mergeFronts`); all 0: exact. */
  readonly errorBound: readonly number[];
  /** By stratum, candidates that no feasible one of it beats. */
  readonly pruned: readonly number[];
}

/**
 * The non-dominated feasible choices. For `per: all` of the candidates; for `per: intent` of all combinations, by exact
 * merging. A constraint over all strata that no objective stands for is carried along as a further dimension, and
 * its bound judged on what comes out.
 */
export function chooseFront(
  source: FigureSource,
  problem: MeasuredProblem,
  candidates: readonly (readonly Candidate[])[],
): ChosenFront {
  const none = problem.objectives.map(() => 0);
  const feasible = candidates.map((list) => list.filter((one) => one.isFeasible));
  if (feasible.length === 0 || feasible.some((list) => list.length === 0)) {
    return { front: [], errorBound: none, pruned: feasible.map(() => 0) };
  }
  if (problem.per === 'all') {
    const list = feasible[0] ?? [];
    const front = frontOf(
      list.map(({ config, row }) => ({ choice: problem.strata.map(() => config), row: [...(row ?? [])] })),
    );
    return { front, errorBound: none, pruned: [front.length] };
  }
  const carried = problem.constraints.filter((one) => !isPerStratum(one) && !isCarried(problem, one));
  const merged = mergeFronts(
    feasible.map((list, stratum) => rowsOf(source, problem, { list, stratum, carried })),
    {
      combine: [
        ...problem.objectives.map(combinationOf),
        ...carried.map((one) => (one.fold === 'mean' ? 'sum' : 'max')),
      ],
    },
  );
  const { count, dimension, values } = merged.points;
  const choices = Array.from({ length: count }, (_, at) => ({
    choice: [...merged.choice(at)].map((row, stratum) => feasible[stratum]?.[row]?.config ?? -1),
    row: [...values.subarray(at * dimension, at * dimension + problem.objectives.length)],
  }));
  return {
    front: verified(source, problem, choices),
    errorBound: [...merged.errorBound].slice(0, problem.objectives.length),
    pruned: merged.pruned,
  };
}

/** True where minimising an objective already minimises the constrained figure. */
function isCarried(problem: MeasuredProblem, constraint: SearchConstraint): boolean {
  return problem.objectives.some(
    ({ figure, fold, direction }) =>
      figure === constraint.figure &&
      fold === constraint.fold &&
      (direction === 'minimize' ? constraint.min === undefined : constraint.max === undefined),
  );
}

function rowsOf(
  source: FigureSource,
  problem: MeasuredProblem,
  of: {
    readonly list: readonly Candidate[];
    readonly stratum: number;
    readonly carried: readonly SearchConstraint[];
  },
): PointSet {
  const dimension = problem.objectives.length + of.carried.length;
  const values = new Float64Array(of.list.length * dimension);
  const share = problem.strata[of.stratum]?.share ?? 0;
  of.list.forEach((candidate, at) => {
    values.set(candidate.row ?? [], at * dimension);
    of.carried.forEach((constraint, extra) => {
      const value = source.value(candidate.config, of.stratum, constraint) ?? Number.POSITIVE_INFINITY;
      const part = constraint.fold === 'mean' ? share * value : value;
      // A floor is met the better the more there is; a figure with floor and ceiling is led by its ceiling.
      values[at * dimension + problem.objectives.length + extra] =
        constraint.max === undefined ? -part : part;
    });
  });
  return { values, count: of.list.length, dimension };
}

/** The front of those choices that meet every constraint over all strata; judged lazily, from the front inwards. */
function verified(
  source: FigureSource,
  problem: MeasuredProblem,
  choices: readonly FrontChoice[],
): readonly FrontChoice[] {
  const over = problem.constraints.filter((constraint) => constraint.per === 'all');
  if (over.length === 0) return frontOf(choices);
  const holds = new Map<FrontChoice, boolean>();
  let left = choices;
  for (;;) {
    const front = frontOf(left);
    for (const one of front) {
      if (holds.has(one)) continue;
      holds.set(
        one,
        over.every((constraint) => judgeCombined(source, constraint, one.choice).standing === 'holds'),
      );
    }
    if (front.every((one) => holds.get(one) === true)) return front;
    left = left.filter((one) => holds.get(one) !== false);
  }
}

function frontOf(choices: readonly FrontChoice[]): readonly FrontChoice[] {
  const dimension = choices[0]?.row.length ?? 0;
  const values = new Float64Array(choices.length * dimension);
  choices.forEach(({ row }, at) => {
    values.set(row, at * dimension);
  });
  const front = frontIndexes({ values, count: choices.length, dimension });
  return [...front].flatMap((at) => choices[at] ?? []);
}
