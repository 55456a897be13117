import { fromUsd, picoUsd, SpendGuard } from '../cost/index.js';
import { embeddedModelPath, loadEmbedder } from '../embed/index.js';
import type { Embedder } from '../embed/port.js';
import { hashRequest } from '../model/index.js';
import type { Model, ProviderKind } from '../model/port.js';
import {
  createGateway,
  executeRun,
  type Gateway,
  gatewayAsModel,
  JudgeCosts,
  type SittingSummary,
} from '../run/index.js';
import { createScorers } from '../scorer/index.js';
import { openStore, type RunRow, type Store } from '../store/index.js';
import { checkBaselineRun } from './baseline.js';
import { beginRun } from './begin-run.js';
import { type OpenedModel, openModel } from './models.js';
import { databasePath } from './places.js';
import type { RunContext, RunOptions } from './port.js';
import { type PreparedRun, prepareRun } from './prepare.js';

/** A run after its sitting, with the store still open for reports. */
export interface FinishedSitting {
  readonly store: Store;
  readonly run: RunRow;
  readonly sitting: SittingSummary;
  /** Over all roles. */
  readonly totals: { readonly calls: number; readonly cacheHits: number; readonly peak: number };
  readonly prepared: PreparedRun;
}

const DEFAULT_CONCURRENCY = 16;
const DEFAULT_WAIT_MS = 2_000;

/**
 * Carries an experiment out, or what is left of it: checks everything, takes the database, opens models and
 * scorers, executes, and hands the open store to `use`. Everything it opened is closed when `use` is done.
 */
export async function withRun<T>(
  options: RunOptions,
  context: RunContext,
  use: (finished: FinishedSitting) => Promise<T>,
): Promise<T> {
  context.onEvent({ type: 'stage', stage: 'validating' });
  const prepared = await prepareRun(options, context);
  const store = openStore(databasePath(options, context));
  const closers: (() => Promise<void> | void)[] = [() => store.close()];
  try {
    await checkBaselineRun(store, prepared.loaded);
    const lock = store.lock({ command: 'run', waitMs: options.waitMs ?? DEFAULT_WAIT_MS, now: context.now });
    closers.push(() => lock.release());
    const sitting = await execute({ options, context, prepared, store, closers });
    return await use(sitting);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function execute(parts: {
  readonly options: RunOptions;
  readonly context: RunContext;
  readonly prepared: PreparedRun;
  readonly store: Store;
  readonly closers: (() => Promise<void> | void)[];
}): Promise<FinishedSitting> {
  const { options, context, prepared, store, closers } = parts;
  const { loaded, plan, planned, provider } = prepared;
  const { experiment } = loaded;
  const concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
  for (const dataset of loaded.datasets) store.runs.putSamples(dataset);

  const opened = new Map<ProviderKind, OpenedModel>();
  const sampleIds = provider === 'recorded' ? idsOf(loaded.datasets) : new Set<string>();
  for (const kind of providersOf(prepared)) {
    const model = await openModel({
      experiment,
      provider: kind,
      concurrency,
      env: context.env,
      knowsSample: (id) => sampleIds.has(id),
    });
    closers.push(() => model.close());
    opened.set(kind, model);
  }
  const judgeCosts = new JudgeCosts();
  const gateways = new Map<ProviderKind, Gateway>();
  const gatewayOf = (kind: ProviderKind): Gateway => {
    const gateway = gateways.get(kind);
    if (gateway === undefined) throw new Error(`no gateway for ${kind}`);
    return gateway;
  };
  const judgeModel = (kind: ProviderKind | undefined): Model => {
    const name = kind ?? experiment.provider;
    return gatewayAsModel(
      () => gatewayOf(name),
      opened.get(name)?.model.provider ?? name,
      (call, cost) => judgeCosts.add(call, cost),
    );
  };
  const scorers = await createScorers(experiment.scorers, {
    embedder: lazyEmbedder(store, closers),
    judge: judgeModel,
    hashRequest,
  });
  const emulated = [...opened.values()].some(({ model }) => model.provider === 'emulator');
  const notices = [...opened.values()].flatMap((model) => model.notices);
  const run = beginRun({ options, context, prepared, store, scorers, emulated, notices });
  if (run.resumed) store.runs.setState(run.row.row, 'running', context.now().toISOString());
  const guard = new SpendGuard({
    cap: experiment.maxCostUsd === undefined ? null : fromUsd(experiment.maxCostUsd),
    spent: picoUsd(store.ledger.billed(run.row.row).total),
  });
  for (const [kind, { model }] of opened) {
    gateways.set(
      kind,
      createGateway({
        model,
        store,
        runRow: run.row.row,
        price: prepared.priceFor(model.provider),
        guard,
        shareCache: options.cache ?? true,
      }),
    );
  }
  context.onEvent({ type: 'started', run: run.row.name, planned, resumed: run.resumed, emulated });
  for (const text of notices) context.onEvent({ type: 'notice', text });
  context.onEvent({ type: 'stage', stage: 'calling' });
  let sitting: SittingSummary;
  try {
    sitting = await executeRun({
      plan,
      store,
      runRow: run.row.row,
      planned,
      gateway: gatewayOf(experiment.provider),
      guard,
      scorers,
      judgeCosts,
      concurrency,
      retryFailed: options.retryErrors ?? false,
      stop: context.stop,
      abort: context.abort,
      now: () => context.now().getTime(),
      onProgress: (progress) => context.onEvent({ type: 'progress', progress }),
    });
  } catch (error) {
    store.runs.setState(run.row.row, 'stopped', context.now().toISOString());
    throw error;
  }
  store.runs.setState(
    run.row.row,
    sitting.end === 'finished' ? 'finished' : 'stopped',
    context.now().toISOString(),
  );
  const row = store.runs.find(run.row.name);
  if (row === undefined) throw new Error(`run ${run.row.name} vanished`);
  const all = [...gateways.values()];
  return {
    store,
    run: row,
    sitting,
    totals: {
      peak: Math.max(...all.map((gateway) => gateway.stats.peak)),
      calls: all.reduce((sum, gateway) => sum + gateway.stats.calls, 0),
      cacheHits: all.reduce((sum, gateway) => sum + gateway.stats.cacheHits, 0),
    },
    prepared,
  };
}

function providersOf({ loaded }: PreparedRun): ReadonlySet<ProviderKind> {
  const { experiment } = loaded;
  const judges = experiment.scorers.flatMap((scorer) =>
    scorer.kind === 'judge' ? [scorer.judge.provider ?? experiment.provider] : [],
  );
  return new Set([experiment.provider, ...judges]);
}

function idsOf(datasets: PreparedRun['loaded']['datasets']): Set<string> {
  const ids = new Set<string>();
  for (const dataset of datasets) for (const meta of dataset.metas()) ids.add(meta.id);
  return ids;
}

/** Loads an encoder when the first text needs it: a run served from the cache never pays for it. */
function lazyEmbedder(
  store: Store,
  closers: (() => Promise<void> | void)[],
): (modelPath?: string) => Promise<Embedder> {
  const loading = new Map<string, Promise<Embedder>>();
  return (modelPath = embeddedModelPath) => {
    const known = loading.get(modelPath);
    if (known !== undefined) return known;
    const embedder = loadEmbedder({ modelPath, cache: store.embeddings });
    loading.set(modelPath, embedder);
    closers.push(async () => (await embedder).close());
    return embedder;
  };
}
