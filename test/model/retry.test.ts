import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AttemptResult, type RetryPolicy, withRetry } from '../../src/model/index.js';

const failure = {
  code: 'ThrottlingException',
  message: 'slow down',
  attempts: 1,
  retryAfterMs: null,
} as const;

/** A policy on a clock that only waiting moves, and the waits it took. */
function policyOf(overrides: Partial<RetryPolicy> = {}): { policy: RetryPolicy; waits: number[] } {
  const waits: number[] = [];
  let nowMs = 0;
  const policy: RetryPolicy = {
    maxAttempts: 8,
    deadlineMs: 1e6,
    backoff: { transientBaseMs: 200, throttleBaseMs: 1_000, capMs: 20_000 },
    clock: () => nowMs,
    rng: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms);
      nowMs += ms;
    },
    ...overrides,
  };
  return { policy, waits };
}

const never = new AbortController().signal;

it('every wait lies in [floor, min(cap, base · 2^i)), floor half of it for throttling, and they keep the deadline', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 8, maxLength: 8 }),
      fc.integer({ min: 1, max: 60_000 }),
      fc.constantFrom('transient', 'throttle'),
      async (draws, deadlineMs, retry) => {
        let next = 0;
        const { policy, waits } = policyOf({ deadlineMs, rng: () => draws[next++] ?? 0 });
        const result = await withRetry(
          async () => ({ state: 'failed', failure: { ...failure, retry } }),
          policy,
        )(undefined, never);
        expect(result.state).toBe('failed');
        for (const [at, wait] of waits.entries()) {
          const bound = Math.min(20_000, (retry === 'throttle' ? 1_000 : 200) * 2 ** at);
          expect(wait).toBeGreaterThanOrEqual(retry === 'throttle' ? bound / 2 : 0);
          expect(wait).toBeLessThan(bound);
        }
        expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(deadlineMs);
      },
    ),
  );
});

it('the requests that an SDK repeated by itself are counted too', async () => {
  const script: AttemptResult<string>[] = [
    { state: 'failed', failure: { ...failure, retry: 'throttle', attempts: 3 } },
    { state: 'answered', value: 'yes', attempts: 2 },
  ];
  const { policy } = policyOf();
  const result = await withRetry(async () => script.shift() ?? expect.fail('asked too often'), policy)(
    0,
    never,
  );
  expect(result).toEqual({ state: 'answered', value: 'yes', attempts: 5, throttles: 1, unseen: 0 });
});

it('one attempt in all is one attempt, whatever the failure', async () => {
  for (const retry of ['never', 'once', 'transient', 'throttle'] as const) {
    const { policy, waits } = policyOf({ maxAttempts: 1 });
    const result = await withRetry(async () => ({ state: 'failed', failure: { ...failure, retry } }), policy)(
      0,
      never,
    );
    expect(result).toMatchObject({ failure: { attempts: 1 } });
    expect(waits).toEqual([]);
  }
});

it('what the service billed for a failed call is kept', async () => {
  const usage = { inputTokens: 1, outputTokens: 2, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 };
  const { policy } = policyOf();
  const attempt = async () => ({
    state: 'failed' as const,
    failure: { ...failure, retry: 'never' as const, usage },
  });
  expect(await withRetry(attempt, policy)(0, never)).toEqual({
    state: 'failed',
    failure: { code: 'ThrottlingException', message: 'slow down', attempts: 1, usage },
  });
});

it('nothing stays attached to the signal of the run', async () => {
  let attached = 0;
  const signal = new AbortController().signal;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    attached += 1;
    addEventListener.apply(signal, args);
  };
  signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    attached -= 1;
    removeEventListener.apply(signal, args);
  };
  const { policy } = policyOf();
  const attempt = async () => ({
    state: 'failed' as const,
    failure: { ...failure, retry: 'transient' as const },
  });
  await withRetry(attempt, policy)(0, signal);
  expect(attached).toBe(0);
});

it('a fault of the attempt itself is not taken for a failure of the call', async () => {
  const { policy } = policyOf();
  const broken = withRetry(async () => Promise.reject(new TypeError('a bug')), policy);
  await expect(broken(0, never)).rejects.toThrow('a bug');
});
