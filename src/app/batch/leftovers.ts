import { ParsimonyError } from '../../domain/index.js';
import type { ModelCall } from '../../model/port.js';
import {
  type BatchEnd,
  type BatchWork,
  candidateCalls,
  type Gateway,
  type OpenCells,
  unanswered,
} from '../../run/index.js';

/** Failures after which the rest is left to the run itself, which records each with its reason. */
const MOST_FAILURES = 20;

/**
 * Asks live for candidates that the jobs left over, where they are enough to fill a job of judge calls: a judge can
 * be sent only what was answered. What fails here is asked once more, and recorded, by the run itself.
 */
export async function askLeftovers(
  { work, cells }: { readonly work: BatchWork; readonly cells: OpenCells },
  live: { readonly gateway: Gateway; readonly concurrency: number },
): Promise<BatchEnd> {
  const left = unanswered(candidateCalls(cells), cells, Number.POSITIVE_INFINITY);
  const first: ModelCall[] = [];
  while (first.length < work.target.minRecords) {
    const next = left.next();
    if (next.done === true) return { state: 'done' };
    first.push(next.value);
  }
  work.notice('Candidates that batch jobs left over are asked live, before the judges.');
  const calls = chain(first, left);
  let failures = 0;
  let end: BatchEnd = { state: 'done' };
  const worker = async (): Promise<void> => {
    while (end.state === 'done' && failures < MOST_FAILURES) {
      if (work.stop.aborted) {
        end = { state: 'interrupted' };
        return;
      }
      const next = calls.next();
      if (next.done === true) return;
      const result = await live.gateway.call(next.value, work.abort);
      if (result.state === 'failed') failures += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: live.concurrency }, worker));
    return end;
  } catch (error) {
    if (error instanceof ParsimonyError && error.code === 'budget-exceeded') return { state: 'exhausted' };
    if (work.abort.aborted) return { state: 'interrupted' };
    throw error;
  }
}

function* chain(first: readonly ModelCall[], rest: Iterable<ModelCall>): Generator<ModelCall> {
  yield* first;
  yield* rest;
}
