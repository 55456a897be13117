import {
  type BatchOptions,
  type BatchStats,
  batchDefaults,
  batchStats,
  type Clock,
  createBatchFaults,
  createControlPlaneService,
  createJobRunner,
  type JobRunner,
  machineClock,
  openJobTable,
} from '../control-plane/index.js';
import type { FaultOptions } from '../faults/plan.js';
import type { Runtime } from '../runtime/runtime.js';
import { createStorageFaults, createStorageService, openStorage, type Storage } from '../storage/index.js';
import type { Reporter, ServiceHandler } from '../wire/exchange.js';
import { openStateFolder, type StateFolder } from './state-folder.js';

/** What the services that keep something are made with. */
export interface DurableOptions extends Reporter {
  /** A folder that survives; a temporary one, removed at the end, where none is named. */
  readonly folder: string | undefined;
  readonly runtime: Runtime;
  readonly seed: number;
  readonly batch: BatchOptions | undefined;
  readonly faults: Pick<FaultOptions, 'batch' | 'storage'>;
  readonly buckets: 'on-first-use' | 'explicit' | undefined;
  readonly clock: Clock | undefined;
}

/** Batch jobs and S3, over one state folder. */
export interface DurableServices {
  readonly controlPlane: ServiceHandler;
  readonly storage: ServiceHandler;
  batchStats(): BatchStats;
  close(): Promise<void>;
}

interface Opened {
  readonly folder: StateFolder;
  readonly storage: Storage;
  readonly runner: JobRunner;
}

/**
 * Opens the state: at once where a folder is named, so that its jobs go on and its problems are told; else with the
 * first call that needs it.
 */
export async function openDurableServices(options: DurableOptions): Promise<DurableServices> {
  const struck = { seed: options.seed, struck: options.log.fault };
  const batchFaults = createBatchFaults(options.faults.batch ?? [], struck);
  const storageFaults = createStorageFaults(options.faults.storage ?? [], struck);
  const clock = options.clock ?? machineClock;
  const buckets = options.buckets ?? 'on-first-use';
  let opening: Promise<Opened> | undefined;
  let runner: JobRunner | undefined;
  const open = async (): Promise<Opened> => {
    const folder = await openStateFolder(options.folder);
    try {
      const [storage, table] = await Promise.all([openStorage(folder.path), openJobTable(folder.path)]);
      runner = createJobRunner({
        table,
        store: storage.store,
        runtime: options.runtime,
        faults: batchFaults,
        options: { ...batchDefaults, ...options.batch },
        hasBucket: (name) => buckets === 'on-first-use' || storage.store.hasBucket(name),
        clock,
        seed: options.seed,
        answered: (model, { request, usage }) =>
          options.log.answered('BatchRecord', { invocation: undefined, bill: { model, request, usage } }),
        line: options.line,
      });
      return { folder, storage, runner };
    } catch (error) {
      await folder.close();
      throw error;
    }
  };
  const opened = (): Promise<Opened> => {
    opening ??= open();
    return opening;
  };
  if (options.folder !== undefined) await opened();
  const { log, line } = options;
  return {
    controlPlane: createControlPlaneService({
      log,
      line,
      faults: batchFaults,
      runner: async () => (await opened()).runner,
    }),
    storage: createStorageService({
      log,
      line,
      faults: storageFaults,
      buckets,
      now: clock.now,
      storage: async () => (await opened()).storage,
    }),
    batchStats: () => batchStats(runner?.jobs() ?? []),
    async close() {
      const state = await opening?.catch(() => undefined);
      await state?.runner.close();
      await state?.folder.close();
    },
  };
}
