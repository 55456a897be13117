import { createQuota, type QuotaLimits } from '../../../src/emulator/quota/quota.js';
import { createAdaptiveLimiter, type GivenQuota } from '../../../src/model/limiter/index.js';
import type { LimiterTrace } from '../../../src/model/port.js';
import { withRetry } from '../../../src/model/retry.js';
import { createRng } from '../../../src/stats/index.js';
import { VirtualTime } from './virtual-time.js';

const MODEL = 'global.anthropic.claude-sonnet-4-5-20250929-v1:0';
const MINUTE_MS = 60_000;

/** One emulated sitting in virtual time. */
export interface Scenario {
  readonly quota: QuotaLimits;
  /** What the limiter is told; default nothing. */
  readonly told?: GivenQuota;
  /** `-j`. */
  readonly concurrency: number;
  /** Median; single calls spread log-normally around it with sigma 0.4. */
  readonly latencyMs: number;
  readonly minutes: number;
  readonly seed: number;
  /** From this minute on the quota is refilled so many times as fast. */
  readonly change?: { readonly atMinute: number; readonly factor: number };
  /** Limiters that know nothing of each other and share the quota; default 1. */
  readonly processes?: number;
  /** Seconds' worth that the quota holds when full; default a whole minute. */
  readonly bucketSeconds?: number;
  /** Sigma of the log-normal input size; default 0.5. */
  readonly spread?: number;
}

export interface SimulationFigures {
  /** Attempts that were let in, over what the quota refilled in that time; from minute `from` on. */
  utilisation(fromMinute: number, toMinute?: number): number;
  /** Throttled attempts over all attempts, by when they were sent. */
  throttledShare(fromMinute: number, toMinute?: number): number;
  /** Calls that ended without an answer. */
  readonly lost: number;
  readonly answered: number;
  readonly mostAttempts: number;
  readonly longestCallMs: number;
  readonly mostUnderWay: number;
  /** By process: attempts let in. */
  readonly shares: readonly number[];
  readonly traces: readonly LimiterTrace[];
  readonly timersLeft: number;
}

/** Retries as the Bedrock client makes them. */
const POLICY = {
  maxAttempts: 8,
  deadlineMs: 60 * MINUTE_MS,
  backoff: { transientBaseMs: 200, throttleBaseMs: 1_000, capMs: 60_000 },
} as const;

export async function simulate(scenario: Scenario): Promise<SimulationFigures> {
  const { seed, minutes, concurrency, processes = 1, spread = 0.5 } = scenario;
  const time = new VirtualTime();
  const rng = createRng(seed);
  const service = emulatedService(scenario, time);
  const endMs = minutes * MINUTE_MS;
  const attempts: { readonly atMs: number; readonly admitted: boolean; readonly tokens: number }[] = [];
  const shares = new Array<number>(processes).fill(0);
  const result = { lost: 0, answered: 0, mostAttempts: 0, longestCallMs: 0, mostUnderWay: 0 };
  const never = new AbortController().signal;

  const limiters = Array.from({ length: processes }, (_, process) => {
    const limiter = createAdaptiveLimiter({
      region: 'us-east-1',
      maxConcurrency: concurrency,
      ...(scenario.told !== undefined && { quotas: { '*': scenario.told } }),
      clock: time.now,
      schedule: time.schedule,
    });
    let underWay = 0;
    const call = withRetry<CallSize, true>(
      async (size, signal) => {
        const permit = await limiter.acquire(MODEL, size.inputTokens + size.maxTokens, signal);
        underWay += 1;
        result.mostUnderWay = Math.max(result.mostUnderWay, underWay);
        const sentAtMs = time.now();
        await time.sleep(10 + 30 * rng());
        const decision = service.admit({ model: MODEL, ...size });
        const admitted = decision.state === 'admitted';
        const tokens = size.inputTokens + 5 * size.outputTokens;
        attempts.push({ atMs: sentAtMs, admitted, tokens });
        await time.sleep(admitted ? scenario.latencyMs * Math.exp(0.4 * normal(rng)) : 10 + 30 * rng());
        underWay -= 1;
        if (decision.state === 'throttled') {
          permit.done('throttled', null);
          return {
            state: 'failed',
            failure: {
              code: 'ThrottlingException',
              message: '',
              attempts: 1,
              retry: 'throttle',
              retryAfterMs: null,
            },
          };
        }
        decision.settle({ ...size, cacheWriteInputTokens: 0 });
        permit.done('answered', size.inputTokens + size.outputTokens);
        shares[process] = (shares[process] ?? 0) + 1;
        return { state: 'answered', value: true, attempts: 1 };
      },
      { ...POLICY, clock: time.now, rng, sleep: time.sleep },
    );
    const worker = async (): Promise<void> => {
      while (time.now() < endMs) {
        const startMs = time.now();
        const outcome = await call(callSize(rng, spread), never);
        const { attempts: made } = outcome.state === 'answered' ? outcome : outcome.failure;
        if (outcome.state === 'answered') result.answered += 1;
        else result.lost += 1;
        result.mostAttempts = Math.max(result.mostAttempts, made);
        result.longestCallMs = Math.max(result.longestCallMs, time.now() - startMs);
      }
    };
    for (let started = 0; started < concurrency; started += 1) void worker();
    return limiter;
  });

  await time.drain();
  for (const limiter of limiters) limiter.close();
  const between = (fromMinute: number, toMinute: number) =>
    attempts.filter(({ atMs }) => atMs >= fromMinute * MINUTE_MS && atMs < toMinute * MINUTE_MS);
  return {
    ...result,
    shares,
    traces: limiters.flatMap((limiter) => limiter.traces()),
    timersLeft: time.pending,
    utilisation(from, to = minutes) {
      const admitted = between(from, to).filter((attempt) => attempt.admitted);
      const { requestsPerMinute: requests, tokensPerMinute } = scenario.quota;
      const refilled = service.clockAt(to * MINUTE_MS) - service.clockAt(from * MINUTE_MS);
      const used = admitted.reduce((sum, { tokens }) => sum + tokens, 0);
      return Math.max(
        requests === undefined ? 0 : admitted.length / ((requests * refilled) / MINUTE_MS),
        tokensPerMinute === undefined ? 0 : used / ((tokensPerMinute * refilled) / MINUTE_MS),
      );
    },
    throttledShare(from, to = minutes) {
      const all = between(from, to);
      return all.filter(({ admitted }) => !admitted).length / Math.max(1, all.length);
    },
  };
}

/** Mean of the log-normal factor of latencies. */
const MEAN_LATENCY = Math.exp(0.4 ** 2 / 2);

/** Mean size of a call in quota tokens, as `callSize` draws them: 800 e^(s²/2) in, 5 × about 168 out. */
const meanQuotaTokens = (spread: number): number => 800 * Math.exp(spread ** 2 / 2) + 5 * 168;

/** The share of the quota that `-j` calls at once can use at all (Little's law), at most 1. */
export function reachable({
  quota,
  latencyMs,
  concurrency,
  spread = 0.5,
}: Pick<Scenario, 'quota' | 'latencyMs' | 'concurrency' | 'spread'>): number {
  const perMinute = (MINUTE_MS * concurrency) / (latencyMs * MEAN_LATENCY + 50);
  const {
    requestsPerMinute: requests = Number.POSITIVE_INFINITY,
    tokensPerMinute = Number.POSITIVE_INFINITY,
  } = quota;
  return Math.min(1, perMinute / Math.min(requests, tokensPerMinute / meanQuotaTokens(spread)));
}

interface CallSize {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly maxTokens: number;
}

/** Sizes of a retrieval prompt and a short answer: means of about 900 and 170 tokens. */
function callSize(rng: () => number, spread: number): CallSize {
  const inputTokens = Math.round(800 * Math.exp(spread * normal(rng)));
  const outputTokens = Math.min(512, Math.round(150 * Math.exp(0.5 * normal(rng))));
  return { inputTokens, outputTokens, maxTokens: 512 };
}

/**
 * The emulator's quota. Its clock is warped: another slope is another quota from then on, and a faster clock over a
 * smaller quota is a smaller bucket with the same refill.
 */
function emulatedService({ quota, change, bucketSeconds = 60 }: Scenario, time: VirtualTime) {
  const part = bucketSeconds / 60;
  const elapsed = (nowMs: number): number => {
    const changeMs = (change?.atMinute ?? Number.POSITIVE_INFINITY) * MINUTE_MS;
    return Math.min(nowMs, changeMs) + Math.max(0, nowMs - changeMs) * (change?.factor ?? 1);
  };
  const { admit } = createQuota({
    limits: {
      '*': {
        ...(quota.requestsPerMinute !== undefined && { requestsPerMinute: quota.requestsPerMinute * part }),
        ...(quota.tokensPerMinute !== undefined && { tokensPerMinute: quota.tokensPerMinute * part }),
        outputBurndown: 5,
      },
    },
    clock: () => elapsed(time.now()) / part,
  });
  return { admit, clockAt: elapsed };
}

/** Box and Muller (1958). */
function normal(rng: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng());
}
