import type {
  DatasetKind,
  Document,
  Message,
  MetricInfo,
  Score,
  StopReason,
  Usage,
} from '../domain/index.js';
import type { GateSpec, GuardrailSpec } from '../experiment/port.js';
import type { FlagKind, Review } from '../gate/port.js';
import type { LimiterTrace } from '../model/port.js';
import type { RunDocument } from './run-document.js';

export type { ReviewDesk } from './review-requests.js';
export type { RunDocument, RunHeader } from './run-document.js';
export type { SearchDocument, SearchFrontPoint } from './search-document.js';

/**
 * All that the renderers read. The document is what `report.json` holds; the rest is what a person needs to
 * judge it and what is too long, or too volatile, for the document. Whoever wires a run fills this in.
 */
export interface ReportModel {
  readonly document: RunDocument;
  readonly experiment: ExperimentSummary;
  /** Scale and meaning of every metric of the run, in the order in which tables show them. */
  readonly metrics: readonly MetricInfo[];
  readonly datasets: readonly DatasetSummary[];
  readonly prompts: readonly PromptSummary[];
  /** One entry for each flag of `document.gate`, in any order: renderers sort the worst first. */
  readonly flagged: readonly FlaggedDetail[];
  /** Every sample's quality and cost by variant; absent where nobody asked for it. */
  readonly samples?: SampleGrid;
  /** By variant, where its model has a price. */
  readonly tokenPrices?: { readonly [variant: string]: TokenPrice };
  readonly execution: ExecutionSummary;
}

/** Dollars of one uncached token. */
export interface TokenPrice {
  readonly inputUsd: number;
  readonly outputUsd: number;
}

/** Per-sample figures of a run in columns, small enough to stand in a page. */
export interface SampleGrid {
  readonly ids: readonly string[];
  readonly datasets: readonly string[];
  readonly intents: readonly string[];
  /** In the order of the run; arrays parallel to `ids`; NaN is missing. */
  readonly variants: readonly {
    readonly name: string;
    /** Mean over repeats, in [0, 1]. */
    readonly quality: Float64Array;
    /** Logical dollars of the candidate call. */
    readonly costUsd: Float64Array;
  }[];
}

/** The declared question. */
export interface ExperimentSummary {
  readonly name: string;
  readonly description?: string;
  /** Variant that the others are read against; absent: the gate's baseline, else none. */
  readonly baseline?: string;
  /** Metric → weight, summing to 1; empty when the experiment declares no quality. */
  readonly quality: { readonly [metric: string]: number };
  readonly guardrails: readonly GuardrailSpec[];
  readonly gate?: Omit<GateSpec, 'baseline'>;
  /** Conversations a day per intent. */
  readonly traffic?: { readonly [intent: string]: number };
  readonly repeats: number;
}

export interface DatasetSummary {
  readonly name: string;
  readonly kind: DatasetKind;
  /** Samples. */
  readonly count: number;
  /** SHA-256, lower-case hex. */
  readonly hash: string;
}

export interface PromptSummary {
  /** As a reader would type it: relative to the working folder. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** SHA-256 of template and few-shot file together. */
  readonly hash: string;
  readonly text: string;
  /** Names of the variants that use it. */
  readonly variants: readonly string[];
}

/** One flagged sample with its evidence. Every text here is untrusted. */
export interface FlaggedDetail {
  /** Variant whose quality fell. */
  readonly candidate: string;
  readonly sampleId: string;
  readonly dataset: string;
  readonly intent: string;
  readonly tags: readonly string[];
  readonly question: string;
  readonly history: readonly Message[];
  readonly documents: readonly Document[];
  readonly references: readonly string[];
  /** Quality in [0, 1] of baseline and candidate, mean over repeats. */
  readonly before: number;
  readonly after: number;
  /** Why it is flagged. */
  readonly kinds: readonly FlagKind[];
  /** With repeats: the trial of the first repeat, or the one that shows the drop best. */
  readonly baselineTrial: TrialDetail;
  readonly candidateTrial: TrialDetail;
  readonly review: Review | null;
}

/**
 * One trial as a reader inspects it. A score's `detail` may carry `reason` (a judge's words), `missing` and
 * `violated` (facts); they are shown as such, anything else as JSON.
 */
export type TrialDetail =
  | {
      readonly state: 'completed';
      readonly text: string;
      readonly stopReason: StopReason;
      readonly scores: { readonly [metric: string]: Score };
      readonly usage: Usage | null;
      /** Logical cost in dollars; null where usage or price is unknown. */
      readonly costUsd: number | null;
      readonly latencyMs: number | null;
    }
  | { readonly state: 'failed'; readonly reason: string };

/** `execution.json`: everything that may differ between two honest executions of the same run. */
export interface ExecutionSummary {
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
  readonly wallMs: number;
  readonly calls: {
    /** Calls that went to a model, all roles. */
    readonly made: number;
    /** Of these, calls of judges. */
    readonly judge?: number;
    /** Served from the response cache. */
    readonly cached: number;
    /** Attempts beyond the first. */
    readonly retries: number;
    /** Attempts that the service throttled. */
    readonly throttled?: number;
    readonly failed: number;
    /** Attempts of all sittings that may have been billed and said nothing, and the most that they cost; absent: none. */
    readonly unseen?: { readonly attempts: number; readonly atMostUsd: number };
  };
  readonly concurrency: { readonly limit: number; readonly peak: number | null };
  /** Wall time by phase, for example `candidate`, `score`, `analyze`, `report`. */
  readonly phasesMs: { readonly [phase: string]: number };
  /** Why the run ended early; null when it finished. */
  readonly stopped: 'budget' | 'interrupted' | null;
  /** What depended on the day, such as old prices; absent: nothing. */
  readonly notices?: readonly string[];
  /** What the adaptive limiters of the last sitting did; absent where nothing was limited. */
  readonly limiters?: readonly LimiterTrace[];
  /** Wall times of the run's own calls by variant, by our clock; a percentile is null where n is too small. */
  readonly timing?: readonly {
    readonly variant: string;
    readonly wallMs: TimingSummary;
    /** Streams only. */
    readonly firstTokenMs: TimingSummary | null;
  }[];
  /** Input tokens and cost as estimated before the run, against what was used; variants that called a model. */
  readonly estimation?: readonly EstimationDrift[];
  /** Batch jobs of the run. */
  readonly batch?: readonly BatchJobSummary[];
}

export interface TimingSummary {
  readonly n: number;
  readonly p50: number | null;
  readonly p95: number | null;
}

/** How far an estimate was off. Drift is actual over estimated, minus 1; null where either is missing. */
export interface EstimationDrift {
  readonly variant: string;
  readonly inputTokensPerCall: {
    readonly estimated: number;
    readonly actual: number | null;
    readonly drift: number | null;
  };
  readonly outputTokensPerCall: {
    readonly estimated: number;
    readonly actual: number | null;
    readonly drift: number | null;
  };
  readonly costUsd: {
    readonly estimated: number;
    readonly actual: number | null;
    readonly drift: number | null;
  };
  /** How the estimate counted, for example `js-tiktoken/o200k_base × 1.18 (calibrated, n 200) × 1.05`. */
  readonly method: string;
}

/** One batch job as the report shows it. */
export interface BatchJobSummary {
  readonly part: number;
  readonly role: 'candidate' | 'judge';
  readonly model: string;
  readonly jobName: string;
  readonly status: string;
  readonly records: number;
  readonly answered: number;
  readonly failed: number;
  readonly billedUsd: number;
  readonly submittedAt: string | null;
  readonly endedAt: string | null;
}
