import { picoUsd, type Reservation } from '../../cost/index.js';
import type { CallFailure } from '../../domain/index.js';
import type { BatchJob, BatchJobStatus, BatchOutcome } from '../../model/port.js';
import type { BatchPart } from '../../store/index.js';
import { collectPart } from './collect.js';
import type { BatchEnd, BatchWork, DriveMode } from './port.js';
import { batchRemedy, isPassing } from './remedies.js';
import { dropSpool, spoolPart } from './spool.js';

/** What a step of one part came to. */
export type Step =
  /** The part is a step further. */
  | { readonly state: 'moved' }
  /** Nothing to do but to wait. */
  | { readonly state: 'waiting' }
  /** The spend guard has no room for it now. */
  | { readonly state: 'refused' }
  | { readonly state: 'stop'; readonly end: BatchEnd };

/** Work with what this process knows of its parts and no other needs to. */
export interface Drive extends BatchWork {
  /** Money that is held for parts, by row id. */
  readonly held: Map<number, Reservation>;
  readonly mode: DriveMode;
  /** Parts that this process submitted or saw under way. */
  readonly own: Set<number>;
  /** Passing failures in a row, by row id. */
  readonly stumbles: Map<number, number>;
}

const MOVED: Step = { state: 'moved' };
const WAITING: Step = { state: 'waiting' };
/** Passing failures in a row after which waiting on is no use; each came after the retries of its request. */
const MOST_STUMBLES = 20;

const ENDED: ReadonlySet<BatchJobStatus> = new Set([
  'Completed',
  'PartiallyCompleted',
  'Stopped',
  'Expired',
  'Failed',
]);

/** Whether a job will produce nothing more. */
export function hasEnded(job: BatchJob): boolean {
  return ENDED.has(job.status);
}

/** Puts the input file of a planned part into the storage; reserves first, so that nothing is sent in vain. */
export async function uploadPart(part: BatchPart, drive: Drive): Promise<Step> {
  if (!hold(part, drive)) return { state: 'refused' };
  const { file, bytes, sha256 } = await spoolPart(part, drive);
  drive.store.batch.setFile(part.id, { bytes, sha256 });
  const uploaded = await drive.service.upload(file, part.inputUri, drive.abort);
  if (uploaded.state === 'failed') return failed(part, uploaded.failure, drive);
  if (uploaded.value.bytes !== bytes) {
    const message = `${part.inputUri} has ${uploaded.value.bytes} bytes after an upload of ${bytes}`;
    return failed(part, { code: 'timeout', message, attempts: 1 }, drive);
  }
  drive.store.batch.setState(part.id, 'uploaded');
  return MOVED;
}

/**
 * Creates the job of an uploaded part (law 5: its whole bound is reserved by then). A process that died may have
 * created it already, so the service is asked for a job of that name first.
 */
export async function submitPart(part: BatchPart, drive: Drive): Promise<Step> {
  if (!hold(part, drive)) return { state: 'refused' };
  const { service, store, abort } = drive;
  const found = await findJob(part, drive);
  if (found.state === 'failed') return failed(part, found.failure, drive);
  if (found.value !== undefined) return submitted(part, found.value.arn, drive);
  const stored = await service.stat(part.inputUri, abort);
  if (stored.state === 'failed') return failed(part, stored.failure, drive);
  if (stored.value?.bytes !== part.bytes) {
    store.batch.setState(part.id, 'planned');
    return MOVED;
  }
  const { jobName, clientToken, model, inputUri, outputUri, roleArn, timeoutHours } = part;
  const created = await service.submit(
    { jobName, clientToken, model, inputUri, outputUri, roleArn, timeoutHours },
    abort,
  );
  if (created.state === 'done') {
    drive.own.add(part.id);
    return submitted(part, created.value.arn, drive);
  }
  // The account's jobs are all taken, by others than us: one will end.
  if (created.failure.code === 'ServiceQuotaExceededException') return WAITING;
  // A job of that name stands in the way: the next look finds it.
  if (created.failure.code === 'ConflictException') return stumbled(part, created.failure, drive);
  return failed(part, created.failure, drive);
}

/** Looks at a submitted job; once it has ended, brings in what it produced. */
export async function pollPart(part: BatchPart, drive: Drive): Promise<Step> {
  const { store, service, abort } = drive;
  if (part.arn === null) throw new Error(`batch part ${part.id} was submitted without a job`);
  holdCommitted(part, drive);
  const got = await service.get(part.arn, abort);
  if (got.state === 'failed') {
    // An emulator that was started anew knows neither job nor file, and nothing was paid.
    if (part.provider === 'emulator' && got.failure.code === 'ResourceNotFoundException') {
      store.batch.setUnsubmitted(part.id);
      release(part, drive);
      return MOVED;
    }
    return failed(part, got.failure, drive);
  }
  store.batch.setJob(part.id, got.value);
  // What is read of an ended job says whether the way is free: looks alone would be taken for ever.
  if (hasEnded(got.value)) return finishPart(part, got.value, drive);
  drive.stumbles.delete(part.id);
  drive.own.add(part.id);
  return WAITING;
}

async function finishPart(part: BatchPart, job: BatchJob, drive: Drive): Promise<Step> {
  const collected = await collectPart(part, job, drive);
  if (collected.state === 'broken') return failed(part, collected.failure, drive);
  const after = drive.store.batch.get(part.id);
  const reservation = drive.held.get(part.id);
  drive.held.delete(part.id);
  drive.guard.holdUnseen(collected.unseenPico);
  reservation?.settle(picoUsd(after.billedPico - part.billedPico));
  const end = endOf(part, job, {
    drive,
    lines: collected.lines,
    unanswered: part.records - collected.answers,
  });
  await dropSpool(part, drive.spoolFolder);
  return end;
}

/** Whether the sitting goes on after a job: what failed as a whole, or was stopped, is not to be paid live. */
function endOf(
  part: BatchPart,
  job: BatchJob,
  {
    drive,
    lines,
    unanswered,
  }: { readonly drive: Drive; readonly lines: number; readonly unanswered: number },
): Step {
  const stop = (code: string, what: string): Step => {
    const failure = { code, message: `${part.jobName}: ${what}`, attempts: 1 };
    return { state: 'stop', end: { state: 'hopeless', failure, remedy: batchRemedy(failure) } };
  };
  // Somebody stopped it while this process waited for it.
  if (job.status === 'Stopped' && unanswered > 0 && drive.mode === 'finish' && drive.own.has(part.id))
    return stop(
      'batch-job-stopped',
      `somebody stopped the job; ${unanswered} of ${part.records} calls have no answer`,
    );
  if (job.status !== 'Failed' || lines > 0) return MOVED;
  // It failed before its first record, and would again.
  const message = job.message ?? 'the service does not say why';
  drive.store.batch.setState(part.id, 'abandoned', `the job failed: ${message}`);
  if (drive.own.has(part.id)) return stop('batch-job-failed', message);
  // One that ended before this process looked may have been mended since.
  drive.notice(
    `Batch job ${part.jobName} failed before its first record (${message}); its calls will be submitted again`,
  );
  return MOVED;
}

/** The job of a part, if somebody created it. */
export async function findJob(
  part: BatchPart,
  { service, abort }: BatchWork,
): Promise<BatchOutcome<BatchJob | undefined>> {
  const list = await service.list(part.jobName, abort);
  if (list.state === 'failed') return list;
  return { state: 'done', value: list.value.find(({ name }) => name === part.jobName) };
}

function submitted(part: BatchPart, arn: string, drive: Drive): Step {
  drive.stumbles.delete(part.id);
  drive.store.batch.setSubmitted(part.id, { arn, at: drive.now().toISOString() });
  return MOVED;
}

/** Waits on after a failure that may pass; stops for any other. */
function failed(part: BatchPart, failure: CallFailure, drive: Drive): Step {
  if (isPassing(failure)) return stumbled(part, failure, drive);
  return { state: 'stop', end: { state: 'hopeless', failure, remedy: batchRemedy(failure) } };
}

function stumbled(part: BatchPart, failure: CallFailure, drive: Drive): Step {
  const stumbles = (drive.stumbles.get(part.id) ?? 0) + 1;
  drive.stumbles.set(part.id, stumbles);
  if (stumbles < MOST_STUMBLES) return WAITING;
  return { state: 'stop', end: { state: 'hopeless', failure, remedy: batchRemedy(failure) } };
}

/** Reserves the most that a part can still cost, once; false: there is no room for it. */
function hold(part: BatchPart, { held, guard, store }: Drive): boolean {
  if (held.has(part.id)) return true;
  const reservation = guard.reserve(picoUsd(store.batch.records.counts(part.id).openPico));
  if (reservation !== null) held.set(part.id, reservation);
  return reservation !== null;
}

/** What a submitted job can still cost is held whatever the cap is now. */
export function holdCommitted(part: BatchPart, { held, guard, store }: Drive): void {
  if (held.has(part.id)) return;
  held.set(part.id, guard.holdCommitted(picoUsd(store.batch.records.counts(part.id).openPico)));
}

function release(part: BatchPart, { held }: Drive): void {
  held.get(part.id)?.release();
  held.delete(part.id);
}
