import { afterEach, describe, expect, it } from 'vitest';
import type { RunRow, Store } from '../../src/store/index.js';
import { beginRun, temporaryStore } from '../store/fixture.js';
import { type PrefetchOptions, prefetchCandidates } from './batch-fixture.js';
import { partsOf } from './batch-runs.js';
import { type BatchWorld, billOf, callsOf, type FaultSwitches, jobsOf, startWorld } from './batch-world.js';

// What faults do to such runs: batch-fault-matrix.test.ts.

const CALLS = 30;

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function worldWith(faults: FaultSwitches = {}): Promise<BatchWorld> {
  const world = await startWorld(faults);
  cleanups.push(world.close);
  return world;
}

/** Two jobs, of 20 and 10. */
function optionsFor({ service }: BatchWorld, options: Partial<PrefetchOptions> = {}): PrefetchOptions {
  const store = options.store ?? temporaryStore();
  return {
    store,
    run: options.run ?? beginRun(store),
    plan: callsOf(CALLS),
    service,
    target: { minRecords: 10, maxRecords: 20 },
    realSleepMs: 5,
    ...options,
  };
}

function answersOf({ store, run }: { readonly store: Store; readonly run: RunRow }): number {
  return partsOf(store, run).reduce((sum, { id }) => sum + store.batch.records.counts(id).answered, 0);
}

describe('batch jobs over the wire of S3 and the control plane', () => {
  it('answers every call, each billed once', async () => {
    const world = await worldWith();
    const notices: string[] = [];
    const options = optionsFor(world, { notices });
    expect(await prefetchCandidates(options)).toEqual({ state: 'done' });
    expect(answersOf(options)).toBe(CALLS);
    expect(jobsOf(world.emulator)).toBe(2);
    expect(notices).toEqual([]);
    expect(options.store.ledger.billed(options.run.row).total).toBe(billOf(world.emulator));
  });

  it('tells of what a job did not bring, by the job', async () => {
    const world = await worldWith({ batch: [{ kind: 'missing-line', every: 10 }] });
    const notices: string[] = [];
    await prefetchCandidates(optionsFor(world, { notices }));
    // Which of the two jobs is collected first depends on the machine.
    const ofJobs = notices
      .slice(0, 2)
      .sort((a, b) => Number(b.includes('of 20')) - Number(a.includes('of 20')));
    expect([...ofJobs, ...notices.slice(2)]).toEqual([
      expect.stringContaining(
        '2 of 20 records have no output; what its manifest counts beyond its output is booked',
      ),
      expect.stringContaining('1 of 10 records have no output'),
      'Jobs brought no answer to 3 candidate calls: they go live at full price.',
    ]);
  });

  it('records that failed go into another job where the experiment says so', async () => {
    const world = await worldWith({ batch: [{ kind: 'record-error', limit: 12 }] });
    const options = optionsFor(world, { target: { minRecords: 10, maxRecords: 20, retry: 'batch' } });
    await prefetchCandidates(options);
    expect(answersOf(options)).toBe(CALLS);
    expect(jobsOf(world.emulator)).toBe(3);
    expect(options.store.ledger.billed(options.run.row).total).toBe(billOf(world.emulator));
  });

  it('an emulator that was started anew is given the work again', async () => {
    const first = await worldWith();
    const stopping = new AbortController();
    const submit = first.service.submit.bind(first.service);
    const service = {
      ...first.service,
      submit(...args: Parameters<typeof submit>) {
        stopping.abort();
        return submit(...args);
      },
    };
    const options = optionsFor(first);
    expect(await prefetchCandidates({ ...options, service, stop: stopping.signal })).toEqual({
      state: 'interrupted',
    });
    const second = await worldWith();
    expect(await prefetchCandidates({ ...options, service: second.service })).toEqual({ state: 'done' });
    expect(answersOf(options)).toBe(CALLS);
    expect(options.store.ledger.billed(options.run.row).total).toBe(billOf(second.emulator));
  });
});
