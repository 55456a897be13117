import { pairTables, type SampleTable } from '../analyze/index.js';
import type { FlaggedSample, SampleReview } from './port.js';

/** Two relative drops within this are the same number: 1 → 0.9 is a drop of 0.1, not a little less. */
const TOLERANCE = 1e-9;

/**
 * The samples whose quality fell by more than `drop` relative to their baseline value, worst first. A baseline of 0
 * cannot fall and is never flagged.
 */
export function flagSamples(
  tables: { readonly baseline: SampleTable; readonly candidate: SampleTable },
  options: { readonly drop: number; readonly reviews: readonly SampleReview[] },
): readonly FlaggedSample[] {
  const columns = { before: tables.baseline.quality, after: tables.candidate.quality, belongs: () => true };
  const pairs = pairTables(tables, columns);
  const variant = tables.candidate.variant;
  return pairs.samples
    .map(({ id }, row) => ({ sampleId: id, before: pairs.before[row] ?? 0, after: pairs.after[row] ?? 0 }))
    .filter(({ before, after }) => before > 0 && relativeDrop(before, after) > options.drop + TOLERANCE)
    .sort(
      (a, b) =>
        relativeDrop(b.before, b.after) - relativeDrop(a.before, a.after) ||
        (a.sampleId < b.sampleId ? -1 : 1),
    )
    .map((flag) => ({ ...flag, review: reviewOf(flag.sampleId, variant, options.reviews) }));
}

function relativeDrop(before: number, after: number): number {
  return (before - after) / before;
}

/** A review that names the candidate goes before one for all candidates. */
function reviewOf(
  sampleId: string,
  variant: string,
  reviews: readonly SampleReview[],
): FlaggedSample['review'] {
  const own = reviews.filter((review) => review.sampleId === sampleId);
  const found =
    own.find((review) => review.variant === variant) ?? own.find((review) => review.variant === undefined);
  return found === undefined ? null : { decision: found.decision, reason: found.reason };
}
