import { join } from 'node:path';
import type { RuntimeResult } from '../runtime/runtime.js';
import { readJsonFile, writeJsonFile } from '../state/json-file.js';
import type { ObjectStore } from '../storage/index.js';
import { type AnswerEnd, answerRecords } from './answer-records.js';
import type { BatchFaultPlan } from './batch-faults.js';
import type { BatchOptions } from './batch-options.js';
import type { BatchRuntime } from './batch-record.js';
import { deliverOutput } from './deliver.js';
import { type InputFile, readHeldInput, readInput } from './input-file.js';
import { isFinal, type Job, type JobStatus, type JobTally, timeoutMs } from './job.js';
import { clearWork, type JobTable } from './job-table.js';
import { type Clock, createTimeline, type Timeline } from './timeline.js';

/** What running jobs needs of its surroundings. */
export interface RunContext {
  readonly table: JobTable;
  readonly store: ObjectStore;
  readonly runtime: BatchRuntime;
  readonly faults: BatchFaultPlan;
  readonly options: Required<BatchOptions>;
  /** Whether a bucket that nobody made is there. */
  readonly hasBucket: (bucket: string) => boolean;
  readonly clock: Clock;
  readonly seed: number;
  /** Told of every record that is answered, and so billed. */
  readonly answered: (modelId: string, result: RuntimeResult) => void;
  readonly line: (text: string) => void;
}

const submittedMs = 30_000;
const validatingMs = 60_000;
const stoppingMs = 15_000;

/**
 * Takes a job from the status it is in to its end. `stop` makes it end as Stopped, with what it has; `closing` leaves
 * it where it is, for another process to go on with.
 */
export async function runJob(
  id: string,
  context: RunContext,
  signals: { readonly stop: AbortSignal; readonly closing: AbortSignal },
): Promise<void> {
  const { table, clock, options } = context;
  const first = table.find(id);
  if (first === undefined) return;
  const timeline = createTimeline({ clock, timeScale: options.timeScale, elapsedMs: first.elapsedMs });
  const signal = AbortSignal.any([signals.stop, signals.closing]);
  for (;;) {
    const job = table.find(id);
    if (job === undefined || signals.closing.aborted) return;
    const next = await takeStep(job, { ...context, timeline, signal, closing: signals.closing });
    if (signals.closing.aborted) return;
    const current = table.find(id) ?? job;
    // A stop that came while the step was taken wins over what the step led to.
    if (next === undefined || current.status !== job.status) continue;
    const nowMs = timeline.elapsedMs;
    const times = {
      modifiedAtMs: nowMs,
      elapsedMs: nowMs,
      ...(isFinal(next.status) && { endedAtMs: nowMs }),
    };
    context.line(`batch job ${id} ${next.status}${next.message === undefined ? '' : `: ${next.message}`}`);
    const changed = await table.update(id, { ...next, ...times });
    if (isFinal(next.status)) return clearWork(table, changed);
  }
}

interface StepContext extends RunContext {
  readonly timeline: Timeline;
  /** A stop or the close of the emulator. */
  readonly signal: AbortSignal;
  readonly closing: AbortSignal;
}

type Next = Partial<Job> & { readonly status: JobStatus };

/** Does what a job does in its status. Undefined: it was interrupted, or nothing changes. */
async function takeStep(job: Job, context: StepContext): Promise<Next | undefined> {
  switch (job.status) {
    case 'Submitted':
      await spend(submittedMs, context);
      return { status: 'Validating' };
    case 'Validating':
      return validate(job, context);
    case 'Scheduled':
      return schedule(job, context);
    case 'InProgress':
      return work(job, context);
    default:
      return stop(job, context);
  }
}

async function spend(milliseconds: number, { timeline, signal }: StepContext): Promise<void> {
  timeline.add(milliseconds);
  await timeline.pace(signal);
}

async function validate(job: Job, context: StepContext): Promise<Next> {
  await spend(validatingMs, context);
  if (job.fault === 'job-fails')
    return { status: 'Failed', message: 'The job failed validation (injected fault).' };
  const missing = [job.request.input.bucket, job.request.output.bucket].find(
    (name) => !context.hasBucket(name),
  );
  if (missing !== undefined) return { status: 'Failed', message: `The bucket ${missing} does not exist.` };
  const folder = context.table.folderOf(job.id);
  const input = await readInput(job, { store: context.store, folder, limits: context.options });
  if (input.state === 'invalid') return { status: 'Failed', message: input.message };
  await writeJsonFile(join(folder, 'files.json'), { names: input.files.map((file) => file.name) });
  return { status: 'Scheduled', tally: { ...job.tally, total: input.records } };
}

async function schedule(job: Job, context: StepContext): Promise<Next> {
  const left = Math.max(0, timeoutMs(job) - context.timeline.elapsedMs);
  const queued = job.fault === 'job-expires' ? Number.POSITIVE_INFINITY : context.options.queueSeconds * 1000;
  await spend(Math.min(queued, left), context);
  if (queued < left) return { status: 'InProgress' };
  return { status: 'Expired', message: 'The job did not start before its timeout.' };
}

async function work(job: Job, context: StepContext): Promise<Next | undefined> {
  const { table, timeline } = context;
  const names = await heldNames(job, context);
  const input = await readHeldInput(job, names, table.folderOf(job.id));
  if (input.state === 'invalid') return { status: 'Failed', message: input.message };
  const { end, tally } = await answer(job, input.files, context);
  await table.update(job.id, { tally, elapsedMs: timeline.elapsedMs });
  if (end === 'stopped') return undefined;
  await deliver({ ...job, tally }, names, context);
  if (end === 'all') return { status: 'Completed', tally };
  return {
    status: 'PartiallyCompleted',
    tally,
    message: 'The job ran out of time before every record was processed.',
  };
}

function answer(
  job: Job,
  files: readonly InputFile[],
  context: StepContext,
): Promise<{ readonly end: AnswerEnd; readonly tally: JobTally }> {
  const { table, timeline } = context;
  return answerRecords(job, files, {
    runtime: context.runtime,
    faults: context.faults,
    timeline,
    folder: table.folderOf(job.id),
    seed: context.seed,
    lanes: context.options.lanes,
    signal: context.signal,
    answered: (result) => context.answered(job.request.modelId, result),
    progress: (tally) => {
      const at = { elapsedMs: timeline.elapsedMs, modifiedAtMs: timeline.elapsedMs };
      return table.update(job.id, { tally, ...at }, { keep: 'in-memory' });
    },
  });
}

/** A job that was told to stop: what it has written is delivered. */
async function stop(job: Job, context: StepContext): Promise<Next | undefined> {
  context.timeline.add(stoppingMs);
  await context.timeline.pace(context.closing);
  if (context.closing.aborted) return undefined;
  const names = await heldNames(job, context);
  if (names.length > 0 && job.tally.success + job.tally.error > 0) await deliver(job, names, context);
  return { status: 'Stopped' };
}

function deliver(
  job: Job,
  names: readonly string[],
  { store, table, faults, clock }: StepContext,
): Promise<void> {
  return deliverOutput(job, names, { store, faults, folder: table.folderOf(job.id), nowMs: clock.now() });
}

/** The input files that validation took hold of. */
async function heldNames(job: Job, { table }: StepContext): Promise<readonly string[]> {
  const names = (await readJsonFile(join(table.folderOf(job.id), 'files.json')))?.names;
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}
