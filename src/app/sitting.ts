import { fromUsd, picoUsd, SpendGuard, toUsd } from '../cost/index.js';
import { embeddedModelPath, loadEmbedder } from '../embed/index.js';
import type { TokenEmbedder } from '../embed/port.js';
import { scorerModels } from '../experiment/index.js';
import { hashRequest } from '../model/index.js';
import type { LimiterTrace, ProviderKind } from '../model/port.js';
import {
  compareAnswers,
  createGateway,
  createWarmUp,
  executeRun,
  failedForTheAccount,
  type Gateway,
  type GatewayStats,
  gatewayAsModel,
  JudgeCosts,
  pricedByBatch,
  type RunPlan,
  type RunProgress,
  type SittingSummary,
} from '../run/index.js';
import { createComparativeScorers, createScorers, type ScorerDependencies } from '../scorer/index.js';
import type { ComparativeScorer, Scorer } from '../scorer/port.js';
import type { RunRow, RunState, Store } from '../store/index.js';
import { jobsElsewhere } from './batch/elsewhere.js';
import { type BatchSitting, batchSummary, openBatchSitting, prefetchAll } from './batch/sitting.js';
import { type Begun, beginRun, type RunBeginning } from './begin-run.js';
import { judgeRun } from './conclude.js';
import { matchCache } from './match-cache.js';
import { type OpenedModel, openModel } from './models.js';
import type { PreparedRun } from './prepare.js';
import { referencesOf } from './references.js';
import { carryOutInBlocks, stopEarlyNotices } from './stop-early.js';
import type { Workshop } from './workshop.js';

/** A run after its sitting, with the store still open for reports. */
export interface FinishedSitting {
  readonly store: Store;
  readonly run: RunRow;
  readonly sitting: SittingSummary;
  /** Over all roles. */
  readonly totals: Readonly<GatewayStats>;
  /** What the limiters of this sitting did. */
  readonly limiters: readonly LimiterTrace[];
  readonly prepared: PreparedRun;
}

/** A sitting that is ready to call. */
export interface OpenSitting {
  readonly run: RunRow;
  readonly models: ReadonlyMap<ProviderKind, OpenedModel>;
  readonly gateways: ReadonlyMap<ProviderKind, Gateway>;
  readonly guard: SpendGuard;
  readonly scorers: readonly Scorer[];
  /** Those that need the answers of all variants. */
  readonly comparative: readonly ComparativeScorer[];
  readonly judgeCosts: JudgeCosts;
  /** Null for a live run. */
  readonly batch: BatchSitting | null;
  /** Nothing is left to do. */
  readonly isFinished: boolean;
}

/** Opens models and scorers, begins the run or goes on with it, and carries it out. */
export async function holdSitting(shop: Workshop): Promise<FinishedSitting> {
  const { prepared, store } = shop;
  const open = await openSitting(shop);
  const sitting = await sit(shop, open);
  return {
    store,
    run: store.runs.get(open.run.row),
    sitting,
    totals: totalsOf([...open.gateways.values()]),
    limiters: [...open.models.values()].flatMap((model) => model.limiters()),
    prepared,
  };
}

/** Opens models and scorers, and begins the run (or what `begin` makes) or goes on with it. */
export async function openSitting(
  shop: Workshop,
  begin: (parts: RunBeginning) => Promise<Begun> = beginRun,
): Promise<OpenSitting> {
  const { context, prepared, store } = shop;
  const { experiment, datasets } = prepared.loaded;
  for (const dataset of datasets) store.runs.putSamples(dataset);
  const models = await openModels(shop);
  const judgeCosts = new JudgeCosts();
  const gateways = new Map<ProviderKind, Gateway>();
  const dependencies: ScorerDependencies = {
    embedder: lazyEmbedder(store, shop.closers),
    references: () => referencesOf(datasets),
    matches: (matchId) => matchCache(store.embeddings, matchId),
    judge: (kind = experiment.provider) =>
      gatewayAsModel(
        () => required(gateways, kind),
        required(models, kind).model.provider,
        (call, responseId, cost) => judgeCosts.add(call, responseId, cost),
        (call, failure) => {
          if (failedForTheAccount(failure)) judgeCosts.lose(call, failure);
        },
      ),
    hashRequest,
  };
  const scorers = await createScorers(experiment.scorers, dependencies);
  const comparative = await createComparativeScorers(experiment.scorers, dependencies);
  const emulated = [...models.values()].some(({ model }) => model.provider === 'emulator');
  const notices = [...models.values()].flatMap((model) => model.notices);
  const said = scorers.flatMap((scorer) => scorer.notices ?? []);
  const {
    row,
    resumed,
    isFinished = false,
  } = await begin({
    ...shop,
    scorers: [...scorers, ...comparative],
    emulated,
    notices: [...notices, ...said],
  });
  if (resumed && !isFinished) store.runs.setState(row.row, 'running', context.now().toISOString());
  const guard = new SpendGuard({
    cap: experiment.maxCostUsd === undefined ? null : fromUsd(experiment.maxCostUsd),
    spent: picoUsd(store.ledger.billed(row.row).total),
    unseen: picoUsd(store.unseen.total(row.row).atMostPico),
  });
  for (const [kind, { model }] of models) {
    const price = prepared.priceFor(model.provider);
    const shareCache = shop.options.cache ?? true;
    const warmUp = createWarmUp({ clock: () => performance.now() });
    const batchPriced =
      prepared.batch !== null && kind === experiment.provider
        ? pricedByBatch(prepared.batch.models)
        : undefined;
    gateways.set(
      kind,
      createGateway({
        model,
        store,
        runRow: row.row,
        price,
        guard,
        shareCache,
        warmUp,
        ...(batchPriced !== undefined && { batchPriced }),
      }),
    );
  }
  context.onEvent({
    type: 'started',
    run: row.name,
    planned: prepared.planned,
    resumed,
    emulated,
    ...(isFinished && { isFinished }),
  });
  const elsewhere = resumed ? [] : jobsElsewhere(store, row);
  const early = shop.options.stopEarly === true ? stopEarlyNotices(experiment, datasets) : [];
  for (const text of [...notices, ...early, ...elsewhere]) context.onEvent({ type: 'notice', text });
  context.onEvent({ type: 'stage', stage: 'calling' });
  const { emulatorUrl } = required(models, experiment.provider);
  const batch = openBatchSitting(shop, {
    run: row,
    guard,
    scorers,
    ...(emulatorUrl !== undefined && { emulatorUrl }),
  });
  return { run: row, models, gateways, guard, scorers, comparative, judgeCosts, batch, isFinished };
}

/** Carries the plan out and leaves the run in the state that its end calls for. */
async function sit(shop: Workshop, open: OpenSitting): Promise<SittingSummary> {
  const { options, context, prepared, store, concurrency } = shop;
  const { run, gateways, batch } = open;
  const runRow = run.row;
  const gateway = required(gateways, prepared.loaded.experiment.provider);
  const now = (): number => context.now().getTime();
  const started = now();
  const leave = (state: RunState): void => store.runs.setState(runRow, state, context.now().toISOString());
  try {
    if (batch !== null) {
      const prefetched = await prefetchAll(batch, { gateway, concurrency });
      if (prefetched.state !== 'done') {
        leave('stopped');
        return { ...batchSummary(prefetched), wallMs: now() - started };
      }
    }
    const { plan } = prepared;
    const sitting =
      options.stopEarly === true
        ? await carryOutInBlocks({
            plan,
            store,
            run,
            carryOut: (part) => carryOut(shop, open, part),
            decide: async () => {
              const { gate } = await judgeRun(store, store.runs.get(runRow));
              return gate !== null && gate.verdict !== 'inconclusive';
            },
          })
        : await carryOut(shop, open, plan);
    leave(sitting.end === 'finished' ? 'finished' : 'stopped');
    return { ...sitting, wallMs: now() - started };
  } catch (error) {
    leave('stopped');
    throw error;
  }
}

/** Both passes over a plan, or over a part of it. */
async function carryOut(shop: Workshop, open: OpenSitting, plan: RunPlan): Promise<SittingSummary> {
  const { options, context, prepared, store, concurrency } = shop;
  const { run, gateways, guard, scorers, judgeCosts } = open;
  let carriedOut: RunProgress | undefined;
  const executed = await executeRun({
    runRow: run.row,
    gateway: required(gateways, prepared.loaded.experiment.provider),
    guard,
    scorers,
    judgeCosts,
    plan,
    planned: prepared.planned,
    store,
    concurrency,
    retryFailed: options.retryErrors ?? false,
    stop: context.stop,
    abort: context.abort,
    now: () => context.now().getTime(),
    onProgress(progress) {
      carriedOut = progress;
      context.onEvent({ type: 'progress', progress });
    },
  });
  return executed.end === 'finished' ? await compare(shop, open, { executed, carriedOut, plan }) : executed;
}

/** The second pass: compares the answers of all variants, where a scorer asks for it. */
async function compare(
  { context, prepared, store }: Workshop,
  { run, gateways, guard, comparative, judgeCosts }: OpenSitting,
  {
    executed,
    carriedOut,
    plan,
  }: {
    readonly executed: SittingSummary;
    readonly carriedOut: RunProgress | undefined;
    readonly plan: RunPlan;
  },
): Promise<SittingSummary> {
  if (comparative.length === 0) return executed;
  const { stats } = required(gateways, prepared.loaded.experiment.provider);
  const compared = await compareAnswers({
    plan,
    store,
    runRow: run.row,
    scorers: comparative,
    judgeCosts,
    stop: context.stop,
    abort: context.abort,
    onProgress(comparisons) {
      if (carriedOut === undefined) return;
      const spentUsd = toUsd(guard.spent);
      const progress = { ...carriedOut, calls: stats.calls, spentUsd, comparisons };
      context.onEvent({ type: 'progress', progress });
    },
  });
  const { calls, failedCalls, retries, cacheHits } = stats;
  return { ...executed, ...compared, calls, failedCalls, retries, cacheHits };
}

async function openModels(shop: Workshop): Promise<ReadonlyMap<ProviderKind, OpenedModel>> {
  const { prepared, context, concurrency, closers } = shop;
  const { experiment, datasets } = prepared.loaded;
  const sampleIds = prepared.provider === 'recorded' ? idsOf(datasets) : new Set<string>();
  const models = new Map<ProviderKind, OpenedModel>();
  for (const provider of providersOf(prepared)) {
    const model = await openModel({
      experiment,
      provider,
      concurrency,
      env: context.env,
      knowsSample: (id) => sampleIds.has(id),
      // A search asks a table for points of its space as it comes to them.
      ...(prepared.loaded.search !== undefined && { variantNamed: prepared.loaded.search.variantNamed }),
    });
    closers.push(() => model.close());
    models.set(provider, model);
  }
  return models;
}

/** Over all roles. */
export function totalsOf(gateways: readonly Gateway[]): GatewayStats {
  const sum = (of: keyof GatewayStats): number => gateways.reduce((total, { stats }) => total + stats[of], 0);
  return {
    calls: sum('calls'),
    judgeCalls: sum('judgeCalls'),
    failedCalls: sum('failedCalls'),
    retries: sum('retries'),
    throttled: sum('throttled'),
    cacheHits: sum('cacheHits'),
    peak: Math.max(...gateways.map(({ stats }) => stats.peak)),
  };
}

/** What was opened for a provider. */
export function required<T>(byProvider: ReadonlyMap<ProviderKind, T>, kind: ProviderKind): T {
  const found = byProvider.get(kind);
  if (found === undefined) throw new Error(`nothing was opened for ${kind}`);
  return found;
}

function providersOf({ loaded }: PreparedRun): ReadonlySet<ProviderKind> {
  const { experiment } = loaded;
  const asked = scorerModels(experiment.scorers).flatMap(({ provider }) => provider ?? []);
  return new Set([experiment.provider, ...asked]);
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
): (modelPath?: string) => Promise<TokenEmbedder> {
  const loading = new Map<string, Promise<TokenEmbedder>>();
  return (modelPath = embeddedModelPath) => {
    const known = loading.get(modelPath);
    if (known !== undefined) return known;
    const embedder = loadEmbedder({ modelPath, cache: store.embeddings });
    loading.set(modelPath, embedder);
    closers.push(async () => (await embedder).close());
    return embedder;
  };
}
