import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { type StoredPrice, storePrice } from '../cost/index.js';
import { hashJson, type MetricInfo, ParsimonyError } from '../domain/index.js';
import { scorerModels } from '../experiment/index.js';
import { pricedByBatch } from '../run/index.js';
import type { ComparativeScorer, Scorer } from '../scorer/port.js';
import type { AskedBeside, RunRow, RunSnapshot, Store } from '../store/index.js';
import { askedTest } from './ab/sizing.js';
import { estimateBeforeRun } from './estimate/index.js';
import { judgeSetups } from './judge/setups.js';
import { portablePath } from './places.js';
import type { RunContext, RunOptions } from './port.js';
import type { PreparedRun } from './prepare.js';
import { newestRuns } from './reopen-run.js';
import { packageVersion } from './version.js';

/** What of a scorer decides a run's numbers, whether it looks at one answer or compares several. */
export type AnyScorer = Pick<Scorer | ComparativeScorer, 'name' | 'fingerprint' | 'metrics'>;

/** What a run is begun with: everything is checked and open. */
export interface RunBeginning {
  readonly options: RunOptions;
  readonly context: Pick<RunContext, 'cwd' | 'now'>;
  readonly prepared: PreparedRun;
  readonly store: Store;
  readonly scorers: readonly AnyScorer[];
  readonly emulated: boolean;
  /** What opening models and scorers found. */
  readonly notices: readonly string[];
}

/** A run that a sitting works on. */
export interface Begun {
  readonly row: RunRow;
  readonly resumed: boolean;
  /** It was brought to its end before: nothing is left to do but to show it. */
  readonly isFinished?: boolean;
}

/** Goes on with the unfinished run of this plan, or begins one and keeps what is expected of it. */
export async function beginRun(parts: RunBeginning): Promise<Begun> {
  const { options, context, prepared, store } = parts;
  const planHash = planIdentity(parts);
  const earlier = findEarlier(options, store, planHash);
  if (earlier !== undefined) return { row: earlier, resumed: true };
  const estimate = await estimateBeforeRun({
    prepared,
    store,
    ...(prepared.batch !== null && { batchPriced: pricedByBatch(prepared.batch.models) }),
  });
  const at = context.now();
  const row = store.runs.create({
    name: runName(at),
    planHash,
    experiment: prepared.loaded.experiment.name,
    planned: prepared.planned,
    startedAt: at.toISOString(),
    snapshot: { ...snapshotOf(parts), ...(estimate !== null && { estimate }) },
  });
  return { row, resumed: false };
}

/** A name that sorts by time and that no other run of the same second has, but by an odd chance. */
export function runName(at: Date): string {
  const stamp = at.toISOString().replace(/\..*/, '').replaceAll(/[-:]/g, '').replace('T', '-');
  return `${stamp}-${randomBytes(2).toString('hex')}`;
}

/** Two sittings belong to one run when everything that decides its numbers is the same. */
function planIdentity(parts: {
  readonly options: RunOptions;
  readonly prepared: PreparedRun;
  readonly scorers: readonly AnyScorer[];
}): string {
  const { options, prepared, scorers } = parts;
  return hashJson({
    experiment: prepared.loaded.experiment.planHash,
    provider: prepared.provider,
    filter: JSON.parse(JSON.stringify(prepared.filter)),
    prices: prepared.book.sha256,
    scorers: scorers.map((scorer) => scorer.fingerprint),
    ...(options.stopEarly === true && { stopEarly: true }),
    // What decides the logical cost of a batch run; where its jobs go may change between two sittings.
    ...(prepared.batch !== null && {
      batch: { minRecords: prepared.batch.target.minRecords, judge: prepared.batch.target.judge },
    }),
  });
}

/** The run that a sitting goes on with: the one that is named, or the newest unfinished one of its plan. */
export function findEarlier(
  options: Pick<RunOptions, 'resume' | 'retryErrors'>,
  store: Store,
  planHash: string,
): RunRow | undefined {
  if (typeof options.resume === 'string') {
    const run = store.runs.find(options.resume);
    if (run === undefined)
      throw new ParsimonyError('not-found', `there is no run ${options.resume} in ${store.file}`, {
        hint: newestRuns(store),
      });
    if (run.planHash !== planHash) {
      throw new ParsimonyError('refused', `run ${run.name} was made from another plan`, {
        hint: 'Prompts, datasets, variants, prices or scorers have changed since. Start a new run: what is unchanged comes from the cache.',
      });
    }
    return run;
  }
  if (options.resume === false) return undefined;
  const unfinished = store.runs.findUnfinished(planHash);
  return unfinished ?? (options.retryErrors === true ? store.runs.findNewest(planHash) : undefined);
}

/** Everything that a report needs once experiment and datasets are gone. */
export function snapshotOf(parts: Omit<RunBeginning, 'store'>): RunSnapshot {
  const { options, prepared, scorers } = parts;
  const { experiment, datasets, prompts } = prepared.loaded;
  const metrics = new Map<string, MetricInfo>();
  for (const metric of scorers.flatMap((scorer) => scorer.metrics)) metrics.set(metric.name, metric);
  return {
    experimentPath: experiment.path,
    provider: experiment.provider,
    emulated: parts.emulated,
    region: experiment.region,
    seed: experiment.seed,
    repeats: experiment.repeats,
    variants: experiment.variants,
    metrics: [...metrics.values()],
    quality: experiment.quality,
    guardrails: experiment.guardrails,
    ...(experiment.gate !== undefined && { gate: experiment.gate }),
    ...(experiment.promote !== undefined && { promote: experiment.promote }),
    ...(experiment.traffic !== undefined && { traffic: experiment.traffic }),
    datasets: datasets.map(({ name, kind, path: file, hash, count }) => ({
      name,
      kind,
      path: file,
      hash,
      count,
    })),
    filter: prepared.filter,
    ...(prepared.ab !== null && { ab: askedTest(prepared.ab) }),
    asked: askedBeside(options, parts.context),
    prompts: [...prompts.values()].map((prompt) => ({
      file: prompt.path,
      path: portablePath(experiment.path, prompt.path),
      name: prompt.name,
      version: prompt.version,
      hash: prompt.hash,
      text: prompt.text,
      ...(prompt.tools !== undefined && { tools: prompt.tools }),
    })),
    // Not the Node version: two honest executions on Node 20 and 24 give the same report (law 6).
    versions: {
      parsimony: packageVersion(),
      scorers: hashJson(scorers.map((scorer) => scorer.fingerprint)).slice(0, 12),
    },
    scorers: scorers.map(({ name, fingerprint, metrics: own }) => ({
      name,
      fingerprint,
      metrics: own.map((metric) => metric.name),
      names: experiment.scorers.some((spec) => spec.name === name && spec.kind === 'assertions')
        ? 'open'
        : 'fixed',
    })),
    priceBook: { date: prepared.book.date, sha256: prepared.book.sha256 },
    prices: pricesOf(prepared),
    caching: prepared.caching,
    ...(prepared.batch !== null && { batch: prepared.batch.target, batchModels: prepared.batch.models }),
    notices: [...experiment.notices, ...parts.notices],
    judgeSetups: judgeSetups(experiment, scorers, prepared.calibrations),
    judges: scorerModels(experiment.scorers).map(({ name, model, provider, temperature, repeats }) => ({
      name,
      model,
      provider: provider ?? experiment.provider,
      ...(repeats > 1 && { repeats }),
      ...(temperature !== undefined && { temperature }),
    })),
  };
}

function askedBeside(options: RunOptions, { cwd }: Pick<RunContext, 'cwd'>): AskedBeside {
  const { provider, region, repeats, seed, maxCostUsd, baseline, prices, ab, cache } = options;
  return {
    ...(provider !== undefined && { provider }),
    ...(region !== undefined && { region }),
    ...(repeats !== undefined && { repeats }),
    ...(seed !== undefined && { seed }),
    ...(maxCostUsd !== undefined && { maxCostUsd }),
    ...(baseline !== undefined && { baseline }),
    ...(prices !== undefined && { prices: path.resolve(cwd, prices) }),
    ...(ab !== undefined && { ab: path.resolve(cwd, ab) }),
    ...(cache === false && { cache }),
  };
}

/** Prices of models, so that what is made of a run later needs no price book. Default: those of the variants. */
export function pricesOf(
  { loaded, provider, priceFor }: PreparedRun,
  models: readonly (string | undefined)[] = loaded.experiment.variants.map(({ model }) => model),
): { readonly [model: string]: StoredPrice } {
  const prices: { [model: string]: StoredPrice } = {};
  for (const model of models) {
    const price = model === undefined ? null : priceFor(provider)(model);
    if (model !== undefined && price !== null) prices[model] = storePrice(price);
  }
  return prices;
}
