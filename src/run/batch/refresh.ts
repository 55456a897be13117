import type { CallFailure } from '../../domain/index.js';
import type { BatchWork } from './port.js';

/** Asks for the jobs of a run that are under way and keeps what the service says; the first failure, if any. */
export async function refreshJobs(
  work: Pick<BatchWork, 'store' | 'run' | 'service' | 'abort'>,
): Promise<CallFailure | undefined> {
  let failure: CallFailure | undefined;
  for (const part of work.store.batch.parts(work.run.row)) {
    if (part.state !== 'submitted' || part.arn === null) continue;
    const got = await work.service.get(part.arn, work.abort);
    if (got.state === 'done') work.store.batch.setJob(part.id, got.value);
    else failure ??= got.failure;
  }
  return failure;
}
