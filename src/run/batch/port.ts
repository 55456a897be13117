import type { ModelPrice, SpendGuard } from '../../cost/index.js';
import type { CallFailure } from '../../domain/index.js';
import type { BatchSpec } from '../../experiment/port.js';
import type { BatchJobStatus, BatchService, CallRole } from '../../model/port.js';
import type { Store } from '../../store/index.js';

/** The declared batch block with everything in its place. */
export interface BatchTarget extends BatchSpec {
  readonly bucket: string;
  readonly roleArn: string;
  readonly region: string;
}

/** How long to wait between two looks at jobs: from `firstMs`, rising to `mostMs`. */
export interface PollPace {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** What batch work is done with. Time comes in, so that tests wait for nothing. */
export interface BatchWork {
  readonly store: Store;
  readonly run: { readonly row: number; readonly name: string; readonly planHash: string };
  readonly service: BatchService;
  readonly target: BatchTarget;
  /** Holds the input files until their answers are in. */
  readonly spoolFolder: string;
  readonly guard: SpendGuard;
  readonly pace: PollPace;
  readonly now: () => Date;
  /** Resolves early, never rejects, when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** When it aborts, no new step is begun; jobs go on without us. */
  readonly stop: AbortSignal;
  /** When it aborts, requests in flight are given up. */
  readonly abort: AbortSignal;
  readonly onProgress: (progress: BatchProgress) => void;
  /** Told what is worth saying and is no error. */
  readonly notice: (text: string) => void;
}

/**
 * How far parts are driven: `finish` until each is collected; `submit` until each has its job or has to wait for
 * one; `collect` brings in what has ended; `await` also waits for what is submitted, and submits nothing.
 */
export type DriveMode = 'finish' | 'submit' | 'collect' | 'await';

/** How the jobs of a run are doing. */
export interface BatchProgress {
  /** Parts by what is going on with them: the job's status once there is one, `waiting` before. */
  readonly jobs: { readonly [status in BatchJobStatus | 'waiting' | 'collected']?: number };
  readonly records: {
    readonly total: number;
    /** Answers in the store. */
    readonly answered: number;
    /** Ended without an answer. */
    readonly failed: number;
    /** What jobs under way say they have processed. */
    readonly processed: number;
  };
  readonly elapsedMs: number;
}

/** How batch work ended. Nothing is lost by any end: the same command goes on. */
export type BatchEnd =
  | { readonly state: 'done' }
  | { readonly state: 'interrupted' }
  /** The spend guard refused a job. */
  | { readonly state: 'exhausted' }
  /** What failed would fail again: it is the account's or the environment's to mend. */
  | { readonly state: 'hopeless'; readonly failure: CallFailure; readonly remedy: string };

export type PriceOf = (model: string) => ModelPrice;

export interface BatchRole {
  readonly role: CallRole;
  readonly price: PriceOf;
}
