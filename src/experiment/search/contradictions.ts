import type { SearchConstraintSpec } from '../port.js';
import type { ProblemReport } from '../report.js';

/** One end of what a constraint allows, in the unit of its family. */
interface Bound {
  readonly index: number;
  readonly metric: string;
  readonly value: number;
  /** As written. */
  readonly written: number;
}

/** Figures that cannot pass one another, from low to high: a lower one is never above a higher one. */
const ASCENDING: readonly (readonly string[])[] = [['latencyMs.p50', 'latencyMs.p95', 'latencyMs.p99']];

/**
 * Reports bounds that exclude each other, each pair at the later of the two. A bound for every intent is one for all
 * of them too, since means and greatest percentiles lie between those of the intents; so `per` makes no difference.
 */
export function reportContradictions(
  constraints: readonly (SearchConstraintSpec | undefined)[],
  report: ProblemReport,
): void {
  const mins: Bound[] = [];
  const maxes: Bound[] = [];
  for (const [index, constraint] of constraints.entries()) {
    if (constraint === undefined) continue;
    const { metric, min, max } = constraint;
    const [unit, per] = metric === 'costUsdPer1k' ? ['costUsd', 1000] : [metric, 1];
    if (min !== undefined) mins.push({ index, metric: unit, value: min / per, written: min });
    if (max !== undefined) maxes.push({ index, metric: unit, value: max / per, written: max });
    reportTwin(constraints, index, report);
  }
  for (const low of mins) {
    for (const high of maxes) {
      if (low.value <= high.value || !isAtMost(low.metric, high.metric)) continue;
      const at = ['search', 'constraints', Math.max(low.index, high.index)];
      const message =
        low.index === high.index
          ? `no value is at least ${low.written} and at most ${high.written}`
          : `constraint ${low.index + 1} asks for at least ${low.written} of \`${constraints[low.index]?.metric}\`, ` +
            `constraint ${high.index + 1} for at most ${high.written} of \`${constraints[high.index]?.metric}\`: nothing can keep both`;
      report.at(at, 'contradiction', message, low.index === high.index ? 'Swap the two.' : 'Loosen one.');
    }
  }
}

/** Whether the first figure is never above the second. */
function isAtMost(low: string, high: string): boolean {
  if (low === high) return true;
  return ASCENDING.some((names) => {
    const [from, to] = [names.indexOf(low), names.indexOf(high)];
    return from !== -1 && from < to;
  });
}

function reportTwin(
  constraints: readonly (SearchConstraintSpec | undefined)[],
  index: number,
  report: ProblemReport,
): void {
  const own = constraints[index];
  const twin = constraints
    .slice(0, index)
    .findIndex(
      (other) =>
        other?.metric === own?.metric &&
        other?.per === own?.per &&
        (['min', 'max'] as const).some((key) => own?.[key] !== undefined && other?.[key] !== undefined),
    );
  if (twin === -1) return;
  const message = `constraint ${twin + 1} bounds \`${own?.metric}\` on this side already`;
  report.at(['search', 'constraints', index], 'duplicate', message, 'Keep the one that is meant.');
}
