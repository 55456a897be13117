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
  /** For scorers that call a model: the requests that scoring this trial begins with, for estimates. */
  requestsFor?(trial: ScorableTrial): readonly ModelRequest[];
  /** The same as the calls that scoring will make, so that a batch job can answer them beforehand. */
  callsFor?(trial: ScorableTrial): readonly ModelCall[];
  /** Never throws for a bad trial; throws only when `signal` aborts or the scorer itself is unusable. */
  score(trials: readonly ScorableTrial[], signal: AbortSignal): Promise<readonly TrialScores[]>;
}
