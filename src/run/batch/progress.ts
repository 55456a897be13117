import type { BatchPart } from '../../store/index.js';
import type { BatchProgress, BatchWork } from './port.js';

/** How the parts of a run stand, from the manifest alone. */
export function batchProgress(
  work: Pick<BatchWork, 'store' | 'run' | 'now'>,
  startedAt: Date,
): BatchProgress {
  const parts = work.store.batch.parts(work.run.row).filter(({ state }) => state !== 'abandoned');
  const jobs: { [status: string]: number } = {};
  const records = { total: 0, answered: 0, failed: 0, processed: 0 };
  for (const part of parts) {
    const name = stateName(part);
    jobs[name] = (jobs[name] ?? 0) + 1;
    records.total += part.records;
    const counts = work.store.batch.records.counts(part.id);
    records.answered += counts.answered;
    records.failed += part.state === 'collected' ? part.records - counts.answered : counts.failed;
    records.processed += part.state === 'collected' ? part.records : (part.job?.records?.processed ?? 0);
  }
  return { jobs, records, elapsedMs: work.now().getTime() - startedAt.getTime() };
}

function stateName(part: BatchPart): keyof BatchProgress['jobs'] {
  if (part.state === 'collected') return 'collected';
  return part.state === 'submitted' ? (part.job?.status ?? 'Submitted') : 'waiting';
}
