import type { JsonRecord } from '../../domain/index.js';
import { type Job, timeoutMs } from './job.js';

/** A job as Get and List show it. */
export function jobView(job: Job): JsonRecord {
  const { total, success, error } = job.tally;
  const counted = job.status !== 'Submitted' && job.status !== 'Validating';
  return {
    jobArn: job.arn,
    ...job.request.echo,
    status: job.status,
    message: job.message,
    submitTime: timestamp(job, 0),
    lastModifiedTime: timestamp(job, job.modifiedAtMs),
    endTime: job.endedAtMs === undefined ? undefined : timestamp(job, job.endedAtMs),
    jobExpirationTime: timestamp(job, timeoutMs(job)),
    ...(counted && {
      totalRecordCount: total,
      processedRecordCount: success + error,
      successRecordCount: success,
      errorRecordCount: error,
    }),
  };
}

function timestamp(job: Job, afterMs: number): string {
  return new Date(Math.round(job.submittedMs + afterMs)).toISOString();
}
