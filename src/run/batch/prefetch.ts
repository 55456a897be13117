import type { ModelCall } from '../../model/port.js';
import { type OpenCells, storedAnswer, unanswered } from './calls.js';
import { driveParts } from './drive.js';
import { planParts } from './plan-parts.js';
import type { BatchEnd, BatchRole, BatchWork } from './port.js';

/** Rounds of jobs that a failed call may have behind its first, with `retry: batch`. */
const RETRY_ROUNDS = 2;

/**
 * Has the calls of a role answered by jobs, as far as they can be, and every answer in the store: what is left then
 * goes live, call by call, as in any run. `calls` is read anew for each round.
 */
export async function prefetch(
  calls: () => Iterable<ModelCall>,
  role: BatchRole,
  options: { readonly work: BatchWork; readonly cells: OpenCells },
): Promise<BatchEnd> {
  const { work } = options;
  // What an earlier sitting planned comes first: its answers decide what is still to do.
  let end = await driveParts(work, 'finish');
  for (let round = 0; end.state === 'done' && round <= mostRounds(work); round += 1) {
    const planned = await planRound(calls, role, options);
    if (work.stop.aborted) return { state: 'interrupted' };
    if (planned === 0) break;
    end = await driveParts(work, 'finish');
  }
  const left = end.state === 'done' ? countLeft(role, options) : 0;
  if (left > 0)
    work.notice(
      `Jobs brought no answer to ${left} ${role.role} ${left === 1 ? 'call: it goes' : 'calls: they go'} live at full price.`,
    );
  return end;
}

/** Calls of a role that jobs tried and brought no answer to, and that have none from elsewhere. */
function countLeft(
  { role }: BatchRole,
  { cells, work }: { readonly work: BatchWork; readonly cells: OpenCells },
): number {
  const left = new Set<string>();
  for (const call of work.store.batch.records.unanswered(work.run.row)) {
    if (call.role === role && storedAnswer(cells, call) === undefined)
      left.add(`${call.requestHash} ${call.repeat}`);
  }
  return left.size;
}

/** As {@link prefetch}, but leaves once the jobs are created; plans nothing while jobs of the run are open. */
export async function submitOnly(
  calls: () => Iterable<ModelCall>,
  role: BatchRole,
  options: { readonly work: BatchWork; readonly cells: OpenCells },
): Promise<BatchEnd> {
  const { store, run } = options.work;
  const isOpen = store.batch
    .parts(run.row)
    .some(({ state }) => state === 'planned' || state === 'uploaded' || state === 'submitted');
  if (!isOpen) await planRound(calls, role, options);
  if (options.work.stop.aborted) return { state: 'interrupted' };
  return driveParts(options.work, 'submit');
}

function planRound(
  calls: () => Iterable<ModelCall>,
  role: BatchRole,
  { work, cells }: { readonly work: BatchWork; readonly cells: OpenCells },
): Promise<number> {
  return planParts(unanswered(calls(), cells, 1 + mostRounds(work)), role, work);
}

function mostRounds({ target }: BatchWork): number {
  return target.retry === 'batch' ? RETRY_ROUNDS : 0;
}
