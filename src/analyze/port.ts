import type {
  ContentHash,
  Estimate,
  MetricInfo,
  SampleMeta,
  TokenComponents,
  TrialRecord,
  Variant,
} from '../domain/index.js';

/** A finished (or stopped) run as analysis reads it; `store/` implements it. */
export interface RunData {
  readonly variants: readonly Variant[];
  readonly samples: readonly SampleMeta[];
  readonly repeats: number;
  readonly metrics: readonly MetricInfo[];
  /** Trials by ascending cell index (sample, then variant, then repeat); streamed, never all in memory. */
  trials(): Iterable<TrialRecord>;
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
