import type { Combination } from '../exact/index.js';
import type { MeasuredProblem, Objective } from '../port.js';
import { combinedValue, type FigureSource, type Reading, sameEverywhere } from './figures.js';

/** +1 where less is better, −1 where more is: what an objective is multiplied by to be minimised. */
export function signOf(objective: Objective): 1 | -1 {
  return objective.direction === 'minimize' ? 1 : -1;
}

/** How the strata's parts of a minimised objective become one: shares are in the parts of means. */
export function combinationOf(objective: Objective): Combination {
  if (objective.fold === 'mean') return 'sum';
  return objective.direction === 'minimize' ? 'max' : 'min';
}

/** A configuration's part of every minimised objective in a stratum, by share; undefined where one is unknown. */
export function stratumRow(
  source: FigureSource,
  problem: MeasuredProblem,
  place: { readonly config: number; readonly stratum: number },
): Float64Array | undefined {
  const share = problem.strata[place.stratum]?.share ?? 0;
  return rowOf(problem.objectives, (objective) => {
    const value = source.value(place.config, place.stratum, objective);
    return value === null ? null : value * (objective.fold === 'mean' ? share : 1);
  });
}

/** Every minimised objective of a configuration used in all strata; undefined where one is unknown. */
export function wholeRow(
  source: FigureSource,
  problem: MeasuredProblem,
  config: number,
): Float64Array | undefined {
  const choice = sameEverywhere(problem, config);
  return rowOf(problem.objectives, (reading) => combinedValue(source, problem, { choice, reading }));
}

function rowOf(
  objectives: readonly Objective[],
  unscaled: (reading: Reading & Objective) => number | null,
): Float64Array | undefined {
  const row = new Float64Array(objectives.length);
  for (const [at, objective] of objectives.entries()) {
    const value = unscaled(objective);
    if (value === null) return undefined;
    row[at] = signOf(objective) * objective.scale * value;
  }
  return row;
}
