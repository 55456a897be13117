import { expect, it } from 'vitest';
import { askLeftovers } from '../../src/app/batch/leftovers.js';
import { createGateway } from '../../src/run/index.js';
import { BATCH_PRICE, cellsOf, fakeService, World, workOf } from '../run/batch-fixture.js';
import { partsOf, twoVariants } from '../run/batch-runs.js';
import { CALL_COST, scriptedModel } from '../run/fixture.js';
import { beginRun, temporaryStore } from '../store/fixture.js';

function leftovers(options: {
  readonly minRecords: number;
  readonly cap?: bigint;
  readonly fails?: boolean;
  readonly stop?: AbortSignal;
}) {
  const store = temporaryStore();
  const run = beginRun(store);
  const service = fakeService(new World());
  const parts = { store, run, plan: twoVariants(), service, target: { minRecords: options.minRecords } };
  const work = workOf({
    ...parts,
    ...(options.cap !== undefined && { cap: options.cap }),
    ...(options.stop !== undefined && { stop: options.stop }),
  });
  const model = scriptedModel(async () => (options.fails === true ? 'fail' : undefined));
  const price = () => BATCH_PRICE;
  const gateway = createGateway({
    model,
    store,
    runRow: run.row,
    price,
    guard: work.guard,
    shareCache: true,
  });
  const end = askLeftovers({ work, cells: cellsOf(parts) }, { gateway, concurrency: 4 });
  return { end, model, store, run };
}

it('candidates that jobs left over are asked live, each once, where their judge calls fill a job', async () => {
  const { end, model, store, run } = leftovers({ minRecords: 24 });
  expect(await end).toEqual({ state: 'done' });
  expect(model.calls).toHaveLength(24);
  expect(store.ledger.billed(run.row).total).toBe(24n * CALL_COST);
  expect(partsOf(store, run)).toEqual([]);
});

it('fewer are left to the run itself', async () => {
  const { end, model } = leftovers({ minRecords: 25 });
  expect(await end).toEqual({ state: 'done' });
  expect(model.calls).toEqual([]);
});

it('a cap, a stop and failures end it early', async () => {
  expect(await leftovers({ minRecords: 5, cap: 1n }).end).toEqual({ state: 'exhausted' });
  const stop = AbortSignal.abort(new Error('interrupted'));
  expect(await leftovers({ minRecords: 5, stop }).end).toEqual({ state: 'interrupted' });
  const failing = leftovers({ minRecords: 5, fails: true });
  expect(await failing.end).toEqual({ state: 'done' });
  expect(failing.model.calls.length).toBeLessThan(24);
});
