import type { SpendGuard } from '../../cost/index.js';
import {
  type BatchEnd,
  type BatchWork,
  candidateCalls,
  type Gateway,
  judgeCalls,
  type OpenCells,
  openCellsOf,
  prefetch,
  type SittingSummary,
  submitOnly,
} from '../../run/index.js';
import type { Scorer } from '../../scorer/port.js';
import type { RunRow } from '../../store/index.js';
import type { Workshop } from '../workshop.js';
import { askLeftovers } from './leftovers.js';
import { judgesInBatch } from './plan.js';
import { batchWork, openBatchService } from './work.js';

/** What the batch phase of a sitting works with. */
export interface BatchSitting {
  readonly work: BatchWork;
  readonly cells: OpenCells;
  readonly judges: readonly Scorer[];
  readonly price: Parameters<typeof prefetch>[1]['price'];
}

/** Opens what a sitting with `--batch` needs; null without it. */
export function openBatchSitting(
  shop: Workshop,
  parts: {
    readonly run: RunRow;
    readonly guard: SpendGuard;
    readonly scorers: readonly Scorer[];
    readonly emulatorUrl?: string;
  },
): BatchSitting | null {
  const { prepared, store, options, context } = shop;
  const { batch, provider } = prepared;
  if (batch === null || (provider !== 'bedrock' && provider !== 'emulator')) return null;
  const { run, guard, scorers, emulatorUrl } = parts;
  const service = openBatchService({
    provider,
    region: batch.target.region,
    env: context.env,
    ...(emulatorUrl !== undefined && { emulatorUrl }),
  });
  shop.closers.push(() => service.close());
  const inBatch = new Set(judgesInBatch(prepared.loaded.experiment).map(({ name }) => name));
  const lookup = prepared.priceFor(provider);
  return {
    work: batchWork({ store, run, service, target: batch.target, guard, context }),
    cells: {
      ...openCellsOf(prepared.plan, {
        store,
        runRow: run.row,
        retryFailed: options.retryErrors ?? false,
      }),
      store,
      runRow: run.row,
      provider,
      shareCache: options.cache ?? true,
    },
    judges: scorers.filter(({ name }) => inBatch.has(name)),
    price(model) {
      const price = lookup(model);
      if (price === null) throw new Error(`${model} has no price`);
      return price;
    },
  };
}

/**
 * Has candidates and then judges answered by batch jobs, as far as they can be. Between the two, candidates that the
 * jobs left over are asked live where they are many: a judge can be sent only what was answered.
 */
export async function prefetchAll(
  { work, cells, judges, price }: BatchSitting,
  live: { readonly gateway: Gateway; readonly concurrency: number },
): Promise<BatchEnd> {
  const end = await prefetch(() => candidateCalls(cells), { role: 'candidate', price }, { work, cells });
  if (end.state !== 'done' || judges.length === 0) return end;
  const asked = await askLeftovers({ work, cells }, live);
  if (asked.state !== 'done') return asked;
  return prefetch(() => judgeCalls(cells, judges), { role: 'judge', price }, { work, cells });
}

/** Creates the jobs of the candidates, or of the judges once every candidate has its answer, and leaves. */
export async function submitAll({ work, cells, judges, price }: BatchSitting): Promise<BatchEnd> {
  const end = await submitOnly(() => candidateCalls(cells), { role: 'candidate', price }, { work, cells });
  if (end.state !== 'done' || judges.length === 0 || hasOpenJobs(work)) return end;
  return submitOnly(() => judgeCalls(cells, judges), { role: 'judge', price }, { work, cells });
}

/** The end of a sitting whose batch phase did not come to its own. */
export function batchSummary(end: Exclude<BatchEnd, { readonly state: 'done' }>): SittingSummary {
  return {
    end: end.state,
    ...(end.state === 'hopeless' && { failure: end.failure, remedy: end.remedy }),
    calls: 0,
    failedCalls: 0,
    retries: 0,
    cacheHits: 0,
    wallMs: 0,
  };
}

function hasOpenJobs({ store, run }: BatchWork): boolean {
  return store.batch.parts(run.row).some(({ state }) => state !== 'collected' && state !== 'abandoned');
}
