import { afterEach, expect, it } from 'vitest';
import type { BedrockOptions } from '../../src/model/index.js';
import type { AttemptLimiter } from '../../src/model/port.js';
import { type Bench, benchOf } from './bedrock-setup.js';
import { callOf } from './contract.js';
import { answer, converseAnswer, type Handler, refuse } from './stub-server.js';

let bench: Bench | undefined;
afterEach(() => bench?.close());

/** A limiter that lets everything through and writes down what it sees. */
function watching(wait: (signal: AbortSignal) => Promise<void> = async () => {}) {
  const log: (readonly unknown[])[] = [];
  let held = 0;
  const limiter: AttemptLimiter = {
    async acquire(model, tokens, signal) {
      await wait(signal);
      held += 1;
      log.push(['acquire', model, tokens]);
      return {
        done(outcome, usedTokens) {
          held -= 1;
          log.push([outcome, usedTokens]);
        },
      };
    },
  };
  return { limiter, log, held: () => held };
}

async function set(handler: Handler, overrides: Partial<BedrockOptions>): Promise<Bench> {
  bench = await benchOf(handler, overrides);
  return bench;
}

it('sees every attempt with the tokens it reserves, and how it ended; a waiting retry holds nothing', async () => {
  const { limiter, log, held } = watching();
  const heldWhileWaiting: number[] = [];
  const { ask } = await set(
    (response, _, nth) => {
      if (nth === 1) return refuse(response, 429, 'ThrottlingException');
      if (nth === 2) return refuse(response, 503, 'ServiceUnavailableException');
      answer(
        response,
        converseAnswer({
          usage: { inputTokens: 12, outputTokens: 6, cacheReadInputTokens: 900, cacheWriteInputTokens: 30 },
        }),
      );
    },
    {
      limiter,
      sleep: async () => {
        heldWhileWaiting.push(held());
      },
    },
  );
  const { request } = callOf('Is volume 3 in stock?');
  expect(await ask()).toMatchObject({ completion: { attempts: 3, throttles: 1 } });
  const acquire = ['acquire', request.model, expect.any(Number)];
  // Cache reads do not count against the quota: 12 + 30 + 6.
  expect(log).toEqual([acquire, ['throttled', null], acquire, ['failed', null], acquire, ['answered', 48]]);
  expect(log[0]?.[2]).toBeGreaterThan(request.maxTokens);
  expect(heldWhileWaiting).toEqual([0, 0]);
});

it.each([
  [
    'a model that warms up is no throttle',
    (r: Parameters<Handler>[0]) => refuse(r, 429, 'ModelNotReadyException'),
    ['failed', null],
  ],
  ['529 is one', (r: Parameters<Handler>[0]) => refuse(r, 529, undefined), ['throttled', null]],
  [
    'a billed failure says what it used',
    (r: Parameters<Handler>[0]) => answer(r, converseAnswer({ stopReason: 'pause_turn' })),
    ['failed', 18],
  ],
])('%s', async (_, handler, expected) => {
  const { limiter, log } = watching();
  const { ask } = await set(handler, { limiter, maxAttempts: 1 });
  await ask();
  expect(log[1]).toEqual(expected);
});

it('replaces the fixed limit of calls at once', async () => {
  const { limiter } = watching();
  const waiting: Parameters<Handler>[0][] = [];
  const { ask } = await set(
    (response) => {
      // Nobody is answered before all are there: under a limit of two this would never end.
      waiting.push(response);
      if (waiting.length === 6) for (const each of waiting) answer(each);
    },
    { limiter, maxConcurrency: 2 },
  );
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => ask()));
  expect(outcomes.every(({ state }) => state === 'completed')).toBe(true);
});

it('is given its permit back when a call is broken off, at the deadline too', async () => {
  const { limiter, log, held } = watching();
  const controller = new AbortController();
  const reason = new Error('enough');
  const { ask, model } = await set((response) => void response.writeHead(200), { limiter, deadlineMs: 60 });
  expect(await ask()).toMatchObject({ failure: { code: 'timeout' } });
  setTimeout(() => controller.abort(reason), 10);
  await expect(model.complete(callOf('q'), controller.signal)).rejects.toBe(reason);
  expect(log.filter(([name]) => name === 'failed')).toHaveLength(2);
  expect(held()).toBe(0);
});

it('may make a call wait longer than its deadline: that is our own queue, not the service', async () => {
  let nowMs = 0;
  const { limiter } = watching(async () => {
    nowMs += 3_600_000;
  });
  const { ask } = await set(
    (response, _, nth) =>
      nth === 1 ? refuse(response, 503, 'ServiceUnavailableException') : answer(response),
    {
      limiter,
      clock: () => nowMs,
      deadlineMs: 60_000,
      sleep: async (ms) => {
        nowMs += ms;
      },
    },
  );
  expect(await ask()).toMatchObject({ completion: { attempts: 2 } });
});

it('stops waiting when the signal aborts, with its reason', async () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  const { limiter } = watching(
    (signal) =>
      new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
      ),
  );
  const { model, stub } = await set((response) => answer(response), { limiter });
  setTimeout(() => controller.abort(reason), 10);
  await expect(model.complete(callOf('q'), controller.signal)).rejects.toBe(reason);
  expect(stub.seen).toHaveLength(0);
});
