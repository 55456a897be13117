import { frontIndexes } from '../exact/index.js';
import type { Exclusion, MeasuredProblem } from '../port.js';
import type { Candidate } from './candidates.js';
import type { FigureSource } from './figures.js';
import type { Judged } from './standings.js';

/**
 * Candidates that a constraint or a veto keeps out although nothing that may be chosen in their place beats them: with
 * the first constraint that they miss, violated ones before open ones.
 */
export function exclusionsOf(
  source: FigureSource,
  problem: MeasuredProblem,
  candidates: readonly (readonly Candidate[])[],
): readonly Exclusion[] {
  return candidates.flatMap((list) => {
    const known = list.filter((one) => one.row !== undefined && !one.isDropped);
    const dimension = problem.objectives.length;
    const values = new Float64Array(known.length * dimension);
    // Feasible ones first, so that an equal one that is kept out does not take their place.
    known.sort((a, b) => Number(b.isFeasible) - Number(a.isFeasible));
    known.forEach((one, at) => {
      values.set(one.row ?? [], at * dimension);
    });
    return [...frontIndexes({ values, count: known.length, dimension })].flatMap((at) => {
      const one = known[at];
      if (one === undefined || one.isFeasible) return [];
      return [exclusionOf(source, problem, one)];
    });
  });
}

function exclusionOf(source: FigureSource, problem: MeasuredProblem, one: Candidate): Exclusion {
  const missed = firstMissed(one.judged);
  const place = one.stratum ?? (one.veto === undefined ? (missed?.stratum ?? null) : null);
  return {
    chosen: { config: one.config, point: source.points[one.config] ?? {} },
    stratum: place === null ? null : (problem.strata[place]?.name ?? null),
    by: one.veto ?? missed?.constraint.name ?? 'unknown',
    value: one.veto === undefined ? (missed?.value ?? null) : null,
  };
}

function firstMissed(judged: readonly Judged[]): Judged | undefined {
  return (
    judged.find(({ standing }) => standing === 'violated') ??
    judged.find(({ standing }) => standing === 'open')
  );
}
