import { ParsimonyError } from '../../domain/index.js';
import { type BatchEnd, cancelParts, driveParts, refreshJobs } from '../../run/index.js';
import { openStore, type RunRow, type Store } from '../../store/index.js';
import { databasePath } from '../places.js';
import type { RunContext, RunOptions } from '../port.js';
import { newestRuns } from '../reopen-run.js';
import { withWorkshop } from '../run-experiment.js';
import { openSitting } from '../sitting.js';
import { submitAll } from './sitting.js';
import { type BatchStatus, batchStatusOf, type Place, placeOf } from './status.js';
import { batchWork, openBatchService, storedBatch } from './work.js';

/** How a `batch` command ended, with what it left. */
export interface BatchReport {
  readonly status: BatchStatus;
  readonly end: BatchEnd;
}

interface StoredRunOptions {
  /** A run's name, a beginning of it, or `latest`: the newest with batch jobs. */
  readonly run: string;
  readonly db?: string;
  readonly waitMs?: number;
}

const DEFAULT_WAIT_MS = 2_000;

/** Plans a run's batch jobs, creates them and leaves; the run itself is finished by `run --batch`. */
export function submitBatch(options: RunOptions, context: RunContext): Promise<BatchReport> {
  return withWorkshop({ ...options, batch: true }, context, async (shop) => {
    if (shop.prepared.loaded.experiment.provider === 'emulator') {
      throw new ParsimonyError(
        'refused',
        'the embedded emulator ends with this command, and its jobs with it',
        {
          hint: 'Use `parsimony run --batch`; or start `parsimony emulate`, export what it prints, and use --provider bedrock.',
        },
      );
    }
    const { run, batch } = await openSitting(shop);
    if (batch === null) throw new Error('the sitting has no batch side');
    const leave = (): void => shop.store.runs.setState(run.row, 'stopped', context.now().toISOString());
    const end = await submitAll(batch).finally(leave);
    return {
      status: batchStatusOf(shop.store, shop.store.runs.get(run.row), placeOf(options, context)),
      end,
    };
  });
}

/** Asks how the jobs of a run are doing. Takes no lock: a command that waits for the same jobs goes on. */
export function refreshBatch(options: StoredRunOptions, context: RunContext): Promise<BatchReport> {
  return withStoredRun(options, context, async ({ store, run, open, place }) => {
    const failure = await refreshJobs(open());
    const status = batchStatusOf(store, run, place);
    const end: BatchEnd =
      failure === undefined
        ? { state: 'done' }
        : {
            state: 'hopeless',
            failure,
            remedy: 'The states are those that were seen last; the jobs are not touched by this.',
          };
    return { status, end };
  });
}

/** Brings in what the ended jobs of a run produced, without waiting for the others. */
export function collectBatch(options: StoredRunOptions, context: RunContext): Promise<BatchReport> {
  return withStoredRun(options, context, async ({ store, run, open, lock, place }) => {
    lock('batch collect');
    const end = await driveParts(open(), 'collect');
    return { status: batchStatusOf(store, run, place), end };
  });
}

/** Stops the jobs of a run, waits until they have stopped, and brings in what they produced. */
export function cancelBatch(options: StoredRunOptions, context: RunContext): Promise<BatchReport> {
  return withStoredRun(options, context, async ({ store, run, open, lock, place }) => {
    lock('batch cancel');
    const end = await cancelParts(open());
    return { status: batchStatusOf(store, run, place), end };
  });
}

/** The runs that have batch jobs, newest first, as last seen. */
export function listBatches(
  options: Pick<StoredRunOptions, 'db'>,
  context: Pick<RunContext, 'cwd'>,
): readonly BatchStatus[] {
  const store = openStore(databasePath(options, context), { mustExist: true });
  try {
    return store.batch
      .runRows()
      .map((row) => batchStatusOf(store, store.runs.get(row), placeOf(options, context)));
  } finally {
    store.close();
  }
}

/** Finds a run with batch jobs and hands over what work on them needs; closes what was opened. */
async function withStoredRun<T>(
  options: StoredRunOptions,
  context: RunContext,
  use: (parts: {
    readonly store: Store;
    readonly run: RunRow;
    readonly place: Place;
    readonly open: () => ReturnType<typeof batchWork>;
    readonly lock: (command: string) => void;
  }) => Promise<T>,
): Promise<T> {
  const store = openStore(databasePath(options, context), { mustExist: true });
  const closers: (() => Promise<void> | void)[] = [() => store.close()];
  try {
    const run = findRun(store, options.run);
    const { target, provider } = storedBatch(run, context.env);
    return await use({
      store,
      run,
      place: placeOf(options, context),
      open() {
        const service = openBatchService({ provider, region: target.region, env: context.env });
        closers.push(() => service.close());
        return batchWork({ store, run, service, target, context });
      },
      lock(command) {
        const waitMs = options.waitMs ?? DEFAULT_WAIT_MS;
        const lock = store.lock({ command, waitMs, now: context.now });
        closers.push(() => lock.release());
      },
    });
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

function findRun(store: Store, name: string): RunRow {
  const newest = store.batch.runRows()[0];
  if (name === 'latest' && newest !== undefined) return store.runs.get(newest);
  const run = name === 'latest' ? undefined : store.runs.find(name);
  if (run !== undefined) return run;
  throw new ParsimonyError(
    'not-found',
    name === 'latest' ? `no run in ${store.file} has batch jobs` : `there is no run ${name} in ${store.file}`,
    { hint: name === 'latest' ? '`parsimony batch submit <experiment>` creates some.' : newestRuns(store) },
  );
}
