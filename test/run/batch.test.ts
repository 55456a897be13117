import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { driveParts } from '../../src/run/batch/index.js';
import { createGateway, executeRun, JudgeCosts } from '../../src/run/index.js';
import type { RunRow, Store } from '../../src/store/index.js';
import { beginRun, temporaryStore } from '../store/fixture.js';
import {
  answered,
  BATCH_PRICE,
  Crash,
  errored,
  fakeService,
  prefetchCandidates,
  RECORD_COST,
  World,
  workOf,
} from './batch-fixture.js';
import { CALL_COST, lengthScorer, memoryDataset, plan, sample, scriptedModel, variant } from './fixture.js';

const SAMPLES = Array.from({ length: 12 }, (_, n) => sample(`s${String(n).padStart(2, '0')}`));

/** 24 calls of one model: with ten records a part, three parts of 10, 9 and 5. */
function twoVariants(samples = SAMPLES) {
  return plan({ datasets: [memoryDataset(samples)] });
}

function partsOf(store: Store, run: RunRow) {
  return store.batch.parts(run.row);
}

/** The ordinary run that follows the jobs. */
async function finishLive(store: Store, run: RunRow, work = twoVariants()) {
  const model = scriptedModel();
  const never = new AbortController().signal;
  const { guard } = workOf({ store, run, plan: work, service: fakeService(new World()) });
  const gateway = createGateway({
    model,
    store,
    runRow: run.row,
    price: () => BATCH_PRICE,
    guard,
    shareCache: true,
    batchPriced: () => true,
  });
  const summary = await executeRun({
    plan: work,
    store,
    runRow: run.row,
    planned: work.included.length * work.variants.length,
    gateway,
    guard,
    scorers: [lengthScorer],
    judgeCosts: new JudgeCosts(),
    concurrency: 4,
    retryFailed: false,
    stop: never,
    abort: never,
    now: () => 0,
    onProgress: () => {},
  });
  return { summary, calls: model.calls };
}

function rowsOf(store: Store, run: RunRow) {
  return [...store.trials.stream(run.row, { variants: 2, repeats: 1 })];
}

describe('a batch run', () => {
  it('answers every call by jobs at half price, and the run then calls nothing', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const world = new World();
    const end = await prefetchCandidates({ store, run, plan: twoVariants(), service: fakeService(world) });
    expect(end).toEqual({ state: 'done' });
    expect(partsOf(store, run).map(({ state, records }) => [state, records])).toEqual([
      ['collected', 10],
      ['collected', 9],
      ['collected', 5],
    ]);
    expect(store.ledger.billed(run.row).total).toBe(24n * RECORD_COST);
    const { summary, calls } = await finishLive(store, run);
    expect(summary).toMatchObject({ end: 'finished', cacheHits: 24 });
    expect(calls).toEqual([]);
    expect(store.trials.logicalPico(run.row).candidate).toBe(24n * RECORD_COST);
    expect(CALL_COST).toBe(2n * RECORD_COST);
    const parts = partsOf(store, run);
    expect(parts.reduce((sum, part) => sum + part.billedPico, 0n)).toBe(24n * RECORD_COST);
  });

  it('joins output on the record id, in any order', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    await prefetchCandidates({ store, run, plan: twoVariants(), service: fakeService(new World()) });
    await finishLive(store, run);
    const texts = SAMPLES.map((_, index) => {
      const id = store.trials.responseId(run.row, index * 2);
      return id === null ? null : store.responses.get(id).completion.text;
    });
    expect(texts).toEqual(SAMPLES.map(({ id }) => `answer to What is ${id}?`));
  });

  it('asks equal calls once', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const twins = plan({ datasets: [memoryDataset(SAMPLES)], variants: [variant('a'), variant('b')] });
    await prefetchCandidates({ store, run, plan: twins, service: fakeService(new World()) });
    expect(partsOf(store, run).reduce((sum, { records }) => sum + records, 0)).toBe(12);
  });

  it('sends too small a group live and says so', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const world = new World();
    const notices: string[] = [];
    const few = twoVariants(SAMPLES.slice(0, 2));
    await prefetchCandidates({ store, run, plan: few, service: fakeService(world), notices });
    expect(world.jobs).toEqual([]);
    expect(notices).toEqual([
      '4 calls of test-model go live at full price: fewer than batch.minRecords (5).',
    ]);
  });

  it('cuts by bytes too, and makes a call that no file can hold live', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const world = new World();
    const notices: string[] = [];
    const long = sample('long', { vars: { question: 'x'.repeat(5_000) } });
    const end = await prefetchCandidates({
      store,
      run,
      plan: twoVariants([...SAMPLES, long]),
      service: fakeService(world),
      target: { maxFileBytes: 1_000, maxRecords: 1_000, minRecords: 1 },
      notices,
    });
    expect(end).toEqual({ state: 'done' });
    expect([...world.objects.values()].every((text) => Buffer.byteLength(text) <= 1_000)).toBe(true);
    expect(partsOf(store, run).map(({ bytes }) => bytes)).toEqual(
      [...world.objects.values()].map((text) => Buffer.byteLength(text)),
    );
    expect(notices).toEqual([
      '2 calls longer than a whole input file may be (1000 bytes) will be made live.',
    ]);
  });

  it('keeps at most maxJobs under way per model, and waits where the account has no room', async () => {
    for (const limits of [{ target: { maxJobs: 1 } }, { quota: 1 }]) {
      const store = temporaryStore();
      const run = beginRun(store);
      const world = new World();
      world.quota = limits.quota ?? world.quota;
      const end = await prefetchCandidates({
        store,
        run,
        plan: twoVariants(),
        service: fakeService(world),
        ...(limits.target !== undefined && { target: limits.target }),
      });
      expect(end).toEqual({ state: 'done' });
      expect(world.jobs).toHaveLength(3);
      expect(world.mostUnderWay).toBe(1);
    }
  });

  it('writes an input file that was lost anew, byte for byte', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const world = new World();
    const options = { store, run, plan: twoVariants(), service: fakeService(world) };
    let first: readonly string[] = [];
    const stopping = new AbortController();
    const spy = fakeService(world, (what) => {
      if (what !== 'before upload') return;
      first = [readFileSync(spooled(store, run, 1), 'utf8')];
      throw new Crash();
    });
    await expect(prefetchCandidates({ ...options, service: spy })).rejects.toThrow(Crash);
    const before = partsOf(store, run)[0]?.sha256;
    rmSync(spooled(store, run, 1));
    await driveParts(workOf({ ...options, stop: stopping.signal }), 'submit');
    expect([world.objects.get(partsOf(store, run)[0]?.inputUri ?? '')]).toEqual(first);
    expect(partsOf(store, run)[0]?.sha256).toBe(before);
    expect(before).toMatch(/^[0-9a-f]{64}$/);
  });

  function spooled(store: Store, run: RunRow, part: number): string {
    return path.join(path.dirname(store.file), 'batch', run.name, `part-${part}.jsonl`);
  }
});

describe('law 1: a process that dies in the middle of batch work', () => {
  it('at any request or line: one job per part, nothing paid twice, the same rows', async () => {
    const undisturbed = temporaryStore();
    const whole = beginRun(undisturbed);
    let boundaries = 0;
    const counting = fakeService(new World(), () => {
      boundaries += 1;
    });
    await prefetchCandidates({ store: undisturbed, run: whole, plan: twoVariants(), service: counting });
    await finishLive(undisturbed, whole);
    const expected = rowsOf(undisturbed, whole);
    expect(boundaries).toBeGreaterThan(50);

    for (let fatal = 1; fatal <= boundaries; fatal += 1) {
      const store = temporaryStore();
      const run = beginRun(store);
      const world = new World();
      let passed = 0;
      const dying = fakeService(world, () => {
        passed += 1;
        if (passed === fatal) throw new Crash();
      });
      const options = { store, run, plan: twoVariants() };
      await expect(prefetchCandidates({ ...options, service: dying })).rejects.toThrow(Crash);
      expect(await prefetchCandidates({ ...options, service: fakeService(world) })).toEqual({
        state: 'done',
      });
      expect([...world.created.values()]).toEqual([1, 1, 1]);
      expect(store.ledger.billed(run.row).total).toBe(24n * RECORD_COST);
      const { calls } = await finishLive(store, run);
      expect(calls).toEqual([]);
      expect(rowsOf(store, run)).toEqual(expected);
    }
  });

  it('in the middle of planning leaves no part behind', async () => {
    const store = temporaryStore();
    const run = beginRun(store);
    const world = new World();
    const broken = {
      ...fakeService(world),
      encode: (recordId: string) => {
        if (recordId.endsWith('-000007')) throw new Crash();
        return recordId;
      },
    };
    const options = { store, run, plan: twoVariants() };
    await expect(prefetchCandidates({ ...options, service: broken })).rejects.toThrow();
    expect(partsOf(store, run)).toEqual([]);
    await prefetchCandidates({ ...options, service: fakeService(world) });
    expect(partsOf(store, run).map(({ part }) => part)).toEqual([1, 2, 3]);
  });
});

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

  it.each(['PartiallyCompleted', 'Stopped', 'Expired'] as const)(
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
    expect([...world.created.values()]).toEqual([1, 1, 1]);
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
