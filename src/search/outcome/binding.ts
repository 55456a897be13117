import { infeasibility } from '../exact/index.js';
import type { MeasuredProblem, SearchOutcome } from '../port.js';
import type { Candidate } from './candidates.js';
import type { Judged } from './standings.js';

type Binding = NonNullable<SearchOutcome['infeasible']>;

/**
 * What binds where a list of candidates has no feasible one: of the strata the one that misses by the greatest part of
 * its limit. Where every list has one, what keeps all their combinations out: `missed`, by combination, are the
 * constraints over all strata. Null where nothing is missed, or nothing was measured. `by` is in units of the constraint,
 * by its bound; null where no candidate has a bound: too little could be measured.
 */
export function bindingConstraint(
  problem: MeasuredProblem,
  candidates: readonly (readonly Candidate[])[],
  missed: readonly (readonly Judged[])[] = [],
): SearchOutcome['infeasible'] {
  const lists = candidates.flatMap((list) => {
    const open = list.filter((one) => one.veto === undefined && one.row !== undefined);
    return list.some((one) => one.isFeasible) ? [] : [open.map(({ judged }) => judged)];
  });
  let worst: { readonly found: Binding; readonly part: number } | null = null;
  for (const judged of [...lists, missed]) {
    const next = bindingOf(problem, judged);
    if (next !== null && (worst === null || next.part > worst.part)) worst = next;
  }
  return worst?.found ?? null;
}

/** Of alternatives (rows, the same constraints in each): what keeps all of them out, and by which part of its limit. */
function bindingOf(
  problem: MeasuredProblem,
  judged: readonly (readonly Judged[])[],
): { readonly found: Binding; readonly part: number } | null {
  const first = judged[0] ?? [];
  const limits = first.map(limitOf);
  const found = infeasibility(
    judged.map((row) => row.map(({ missedBy }) => missedBy)),
    limits,
  );
  const binding = found === null ? undefined : first[found.constraint];
  if (found === null || binding === undefined) return null;
  return {
    part: found.by / Math.max(Math.abs(limits[found.constraint] ?? 0), 1e-12),
    found: {
      constraint: binding.constraint.name,
      stratum: binding.stratum === null ? null : (problem.strata[binding.stratum]?.name ?? null),
      by: Number.isFinite(found.by) ? found.by : null,
    },
  };
}

/** What a miss is a part of: the limit; of two the greater, which is never 0 alone. */
function limitOf({ constraint: { min, max } }: Judged): number {
  return Math.max(Math.abs(min ?? 0), Math.abs(max ?? 0));
}
