import type { JudgeSetup } from '../analyze/port.js';
import type { StoredPrice } from '../cost/index.js';
import type { ContentHash, DatasetKind, MetricInfo, Variant } from '../domain/index.js';
import type { BatchSpec, GateSpec, GuardrailSpec, PromoteSpec } from '../experiment/port.js';
import type { ProviderKind, ToolConfig } from '../model/port.js';
import type { ExecutionSummary, RunDocument } from '../report/port.js';
import type { CachingDecision } from '../run/port.js';

/** Which samples of the datasets a run takes; empty fields take all. */
export interface SampleFilter {
  readonly intents?: readonly string[];
  readonly samples?: readonly string[];
  readonly tags?: readonly string[];
  /** The first so many of each dataset. */
  readonly first?: number;
  /** A gate may judge what is left of an adversarial dataset; its verdict says so. */
  readonly partialAdversarial?: true;
}

/** What a variant was expected to take, before the run that it is kept with; all per call. */
export interface CallEstimate {
  readonly variant: string;
  /** All input tokens, cached or not. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** At batch rates where the plan sends the variant through a batch. */
  readonly costUsd: number;
  /** How the input was counted. */
  readonly method: string;
}

/** A scorer by what it measures and by which version and configuration. */
export interface ScorerMark {
  readonly name: string;
  readonly fingerprint: ContentHash;
  readonly metrics: readonly string[];
  /** `open`: samples may name further metrics of it (assertions). */
  readonly names: 'fixed' | 'open';
}

/** Everything about a run that its report needs when experiment file and datasets are no longer at hand. */
export interface RunSnapshot {
  /** Set for what is no run of an experiment's variants: it has no report of a run. */
  readonly purpose?: 'calibration' | 'search';
  readonly experimentPath: string;
  readonly provider: ProviderKind;
  /** True when an emulator answers any role. */
  readonly emulated: boolean;
  readonly region: string;
  readonly seed: number;
  readonly repeats: number;
  readonly variants: readonly Variant[];
  readonly metrics: readonly MetricInfo[];
  readonly quality: { readonly [metric: string]: number };
  readonly guardrails: readonly GuardrailSpec[];
  readonly gate?: GateSpec;
  readonly promote?: PromoteSpec;
  readonly traffic?: { readonly [intent: string]: number };
  readonly datasets: readonly {
    readonly name: string;
    readonly kind: DatasetKind;
    readonly path: string;
    readonly hash: ContentHash;
    readonly count: number;
  }[];
  readonly filter: SampleFilter;
  /** Set where an A/B definition asked instead of the experiment's own gate. */
  readonly ab?: AskedTest;
  /** Set by the first look of a run that may stop early; absent: all samples are taken at once. */
  readonly sequential?: SequentialState;
  /** What was asked beside the experiment file, so that the same can be asked again; absent in databases older than it. */
  readonly asked?: AskedBeside;
  readonly prompts: readonly {
    /** Absolute, as in `Variant.promptPath`. */
    readonly file: string;
    /** As a reader would type it. */
    readonly path: string;
    readonly name: string;
    readonly version: string;
    readonly hash: ContentHash;
    readonly text: string;
    readonly tools?: ToolConfig;
  }[];
  readonly versions: { readonly [name: string]: string };
  /** What measured the metrics; absent in databases older than it. */
  readonly scorers?: readonly ScorerMark[];
  readonly priceBook: { readonly date: string; readonly sha256: ContentHash } | null;
  /** Prices of the variants' models by id; absent in databases older than it. */
  readonly prices?: { readonly [model: string]: StoredPrice };
  /** How the variants that ask for it are cached by the service; absent in databases older than it. */
  readonly caching?: readonly CachingDecision[];
  readonly notices: readonly string[];
  /** What each judge calls and how, for the notes on judges. */
  readonly judges: readonly {
    readonly name: string;
    readonly model: string;
    readonly provider: ProviderKind;
    readonly temperature?: number;
    /** How often it is asked the same; absent: once. */
    readonly repeats?: number;
  }[];
  /** Every judge with its calibration; absent in databases older than it. */
  readonly judgeSetups?: readonly JudgeSetup[];
  /**
   * Models whose calls the plan sends through batch jobs, by role: their logical cost is at batch rates. Absent: a
   * live run.
   */
  readonly batchModels?: { readonly candidate: readonly string[]; readonly judge: readonly string[] };
  /** Where its batch jobs lead and how they are cut. Absent: a live run. */
  readonly batch?: BatchSpec & {
    readonly bucket: string;
    readonly roleArn: string;
    readonly region: string;
  };
  /** Absent for runs that call no model, and in databases older than it; never part of `report.json` (law 6). */
  readonly estimate?: readonly CallEstimate[];
}

/** The question of an A/B definition, as a run keeps it. */
export interface AskedTest {
  readonly testId: string;
  readonly control: string;
  readonly treatment: string;
  /** Empty: all. */
  readonly intents: readonly string[];
  readonly primaryMetric: string;
  readonly minimumEffect?: number;
  readonly costMetric?: string;
  /** Planned share of the control's traffic. */
  readonly controlShare: number;
  readonly alpha: number;
  readonly power: number;
  readonly minimumDays?: number;
  readonly maximumDays?: number;
}

/** How far a run has come whose gate looks at the samples as they come (`--stop-early`). */
export interface SequentialState {
  readonly looks: number;
  /** Samples taken, adversarial ones included, in the seeded order. */
  readonly used: number;
  readonly planned: number;
  /** False once every sample was taken: then the tests of a fixed n hold. */
  readonly stopped: boolean;
}

/** The options of a run that lie over its experiment file. */
export interface AskedBeside {
  readonly provider?: ProviderKind;
  readonly region?: string;
  readonly repeats?: number;
  readonly seed?: number;
  readonly maxCostUsd?: number;
  readonly baseline?: string;
  /** A user's price file. Absolute. */
  readonly prices?: string;
  /** An A/B definition. Absolute. */
  readonly ab?: string;
  /** False: no answer that another run paid for. */
  readonly cache?: boolean;
}

export type RunState = 'running' | 'stopped' | 'finished';

/** How a run's last sitting went and ended: what its reports say beyond its figures. */
export interface RunConclusion {
  readonly execution: ExecutionSummary;
  readonly promotion: RunDocument['promotion'];
  readonly notices: readonly string[];
}

export interface RunRow {
  readonly row: number;
  readonly name: string;
  readonly planHash: string;
  readonly experiment: string;
  readonly state: RunState;
  readonly planned: number;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly snapshot: RunSnapshot;
  /** Null while the run has not come to reports. */
  readonly conclusion: RunConclusion | null;
}
