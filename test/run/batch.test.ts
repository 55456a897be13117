import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { driveParts } from '../../src/run/batch/index.js';
import type { RunRow, Store } from '../../src/store/index.js';
import { beginRun, temporaryStore } from '../store/fixture.js';
import { Crash, fakeService, prefetchCandidates, RECORD_COST, World, workOf } from './batch-fixture.js';
import { finishLive, partsOf, rowsOf, SAMPLES, twoVariants } from './batch-runs.js';
import { CALL_COST, memoryDataset, plan, sample, variant } from './fixture.js';

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
