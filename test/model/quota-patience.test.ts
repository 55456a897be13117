import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BACKOFF } from '../../src/model/bedrock/connection.js';
import { type AttemptResult, type RetryPolicy, withRetry } from '../../src/model/index.js';

// What the application gives a call: eight attempts, twenty minutes.
const PATIENCE = { maxAttempts: 8, deadlineMs: 1_200_000, backoff: BACKOFF } as const;
const never = new AbortController().signal;
const refused: AttemptResult<string> = {
  state: 'failed',
  failure: {
    code: 'ThrottlingException',
    message: 'Too many tokens',
    attempts: 1,
    retry: 'throttle',
    retryAfterMs: null,
  },
};

const draws = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
  minLength: 8,
  maxLength: 8,
});

/** One call on a clock that only its waits move, before a service that answers by that clock. */
function callAt(startMs: number, rngs: readonly number[], answers: (nowMs: number) => boolean) {
  let nowMs = startMs;
  let next = 0;
  const policy: RetryPolicy = {
    ...PATIENCE,
    clock: () => nowMs,
    rng: () => rngs[next++] ?? 0,
    sleep: async (ms) => {
      nowMs += ms;
    },
  };
  const attempt = async (): Promise<AttemptResult<string>> =>
    answers(nowMs) ? { state: 'answered', value: 'yes', attempts: 1 } : refused;
  return withRetry(attempt, policy)(undefined, never);
}

it('a call outlasts a quota window of a minute that is used up, whatever the dice say', async () => {
  await fc.assert(
    fc.asyncProperty(draws, async (rngs) => {
      const result = await callAt(0, rngs, (nowMs) => nowMs >= 60_000);
      expect(result).toMatchObject({ state: 'answered' });
    }),
  );
});

it('and gives up on a service that refuses for good, within its deadline, saying how often it was throttled', async () => {
  await fc.assert(
    fc.asyncProperty(draws, async (rngs) => {
      const result = await callAt(0, rngs, () => false);
      expect(result).toMatchObject({ state: 'failed', failure: { attempts: 8, throttles: 8 } });
    }),
  );
});

it('a queue of sixteen callers behind a quota of a minute loses no call', async () => {
  // A quota that is counted by whole minutes, the harshest form: 40 requests in each, all refused beyond.
  const perMinute = 40;
  const served = new Map<number, number>();
  let seed = 1;
  const rng = () => {
    // Park and Miller's generator: any fixed sequence will do.
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  // Sixteen callers, each a clock of its own; the one that is furthest behind moves next.
  const clocks = Array.from({ length: 16 }, () => 0);
  const lost: string[] = [];
  let calls = 0;
  for (let turn = 0; turn < 240; turn += 1) {
    const caller = clocks.indexOf(Math.min(...clocks));
    calls += 1;
    let endMs = 0;
    const result = await callAt(clocks[caller] ?? 0, Array.from({ length: 8 }, rng), (nowMs) => {
      endMs = nowMs + 1_000;
      const minute = Math.floor(nowMs / 60_000);
      const before = served.get(minute) ?? 0;
      if (before >= perMinute) return false;
      served.set(minute, before + 1);
      return true;
    });
    clocks[caller] = endMs;
    if (result.state === 'failed') lost.push(result.failure.code);
  }
  expect(lost).toEqual([]);
  expect([...served.values()].reduce((sum, count) => sum + count, 0)).toBe(calls);
});
