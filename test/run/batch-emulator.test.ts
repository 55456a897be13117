import { afterEach, describe, expect, it } from 'vitest';
import { costOf, plainUsage } from '../../src/cost/index.js';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/index.js';
import { createBatchService } from '../../src/model/index.js';
import type { BatchService } from '../../src/model/port.js';
import type { BatchEnd } from '../../src/run/batch/index.js';
import type { RunRow, Store } from '../../src/store/index.js';
import { beginRun, temporaryStore } from '../store/fixture.js';
import { BATCH_PRICE, prefetchCandidates } from './batch-fixture.js';
import { memoryDataset, plan, sample, variant } from './fixture.js';

const MODEL = 'global.anthropic.claude-haiku-4-5-20251001-v1:0';
const SAMPLES = Array.from({ length: 30 }, (_, n) => sample(`s${String(n).padStart(2, '0')}`));
const TARGET = { minRecords: 10, maxRecords: 20 };

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

type Faults = NonNullable<EmulatorOptions['faults']>;

async function worldWith(
  faults: Faults,
): Promise<{ readonly emulator: Emulator; readonly service: BatchService }> {
  const emulator = await startEmulator({
    port: 0,
    // The job's own clock is paced; a job of thirty records is over in milliseconds.
    batch: { minimumRecords: 10, timeScale: 100_000 },
    faults,
  });
  const service = createBatchService({
    region: 'us-east-1',
    provider: 'emulator',
    endpoint: emulator.url,
    requestTimeoutMs: 5_000,
    deadlineMs: 60_000,
    maxAttempts: 8,
    clock: () => performance.now(),
    rng: () => 0.5,
    sleep: async () => {},
  });
  cleanups.push(
    () => emulator.close(),
    () => service.close(),
  );
  return { emulator, service };
}

interface Outcome {
  readonly end: BatchEnd;
  readonly store: Store;
  readonly run: RunRow;
  readonly notices: readonly string[];
  readonly emulator: Emulator;
}

/** Thirty calls in two jobs, of 20 and 10. */
async function runWith(faults: Faults, target = {}): Promise<Outcome> {
  const { emulator, service } = await worldWith(faults);
  const store = temporaryStore();
  const run = beginRun(store);
  const notices: string[] = [];
  const end = await prefetchCandidates({
    store,
    run,
    plan: plan({ datasets: [memoryDataset(SAMPLES)], variants: [{ ...variant('a'), model: MODEL }] }),
    service,
    target: { ...TARGET, ...target },
    notices,
    realSleepMs: 5,
  });
  return { end, store, run, notices, emulator };
}

function answersOf({ store, run }: Outcome): number {
  return store.batch.parts(run.row).reduce((sum, { id }) => sum + store.batch.records.counts(id).answered, 0);
}

/** Law 4: the ledger holds what the emulator says it bills, to the last token. */
function expectExactBill({ store, run, emulator }: Outcome): void {
  const { input, output } = emulator.stats().batch.tokens;
  expect(store.ledger.billed(run.row).total).toBe(
    costOf(plainUsage(input, output), BATCH_PRICE, { batch: true }),
  );
}

function jobsMade({ emulator }: Outcome): number {
  return Object.values(emulator.stats().batch.jobs).reduce((sum, count) => sum + count, 0);
}

describe('batch jobs over the wire of S3 and the control plane', () => {
  it('answers every call, each billed once', async () => {
    const outcome = await runWith({});
    expect(outcome.end).toEqual({ state: 'done' });
    expect(answersOf(outcome)).toBe(30);
    expect(jobsMade(outcome)).toBe(2);
    expect(outcome.notices).toEqual([]);
    expectExactBill(outcome);
  });

  const CREATE = 'CreateModelInvocationJob';
  it.each<[string, Faults]>([
    ['throttled', { batch: [{ kind: 'batch-throttle', every: 2 }] }],
    ['refused with 500', { batch: [{ kind: 'batch-internal', every: 2 }] }],
    ['cut off', { batch: [{ kind: 'batch-reset', every: 2 }] }],
    [
      'carried out without an answer',
      { batch: [{ kind: 'batch-lose-answer', operation: CREATE, limit: 1 }] },
    ],
    ['slowed down by S3', { storage: [{ kind: 's3-slow-down', every: 3 }] }],
    ['refused by S3 with 500', { storage: [{ kind: 's3-internal', every: 3 }] }],
    ['cut off by S3', { storage: [{ kind: 's3-reset', every: 3 }] }],
    ['carried out by S3 without an answer', { storage: [{ kind: 's3-lose-answer', every: 3 }] }],
    ['cut off in the middle of the output', { storage: [{ kind: 's3-reset-in-body', every: 2 }] }],
    ['answered with a wrong checksum', { storage: [{ kind: 's3-bad-checksum', limit: 1 }] }],
    ['written twice', { batch: [{ kind: 'duplicate-line', every: 3 }] }],
  ])('nothing is lost or paid twice when a call or line is %s', async (_, faults) => {
    const outcome = await runWith(faults);
    expect(outcome.end).toEqual({ state: 'done' });
    expect(answersOf(outcome)).toBe(30);
    expect(jobsMade(outcome)).toBe(2);
    expectExactBill(outcome);
  });

  it.each<[string, Faults, { readonly answers: number; readonly said: string }]>([
    [
      'a line is missing',
      { batch: [{ kind: 'missing-line', every: 10 }] },
      {
        answers: 27,
        said: '2 of 20 records have no output; what its manifest counts beyond its output is booked',
      },
    ],
    [
      'there is a manifest and no output',
      { batch: [{ kind: 'manifest-only' }] },
      { answers: 0, said: '20 of 20 records have no output' },
    ],
    ['a record fails', { batch: [{ kind: 'record-error', every: 10 }] }, { answers: 27, said: '' }],
    [
      'a job runs out of time',
      { batch: [{ kind: 'job-partial' }] },
      { answers: 15, said: 'ended as PartiallyCompleted' },
    ],
    ['a job expires', { batch: [{ kind: 'job-expires' }] }, { answers: 0, said: 'ended as Expired' }],
  ])(
    'what was produced is kept and billed, and the rest is left for live calls, when %s',
    async (_, faults, expected) => {
      const outcome = await runWith(faults);
      expect(outcome.end).toEqual({ state: 'done' });
      expect(answersOf(outcome)).toBe(expected.answers);
      expect(outcome.notices.join('\n')).toContain(expected.said);
      expectExactBill(outcome);
    },
  );

  it('a job that fails its validation stops the run and costs nothing', async () => {
    const outcome = await runWith({ batch: [{ kind: 'job-fails' }] });
    expect(outcome.end).toMatchObject({ state: 'hopeless', failure: { code: 'batch-job-failed' } });
    expect(answersOf(outcome)).toBe(0);
    expectExactBill(outcome);
  });

  it('records that failed go into another job where the experiment says so', async () => {
    const outcome = await runWith({ batch: [{ kind: 'record-error', limit: 12 }] }, { retry: 'batch' });
    expect(answersOf(outcome)).toBe(30);
    expect(jobsMade(outcome)).toBe(3);
    expectExactBill(outcome);
  });

  it('an emulator that was started anew is given the work again', async () => {
    const first = await worldWith({});
    const store = temporaryStore();
    const run = beginRun(store);
    const stopping = new AbortController();
    const options = {
      store,
      run,
      plan: plan({ datasets: [memoryDataset(SAMPLES)], variants: [{ ...variant('a'), model: MODEL }] }),
      target: TARGET,
      realSleepMs: 5,
    };
    const stopped = { ...options, service: first.service, stop: stopping.signal };
    const submit = first.service.submit.bind(first.service);
    const service = {
      ...first.service,
      submit(...args: Parameters<typeof submit>) {
        stopping.abort();
        return submit(...args);
      },
    };
    expect(await prefetchCandidates({ ...stopped, service })).toEqual({ state: 'interrupted' });
    const second = await worldWith({});
    expect(await prefetchCandidates({ ...options, service: second.service })).toEqual({ state: 'done' });
    const outcome = { end: { state: 'done' as const }, store, run, notices: [], emulator: second.emulator };
    expect(answersOf(outcome)).toBe(30);
    expectExactBill(outcome);
  });
});
