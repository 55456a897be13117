import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type ModelPrice, picoUsd, SpendGuard } from '../../src/cost/index.js';
import type { BatchSpec } from '../../src/experiment/port.js';
import type {
  BatchJob,
  BatchJobStatus,
  BatchOutcome,
  BatchResult,
  BatchService,
  BatchSubmission,
} from '../../src/model/port.js';
import {
  type BatchEnd,
  type BatchWork,
  candidateCalls,
  type OpenCells,
  openCellsOf,
  prefetch,
} from '../../src/run/batch/index.js';
import type { RunPlan } from '../../src/run/index.js';
import type { RunRow, Store } from '../../src/store/index.js';
import { PRICE } from './fixture.js';

/** Batch rates at half of the live ones: a record of the fake service costs 52,500,000 pico-dollars. */
export const BATCH_PRICE: ModelPrice = {
  ...PRICE,
  tiers: [
    {
      ...PRICE.tiers[0],
      rates: { ...PRICE.tiers[0].rates, batchInput: picoUsd(1_500_000n), batchOutput: picoUsd(7_500_000n) },
    },
  ],
};
export const RECORD_COST = 52_500_000n;

export const SPEC: BatchSpec & {
  readonly bucket: string;
  readonly roleArn: string;
  readonly region: string;
} = {
  bucket: 'test-bucket',
  prefix: 'parsimony/',
  roleArn: 'arn:aws:iam::123456789012:role/batch',
  region: 'us-east-1',
  minRecords: 5,
  maxRecords: 10,
  maxFileBytes: 1_000_000,
  maxJobBytes: 5_000_000,
  maxJobs: 20,
  timeoutHours: 24,
  retry: 'live',
  judge: true,
};

interface FakeJob {
  readonly submission: BatchSubmission;
  readonly arn: string;
  looks: number;
  stopped: boolean;
}

/** Everything that outlives a process: what is in the storage, and the jobs. */
export class World {
  readonly objects = new Map<string, string>();
  readonly jobs: FakeJob[] = [];
  /** Jobs that were really created, by name: a token that is repeated makes none. */
  readonly created = new Map<string, number>();
  mostUnderWay = 0;
  /** How a job ends; default Completed. */
  outcome: (job: BatchSubmission) => { readonly status: BatchJobStatus; readonly message?: string } = () => ({
    status: 'Completed',
  });
  /** The output lines of a record, default one answer. */
  lines: (record: {
    readonly recordId: string;
    readonly text: string;
    readonly job: BatchSubmission;
  }) => readonly BatchResult[] = ({ recordId, text }) => [answered(recordId, `answer to ${text}`)];
  /** Comes after all lines. */
  tail: readonly BatchResult[] = [];
  /** Jobs under way at once; more meet ServiceQuotaExceededException. */
  quota = Number.POSITIVE_INFINITY;
  /** Looks until a job has ended. */
  looks = 2;
}

export function answered(recordId: string, text: string): BatchResult {
  return {
    state: 'read',
    recordId,
    emulated: true,
    outcome: {
      state: 'completed',
      completion: {
        text,
        stopReason: 'end_turn',
        usage: { inputTokens: 10, outputTokens: 5, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 },
        latencyMs: 100,
        emulated: true,
        attempts: 1,
        droppedParameters: [],
        batch: true,
      },
    },
  };
}

export function errored(recordId: string): BatchResult {
  const failure = { code: 'http-400', message: 'bad request', attempts: 1 };
  return { state: 'read', recordId, emulated: true, outcome: { state: 'failed', failure } };
}

/** The death of a process, as far as the orchestrator can see. */
export class Crash extends Error {}

/** Called before and after every request, and after every output line. */
export type Boundary = (what: string) => void;

/** A service over a world; it dies where `boundary` throws. */
export function fakeService(world: World, boundary: Boundary = () => {}): BatchService {
  const done = <T>(what: string, value: () => BatchOutcome<T>): Promise<BatchOutcome<T>> => {
    try {
      boundary(`before ${what}`);
      const outcome = value();
      boundary(`after ${what}`);
      return Promise.resolve(outcome);
    } catch (error) {
      return Promise.reject(error);
    }
  };
  const viewOf = (job: FakeJob): BatchJob => {
    const ended = job.stopped || job.looks >= world.looks;
    const end = job.stopped ? { status: 'Stopped' as const } : world.outcome(job.submission);
    return {
      arn: job.arn,
      name: job.submission.jobName,
      status: ended ? end.status : 'InProgress',
      ...(ended && 'message' in end && end.message !== undefined && { message: end.message }),
      outputUri: job.submission.outputUri,
      submittedAt: '2026-01-01T00:00:00.000Z',
      endedAt: ended ? '2026-01-01T01:00:00.000Z' : null,
      records: null,
    };
  };
  const failed = (code: string): BatchOutcome<never> => ({
    state: 'failed',
    failure: { code, message: code, attempts: 1 },
  });
  const find = (arn: string): FakeJob | undefined => world.jobs.find((job) => job.arn === arn);
  const isUnderWay = (job: FakeJob): boolean => !job.stopped && job.looks < world.looks;
  return {
    provider: 'emulator',
    encode: (recordId, call) =>
      JSON.stringify({
        recordId,
        modelInput: { text: call.request.messages.at(-1)?.content, of: call.metadata },
      }),
    droppedParameters: () => [],
    upload: (file, uri) =>
      done('upload', () => {
        const text = readFileSync(file, 'utf8');
        world.objects.set(uri, text);
        return { state: 'done', value: { bytes: Buffer.byteLength(text) } };
      }),
    stat: (uri) =>
      done('stat', () => {
        const text = world.objects.get(uri);
        return { state: 'done', value: text === undefined ? null : { bytes: Buffer.byteLength(text) } };
      }),
    submit: (submission) =>
      done<{ readonly arn: string }>('submit', () => {
        const known = world.jobs.find((job) => job.submission.clientToken === submission.clientToken);
        if (known !== undefined) return { state: 'done', value: { arn: known.arn } };
        if (world.jobs.filter(isUnderWay).length >= world.quota)
          return failed('ServiceQuotaExceededException');
        const arn = `arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/${String(world.jobs.length).padStart(12, '0')}`;
        world.jobs.push({ submission, arn, looks: 0, stopped: false });
        world.created.set(submission.jobName, (world.created.get(submission.jobName) ?? 0) + 1);
        world.mostUnderWay = Math.max(world.mostUnderWay, world.jobs.filter(isUnderWay).length);
        return { state: 'done', value: { arn } };
      }),
    get: (arn) =>
      done<BatchJob>('get', () => {
        const job = find(arn);
        if (job === undefined) return failed('ResourceNotFoundException');
        job.looks += 1;
        return { state: 'done', value: viewOf(job) };
      }),
    stop: (arn) =>
      done('stop', () => {
        const job = find(arn);
        if (job !== undefined && isUnderWay(job)) job.stopped = true;
        return { state: 'done', value: null };
      }),
    list: (name) =>
      done('list', () => ({
        state: 'done',
        value: world.jobs.filter(({ submission }) => submission.jobName.includes(name)).map(viewOf),
      })),
    async *results(job) {
      boundary('before results');
      const submission = find(job.arn)?.submission;
      if (submission === undefined) return;
      const records = (world.objects.get(submission.inputUri) ?? '')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { recordId: string; modelInput: { text: string } });
      // Any order: here from the last to the first.
      for (const { recordId, modelInput } of records.reverse()) {
        for (const line of world.lines({ recordId, text: modelInput.text, job: submission })) {
          yield line;
          boundary('after line');
        }
      }
      yield* world.tail;
      boundary('after results');
    },
    close: async () => {},
  };
}

export interface PrefetchOptions {
  readonly store: Store;
  readonly run: RunRow;
  readonly plan: RunPlan;
  readonly service: BatchService;
  readonly target?: Partial<BatchSpec>;
  readonly cap?: bigint;
  readonly stop?: AbortSignal;
  readonly onWait?: () => void;
  readonly notices?: string[];
  /** Really waited between two looks; for services with a clock of their own. */
  readonly realSleepMs?: number;
}

export function workOf(options: PrefetchOptions): BatchWork {
  const { store, run, service } = options;
  let now = Date.parse('2026-01-01T00:00:00Z');
  return {
    store,
    run,
    service,
    target: { ...SPEC, ...options.target },
    spoolFolder: path.join(path.dirname(store.file), 'batch', run.name),
    guard: new SpendGuard({
      cap: options.cap === undefined ? null : picoUsd(options.cap),
      spent: picoUsd(store.ledger.billed(run.row).total),
      unseen: picoUsd(store.unseen.total(run.row).atMostPico),
    }),
    pace: { firstMs: 5_000, mostMs: 60_000 },
    now: () => new Date(now),
    async sleep(ms) {
      now += ms;
      options.onWait?.();
      if (options.realSleepMs !== undefined) await delay(options.realSleepMs);
    },
    stop: options.stop ?? new AbortController().signal,
    abort: new AbortController().signal,
    onProgress: () => {},
    notice: (text) => options.notices?.push(text),
  };
}

export function cellsOf({ plan, store, run }: PrefetchOptions): OpenCells {
  const left = openCellsOf(plan, { store, runRow: run.row, retryFailed: false });
  return { ...left, store, runRow: run.row, provider: 'emulator', shareCache: true };
}

/** Has the candidates of a plan answered by batch jobs, as the wiring does. */
export function prefetchCandidates(options: PrefetchOptions): Promise<BatchEnd> {
  const cells = cellsOf(options);
  return prefetch(
    () => candidateCalls(cells),
    { role: 'candidate', price: () => BATCH_PRICE },
    { work: workOf(options), cells },
  );
}
