import { pairTables, type SampleTable } from '../analyze/index.js';
import type { SampleMeta } from '../domain/index.js';
import type { FlaggedSample, FlagKind, SampleReview } from './port.js';

/** Two relative drops within this are the same number: 1 → 0.9 is a drop of 0.1, not a little less. */
const TOLERANCE = 1e-9;

/** A pair of a baseline and a candidate value, with every way in which the candidate is severely worse. */
export interface JudgedPair {
  readonly sample: SampleMeta;
  readonly before: number;
  readonly after: number;
  /** Empty: not severely worse. */
  readonly kinds: readonly FlagKind[];
  /** Facts that the candidate gets wrong and the baseline does not. */
  readonly newFindings: number;
}

/**
 * Every pair on quality, judged by itself, repeats averaged before:
 * - `drop`: quality fell by more than `drop` relative to its baseline value (a baseline of 0 cannot fall);
 * - `fact-violation`: most of the candidate's answers lose a required fact, state a forbidden one or give an
 *   unsupported number, and most of the baseline's do not;
 * - `refusal`: most of the candidate's answers refuse, most of the baseline's do not, and quality did not rise by it.
 *
 * What one side does not know (a baseline file of an older version), or what different scorers measured, is no flag.
 */
export function judgePairs(
  tables: { readonly baseline: SampleTable; readonly candidate: SampleTable },
  options: { readonly drop: number; readonly incomparable?: ReadonlyMap<string, string> },
): readonly JudgedPair[] {
  const { drop, incomparable = new Map() } = options;
  const hasQuality = !incomparable.has('quality');
  // Findings do not say which scorer they are of: where any two differ, none is compared.
  const hasFacts = incomparable.size === 0;
  const { baseline, candidate } = tables;
  const columns = { before: baseline.quality, after: candidate.quality, belongs: () => true };
  const pairs = pairTables(tables, columns);
  return pairs.samples.map((sample, at) => {
    const before = pairs.before[at] ?? 0;
    const after = pairs.after[at] ?? 0;
    const { before: left = -1, after: right = -1 } = pairs.rows[at] ?? {};
    const newFindings = hasFacts ? countNew(baseline.findings?.(left), candidate.findings?.(right)) : 0;
    const refuses =
      isNewRefusal(baseline.refused?.[left], candidate.refused?.[right]) && (!hasQuality || after <= before);
    const drops = hasQuality && before > 0 && relativeDrop({ before, after }) > drop + TOLERANCE;
    const kinds: readonly FlagKind[] = [
      ...(drops ? ['drop' as const] : []),
      ...(newFindings > 0 ? ['fact-violation' as const] : []),
      ...(refuses ? ['refusal' as const] : []),
    ];
    return { sample, before, after, kinds, newFindings };
  });
}

/**
 * The severely worse samples as flags, the worst first: those with facts newly wrong by their number, then new
 * refusals, then drops; equals by the relative drop.
 */
export function flagsOf(
  pairs: readonly JudgedPair[],
  options: { readonly variant: string; readonly reviews: readonly SampleReview[] },
): readonly FlaggedSample[] {
  const refuses = ({ kinds }: JudgedPair): number => (kinds.includes('refusal') ? 1 : 0);
  return pairs
    .filter(({ kinds }) => kinds.length > 0)
    .sort(
      (a, b) =>
        b.newFindings - a.newFindings ||
        refuses(b) - refuses(a) ||
        relativeDrop(b) - relativeDrop(a) ||
        (a.sample.id < b.sample.id ? -1 : 1),
    )
    .map(({ sample, before, after, kinds }) => ({
      sampleId: sample.id,
      before,
      after,
      kinds,
      review: reviewOf(sample.id, options.variant, options.reviews),
    }));
}

function relativeDrop({ before, after }: Pick<JudgedPair, 'before' | 'after'>): number {
  return before > 0 ? (before - after) / before : 0;
}

function countNew(before: readonly string[] | undefined, after: readonly string[] | undefined): number {
  if (before === undefined || after === undefined || after.length === 0) return 0;
  const known = new Set(before);
  return after.filter((finding) => !known.has(finding)).length;
}

/** Shares of refusing answers; NaN and undefined are unknown. */
function isNewRefusal(before = Number.NaN, after = Number.NaN): boolean {
  return after > 0.5 && before <= 0.5;
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
