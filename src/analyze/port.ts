import type { ModelPrice } from '../cost/index.js';
import type {
  ContentHash,
  DatasetKind,
  Estimate,
  MetricInfo,
  SampleMeta,
  TokenComponents,
  TrialRecord,
  Variant,
} from '../domain/index.js';

export type { JudgeSetup, UsedCalibration } from './judges/setup.js';

/** A finished (or stopped) run as analysis reads it; `store/` implements it. */
export interface RunData {
  readonly variants: readonly Variant[];
  readonly samples: readonly SampleMeta[];
  readonly repeats: number;
  readonly metrics: readonly MetricInfo[];
  /** Trials by ascending cell index (sample, then variant, then repeat); streamed, never all in memory. */
  trials(): Iterable<TrialRecord>;
  /** What the report on prompt caching needs; default: nothing was asked for, and nothing has a price. */
  readonly caching?: CachingData;
}

/** How variants were to be cached by the service, and at what prices. */
export interface CachingData {
  readonly decisions: readonly {
    readonly variant: string;
    /** Null: no checkpoints were sent. */
    readonly ttl: '5m' | '1h' | null;
    readonly prefixes: number;
    /** Calls of the plan that carry no checkpoint. */
    readonly unmarked: number;
  }[];
  /** Null where the model's calls have no price. */
  readonly price: (model: string) => ModelPrice | null;
}

/** What the service's prompt cache did for a variant, over all its completed calls whose usage is known. */
export interface PromptCacheResult {
  /** Lifetime of the checkpoints; null: none were sent, the service cached of itself. */
  readonly ttl: '5m' | '1h' | null;
  /** Distinct prefixes of the plan; null where no checkpoints were sent. */
  readonly prefixes: number | null;
  readonly calls: number;
  /** Calls that read from the cache, whether or not they also wrote. */
  readonly hits: number;
  /** Calls that only wrote. */
  readonly writes: number;
  /** Calls with a checkpoint that did neither. */
  readonly misses: number;
  /** Calls without a checkpoint, which did neither: their prefix is too short to be kept. */
  readonly unmarked: number;
  readonly readTokens: number;
  readonly writeTokens: number;
  /** Cost of the same tokens without caching, minus what they cost; negative: caching cost more. Null: no price. */
  readonly savedUsd: number | null;
  /** The saving if each prefix were written once and read by every other call that carries a checkpoint; null where it cannot be told. */
  readonly theoreticalUsd: number | null;
  readonly note: string | null;
}

/** Everything a report says of one variant. */
export interface VariantResult {
  readonly name: string;
  readonly id: ContentHash;
  readonly model: string | null;
  readonly prompt: string | null;
  readonly params: { readonly [name: string]: unknown };
  /** Samples with at least one completed trial. */
  readonly n: number;
  /** Failed trials. */
  readonly failed: number;
  /** Completed trials whose quality (or, without one, any metric) is unscored. */
  readonly unscored: number;
  readonly metrics: { readonly [name: string]: Estimate };
  readonly quality: Estimate;
  readonly tokens: {
    /** Mean per completed trial. */
    readonly input: number | null;
    readonly output: number | null;
    readonly cacheRead: number | null;
    readonly cacheWrite: number | null;
    readonly byComponent: TokenComponents | null;
  };
  /** Null where caching was not asked for and no call shows any. */
  readonly promptCache: PromptCacheResult | null;
  readonly costUsdPerSample: Estimate;
  readonly monthlyCostUsd: Estimate | null;
  readonly dominatedBy: string | null;
  readonly qualityPer1kTokens: Estimate;
  readonly qualityPerUsd: Estimate;
  readonly latencyMs: { readonly p50: Estimate; readonly p95: Estimate; readonly p99: Estimate };
  readonly slices: readonly SliceResult[];
}

export interface SliceResult {
  readonly by: 'intent' | 'tag' | 'dataset';
  readonly value: string;
  readonly n: number;
  readonly quality: Estimate;
  readonly costUsdPerSample: Estimate;
  readonly qualityPer1kTokens: Estimate;
}

export interface FrontPoint {
  readonly variant: string;
  /** Only the objectives that all variants have. */
  readonly objectives: {
    readonly quality?: number;
    readonly costUsdPerSample?: number;
    readonly latencyP95Ms?: number;
  };
}

/** How a run is folded into figures. */
export interface AnalyzeOptions {
  /** Metric → weight of the declared quality, summing to 1; empty: the experiment declares none. */
  readonly quality: { readonly [metric: string]: number };
  /** Conversations a day per intent: weights quality by volume and prices a month. */
  readonly traffic?: { readonly [intent: string]: number };
  /** Confidence level of every interval, for example 0.95. */
  readonly level: number;
  /** Seeds what is drawn by chance (the Monte Carlo sign-flip test of a comparison). */
  readonly seed: number;
}

/**
 * One variant's figures by sample: means over the scored repeats. Arrays are parallel to `samples`; NaN is missing
 * there and never leaves these arrays as a number.
 */
export interface SampleTable {
  readonly variant: string;
  readonly samples: readonly SampleMeta[];
  readonly metricNames: readonly string[];
  /** Undefined for a metric that the run does not have. Raw units. */
  metric(name: string): Float64Array | undefined;
  /** In [0, 1]. */
  readonly quality: Float64Array;
  /** Mean logical candidate cost over the completed repeats with a known cost. */
  readonly costUsd: Float64Array;
  /** Mean over the completed repeats. */
  readonly latencyMs: Float64Array;
  /** Input (cached or not) and output, mean over the completed repeats with usage; absent for tables from a file. */
  readonly tokens?: Float64Array;
  /** Every answer's latency, by sample and then repeat; absent for tables from a file. */
  readonly trialLatencies?: { readonly ms: Float64Array; readonly repeats: number };
  /** Share of the answers that refuse, of those that were looked at; absent where nobody looked. */
  readonly refused?: Float64Array;
  /**
   * What is wrong with the facts of most of a sample's answers (required ones lost, forbidden ones stated, unsupported
   * numbers), as hashes to compare by; undefined for a sample of which nothing is known.
   */
  readonly findings?: (row: number) => readonly string[] | undefined;
}

/** What a run says, by variant and by sample. */
export interface Analysis {
  readonly variants: readonly VariantResult[];
  readonly front: readonly FrontPoint[];
  readonly level: number;
  readonly seed: number;
  readonly quality: { readonly [metric: string]: number };
  /** Throws `not-found` for a variant that the run does not have. */
  table(variant: string): SampleTable;
}

/** A paired comparison of two variants on one figure, for exploration; the gate has its own rule. */
export interface VariantComparison {
  readonly baseline: string;
  readonly candidate: string;
  readonly figure: string;
  /** Set for an adversarial dataset, which is never pooled with the others (law 9). */
  readonly dataset?: string;
  /** Mean of candidate − baseline over the samples that both sides have. */
  readonly diff: Estimate;
  /** Two-sided p of the paired t test; null without spread or with one cluster. */
  readonly p: number | null;
  /** Two-sided p of the sign-flip test over clusters; null where it is undefined. */
  readonly signFlipP: number | null;
  readonly signFlipMethod: 'exact' | 'monte-carlo' | null;
  /** Pearson correlation of the two sides; null where one does not vary. */
  readonly correlation: number | null;
  /** Samples without the figure on one side or both. */
  readonly missing: number;
}

/** Per-sample scores of one variant, small enough to commit, so that a fresh machine can gate without a database. */
export interface BaselineFile {
  readonly schemaVersion: 1;
  readonly kind: 'parsimony-baseline';
  readonly variant: string;
  readonly variantId: ContentHash;
  /** True when the scores come from an emulator (law 10). */
  readonly emulated: boolean;
  readonly quality: { readonly [metric: string]: number };
  readonly datasets: readonly BaselineDataset[];
  /** Metric → fingerprint of the scorer that measured it; absent in files older than it. */
  readonly scorers?: { readonly [metric: string]: string };
  readonly samples: readonly BaselineSample[];
}

export interface BaselineDataset {
  readonly name: string;
  readonly kind: DatasetKind;
  /** Hash of the dataset file's bytes. */
  readonly sha256: ContentHash;
}

export interface BaselineSample {
  readonly id: string;
  /** Name of one of the file's datasets. */
  readonly dataset: string;
  readonly intent: string;
  readonly cluster: string;
  readonly weight: number;
  /** Null: unscored. Never 0 for a failure (law 3). */
  readonly quality: number | null;
  /** Scored metrics only, raw units. */
  readonly metrics: { readonly [name: string]: number };
  readonly costUsd: number | null;
  /** Absent where unknown, and in files older than it. */
  readonly latencyMs?: number;
  /** Share of the answers that refuse; absent where unknown. */
  readonly refused?: number;
  /** Hashes of what is wrong with the facts of most answers; absent where unknown. No text. */
  readonly findings?: readonly string[];
}

/** What a report says of a judge: whether it can be trusted, in figures. */
export interface JudgeReport {
  /** The scorer's name. */
  readonly scorer: string;
  readonly kind: 'pointwise' | 'pairwise';
  readonly models: readonly string[];
  readonly combine: 'mean' | 'majority';
  readonly repeats: number;
  /** Null: uncalibrated, and said so. */
  readonly calibration: {
    readonly path: string;
    readonly sha256: ContentHash;
    /** Labelled answers, and who labelled them. */
    readonly labels: number;
    readonly source: string;
    readonly emulated: boolean;
  } | null;
  readonly criteria: readonly JudgeCriterionReport[];
}

export interface JudgeCriterionReport {
  readonly criterion: string;
  /** Krippendorff's alpha (ordinal) between the models of a panel; null where there is one model. */
  readonly agreement: { readonly alpha: number | null; readonly n: number; readonly reason?: string } | null;
  /** Standard deviation of one verdict when the same is asked again; null without repeats. */
  readonly repeatSd: Estimate | null;
  /** Change of the score (raw units; pairwise: of the preference) for an answer one standard deviation longer. */
  readonly lengthBias: Estimate;
  /** Pairwise: how much oftener the first answer wins than the second, −1 to 1; null for pointwise. */
  readonly positionBias: Estimate | null;
  /** Pairwise: share of pairs with the same winner in both orders. */
  readonly orderAgreement: Estimate | null;
  /**
   * By variant, beside the raw figure: the mean at equal length, or the preference read at zero length difference;
   * absent in runs older than it, empty where no length bias can be estimated.
   */
  readonly lengthControlled?: { readonly [variant: string]: Estimate };
  /** Debiased means (PPI++ where labels name the variant) in raw units by variant; null without calibration. */
  readonly debiased: { readonly [variant: string]: Estimate } | null;
  /** Variants whose model is of a judge's own family. */
  readonly sameFamily: readonly string[];
}
