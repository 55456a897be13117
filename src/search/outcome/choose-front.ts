import { type Combination, frontIndexes, type MergeOptions, mergeFronts } from '../exact/index.js';
import type { PointSet } from '../nsga2/index.js';
import type { MeasuredProblem, SearchConstraint } from '../port.js';
import type { Candidate } from './candidates.js';
import type { FigureSource } from './figures.js';
import { combinationOf } from './objective-rows.js';
import { isPerStratum, type Judged, judgeCombined } from './standings.js';

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
  /** Where no choice met the constraints over all strata: by choice, how each of these was missed. */
  readonly missed: readonly (readonly Judged[])[];
}

/**
 * The non-dominated feasible choices. For `per: all` of the candidates; for `per: intent` of all combinations, by exact
 * merging. Every limit of a constraint over all strata that no objective stands for is carried along as a further
 * dimension, and its bound judged on what comes out: exact by values; of two choices of which one beats the other, that
 * other one's narrower interval is not looked for.
 */
export function chooseFront(
  source: FigureSource,
  problem: MeasuredProblem,
  candidates: readonly (readonly Candidate[])[],
  options: Pick<MergeOptions, 'limit'> = {},
): ChosenFront {
  const none = problem.objectives.map(() => 0);
  const feasible = candidates.map((list) => list.filter((one) => one.isFeasible && !one.isDropped));
  if (feasible.length === 0 || feasible.some((list) => list.length === 0)) {
    return { front: [], errorBound: none, pruned: feasible.map(() => 0), missed: [] };
  }
  if (problem.per === 'all') {
    const list = feasible[0] ?? [];
    const front = frontOf(
      list.map(({ config, row }) => ({ choice: problem.strata.map(() => config), row: [...(row ?? [])] })),
    );
    return { front, errorBound: none, pruned: [front.length], missed: [] };
  }
  const carried = carriedLimits(problem);
  const merged = mergeFronts(
    feasible.map((list, stratum) => rowsOf(source, problem, { list, stratum, carried })),
    {
      ...options,
      combine: [...problem.objectives.map(combinationOf), ...carried.map(combinationOfLimit)],
    },
  );
  const { count, dimension, values } = merged.points;
  const choices = Array.from({ length: count }, (_, at) => ({
    choice: [...merged.choice(at)].map((row, stratum) => feasible[stratum]?.[row]?.config ?? -1),
    row: [...values.subarray(at * dimension, at * dimension + problem.objectives.length)],
  }));
  return {
    ...verified(source, problem, choices),
    errorBound: [...merged.errorBound].slice(0, problem.objectives.length),
    pruned: merged.pruned,
  };
}

/** One limit of a constraint over all strata: +1 a ceiling, met the better the less there is, −1 a floor. */
export interface Limit {
  readonly constraint: SearchConstraint;
  readonly sign: 1 | -1;
}

/** The limits that minimising the objectives does not lead to by itself; a figure with both has two. */
export function carriedLimits({ objectives, constraints }: MeasuredProblem): readonly Limit[] {
  const isLedTo = ({ constraint, sign }: Limit): boolean =>
    objectives.some(
      ({ figure, fold, direction }) =>
        figure === constraint.figure &&
        fold === constraint.fold &&
        sign === (direction === 'minimize' ? 1 : -1),
    );
  return constraints
    .filter((one) => !isPerStratum(one))
    .flatMap((constraint): Limit[] => [
      ...(constraint.max === undefined ? [] : [{ constraint, sign: 1 } as const]),
      ...(constraint.min === undefined ? [] : [{ constraint, sign: -1 } as const]),
    ])
    .filter((limit) => !isLedTo(limit));
}

/** How the strata's parts of a limit's column become one. */
export function combinationOfLimit({ constraint, sign }: Limit): Combination {
  if (constraint.fold === 'mean') return 'sum';
  return sign > 0 ? 'max' : 'min';
}

/** Candidates of a stratum as rows: minimised objectives, then a column for each limit that is carried along. */
export function rowsOf(
  source: FigureSource,
  problem: MeasuredProblem,
  of: {
    readonly list: readonly Candidate[];
    readonly stratum: number;
    readonly carried: readonly Limit[];
  },
): PointSet {
  const dimension = problem.objectives.length + of.carried.length;
  const values = new Float64Array(of.list.length * dimension);
  const share = problem.strata[of.stratum]?.share ?? 0;
  of.list.forEach((candidate, at) => {
    values.set(candidate.row ?? [], at * dimension);
    of.carried.forEach(({ constraint, sign }, extra) => {
      const value = source.value(candidate.config, of.stratum, constraint) ?? Number.POSITIVE_INFINITY;
      const part = constraint.fold === 'mean' ? share * value : value;
      values[at * dimension + problem.objectives.length + extra] = sign * part;
    });
  });
  return { values, count: of.list.length, dimension };
}

/** The front of those choices that meet every constraint over all strata; judged lazily, from the front inwards. */
function verified(
  source: FigureSource,
  problem: MeasuredProblem,
  choices: readonly FrontChoice[],
): Pick<ChosenFront, 'front' | 'missed'> {
  const over = problem.constraints.filter((constraint) => constraint.per === 'all');
  if (over.length === 0) return { front: frontOf(choices), missed: [] };
  const judged = new Map<FrontChoice, readonly Judged[]>();
  const holds = (one: FrontChoice): boolean => {
    const known = judged.get(one) ?? over.map((constraint) => judgeCombined(source, constraint, one.choice));
    judged.set(one, known);
    return known.every(({ standing }) => standing === 'holds');
  };
  let left = choices;
  for (;;) {
    const front = frontOf(left);
    const out = new Set(front.filter((one) => !holds(one)));
    if (out.size === 0) return { front, missed: front.length === 0 ? [...judged.values()] : [] };
    left = left.filter((one) => !out.has(one));
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
