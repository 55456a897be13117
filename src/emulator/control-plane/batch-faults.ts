import { hash32 } from '../chance.js';
import { everyNth } from '../wire/every-nth.js';
import type { Job, JobFault } from './job.js';

/** Faults of batch jobs; 0 or undefined: none. */
export interface BatchFaultOptions {
  /** Of the lines of an output file: written twice. */
  readonly duplicateLineEvery?: number;
  /** Of the lines of an output file: left out, although answered and billed. */
  readonly missingLineEvery?: number;
  /** Of the records of an input file, as they are processed: fail with 500. */
  readonly recordErrorEvery?: number;
  /** Share of records that fail with 500, by job and record id. */
  readonly recordErrorRate?: number;
  /** Of the jobs: fail validation. */
  readonly failJobEvery?: number;
  /** Of the jobs: never begin, and expire. */
  readonly expireJobEvery?: number;
  /** Of the jobs: run out of time after half of their records. */
  readonly partialJobEvery?: number;
  /** Of the jobs: end Completed, with a manifest and no output file. */
  readonly manifestOnlyEvery?: number;
  /** Of the calls to the control plane: 429 ThrottlingException. */
  readonly throttleEvery?: number;
  /** Of the calls to the control plane: 500 InternalServerException. */
  readonly errorEvery?: number;
  /** Of the calls to the control plane: the connection is destroyed before anything is done. */
  readonly resetEvery?: number;
  /** Of the calls to the control plane: carried out, but the connection is destroyed before the answer. */
  readonly loseAnswerEvery?: number;
}

export type ControlPlaneFault = 'throttle' | 'error' | 'reset' | 'lose-answer';

/** Which fault strikes the next call and the next job, and which records fail. */
export interface BatchFaultPlan {
  nextCall(): ControlPlaneFault | undefined;
  nextJob(): JobFault | undefined;
  /** `position`: as processed, from 1. */
  failsRecord(job: Job, recordId: string, position: number): boolean;
  /** How often the line at `position` (from 1) of an output file is written: 0, 1 or 2. */
  copiesOfLine(position: number): number;
}

export function createBatchFaults(options: BatchFaultOptions, seed: number): BatchFaultPlan {
  const hits = (position: number, every: number | undefined): boolean =>
    every !== undefined && every > 0 && position % every === 0;
  return {
    nextCall: everyNth({
      reset: options.resetEvery,
      throttle: options.throttleEvery,
      error: options.errorEvery,
      'lose-answer': options.loseAnswerEvery,
    }),
    nextJob: everyNth({
      fail: options.failJobEvery,
      expire: options.expireJobEvery,
      partial: options.partialJobEvery,
      'manifest-only': options.manifestOnlyEvery,
    }),
    failsRecord: (job, recordId, position) =>
      hits(position, options.recordErrorEvery) ||
      hash32(`${job.number}:${recordId}`, seed) / 2 ** 32 < (options.recordErrorRate ?? 0),
    copiesOfLine(position) {
      if (hits(position, options.missingLineEvery)) return 0;
      return hits(position, options.duplicateLineEvery) ? 2 : 1;
    },
  };
}
