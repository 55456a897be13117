import type { ProviderKind } from '../model/port.js';
import type { BatchProgress, RunProgress } from '../run/index.js';
import type { SampleFilter } from '../store/index.js';

/** What a user may set beside the experiment file; the command line and the public API both speak this. */
export interface RunOptions {
  /** Path of the experiment file. */
  readonly experiment: string;
  /** Default: `.parsimony/parsimony.db` in the working folder. */
  readonly db?: string;
  /** Folder for reports. Default: `reports` in the working folder. */
  readonly output?: string;
  /** Default 16. */
  readonly concurrency?: number;
  readonly repeats?: number;
  readonly provider?: ProviderKind;
  readonly region?: string;
  readonly seed?: number;
  readonly maxCostUsd?: number;
  readonly filter?: SampleFilter;
  /** False: answers that other runs paid for are not used. */
  readonly cache?: boolean;
  /** Go on with a run: by name, or `true` for the newest unfinished one of this plan (the default). */
  readonly resume?: string | boolean;
  /** Take failed cells of the newest run of this plan up again. */
  readonly retryErrors?: boolean;
  /** A variant's name, a run (`run:<id>` or `run:<id>/<variant>`), a promoted config or an exported baseline. */
  readonly baseline?: string;
  /** A user's price file, laid over the shipped book. */
  readonly prices?: string;
  /** False: no reports are written. */
  readonly reports?: boolean;
  /** The run is to end in a verdict: without a `gate:` block it is refused before the first call. */
  readonly judge?: boolean;
  /** False: the promotion rule is not applied and no promoted config is written. */
  readonly promote?: boolean;
  /** Path of an A/B definition: its question is asked instead of the experiment's own. */
  readonly ab?: string;
  /** The gate looks at the samples as they come, in a seeded order, and stops once it has decided. */
  readonly stopEarly?: boolean;
  /** Calls go through batch jobs where they can, at half price. */
  readonly batch?: boolean;
  /** How long to wait for a database that another process uses. */
  readonly waitMs?: number;
}

/** What a run says while it goes on. */
export type RunEvent =
  | {
      readonly type: 'started';
      readonly run: string;
      readonly planned: number;
      readonly resumed: boolean;
      /** Nothing is left of it to do. */
      readonly isFinished?: boolean;
      readonly emulated: boolean;
    }
  | { readonly type: 'progress'; readonly progress: RunProgress }
  | { readonly type: 'batch'; readonly progress: BatchProgress }
  | { readonly type: 'stage'; readonly stage: 'validating' | 'calling' | 'analysing' | 'reporting' }
  | { readonly type: 'notice'; readonly text: string };

/** What the outside world gives a run. */
export interface RunContext {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly now: () => Date;
  /** When it aborts, no new cell is begun. */
  readonly stop: AbortSignal;
  /** When it aborts, calls in flight are given up. */
  readonly abort: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
}
