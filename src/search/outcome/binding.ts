import { infeasibility } from '../exact/index.js';
import type { MeasuredProblem, SearchOutcome } from '../port.js';
import type { Candidate } from './candidates.js';

/**
 * What binds where a list of candidates has no feasible one: of the strata the one that misses by the greatest part of
 * its limit. Null where nothing is missed, or nothing was measured. `by` is in units of the constraint, by its bound.
 */
export function bindingConstraint(
  problem: MeasuredProblem,
  candidates: readonly (readonly Candidate[])[],
): SearchOutcome['infeasible'] {
  let worst: { readonly found: NonNullable<SearchOutcome['infeasible']>; readonly part: number } | null =
    null;
  for (const list of candidates) {
    const open = list.filter((one) => one.veto === undefined && one.row !== undefined);
    if (list.some((one) => one.isFeasible) || open.length === 0) continue;
    const judged = open[0]?.judged ?? [];
    const limits = judged.map(({ constraint }) => constraint.max ?? constraint.min ?? 0);
    const found = infeasibility(
      open.map((one) => one.judged.map(({ missedBy }) => missedBy)),
      limits,
    );
    const binding = found === null ? undefined : judged[found.constraint];
    if (found === null || binding === undefined) continue;
    const part = found.by / Math.max(Math.abs(limits[found.constraint] ?? 0), 1e-12);
    if (worst !== null && part <= worst.part) continue;
    const stratum = binding.stratum === null ? null : (problem.strata[binding.stratum]?.name ?? null);
    worst = { part, found: { constraint: binding.constraint.name, stratum, by: found.by } };
  }
  return worst?.found ?? null;
}
