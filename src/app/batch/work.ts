import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SpendGuard as Guard, type SpendGuard, ZERO_USD } from '../../cost/index.js';
import { ParsimonyError } from '../../domain/index.js';
import { batchEndpointsFromEnv, createBatchService, isLoopbackEndpoint } from '../../model/index.js';
import type { BatchService } from '../../model/port.js';
import type { BatchProgress, BatchTarget, BatchWork, PollPace } from '../../run/index.js';
import type { RunRow, Store } from '../../store/index.js';
import type { RunContext } from '../port.js';

/** Operations of the control plane are small; what they wait for are quotas. */
const PATIENCE = {
  requestTimeoutMs: 120_000,
  deadlineMs: 600_000,
  maxAttempts: 8,
  clock: () => performance.now(),
  rng: Math.random,
} as const;

/** Jobs take minutes to a day. */
const PACE: PollPace = { firstMs: 5_000, mostMs: 60_000 };
/** Those of an emulator end within seconds, and asking it costs nobody anything. */
const EMULATED_PACE: PollPace = { firstMs: 100, mostMs: 1_000 };

/** The service that runs a run's jobs; `emulatorUrl`: the embedded one. */
export function openBatchService(options: {
  readonly provider: 'bedrock' | 'emulator';
  readonly region: string;
  readonly env: NodeJS.ProcessEnv;
  readonly emulatorUrl?: string;
}): BatchService {
  const { provider, region, env, emulatorUrl } = options;
  return createBatchService({
    region,
    provider,
    env,
    ...(emulatorUrl !== undefined && { endpoint: emulatorUrl }),
    ...PATIENCE,
  });
}

/** What batch work of a stored run is done with. */
export function batchWork(parts: {
  readonly store: Store;
  readonly run: RunRow;
  readonly service: BatchService;
  readonly target: BatchTarget;
  readonly guard?: SpendGuard;
  readonly context: Pick<RunContext, 'now' | 'stop' | 'abort' | 'onEvent'>;
}): BatchWork {
  const { store, run, service, target, context } = parts;
  return {
    store,
    run,
    service,
    target,
    spoolFolder: path.join(path.dirname(path.resolve(store.file)), 'batch', run.name),
    guard: parts.guard ?? new Guard({ cap: null, spent: ZERO_USD }),
    pace: service.provider === 'emulator' ? EMULATED_PACE : PACE,
    now: context.now,
    sleep: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
    stop: context.stop,
    abort: context.abort,
    onProgress: (progress: BatchProgress) => context.onEvent({ type: 'batch', progress }),
    notice: (text) => context.onEvent({ type: 'notice', text }),
  };
}

/** Where the jobs of a stored run lead: the emulator that it began with must be reachable, and nothing else. */
export function storedBatch(
  run: RunRow,
  env: NodeJS.ProcessEnv,
): { readonly target: BatchTarget; readonly provider: 'bedrock' | 'emulator' } {
  const { batch, emulated } = run.snapshot;
  if (batch === undefined) {
    throw new ParsimonyError('not-found', `run ${run.name} has no batch jobs`, {
      hint: '`parsimony batch list` shows those that have.',
    });
  }
  const { control } = batchEndpointsFromEnv(env);
  const local = control !== undefined && isLoopbackEndpoint(control);
  if (emulated !== local) {
    throw new ParsimonyError(
      'refused',
      emulated
        ? `the jobs of run ${run.name} are an emulator's, and AWS_ENDPOINT_URL names none`
        : `the jobs of run ${run.name} are Bedrock's, and the environment leads to an emulator`,
      {
        hint: emulated
          ? 'Export what `parsimony emulate --state <folder>` prints. The embedded emulator ends with its command: use `parsimony run --batch` with it.'
          : 'Unset AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_BEDROCK.',
      },
    );
  }
  return { target: batch, provider: emulated ? 'emulator' : 'bedrock' };
}
