import { openStore } from '../store/index.js';
import { checkBaselineRun } from './baseline.js';
import { databasePath } from './places.js';
import type { RunContext, RunOptions } from './port.js';
import { prepareRun } from './prepare.js';
import { runPriceNotices } from './prices/age.js';
import { type FinishedSitting, holdSitting } from './sitting.js';
import type { Workshop } from './workshop.js';

export const DEFAULT_CONCURRENCY = 16;
const DEFAULT_WAIT_MS = 2_000;

/**
 * Carries an experiment out, or what is left of it: checks everything, takes the database, opens models and
 * scorers, executes, and hands the open store to `use`. Everything it opened is closed when `use` is done.
 */
export function withRun<T>(
  options: RunOptions,
  context: RunContext,
  use: (finished: FinishedSitting) => Promise<T>,
): Promise<T> {
  return withWorkshop(options, context, async (shop) => use(await holdSitting(shop)));
}

/** Checks everything and takes the database; closes what was opened when `use` is done. */
export async function withWorkshop<T>(
  options: RunOptions,
  context: RunContext,
  use: (shop: Workshop) => Promise<T>,
): Promise<T> {
  context.onEvent({ type: 'stage', stage: 'validating' });
  const prepared = await prepareRun(options, context);
  return inWorkshop({ options, context, prepared, command: 'run' }, async (shop) => {
    await checkBaselineRun(shop.store, prepared.loaded);
    return use(shop);
  });
}

/** Takes the database for what has been checked; closes what was opened when `use` is done. */
export async function inWorkshop<T>(
  work: Pick<Workshop, 'options' | 'context' | 'prepared'> & { readonly command: string },
  use: (shop: Workshop) => Promise<T>,
): Promise<T> {
  const { options, context, prepared, command } = work;
  for (const text of runPriceNotices(prepared, context)) context.onEvent({ type: 'notice', text });
  const store = openStore(databasePath(options, context));
  const closers: (() => Promise<void> | void)[] = [() => store.close()];
  try {
    const lock = store.lock({ command, waitMs: options.waitMs ?? DEFAULT_WAIT_MS, now: context.now });
    closers.push(() => lock.release());
    const concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
    return await use({ options, context, prepared, store, concurrency, closers });
  } finally {
    for (const close of closers.reverse()) await close();
  }
}
