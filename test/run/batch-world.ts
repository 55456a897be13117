import { costOf, plainUsage } from '../../src/cost/index.js';
import {
  type BatchFaultKind,
  type Emulator,
  type FaultKind,
  type StorageFaultKind,
  startEmulator,
} from '../../src/emulator/index.js';
import { createBatchService, createBedrockModel } from '../../src/model/index.js';
import type { BatchService, Model } from '../../src/model/port.js';
import type { RunPlan } from '../../src/run/index.js';
import { BATCH_PRICE } from './batch-fixture.js';
import { memoryDataset, plan, sample, variant } from './fixture.js';

const MODEL = 'global.anthropic.claude-haiku-4-5-20251001-v1:0';

/** Jobs as small as a test likes. */
export const FEWEST_RECORDS = 5;

/** When a fault strikes; a test that sets `limit` to 0 has mended it. */
export interface FaultSwitch<Kind extends string> {
  readonly kind: Kind;
  readonly every?: number;
  readonly operation?: string;
  limit?: number;
}

/** Faults of live calls, of jobs and of S3. */
export interface FaultSwitches {
  readonly live?: readonly FaultSwitch<FaultKind>[];
  readonly batch?: readonly FaultSwitch<BatchFaultKind>[];
  readonly storage?: readonly FaultSwitch<StorageFaultKind>[];
}

/** An emulator, and our own clients of it. */
export interface BatchWorld {
  readonly emulator: Emulator;
  readonly service: BatchService;
  readonly model: Model;
  close(): Promise<void>;
}

/** Starts an emulator with faults, for clients that make so many attempts of each call and wait for none. */
export async function startWorld(faults: FaultSwitches = {}, maxAttempts = 2): Promise<BatchWorld> {
  const { live = [], batch = [], storage = [] } = faults;
  const emulator = await startEmulator({
    port: 0,
    // By the job's own clock, which a job moves by what it does: a day of waiting is over at once.
    batch: { minimumRecords: FEWEST_RECORDS, timeScale: 1e9 },
    faults: { rules: live, batch, storage },
  });
  const options = {
    region: 'us-east-1',
    provider: 'emulator',
    endpoint: emulator.url,
    requestTimeoutMs: 10_000,
    deadlineMs: 600_000,
    maxAttempts,
    clock: () => 0,
    rng: () => 0.5,
    sleep: async () => {},
    env: {},
  } as const;
  const service = createBatchService(options);
  const model = createBedrockModel({ ...options, maxConcurrency: 4 });
  return {
    emulator,
    service,
    model,
    async close() {
      await Promise.all([service.close(), model.close()]);
      await emulator.close();
    },
  };
}

/** A plan of so many calls of one model that has jobs; they ask about `about`. */
export function callsOf(count: number, about = 's'): RunPlan {
  const samples = Array.from({ length: count }, (_, n) => sample(`${about}-${String(n).padStart(2, '0')}`));
  return plan({ datasets: [memoryDataset(samples)], variants: [{ ...variant('a'), model: MODEL }] });
}

/** What an emulator bills: tokens of jobs at half of what others cost. */
export function billOf(emulator: Emulator): bigint {
  const { tokens, batch } = emulator.stats();
  const live = plainUsage(tokens.input - batch.tokens.input, tokens.output - batch.tokens.output);
  const inJobs = plainUsage(batch.tokens.input, batch.tokens.output);
  return costOf(live, BATCH_PRICE) + costOf(inJobs, BATCH_PRICE, { batch: true });
}

/** Jobs that an emulator has made, whatever became of them. */
export function jobsOf(emulator: Emulator): number {
  return Object.values(emulator.stats().batch.jobs).reduce((sum, count) => sum + count, 0);
}
