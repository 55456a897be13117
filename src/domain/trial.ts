import type { CallFailure, StopReason, Usage } from './completion.js';
import type { DatasetKind } from './sample.js';
import type { Score } from './score.js';

/** One cell: variant × sample × repeat, by position in the plan. */
export interface Cell {
  readonly variantIndex: number;
  /** Position over all datasets of the run, in file order. */
  readonly sampleIndex: number;
  readonly repeat: number;
}

/** Input tokens by what they carry: estimated shares, scaled to the service's own count. */
export interface TokenComponents {
  readonly system: number;
  readonly tools: number;
  readonly fewShot: number;
  readonly documents: number;
  readonly history: number;
  readonly user: number;
}

/** What analysis knows of one carried-out cell. */
export interface TrialRecord extends Cell {
  readonly outcome:
    | {
        readonly state: 'completed';
        readonly stopReason: StopReason;
        readonly usage: Usage | null;
        readonly latencyMs: number | null;
        /** Logical candidate cost in 10⁻¹² dollars; null where usage or price is unknown. */
        readonly costPico: bigint | null;
        readonly components: TokenComponents | null;
        /** Whether the answer refuses to answer; absent where nobody looked (databases older than it). */
        readonly refused?: boolean;
      }
    | { readonly state: 'failed'; readonly failure: CallFailure };
  /** By metric name; empty for failed cells. */
  readonly scores: { readonly [metric: string]: Score };
}

/** What analysis knows of a sample. */
export interface SampleMeta {
  readonly id: string;
  /** Name of its dataset in the experiment, for example `golden`. */
  readonly dataset: string;
  readonly datasetKind: DatasetKind;
  readonly intent: string;
  readonly cluster: string;
  readonly tags: readonly string[];
  /** As the sample says (`metadata.language`) or its script shows, for example `en`, `ja`; absent where unknown. */
  readonly language?: string;
  readonly weight: number;
}
