import { existsSync } from 'node:fs';
import { estimateRun, type PlannedCalls } from '../../cost/index.js';
import { ParsimonyError, totalInputTokens } from '../../domain/index.js';
import { hashRequest } from '../../model/index.js';
import { createComparativeScorers, createScorers, type ScorerDependencies } from '../../scorer/index.js';
import type { ComparativeScorer, Scorer } from '../../scorer/port.js';
import { openStore, type Store } from '../../store/index.js';
import { ESTIMATE_BUFFER, loadTokenizer } from '../../tokens/index.js';
import { databasePath } from '../places.js';
import type { RunContext, RunOptions } from '../port.js';
import { type PreparedRun, prepareRun } from '../prepare.js';
import { runPriceNotices } from '../prices/age.js';
import { buildEstimate, type VariantTally } from './build-document.js';
import { calibratedFactors, modelsOf } from './calibration.js';
import type { EstimateDocument } from './document.js';
import { countExactly, type ExactCounts } from './exact-counts.js';
import { createInputCounter } from './input-counter.js';
import { COUNTED_AT_ONCE, openCounter } from './open-counter.js';
import { plannedCalls } from './planned-calls.js';

export { estimateBeforeRun } from './before-run.js';
export { type EstimateDocument, estimateDocumentJsonSchema } from './document.js';

/** What an estimate may be asked for beside the run's own options. */
export interface EstimateOptions {
  /** Let the service count so many requests of each variant; `Infinity`: all. Default: none. */
  readonly exact?: number;
  /** Estimated tokens are multiplied by it. Default {@link ESTIMATE_BUFFER}. */
  readonly buffer?: number;
}

/**
 * Estimates a run from rendered prompts, and from what its database recorded earlier. Nothing is written, and nothing
 * is called but, with `exact`, the service's free CountTokens.
 */
export async function estimateExperiment(
  options: RunOptions & EstimateOptions,
  context: Pick<RunContext, 'env' | 'cwd'> & { readonly now?: () => Date },
): Promise<EstimateDocument> {
  const prepared = await prepareRun({ ...options, reports: false }, context);
  const { now = () => new Date() } = context;
  const estimate = await estimateWithStore(prepared, options, context);
  return { ...estimate, notes: [...estimate.notes, ...runPriceNotices(prepared, { ...context, now })] };
}

async function estimateWithStore(
  prepared: PreparedRun,
  options: RunOptions & EstimateOptions,
  context: Pick<RunContext, 'env' | 'cwd'>,
): Promise<EstimateDocument> {
  const file = databasePath(options, context);
  if (!existsSync(file)) return estimatePrepared(prepared, options, { ...context, store: null });
  const { store, problem } = tryOpen(file);
  try {
    const estimate = await estimatePrepared(prepared, options, { ...context, store });
    return problem === null ? estimate : { ...estimate, notes: [...estimate.notes, problem] };
  } finally {
    store?.close();
  }
}

/** Estimates a run that was prepared already; without a store, token factors are those of the table. */
export async function estimatePrepared(
  prepared: PreparedRun,
  options: EstimateOptions = {},
  context: { readonly env: NodeJS.ProcessEnv; readonly store: Store | null } = {
    env: process.env,
    store: null,
  },
): Promise<EstimateDocument> {
  const { experiment } = prepared.loaded;
  const buffer = options.buffer ?? ESTIMATE_BUFFER;
  const tokenizer = await loadTokenizer();
  const models = modelsOf(experiment);
  const factors = calibratedFactors({ store: context.store, tokenizer, models });
  const counter = createInputCounter({ tokenizer, factors });
  const exact = await exactCounts(prepared, options.exact, context.env);
  const { scorers, comparative } = await scorersOf(prepared);
  const tallies = new Map<string, VariantTally>();
  const calls = plannedCalls({
    prepared,
    tokenizer,
    factors,
    counter,
    buffer,
    scorers,
    comparative,
    exact: exact.counts,
  });
  const estimate = estimateRun(tallied(calls, tallies), {
    minBatchRecords: experiment.batch.minRecords,
  });
  return buildEstimate({ prepared, estimate, tallies, counter, factors, buffer, tokenizer, exact });
}

async function exactCounts(
  prepared: PreparedRun,
  perVariant: number | undefined,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly counts: ReadonlyMap<string, ExactCounts>; readonly asked: boolean }> {
  const { provider, loaded, plan } = prepared;
  const counts = new Map<string, ExactCounts>();
  if (perVariant === undefined || (provider !== 'bedrock' && provider !== 'emulator')) {
    return { counts, asked: perVariant !== undefined };
  }
  const counter = await openCounter(loaded.experiment, env);
  try {
    const signal = new AbortController().signal;
    const concurrency = COUNTED_AT_ONCE;
    return { counts: await countExactly(plan, { counter, perVariant, concurrency, signal }), asked: true };
  } finally {
    await counter.close();
  }
}

/** Adds candidate calls up by variant on their way to the prices. */
function* tallied(
  calls: Iterable<PlannedCalls>,
  tallies: Map<string, VariantTally>,
): Generator<PlannedCalls> {
  for (const item of calls) {
    if (item.role === 'candidate') {
      const tally = tallies.get(item.variant) ?? { calls: 0, input: 0, read: 0, written: 0, output: 0 };
      tallies.set(item.variant, {
        calls: tally.calls + item.calls,
        input: tally.input + item.calls * totalInputTokens(item.usage),
        read: tally.read + item.calls * item.usage.cacheReadInputTokens,
        written: tally.written + item.calls * item.usage.cacheWriteInputTokens,
        output: tally.output + item.calls * item.usage.outputTokens,
      });
    }
    yield item;
  }
}

/** The scorers of the experiment, for the requests of its judges: nothing is called or embedded. */
async function scorersOf(prepared: PreparedRun): Promise<{
  readonly scorers: readonly Scorer[];
  readonly comparative: readonly ComparativeScorer[];
}> {
  const { scorers } = prepared.loaded.experiment;
  const dependencies: ScorerDependencies = {
    embedder: () => Promise.reject(new Error('an estimate embeds nothing')),
    judge: () => ({
      provider: prepared.provider,
      complete: () => Promise.reject(new Error('an estimate calls nothing')),
      close: async () => {},
    }),
    hashRequest,
  };
  return {
    scorers: await createScorers(scorers, dependencies),
    comparative: await createComparativeScorers(scorers, dependencies),
  };
}

/** A database that cannot be read costs an estimate its calibration, not its being. */
function tryOpen(file: string): { readonly store: Store | null; readonly problem: string | null } {
  try {
    return { store: openStore(file, { mustExist: true }), problem: null };
  } catch (error) {
    if (!(error instanceof ParsimonyError)) throw error;
    return { store: null, problem: `Not calibrated by recorded usage: ${error.message}` };
  }
}
