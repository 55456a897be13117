import type { AssertionSpec, ContentHash, DatasetKind, Variant } from '../domain/index.js';
import type { ProviderKind } from '../model/port.js';
import type { SearchSpace } from '../search/port.js';

/** A dataset named by the experiment. Its kind is its name where that is a kind, else `golden`. */
export interface DatasetRef {
  readonly name: string;
  readonly kind: DatasetKind;
  /** Absolute. */
  readonly path: string;
}

/** Samples of one intent, tag or language. */
export interface SliceRef {
  readonly by: 'intent' | 'tag' | 'language';
  readonly value: string;
}

/** Figures that a guardrail may bound beside the metrics of scorers. */
export type FigureName =
  | 'quality'
  | 'tokenEfficiency'
  | 'costUsd'
  | 'latencyMs'
  | 'latencyP95Ms'
  | 'latencyP99Ms';

export interface GuardrailSpec {
  /** A metric, or one of {@link FigureName}. */
  readonly metric: string;
  readonly min?: number;
  readonly max?: number;
  /** Bounds on candidate ÷ baseline (ratio of means over paired samples). */
  readonly minRatio?: number;
  readonly maxRatio?: number;
  /** A dataset name; undefined: all. */
  readonly on?: string;
  readonly slice?: SliceRef;
  /** The scale that an absolute bound belongs to; needed for scorers whose scale depends on an encoder. */
  readonly fingerprint?: string;
}

/** A non-inferiority margin of its own, beside the one on quality. */
export interface MarginSpec {
  /** `quality`, or a metric. */
  readonly metric: string;
  /** In units of the metric (quality: 0 to 1); a drop of more than this fails. */
  readonly margin: number;
  readonly on?: string;
  readonly slice?: SliceRef;
}

export interface GateSpec {
  readonly baseline: string;
  readonly candidates: readonly string[];
  /** Non-inferiority margin on quality, in quality units (0 to 1). */
  readonly margin: number;
  readonly alpha: number;
  /** Relative per-sample quality drop that is flagged. */
  readonly drop: number;
  readonly require: 'all' | 'any';
  /** Share of pairs that may be missing before the verdict is inconclusive. */
  readonly maxMissing: number;
  /** Further margins, each a veto; corrected by Holm with the guardrails. Default none. */
  readonly margins?: readonly MarginSpec[];
  /** Exploratory slices, corrected by Benjamini–Hochberg; they never change the verdict. Default all three. */
  readonly slices?: readonly SliceRef['by'][];
  /** Highest acceptable share of adversarial samples that got severely worse, tested exactly. Default: shown, not judged. */
  readonly maxWorse?: number;
  /** Verdicts that end `gate` with a failure code. Default fail and inconclusive. */
  readonly failOn?: readonly ('fail' | 'inconclusive')[];
  /** Absolute path of a file with decisions on flagged samples; it need not exist yet. */
  readonly reviews?: string;
}

export interface PromoteSpec {
  /** Absolute. */
  readonly to: string;
  /** `cheapest`, or a variant's name; of a search also `best`, `knee`, or a point's name. */
  readonly rule: string;
  readonly alpha: number;
  /** Of a search: the least quality that `cheapest` must be shown to have. */
  readonly minQuality?: number;
  /** Of a search: the most that `best` must be shown to cost, in dollars of the cost objective. */
  readonly maxObjectiveUsd?: number;
}

/** What a search may vary, what must hold and what it may use (design.md, `search:`). */
export interface SearchSpec {
  /** The variant whose keys hold where a point names none; undefined: recorded tables need none. */
  readonly from?: string;
  readonly space: SearchSpace;
  /** `intent`: one config is chosen for each intent; `all`: one for all. */
  readonly per: 'intent' | 'all';
  readonly objectives: readonly SearchObjectiveSpec[];
  readonly constraints: readonly SearchConstraintSpec[];
  readonly algorithm: 'auto' | 'surrogate' | 'nsga2' | 'exact' | 'random' | 'grid';
  readonly population: number;
  readonly generations: number;
  readonly budget: { readonly maxItemEvaluations?: number; readonly maxCostUsd?: number };
  /** Share of the samples, by whole clusters, that the search never sees. */
  readonly gateShare: number;
  /** What a conversation costs in production beside its own call. */
  readonly pricing: {
    /** Calls go through batch jobs, at batch rates. */
    readonly batch: boolean;
    /** Share of the calls that are paid a second time. */
    readonly retries: number;
    /** Share of the conversations that a judge grades, at what it cost here. */
    readonly judged: number;
  };
  /** Whether configs that are shown to be dominated are measured no further. */
  readonly racing: boolean;
  /** Most points of a reported front. */
  readonly maxFrontSize: number;
}

/** For example `{ metric: 'monthlyCostUsd', direction: 'minimize' }`. */
export interface SearchObjectiveSpec {
  /**
   * `quality`, a metric, `monthlyCostUsd`, `costUsdPer1k`, `costUsd`, `latencyMs.mean|p50|p95|p99`,
   * `tokens.input|output|total`.
   */
  readonly metric: string;
  readonly direction: 'minimize' | 'maximize';
}

export interface SearchConstraintSpec {
  /** As in an objective, or `adversarial.violations`. */
  readonly metric: string;
  readonly min?: number;
  readonly max?: number;
  readonly per: 'intent' | 'all';
  /** One-sided confidence that it holds; default 0.95. */
  readonly level: number;
}

/** Quotas of the account for one model; absent: not given. */
export interface QuotaSpec {
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
  /** Tokens of that quota that one output token uses; absent: 1. */
  readonly outputBurndown?: number;
}

/** A text, or where in the sample it stands: `intent`, `dataset`, `sessionId` or `metadata.<key>`. */
export type Attributed = string | { readonly from: string };

/** How batch work is cut and where it goes; every figure is the service's own default unless the user says otherwise. */
export interface BatchSpec {
  readonly bucket?: string;
  readonly prefix: string;
  readonly roleArn?: string;
  readonly minRecords: number;
  readonly maxRecords: number;
  readonly maxFileBytes: number;
  readonly maxJobBytes: number;
  readonly maxJobs: number;
  readonly timeoutHours: number;
  readonly retry: 'live' | 'batch';
  readonly judge: boolean;
}

/** The model that grades for assertions such as `llm-rubric`. */
export interface GraderSpec {
  readonly model: string;
  readonly provider?: ProviderKind;
  readonly maxTokens: number;
  readonly temperature?: number;
}

export interface JudgeSpec {
  /** One model, or a panel of several. */
  readonly models: readonly [string, ...string[]];
  /** How a panel's scores become one. */
  readonly combine: 'mean' | 'majority';
  /** How often every question is put to every model. */
  readonly repeats: number;
  /** Absolute path of a calibration file (`parsimony judge calibrate`). */
  readonly calibration?: string;
  /** Absolute paths of the rubric files, one per criterion. */
  readonly rubrics: readonly { readonly criterion: string; readonly path: string }[];
  readonly provider?: ProviderKind;
  readonly maxTokens: number;
  readonly temperature?: number;
}

/** Which scorers run, keyed by their name in the experiment. */
export type ScorerSpec =
  | { readonly kind: 'similarity'; readonly name: string; readonly modelPath?: string }
  | {
      readonly kind: 'bertscore';
      readonly name: string;
      readonly modelPath?: string;
      readonly idf: boolean;
      /** Each of P, R and F rescaled by its own baseline. */
      readonly rescale: boolean;
      /** Absolute path of a baseline file; default: the one that ships for the embedded model. */
      readonly baseline?: string;
    }
  | { readonly kind: 'facts'; readonly name: string }
  /** Figures in the answer that stand in none of documents, history or question. */
  | { readonly kind: 'numbers'; readonly name: string }
  | {
      readonly kind: 'assertions';
      readonly name: string;
      readonly assert: readonly AssertionSpec[];
      /** Needed where an assertion is graded by a model. */
      readonly grader?: GraderSpec;
      /** Present where samples carry `select-best` assertions of their own. */
      readonly selectBest?: true;
      /** Of the encoder that `similar`, `bertscore` and `answer-relevance` need; default: the one that ships. */
      readonly modelPath?: string;
    }
  | { readonly kind: 'judge'; readonly name: string; readonly judge: JudgeSpec }
  /** Prefers an answer to that of the variant `against`, in both orders. */
  | {
      readonly kind: 'pairwise';
      readonly name: string;
      readonly judge: JudgeSpec;
      readonly against: string;
    }
  | { readonly kind: 'recorded'; readonly name: string };

/** An experiment after defaults, expansion and validation: every path absolute, every variant spelled out. */
export interface Experiment {
  readonly name: string;
  /** Absolute path of the YAML file. */
  readonly path: string;
  readonly provider: ProviderKind;
  readonly region: string;
  readonly datasets: readonly DatasetRef[];
  /** Absolute; only with provider `recorded`. */
  readonly recorded?: string;
  readonly variants: readonly Variant[];
  readonly repeats: number;
  readonly scorers: readonly ScorerSpec[];
  /** Metric → weight, summing to 1; empty when the experiment declares no quality. */
  readonly quality: { readonly [metric: string]: number };
  readonly guardrails: readonly GuardrailSpec[];
  readonly gate?: GateSpec;
  readonly promote?: PromoteSpec;
  readonly search?: SearchSpec;
  readonly maxCostUsd?: number;
  readonly batch: BatchSpec;
  /** Model id or `*` → quotas. */
  readonly limits: { readonly [model: string]: QuotaSpec };
  /** Name → value, sent with every call as request metadata beside experiment, variant and intent. */
  readonly attribution: { readonly [name: string]: Attributed };
  /** Conversations a day per intent. */
  readonly traffic?: { readonly [intent: string]: number };
  readonly seed: number;
  /** Things worth saying that are not errors. */
  readonly notices: readonly string[];
  /** Hash of the expanded experiment (prompt and dataset contents included): the plan's identity for resume. */
  readonly planHash: ContentHash;
}
