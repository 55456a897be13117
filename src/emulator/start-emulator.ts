import { performance } from 'node:perf_hooks';
import { ParsimonyError } from '../domain/index.js';
import { createAccountService } from './account/account-service.js';
import type { BatchOptions, BatchStats, Clock } from './control-plane/index.js';
import { createFaultPlan, type FaultOptions } from './faults/plan.js';
import { createPromptCache } from './prompt-cache/prompt-cache.js';
import { createQuota, type QuotaOptions } from './quota/quota.js';
import { parameters, type ResponderParameters } from './responder/parameters.js';
import { createRuntime } from './runtime/runtime.js';
import { createRuntimeService } from './runtime/serve.js';
import { openDurableServices } from './state/durable-services.js';
import { type EmulatorStats as CallStats, createCallLog, type InvocationCount } from './wire/call-log.js';
import { createHandler } from './wire/handler.js';
import { listen } from './wire/listener.js';

/** How the judge errs; each left out keeps the value of the frozen table. */
export interface JudgeOptions {
  /** Added to a grade for length, × tanh((words − 80) / 80), on [0, 1]. */
  readonly verbosityBias?: number;
  /** Added to the first of two answers, on [0, 1]. */
  readonly positionBias?: number;
  /** Multiplies the noise of every tier; 0 takes it away. */
  readonly noiseFactor?: number;
}

export interface EmulatorOptions {
  /** 0 or undefined: any free port. */
  readonly port?: number;
  /** A loopback address; `127.0.0.1` by default. Anything else is refused. */
  readonly host?: string;
  /** Another seed is another world: every answer's chance changes. 0 by default. */
  readonly seed?: number;
  /** Sleep the simulated latency: `true` in full, a number as a factor. Not by default. */
  readonly sleep?: boolean | number;
  readonly faults?: FaultOptions;
  readonly judge?: JudgeOptions;
  /** Requests and tokens per minute by model; none by default. */
  readonly quotas?: QuotaOptions;
  /** Fewest tokens of a checkpoint by bare model id, in place of the table of docs/emulator.md. */
  readonly cacheMinTokens?: { readonly [bareId: string]: number };
  /** Folder for objects and jobs, which then survive a restart. A temporary one, removed at the end, by default. */
  readonly state?: string;
  /** Bounds and pace of batch jobs. */
  readonly batch?: BatchOptions;
  /** Whether every S3 bucket is there (the default) or only those that CreateBucket made. */
  readonly buckets?: 'on-first-use' | 'explicit';
  /** What paces batch jobs, ends cached prompts and fills quotas; the clock of the machine by default. */
  readonly clock?: Clock;
  /** Is given one line per call, without its content. */
  readonly log?: (line: string) => void;
}

/** What an emulator has seen; the same at `GET /_parsimony/stats`. */
export interface EmulatorStats extends CallStats {
  /** Over every job in the emulator's state, those of earlier processes included. */
  readonly batch: BatchStats;
}

/** A running emulator. */
export interface Emulator {
  readonly port: number;
  /** For example `http://127.0.0.1:8787`. */
  readonly url: string;
  /** What an AWS client needs to find it: endpoint, region and credentials that are no secrets. */
  readonly environment: { readonly [name: string]: string };
  stats(): EmulatorStats;
  /** Attempts of one SDK call, by its `amz-sdk-invocation-id`; remembered for the newest 100,000. */
  invocation(id: string): InvocationCount;
  /** Lets calls in flight finish for at most `graceMs` (1,000), then ends every connection. Safe to call twice. */
  close(graceMs?: number): Promise<void>;
}

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '::1']);

/**
 * Starts a loopback Bedrock runtime whose answers come from the responder (docs/emulator.md). Throws `refused` for a
 * host that is not loopback and `invalid-input` for a port that cannot be had.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const host = options.host ?? '127.0.0.1';
  if (!loopbackHosts.has(host)) {
    throw new ParsimonyError('refused', `the emulator listens on loopback only, not on ${host}`, {
      hint: 'Leave the host out, or use 127.0.0.1, localhost or ::1.',
    });
  }
  const log = createCallLog();
  const seed = options.seed ?? 0;
  const sleep = createSleep();
  const reporter = { log, line: options.log ?? (() => undefined) };
  const clock = (): number => options.clock?.now() ?? performance.now();
  const faults = options.faults ?? {};
  const runtime = createRuntime({
    seed,
    parameters: withJudge(options.judge),
    promptCache: createPromptCache({ clock }),
    cacheMinTokens: options.cacheMinTokens ?? {},
  });
  const services = {
    runtime: createRuntimeService({
      ...reporter,
      runtime,
      plan: createFaultPlan(faults, seed),
      faults,
      quota: options.quotas === undefined ? undefined : createQuota({ limits: options.quotas, clock }),
      sleepFactor: typeof options.sleep === 'number' ? options.sleep : options.sleep === true ? 1 : 0,
      wait: sleep.wait,
    }),
  };
  const durable = await openDurableServices({
    ...reporter,
    folder: options.state,
    runtime,
    seed,
    batch: options.batch,
    faults,
    buckets: options.buckets,
    clock: options.clock,
  });
  const stats = (): EmulatorStats => ({ ...log.stats(), batch: durable.batchStats() });
  const handle = createHandler(
    {
      ...services,
      controlPlane: durable.controlPlane,
      account: createAccountService({ ...reporter, quotas: options.quotas ?? {} }),
      storage: durable.storage,
    },
    { ...reporter, stats },
  );
  const listener = await listen({ host, port: options.port ?? 0, handle, connected: log.connected }).catch(
    async (error: unknown) => {
      await durable.close();
      throw cannotListen(error, options.port ?? 0);
    },
  );
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${listener.port}`;
  let closing: Promise<void> | undefined;
  return {
    port: listener.port,
    url,
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'emulator',
      AWS_SECRET_ACCESS_KEY: 'emulator',
    },
    stats,
    invocation: log.invocation,
    close(graceMs = 1000) {
      closing ??= drain(() => log.inFlight, graceMs).then(async () => {
        sleep.end();
        await listener.close();
        await durable.close();
      });
      return closing;
    },
  };
}

function withJudge(judge: JudgeOptions | undefined): ResponderParameters {
  if (judge === undefined) return parameters;
  const factor = judge.noiseFactor ?? 1;
  const { small, medium, large, tuned } = parameters.tiers;
  const noisier = <T extends { readonly judgeNoise: number }>(tier: T): T => ({
    ...tier,
    judgeNoise: tier.judgeNoise * factor,
  });
  return {
    ...parameters,
    tiers: { small: noisier(small), medium: noisier(medium), large: noisier(large), tuned: noisier(tuned) },
    judgeBias: {
      ...parameters.judgeBias,
      verbosity: judge.verbosityBias ?? parameters.judgeBias.verbosity,
      position: judge.positionBias ?? parameters.judgeBias.position,
    },
  };
}

function cannotListen(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error;
  return new ParsimonyError('invalid-input', `the emulator cannot listen on port ${port}: ${String(code)}`, {
    hint: 'Use --port 0 to take any free port.',
    cause: error,
  });
}

/** Waits that end early, and that are none any more, once the emulator closes. */
function createSleep() {
  const sleepers = new Set<() => void>();
  let ended = false;
  return {
    wait(milliseconds: number): Promise<void> {
      if (ended) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          sleepers.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        sleepers.add(wake);
      });
    },
    end(): void {
      ended = true;
      for (const wake of sleepers) wake();
    },
  };
}

async function drain(inFlight: () => number, graceMs: number): Promise<void> {
  const stepMs = 10;
  for (let waited = 0; inFlight() > 0 && waited < graceMs; waited += stepMs) {
    await new Promise((resolve) => setTimeout(resolve, stepMs));
  }
}
