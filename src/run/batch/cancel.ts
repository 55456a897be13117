import { driveParts } from './drive.js';
import type { BatchEnd, BatchWork } from './port.js';
import { batchRemedy } from './remedies.js';
import { findJob, hasEnded } from './steps.js';

/**
 * Stops the jobs of a run and brings in what they produced. Parts without a job are abandoned; one whose job an
 * earlier process may have created without living to note it is looked for first.
 */
export async function cancelParts(work: BatchWork): Promise<BatchEnd> {
  const { store, run, service, abort } = work;
  for (const part of store.batch.parts(run.row)) {
    if (work.stop.aborted) return { state: 'interrupted' };
    if (part.state === 'planned')
      store.batch.setState(part.id, 'abandoned', 'cancelled before it was uploaded');
    if (part.state === 'uploaded') {
      const found = await findJob(part, work);
      if (found.state === 'failed') return hopeless(found.failure);
      if (found.value === undefined)
        store.batch.setState(part.id, 'abandoned', 'cancelled before it was submitted');
      else store.batch.setSubmitted(part.id, { arn: found.value.arn, at: work.now().toISOString() });
    }
  }
  for (const part of store.batch.parts(run.row)) {
    if (part.state !== 'submitted' || part.arn === null || (part.job !== null && hasEnded(part.job)))
      continue;
    const stopped = await service.stop(part.arn, abort);
    if (stopped.state === 'failed') return hopeless(stopped.failure);
  }
  return driveParts(work, 'await');
}

function hopeless(failure: Parameters<typeof batchRemedy>[0]): BatchEnd {
  return { state: 'hopeless', failure, remedy: batchRemedy(failure) };
}
