import type { Model } from '../../src/model/port.js';
import {
  createGateway,
  executeRun,
  JudgeCosts,
  type RunPlan,
  type SittingSummary,
} from '../../src/run/index.js';
import type { RunRow, Store } from '../../src/store/index.js';
import { BATCH_PRICE, fakeService, World, workOf } from './batch-fixture.js';
import { lengthScorer, memoryDataset, plan, sample, scriptedModel } from './fixture.js';

export const SAMPLES = Array.from({ length: 12 }, (_, n) => sample(`s${String(n).padStart(2, '0')}`));

/** 24 calls of one model: with ten records a part, three parts of 10, 9 and 5. */
export function twoVariants(samples = SAMPLES) {
  return plan({ datasets: [memoryDataset(samples)] });
}

export function partsOf(store: Store, run: RunRow) {
  return store.batch.parts(run.row);
}

/** The ordinary run that follows the jobs. */
export async function finishLive(store: Store, run: RunRow, work = twoVariants()) {
  const model = scriptedModel();
  const summary = await finishWith(model, { store, run, work });
  return { summary, calls: model.calls };
}

/** As {@link finishLive}, with any model. */
export function finishWith(
  model: Model,
  { store, run, work }: { readonly store: Store; readonly run: RunRow; readonly work: RunPlan },
): Promise<SittingSummary> {
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
  return executeRun({
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
}

export function rowsOf(store: Store, run: RunRow) {
  return [...store.trials.stream(run.row, { variants: 2, repeats: 1 })];
}
