import type { Estimate, SampleMeta, Verdict } from '../domain/index.js';
import type { SliceRef } from '../experiment/port.js';

/** The verdict over all candidates, with every check behind it. */
export interface GateResult {
  readonly verdict: Verdict;
  readonly baseline: string;
  readonly require: 'all' | 'any';
  readonly candidates: readonly CandidateResult[];
  /** Set where samples were taken in a seeded order and looked at as they came (`--stop-early`). */
  readonly sequential?: SequentialSummary;
}

/** What is known of the judge's own error in the mean paired difference of a figure (candidate − baseline). */
export interface JudgeNoise {
  /** Half-width, at the level asked for, of what the judge alone leaves uncertain in the difference. */
  readonly halfWidth: number;
  /**
   * The part of it that no number of samples shows in the spread of the differences (calibration, a panel's models
   * that rank the variants differently): it widens the bounds, in quadrature. The rest is in their spread already.
   */
  readonly systematic: number;
  /** Debiased minus raw difference, from the judge's calibration; 0 without one. It moves difference and bounds. */
  readonly shift: number;
  /** Where the half-width comes from, in words. */
  readonly reason: string;
}

/**
 * The judge's error in one difference; null where no judge enters the figure, or nothing is known of its noise.
 * `metric` is `quality` or a metric's name, `belongs` says which samples count, `alpha` is one-sided.
 */
export type JudgeNoiseOf = (question: {
  readonly baseline: string;
  readonly candidate: string;
  readonly metric: string;
  readonly alpha: number;
  readonly belongs: (sample: SampleMeta) => boolean;
}) => JudgeNoise | null;

/** What stopping early did. */
export interface SequentialSummary {
  readonly looks: number;
  /** Samples looked at, and those that the full datasets have; adversarial ones are always taken whole. */
  readonly used: number;
  readonly planned: number;
  readonly stopped: boolean;
  /** Logical dollars of the cells that were not carried out, at the mean cost of those that were. */
  readonly savedUsd: number | null;
  readonly method: string;
}

export interface CandidateResult {
  readonly variant: string;
  readonly verdict: Verdict;
  readonly checks: readonly GateCheck[];
  readonly flagged: readonly FlaggedSample[];
  /** Differences of quality by slice, for exploration: they change no verdict. */
  readonly slices: readonly SliceDifference[];
  /** Change of the candidate call's logical cost, always given where both sides are known. */
  readonly cost?: CostChange;
  /** By adversarial dataset, how many samples got severely worse; shown always, judged where `maxWorse` is given. */
  readonly worse: readonly WorseShare[];
  /** Sample ids without a usable pair, with the side that is missing. */
  readonly missing: readonly {
    readonly sampleId: string;
    readonly side: 'baseline' | 'candidate' | 'both';
  }[];
}

/** Samples of an adversarial dataset with a flag of any kind. */
export interface WorseShare {
  readonly dataset: string;
  readonly worse: number;
  /** Pairs. */
  readonly n: number;
  readonly share: number;
  /** Exact one-sided upper bound at `level` (Clopper–Pearson). */
  readonly high: number;
  readonly level: number;
  readonly method: string;
}

/** Paired difference of quality on one slice. */
export interface SliceDifference extends SliceRef {
  /** A dataset's slice is within one kind: adversarial samples are never pooled with the others. */
  readonly kind: 'golden' | 'adversarial';
  readonly diff: Estimate;
  /** Two-sided p, adjusted by Benjamini–Hochberg over all slices of the candidate; null where undefined. */
  readonly p: number | null;
}

export interface CostChange {
  readonly baselineUsd: number;
  readonly candidateUsd: number;
  /** Paired difference candidate − baseline per sample. */
  readonly diff: Estimate;
  /** Ratio of sums candidate ÷ baseline. */
  readonly ratio: Estimate;
}

/** One check: a paired non-inferiority test against the baseline, or a bound (`margin` null). */
export interface GateCheck {
  /** `ratio`: candidate ÷ baseline against a bound; `exact`: a share of samples with its Clopper–Pearson bound. */
  readonly kind: 'non-inferiority' | 'guardrail' | 'ratio' | 'exact';
  /** `quality`, a metric, a figure such as `costUsd`, or `worse` (kind `exact`). */
  readonly metric: string;
  /** `all`, a dataset's name, `intent=faq`, or `golden, intent=faq`. */
  readonly slice: string;
  readonly margin: number | null;
  /** The bound: in raw units, for a ratio a factor, for a share a share; null for a non-inferiority check. */
  readonly bound: { readonly min?: number; readonly max?: number } | null;
  /** Paired difference candidate − baseline; else the figure itself: the candidate's mean, the ratio, the share. */
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
  /** How many samples would settle an inconclusive check; absent or null where more samples are not the answer. */
  readonly settle?: number | null;
  /** Half-width of what the judge alone leaves uncertain in `diff`; absent where no judge counts or nothing is known of it. */
  readonly judgeNoise?: number;
}

/** Why a sample is flagged: quality fell by more than `drop`, a fact violation or a refusal that the baseline has not. */
export type FlagKind = 'drop' | 'fact-violation' | 'refusal';

export interface FlaggedSample {
  readonly sampleId: string;
  readonly before: number;
  readonly after: number;
  readonly kinds: readonly FlagKind[];
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
