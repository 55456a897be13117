import type { FlaggedSample, GateResult, SampleReview } from './port.js';

/** A flagged sample with the candidate it is flagged in. */
export interface Flag extends FlaggedSample {
  readonly variant: string;
}

/** Flags nobody has decided on yet: promotion waits for them. */
export function unreviewedFlags(result: GateResult): readonly Flag[] {
  return flagsOf(result).filter(({ review }) => review === null);
}

/** Reviews that fit no flagged sample: a mistyped id, or a flag that is gone. */
export function unmatchedReviews(
  result: GateResult,
  reviews: readonly SampleReview[],
): readonly SampleReview[] {
  const flags = flagsOf(result);
  return reviews.filter(
    ({ sampleId, variant }) =>
      !flags.some(
        (flag) => flag.sampleId === sampleId && (variant === undefined || flag.variant === variant),
      ),
  );
}

/**
 * Gives the flags that nobody has looked at a decision for all of them (`sampleId: '*'`). Only numbers from an
 * emulator may be waved through like that: they say nothing about a real model anyway (law 10).
 */
export function acceptWholesale(
  result: GateResult,
  reviews: readonly SampleReview[],
  options: { readonly emulated: boolean },
): GateResult {
  const wholesale = reviews.filter(({ sampleId }) => sampleId === '*');
  if (wholesale.length === 0 || !options.emulated) return result;
  return {
    ...result,
    candidates: result.candidates.map((candidate) => {
      const review = wholesale.find(({ variant }) => variant === undefined || variant === candidate.variant);
      if (review === undefined) return candidate;
      const { decision, reason } = review;
      const flagged = candidate.flagged.map((flag) => ({
        ...flag,
        review: flag.review ?? { decision, reason },
      }));
      return { ...candidate, flagged };
    }),
  };
}

function flagsOf(result: GateResult): readonly Flag[] {
  return result.candidates.flatMap(({ variant, flagged }) => flagged.map((flag) => ({ ...flag, variant })));
}
