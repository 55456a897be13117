import type { Completion, ContentHash, MetricInfo, Sample, Score } from '../domain/index.js';
import type { ModelCall, ModelRequest } from '../model/port.js';

/** What a scorer is given: a completed cell. */
export interface ScorableTrial {
  readonly sample: Sample;
  readonly completion: Completion;
  readonly variantName: string;
  readonly repeat: number;
  /** Logical cost of the candidate call in dollars; null where usage or price is unknown. */
  readonly costUsd: number | null;
  /** Request metadata for calls that are made to score it; default none. */
  readonly labels?: { readonly [name: string]: string };
}

/** Trial → scores, by metric name. A metric that cannot be had is `unscored` with its reason (law 3). */
export type TrialScores = { readonly [metric: string]: Score };

/** A scorer looks at a window of trials at once, so that it can batch; it answers in the same order. */
export interface Scorer {
  /** Its name in the experiment. */
  readonly name: string;
  /** Hash of code version and configuration: scores of another fingerprint are not reused. */
  readonly fingerprint: ContentHash;
  readonly metrics: readonly MetricInfo[];
  /** What a reader of its scores must know, whatever they are. */
  readonly notices?: readonly string[];
  /** For scorers that call a model: the requests that scoring this trial begins with, for estimates. */
  requestsFor?(trial: ScorableTrial): readonly ModelRequest[];
  /** The same as the calls that scoring will make, so that a batch job can answer them beforehand. */
  callsFor?(trial: ScorableTrial): readonly ModelCall[];
  /** Never throws for a bad trial; throws only when `signal` aborts or the scorer itself is unusable. */
  score(trials: readonly ScorableTrial[], signal: AbortSignal): Promise<readonly TrialScores[]>;
}

/** The answers of several variants to one sample in one repeat. */
export interface TrialGroup {
  readonly sample: Sample;
  readonly repeat: number;
  /** The completed ones, in the order of the experiment's variants. */
  readonly trials: readonly ScorableTrial[];
  readonly failed: readonly { readonly variantName: string; readonly reason: string }[];
}

/**
 * Compares answers of one sample with each other. It comes after the scorers, once all variants have answered; its
 * scores join those of the trials.
 */
export interface ComparativeScorer {
  readonly name: string;
  readonly fingerprint: ContentHash;
  readonly metrics: readonly MetricInfo[];
  /** The requests that comparing begins with, for estimates. */
  requestsFor(group: TrialGroup): readonly ModelRequest[];
  /** The same as calls, which name the variant that each is charged to; without it an estimate charges the first. */
  callsFor?(group: TrialGroup): readonly ModelCall[];
  /** By group, in order, the scores of each completed trial by variant name. Never throws for a bad group. */
  compare(
    groups: readonly TrialGroup[],
    signal: AbortSignal,
  ): Promise<readonly { readonly [variantName: string]: TrialScores }[]>;
}

/** One answer of one judge to one question. */
export interface JudgeVerdict {
  readonly model: string;
  /** Which time the same was asked, from 0. */
  readonly repeat: number;
  /** Raw units of the rubric; pairwise 1 (candidate), 0.5 (tie) or 0. What counts: see `JudgeDetail.addressed`. */
  readonly score: number;
  readonly reason: string;
  /** What it said with the passages shown that `JudgeDetail.addressed` lists, where that was higher than `score`. */
  readonly unguarded?: number;
}

/** A passage of an answer that speaks to whoever grades it, not to the customer. */
export interface AddressedPassage {
  /** What gave it away, for example `fake-verdict`. */
  readonly kind: string;
  /** Its beginning. */
  readonly text: string;
}

/**
 * What `Score.detail` of a judged metric holds: what bias, noise and agreement are computed from. Exactly the verdicts
 * that the score is made of.
 */
export interface JudgeDetail {
  /** Of the verdict nearest to the score. */
  readonly reason: string;
  /** Words of the answer (Japanese and Chinese: characters ÷ 2), for the length-bias slope. */
  readonly words: number;
  /** Empty where the score needed no judge (`definition`). */
  readonly verdicts: readonly JudgeVerdict[];
  /** Questions that no readable verdict came of; absent: none. */
  readonly missing?: readonly {
    readonly model: string;
    readonly repeat: number;
    readonly reason: string;
  }[];
  /**
   * Passages that speak to the grader, by our patterns or as a judge quoted them (`quoted`); absent: none was found. The
   * judge is then asked with them and without, and the lower score counts: shown they cannot lift a score, withheld they cannot hide a fault.
   */
  readonly addressed?: readonly AddressedPassage[];
  /** Pairwise: verdicts with the candidate first and second, and the other answer's words. */
  readonly orders?: readonly {
    readonly model: string;
    readonly repeat: number;
    readonly candidateFirst: number;
    readonly candidateSecond: number;
  }[];
  /** Pairwise: share of `orders` with the same verdict both ways. */
  readonly orderAgreement?: number;
  readonly otherWords?: number;
  /** Pairwise: 0.5 that no judge gave: the variant that all are compared with, or two answers that are the same text. */
  readonly definition?: 'against' | 'identical';
}
