import type { JsonRecord } from '../../domain/index.js';

/** The service's statuses of a batch job. */
export type JobStatus =
  | 'Submitted'
  | 'Validating'
  | 'Scheduled'
  | 'InProgress'
  | 'Stopping'
  | 'Completed'
  | 'PartiallyCompleted'
  | 'Failed'
  | 'Expired'
  | 'Stopped';

export const jobStatuses: readonly JobStatus[] = [
  'Submitted',
  'Validating',
  'Scheduled',
  'InProgress',
  'Stopping',
  'Completed',
  'PartiallyCompleted',
  'Failed',
  'Expired',
  'Stopped',
];

/** What a job was asked to do, checked. */
export interface JobRequest {
  readonly jobName: string;
  readonly roleArn: string;
  readonly modelId: string;
  readonly input: S3Location;
  readonly output: S3Location;
  readonly invocation: 'Converse' | 'InvokeModel';
  readonly timeoutHours: number;
  readonly clientRequestToken: string | undefined;
  /** The members that Get and List give back as they came. */
  readonly echo: JsonRecord;
}

/** `s3://bucket/key`; the key may be a file, a folder or empty. */
export interface S3Location {
  readonly bucket: string;
  readonly key: string;
}

/** What a job has done so far. Records that failed are processed but not billed. */
export interface JobTally {
  readonly total: number;
  readonly success: number;
  readonly error: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What goes wrong with a job as a whole, on purpose. */
export type JobFault = 'job-fails' | 'job-expires' | 'job-partial' | 'manifest-only' | 'no-manifest';

/** A batch job. Times in `elapsedMs` and after it are of the job's own clock, which runs `timeScale` times as fast. */
export interface Job {
  /** Twelve characters. */
  readonly id: string;
  readonly arn: string;
  /** Jobs are numbered from 1 as they are created. */
  readonly number: number;
  readonly request: JobRequest;
  /** Of the body that created it, to tell a repeated request from another one under the same token. */
  readonly requestHash: string;
  /** Of the foundation model, which quotas are counted by. */
  readonly baseModel: string;
  readonly status: JobStatus;
  readonly message?: string;
  /** Unix time. */
  readonly submittedMs: number;
  readonly elapsedMs: number;
  readonly modifiedAtMs: number;
  readonly endedAtMs?: number;
  readonly tally: JobTally;
  readonly fault?: JobFault;
}

const finalStatuses = new Set<JobStatus>(['Completed', 'PartiallyCompleted', 'Failed', 'Expired', 'Stopped']);

/** Whether nothing happens any more to a job of that status. */
export function isFinal(status: JobStatus): boolean {
  return finalStatuses.has(status);
}

export const emptyTally: JobTally = { total: 0, success: 0, error: 0, inputTokens: 0, outputTokens: 0 };

/** Milliseconds of the job's own clock after which it runs out of time. */
export function timeoutMs({ request }: Job): number {
  return request.timeoutHours * 3_600_000;
}
