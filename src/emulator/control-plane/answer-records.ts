import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { hash32 } from '../chance.js';
import type { RuntimeResult } from '../runtime/runtime.js';
import type { BatchFaultPlan, RecordFault } from './batch-faults.js';
import {
  answerRecord,
  type BatchRecord,
  type BatchRuntime,
  failedRecord,
  type RecordOutcome,
  readRecord,
} from './batch-record.js';
import type { InputFile } from './input-file.js';
import { emptyTally, type Job, type JobTally, timeoutMs } from './job.js';
import { addTallies, openOutputFile } from './output-file.js';
import type { Timeline } from './timeline.js';

/** What answering the records of a job needs of its surroundings. */
export interface AnswerContext {
  readonly runtime: BatchRuntime;
  readonly faults: BatchFaultPlan;
  readonly timeline: Timeline;
  readonly folder: string;
  readonly seed: number;
  readonly lanes: number;
  /** Ends the work between two records. */
  readonly signal: AbortSignal;
  readonly progress: (tally: JobTally) => Promise<unknown>;
  readonly answered: (result: RuntimeResult) => void;
}

/** How long records are answered without a pause for others on the event loop. */
const sliceMs = 8;

/** How the answering ended; `stopped` by the signal. */
export type AnswerEnd = 'all' | 'out-of-time' | 'stopped';

/**
 * Answers the records of every file into output files beside them, each in an order of its own, and goes on behind
 * the lines that are there. Never holds more than one slice of records in memory.
 */
export async function answerRecords(
  job: Job,
  files: readonly InputFile[],
  context: AnswerContext,
): Promise<{ readonly end: AnswerEnd; readonly tally: JobTally }> {
  const total = files.reduce((sum, file) => sum + file.lines.length, 0);
  const most = job.fault === 'job-partial' ? Math.floor(total / 2) : total;
  let tally: JobTally = { ...emptyTally, total };
  for (const [at, file] of files.entries()) {
    const { output, tally: before } = await openOutputFile(join(context.folder, `${at}.out`));
    tally = addTallies(tally, before);
    const read = await openRecords(job, file, context.seed);
    try {
      while (output.lines < file.lines.length) {
        const sliceEnds = performance.now() + sliceMs;
        do {
          const end = endOf(job, tally, most, context);
          if (end !== undefined) return { end, tally };
          const outcome = answerOne(job, await read.record(output.lines), context);
          output.append(outcome.line);
          tally = addTallies(tally, countOf(outcome));
        } while (output.lines < file.lines.length && performance.now() < sliceEnds);
        await output.flush();
        await context.progress(tally);
        await context.timeline.pace(context.signal);
        await new Promise(setImmediate);
      }
    } finally {
      await output.close();
      await read.close();
    }
  }
  return { end: 'all', tally };
}

/** Why nothing more is answered; undefined: the work goes on. */
function endOf(job: Job, tally: JobTally, most: number, context: AnswerContext): AnswerEnd | undefined {
  if (context.signal.aborted) return 'stopped';
  const spent = tally.success + tally.error >= most || context.timeline.elapsedMs >= timeoutMs(job);
  return spent ? 'out-of-time' : undefined;
}

/** The records of a file in the order in which the job takes them. */
async function openRecords(
  job: Job,
  { name, path, lines }: InputFile,
  seed: number,
): Promise<{ record(position: number): Promise<BatchRecord>; close(): Promise<void> }> {
  const input = await open(path);
  const order = shuffled(lines.length, hash32(`${job.request.jobName}/${name}`, seed));
  return {
    async record(position) {
      const index = order[position] ?? 0;
      const [offset, bytes] = lines[index] ?? [0, 0];
      const { buffer } = await input.read(Buffer.allocUnsafe(bytes), 0, bytes, offset);
      const record = readRecord(buffer.toString('utf8'), index + 1);
      if (typeof record === 'string') throw new Error(`A line that was checked ${record}.`);
      return record;
    },
    close: () => input.close(),
  };
}

const recordErrors: { readonly [fault in RecordFault]: readonly [errorCode: number, errorMessage: string] } =
  {
    'record-400': [400, 'bad request'],
    'record-408': [408, 'Model has timed out in processing the request. Try your request again.'],
    'record-424': [424, 'The system encountered an unexpected error during processing.'],
    'record-429': [429, 'Too many requests, please wait before trying again.'],
    'record-error': [
      500,
      'The system encountered an unexpected error during processing. Try your request again.',
    ],
    'record-503': [503, 'The service is temporarily unavailable. Try again later.'],
  };

function answerOne(
  job: Job,
  record: BatchRecord,
  { faults, runtime, answered, timeline, lanes }: AnswerContext,
): RecordOutcome {
  const fault = faults.nextRecord();
  if (fault !== undefined) return failedRecord(record, ...recordErrors[fault]);
  const outcome = answerRecord(record, job.request, runtime);
  if (outcome.state === 'answered') {
    answered(outcome.result);
    timeline.add(outcome.result.latencyMs / lanes);
  }
  return outcome;
}

function countOf(outcome: RecordOutcome): JobTally {
  if (outcome.state === 'failed') return { ...emptyTally, error: 1 };
  const { inputTokens, outputTokens } = outcome.result.usage;
  return { ...emptyTally, success: 1, inputTokens, outputTokens };
}

/** The numbers below `count` in an order that only the seed decides (Fisher and Yates). */
function shuffled(count: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at -= 1) {
    const other = hash32(String(at), seed) % (at + 1);
    const held = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = held;
  }
  return order;
}
