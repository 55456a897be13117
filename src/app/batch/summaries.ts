import { picoUsd, toUsd } from '../../cost/index.js';
import type { BatchJobSummary } from '../../report/port.js';
import type { BatchPart, RunRow, Store } from '../../store/index.js';

/** The batch jobs of a run as reports and `batch status` show them, by part. */
export function batchSummaries(store: Store, run: Pick<RunRow, 'row'>): readonly BatchJobSummary[] {
  return store.batch.parts(run.row).map((part) => {
    const counts = store.batch.records.counts(part.id);
    return {
      part: part.part,
      role: part.role,
      model: part.model,
      jobName: part.jobName,
      status: statusOf(part),
      records: part.records,
      answered: counts.answered,
      failed: part.state === 'collected' ? part.records - counts.answered : counts.failed,
      billedUsd: toUsd(picoUsd(part.billedPico)),
      submittedAt: part.submittedAt,
      endedAt: part.endedAt,
    };
  });
}

/** The service's own word once there is a job; `planned`, `uploaded` or `abandoned` without. */
function statusOf(part: BatchPart): string {
  if (part.state === 'abandoned') return part.job === null ? 'abandoned' : part.job.status;
  return part.job?.status ?? (part.state === 'submitted' ? 'Submitted' : part.state);
}
