import type { Verdict } from '../domain/index.js';

/** The verdict over all candidates, with every check behind it. */
export interface GateResult {
  readonly verdict: Verdict;
  readonly baseline: string;
  readonly require: 'all' | 'any';
  readonly candidates: readonly CandidateResult[];
}

export interface CandidateResult {
  readonly variant: string;
  readonly verdict: Verdict;
  readonly checks: readonly GateCheck[];
  readonly flagged: readonly FlaggedSample[];
  /** Sample ids without a usable pair, with the side that is missing. */
  readonly missing: readonly {
    readonly sampleId: string;
    readonly side: 'baseline' | 'candidate' | 'both';
  }[];
}

/** One check: a paired non-inferiority test against the baseline, or a guardrail bound (`margin` null). */
export interface GateCheck {
  readonly kind: 'non-inferiority' | 'guardrail';
  readonly metric: string;
  /** `all`, or a dataset's name. */
  readonly slice: string;
  readonly margin: number | null;
  /** The guardrail's bound in raw units; null for a non-inferiority check. */
  readonly bound: { readonly min?: number; readonly max?: number } | null;
  /** Paired difference candidate − baseline; for a guardrail the candidate's mean. */
  readonly diff: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number;
  readonly method: string;
  readonly p: number | null;
  readonly n: number;
  /** Minimum detectable effect at 80 % power with this n and spread. */
  readonly mde: number | null;
  readonly verdict: Verdict;
  readonly reason?: string;
}

export interface FlaggedSample {
  readonly sampleId: string;
  readonly before: number;
  readonly after: number;
  readonly review: Review | null;
}

export interface Review {
  readonly decision: 'accept' | 'reject';
  readonly reason: string;
}

/** A review as a review file holds it. */
export interface SampleReview extends Review {
  readonly sampleId: string;
  /** Only for this candidate; absent: for every candidate in which the sample is flagged. */
  readonly variant?: string;
}
