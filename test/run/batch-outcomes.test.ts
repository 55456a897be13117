import { describe, expect, it } from 'vitest';
import { upperBound, ZERO_USD } from '../../src/cost/index.js';
import type { BatchJob, BatchResult } from '../../src/model/port.js';
import { candidateCalls, driveParts, prefetch } from '../../src/run/batch/index.js';
import { callBound, type RunPlan } from '../../src/run/index.js';
import { beginRun, temporaryStore } from '../store/fixture.js';
import {
  answered,
  BATCH_PRICE,
  cellsOf,
  errored,
  fakeService,
  prefetchCandidates,
  RECORD_COST,
  World,
  workOf,
} from './batch-fixture.js';
import { finishLive, partsOf, twoVariants } from './batch-runs.js';
import { CALL_COST } from './fixture.js';

type Totals = Extract<BatchResult, { readonly state: 'totals' }>;

/** A line whose answer is not of the documented form. */
function unreadable(recordId: string): BatchResult {
  const failure = { code: 'malformed-response', message: 'no usage', attempts: 1, unseenAttempts: 1 };
  return { state: 'read', recordId, emulated: true, outcome: { state: 'failed', failure } };
}

describe('what a job brings', () => {
  async function runWith(world: World, target = {}) {
    const store = temporaryStore();
    const run = beginRun(store);
    const notices: string[] = [];
    const service = fakeService(world);
    const end = await prefetchCandidates({ store, run, plan: twoVariants(), service, target, notices });
    return { store, run, notices, end };
  }

  it('duplicate lines count and cost once', async () => {
    const world = new World();
    world.lines = ({ recordId, text }) => [
      answered(recordId, `answer to ${text}`),
      answered(recordId, 'again'),
    ];
    const { store, run, notices } = await runWith(world);
    expect(store.ledger.billed(run.row).total).toBe(24n * RECORD_COST);
    expect(notices).toHaveLength(3);
    expect(notices[0]).toContain('10 lines came twice and count once');
  });

  it('missing, unknown and unreadable lines are told of, and what is missing goes live', async () => {
    const world = new World();
    world.lines = ({ recordId, text }) =>
      recordId.endsWith('-000001') ? [] : [answered(recordId, `answer to ${text}`)];
    world.tail = [answered('somebody-else', 'x'), { state: 'unreadable', line: 7, reason: 'not JSON' }];
    const { store, run, notices, end } = await runWith(world);
    expect(end).toEqual({ state: 'done' });
    expect(notices[0]).toContain(
      '1 of 10 records have no output; 1 lines belong to no record of it; 1 lines cannot be read',
    );
    const { calls } = await finishLive(store, run);
    expect(calls).toHaveLength(3);
    expect(store.ledger.billed(run.row).total).toBe(21n * RECORD_COST + 3n * CALL_COST);
    // The plan sends them through a batch: what the work costs does not depend on what happened to one call.
    expect(store.trials.logicalPico(run.row).candidate).toBe(24n * RECORD_COST);
  });

  it('law 4: answers that the manifest counts and the output does not hold are booked', async () => {
    const world = new World();
    world.lines = ({ recordId, text, job }) =>
      job.jobName.endsWith('-1') ? [] : [answered(recordId, `answer to ${text}`)];
    const service = fakeService(world);
    const results = service.results.bind(service);
    const store = temporaryStore();
    const run = beginRun(store);
    await prefetchCandidates({
      store,
      run,
      plan: twoVariants(),
      service: {
        ...service,
        async *results(job, signal) {
          yield* results(job, signal);
          const records = job.name.endsWith('-1') ? 10 : job.name.endsWith('-2') ? 9 : 5;
          yield { state: 'totals', succeeded: records, inputTokens: records * 10, outputTokens: records * 5 };
        },
      },
    });
    expect(store.ledger.billed(run.row).total).toBe(24n * RECORD_COST);
    const { calls } = await finishLive(store, run);
    expect(calls).toHaveLength(10);
    expect(store.ledger.billed(run.row).total).toBe(24n * RECORD_COST + 10n * CALL_COST);
  });

  describe('law 4: what nobody can read may have been billed, and is held back at batch rates', () => {
    /** One answer in ten cannot be read, and one in ten has no line. */
    async function lossy(told: Partial<BatchJob>, totals?: Totals) {
      const world = new World();
      world.lines = ({ recordId, text }) => {
        if (recordId.endsWith('1')) return [];
        return [recordId.endsWith('2') ? unreadable(recordId) : answered(recordId, `answer to ${text}`)];
      };
      if (totals !== undefined) world.tail = [totals];
      const service = fakeService(world);
      const get = service.get.bind(service);
      const store = temporaryStore();
      const run = beginRun(store);
      const work = workOf({
        store,
        run,
        plan: twoVariants(),
        service: {
          ...service,
          async get(arn, signal) {
            const got = await get(arn, signal);
            return got.state === 'done' ? { ...got, value: { ...got.value, ...told } } : got;
          },
        },
      });
      const cells = cellsOf({ store, run, plan: twoVariants(), service });
      const role = { role: 'candidate', price: () => BATCH_PRICE } as const;
      const end = await prefetch(() => candidateCalls(cells), role, { work, cells });
      expect(end).toEqual({ state: 'done' });
      const [call] = candidateCalls(cells);
      const bound = upperBound({ ...callBound(call?.request ?? expect.fail()), batch: true }, BATCH_PRICE);
      const { attempts, atMostPico } = store.unseen.total(run.row);
      expect(work.guard.unseen).toBe(atMostPico);
      // The variants differ in `maxTokens`: bounds differ by a little.
      expect(atMostPico >= bound * BigInt(attempts)).toBe(true);
      expect(atMostPico <= 2n * bound * BigInt(attempts)).toBe(true);
      return attempts;
    }
    const counts = (succeeded: number) => ({
      records: { total: 10, processed: 10, succeeded, failed: 10 - succeeded },
    });

    it('where the service says nothing, every such record', async () => {
      expect(await lossy({})).toBe(6);
    });

    it('where it says how many succeeded, no more than those', async () => {
      // Parts of 10, 9 and 5 with 8, 7 and 3 answers.
      expect(await lossy(counts(8))).toBe(0 + 1 + 2);
    });

    it('none where a manifest says the tokens of all', async () => {
      const tokens = { inputTokens: 0, outputTokens: 0 };
      expect(await lossy({}, { state: 'totals', succeeded: 10, ...tokens })).toBe(0);
      expect(await lossy({}, { state: 'totals', succeeded: 10, inputTokens: null, outputTokens: null })).toBe(
        6,
      );
    });
  });

  it('failed records go live, or into further jobs as long as there are enough of them', async () => {
    const world = new World();
    world.lines = ({ recordId, text }) =>
      Number(recordId.slice(-1)) % 2 === 0 ? [errored(recordId)] : [answered(recordId, `answer to ${text}`)];
    const live = await runWith(world);
    expect(partsOf(live.store, live.run)).toHaveLength(3);
    const { calls } = await finishLive(live.store, live.run);
    expect(calls).toHaveLength(13);
    expect(live.store.trials.counts(live.run.row)).toMatchObject({ completed: 24, failed: 0 });

    const again = await runWith(world, { retry: 'batch' });
    // 13 failed: a part of 8 and one of 5; then 4 + 3 = 7 of these; after that the rounds are over.
    expect(partsOf(again.store, again.run).map(({ records }) => records)).toEqual([10, 9, 5, 8, 5, 7]);
    expect(again.store.ledger.billed(again.run.row).total).toBe((11n + 6n + 3n) * RECORD_COST);
  });

  it.each(['PartiallyCompleted', 'Expired'] as const)(
    'a job that ended as %s keeps what it produced',
    async (status) => {
      const world = new World();
      world.outcome = () => ({ status });
      world.lines = ({ recordId, text }) =>
        recordId.endsWith('-000000') ? [answered(recordId, `answer to ${text}`)] : [];
      const { store, run, end, notices } = await runWith(world);
      expect(end).toEqual({ state: 'done' });
      expect(notices[0]).toContain(`ended as ${status}; 9 of 10 records have no output`);
      const { calls } = await finishLive(store, run);
      expect(calls).toHaveLength(21);
    },
  );

  it('a job that somebody stops while the run waits for it stops the run: its calls are submitted again, never paid live unasked', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const world = new World();
    world.outcome = () => ({ status: 'Stopped' });
    world.lines = ({ recordId, text }) =>
      recordId.endsWith('-000000') ? [answered(recordId, `answer to ${text}`)] : [];
    const options = { store, run, plan: twoVariants(), service: fakeService(world) };
    expect(await prefetchCandidates(options)).toMatchObject({
      state: 'hopeless',
      failure: {
        code: 'batch-job-stopped',
        message: expect.stringContaining('9 of 10 calls have no answer'),
      },
    });
    const calm = new World();
    world.outcome = calm.outcome;
    world.lines = calm.lines;
    expect(await prefetchCandidates(options)).toEqual({ state: 'done' });
    const { calls } = await finishLive(store, run);
    expect(calls).toEqual([]);
    expect(store.ledger.billed(run.row).total).toBe(24n * RECORD_COST);
    expect(store.batch.records.leftOver(run.row)).toBe(0);
  });

  it('a job that failed before its first record stops the run with the reason; mended, the same command goes on', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const world = new World();
    world.outcome = () => ({ status: 'Failed', message: 'the role cannot be assumed' });
    world.lines = () => [];
    const options = { store, run, plan: twoVariants(), service: fakeService(world) };
    expect(await prefetchCandidates(options)).toMatchObject({
      state: 'hopeless',
      failure: { code: 'batch-job-failed', message: expect.stringContaining('the role cannot be assumed') },
      remedy: expect.stringContaining('batch.roleArn'),
    });
    expect(store.ledger.billed(run.row).total).toBe(0n);
    const mended = new World();
    world.outcome = mended.outcome;
    world.lines = mended.lines;
    expect(await prefetchCandidates(options)).toEqual({ state: 'done' });
    expect(store.ledger.billed(run.row).total).toBe(24n * RECORD_COST);
    const { calls } = await finishLive(store, run);
    expect(calls).toEqual([]);
  });

  it('an output that cannot be read now is read later, and no line twice', async () => {
    const world = new World();
    let broken = 0;
    const service = fakeService(world);
    const store = temporaryStore();
    const run = beginRun(store);
    const end = await prefetchCandidates({
      store,
      run,
      plan: twoVariants(),
      service: {
        ...service,
        async *results(job, signal) {
          let lines = 0;
          for await (const line of service.results(job, signal)) {
            yield line;
            lines += 1;
            if (lines < 3 || broken >= 4) continue;
            broken += 1;
            yield {
              state: 'broken',
              failure: { code: 'connection-failed', message: 'reset', attempts: 1 },
            };
            return;
          }
        },
      },
    });
    expect(end).toEqual({ state: 'done' });
    expect(broken).toBe(4);
    expect(store.ledger.billed(run.row).total).toBe(24n * RECORD_COST);
  });
});

describe('law 5: the spend guard and batch jobs', () => {
  it('a job whose bound would cross the cap is not created', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const world = new World();
    const options = { store, run, plan: twoVariants(), service: fakeService(world) };
    expect(await prefetchCandidates({ ...options, cap: 1n })).toEqual({ state: 'exhausted' });
    expect(world.jobs).toEqual([]);
    expect(world.objects.size).toBe(0);
    expect(await prefetchCandidates(options)).toEqual({ state: 'done' });
    expect(new Set(world.created.values())).toEqual(new Set([1]));
  });

  it('submits what fits, settles it, and then the next', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const world = new World();
    const probe = temporaryStore();
    const probed = beginRun(probe);
    await prefetchCandidates({
      store: probe,
      run: probed,
      plan: twoVariants(),
      service: fakeService(new World()),
      cap: 1n,
    });
    const bounds = partsOf(probe, probed).map(({ id }) => probe.batch.records.counts(id).openPico);
    const cap = (bounds[0] ?? 0n) + 20n * RECORD_COST;
    const end = await prefetchCandidates({
      store,
      run,
      plan: twoVariants(),
      service: fakeService(world),
      cap,
    });
    expect(end).toEqual({ state: 'done' });
    expect(world.mostUnderWay).toBe(1);
    expect(store.ledger.billed(run.row).total).toBeLessThanOrEqual(cap);
  });

  it('a submit that the cap admits no job of says so, and what cap it takes', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const world = new World();
    const notices: string[] = [];
    const options = { store, run, plan: twoVariants(), service: fakeService(world), notices };
    await prefetchCandidates({ ...options, cap: 1n });
    const work = workOf({ ...options, cap: 1n });
    expect(await driveParts(work, 'submit')).toEqual({ state: 'exhausted' });
    expect(notices.at(-1)).toMatch(
      /^The next job may cost up to \$[\d.]+, and \$0\.00 of the cap of \$0\.00 are left: it needs a cap of \$[\d.]+\.$/,
    );
    expect(world.jobs).toEqual([]);
    const enough = Number(notices.at(-1)?.match(/a cap of \$([\d.]+)\.$/)?.[1]);
    const raised = workOf({ ...options, cap: BigInt(Math.round(enough * 100)) * 10_000_000_000n });
    await driveParts(raised, 'submit');
    expect(world.jobs.length).toBeGreaterThan(0);
  });

  it('what the cap’s cuts leave over is added to the last job, not paid live', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const world = new World();
    const options = { store, run, plan: twoVariants(), service: fakeService(world) };
    // Twice five, and what is more than four left over: 24 calls are 5, 5, 5 and 9.
    const target = { minRecords: 5, maxRecords: 1_000 };
    expect(await prefetchCandidates({ ...options, target, cap: 1n })).toEqual({ state: 'exhausted' });
    expect(partsOf(store, run).map(({ records }) => records)).toEqual([5, 5, 5, 9]);
    expect(await prefetchCandidates({ ...options, target })).toEqual({ state: 'done' });
    const { calls } = await finishLive(store, run);
    expect(calls).toEqual([]);
  });

  it('calls that no single job could reserve follow each other in smaller ones, never past the cap', async () => {
    const plan = twoVariants();
    const probe = temporaryStore();
    const probed = beginRun(probe);
    const whole = { minRecords: 2, maxRecords: 1000 };
    await prefetchCandidates({
      store: probe,
      run: probed,
      plan,
      service: fakeService(new World()),
      target: whole,
    });
    const all = probe.ledger.billed(probed.row).total;
    const bound = 24n * worstOfRecord(plan);
    const cap = bound / 3n;
    expect(cap).toBeGreaterThan(all);

    const store = temporaryStore();
    const run = beginRun(store);
    const world = new World();
    const notices: string[] = [];
    const options = { store, run, plan, target: whole, cap, notices, service: fakeService(world) };
    expect(await prefetchCandidates(options)).toEqual({ state: 'done' });
    expect(world.jobs.length).toBeGreaterThan(2);
    expect(world.jobs.length).toBeLessThan(12);
    expect(store.ledger.billed(run.row).total).toBe(all);
    expect(notices).toEqual([]);
  });

  it('a job that was submitted keeps its reservation in the next sitting', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const world = new World();
    world.looks = 4;
    const options = { store, run, plan: twoVariants(), target: { maxJobs: 1 } };
    const stopping = new AbortController();
    const service = fakeService(world, (what) => {
      if (what === 'after submit') stopping.abort();
    });
    expect(await prefetchCandidates({ ...options, service, stop: stopping.signal })).toEqual({
      state: 'interrupted',
    });
    expect(world.jobs).toHaveLength(1);
    let held = 0n;
    const work = workOf({ ...options, target: { maxJobs: 20 }, service: fakeService(world), cap: 1n });
    await driveParts({ ...work, onProgress: () => (held = held || work.guard.outstanding) }, 'collect');
    expect(held).toBe(store.batch.records.counts(partsOf(store, run)[0]?.id ?? 0).openPico);
    expect(work.guard.outstanding).toBe(0n);
  });
});

/** The bound of the dearest call of a plan, as a part would reserve it. */
function worstOfRecord(plan: RunPlan): bigint {
  const store = temporaryStore();
  const run = beginRun(store);
  const calls = [...candidateCalls(cellsOf({ plan, store, run, service: fakeService(new World()) }))];
  const bounds = calls.map(({ request }) => upperBound({ ...callBound(request), batch: true }, BATCH_PRICE));
  return bounds.sort((a, b) => (a < b ? -1 : 1)).at(-1) ?? ZERO_USD;
}
