import type { CloudMember, MeasuredProblem } from '../port.js';
import type { Candidate } from './candidates.js';
import { combinedValue, type FigureSource, sameEverywhere } from './figures.js';

/** Every candidate of which something was measured; objectives of a stratum as if all traffic were in it. */
export function cloudOf(
  source: FigureSource,
  problem: MeasuredProblem,
  candidates: readonly (readonly Candidate[])[],
): readonly CloudMember[] {
  return candidates.flatMap((list) =>
    list.flatMap((one) => {
      const n = cellsOf(source, problem, one);
      if (n === 0) return [];
      const objectives = problem.objectives.map((objective) => {
        const value =
          one.stratum === null
            ? combinedValue(source, problem, {
                choice: sameEverywhere(problem, one.config),
                reading: objective,
              })
            : source.value(one.config, one.stratum, objective);
        return [objective.name, value === null ? null : value * objective.scale] as const;
      });
      return [
        {
          chosen: { config: one.config, point: source.points[one.config] ?? {} },
          stratum: one.stratum === null ? null : (problem.strata[one.stratum]?.name ?? null),
          n,
          objectives: Object.fromEntries(objectives),
          isFeasible: one.isFeasible,
        },
      ];
    }),
  );
}

function cellsOf(source: FigureSource, problem: MeasuredProblem, one: Candidate): number {
  if (one.stratum !== null) return source.cells(one.config, one.stratum);
  return problem.strata.reduce((sum, _, stratum) => sum + source.cells(one.config, stratum), 0);
}
