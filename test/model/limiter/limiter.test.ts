import { expect, test } from 'vitest';
import { createAdaptiveLimiter, quotaKey } from '../../../src/model/limiter/index.js';
import type { AttemptPermit } from '../../../src/model/port.js';
import { VirtualTime } from './virtual-time.js';

const HAIKU = 'global.anthropic.claude-haiku-4-5-20251001-v1:0';
const NOVA = 'amazon.nova-lite-v1:0';

function limiterWith(options: {
  readonly maxConcurrency: number;
  readonly quotas?: { readonly [model: string]: { readonly requestsPerMinute?: number } };
}) {
  const time = new VirtualTime();
  const limiter = createAdaptiveLimiter({
    region: 'us-east-1',
    clock: time.now,
    schedule: time.schedule,
    ...options,
  });
  const never = new AbortController().signal;
  const granted: string[] = [];
  const permits: AttemptPermit[] = [];
  const ask = (name: string, model = HAIKU, signal = never): Promise<void> =>
    limiter.acquire(model, 1_000, signal).then((permit) => {
      granted.push(name);
      permits.push(permit);
    });
  return { time, limiter, granted, permits, ask };
}

/** Promises that can settle without time passing have settled. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('permits are given in the order in which they were asked for', async () => {
  const { granted, permits, ask } = limiterWith({ maxConcurrency: 2 });
  for (const name of ['a', 'b', 'c', 'd', 'e']) void ask(name);
  await settle();
  expect(granted).toEqual(['a', 'b']);
  permits[1]?.done('answered', 10);
  await settle();
  permits[0]?.done('failed', null);
  await settle();
  expect(granted).toEqual(['a', 'b', 'c', 'd']);
});

test('-j holds over all models together, and no model waits behind another that came later', async () => {
  const { granted, permits, ask } = limiterWith({ maxConcurrency: 2 });
  void ask('haiku 1');
  void ask('haiku 2');
  void ask('nova 1', NOVA);
  void ask('haiku 3');
  await settle();
  expect(granted).toEqual(['haiku 1', 'haiku 2']);
  permits[0]?.done('answered', 10);
  await settle();
  expect(granted).toEqual(['haiku 1', 'haiku 2', 'nova 1']);
});

test('a throttled model does not hold up another one', async () => {
  const { time, granted, permits, ask } = limiterWith({ maxConcurrency: 64 });
  void ask('haiku 1');
  await settle();
  time.schedule(() => permits[0]?.done('throttled', null), 100);
  await time.drain();
  for (let at = 2; at < 20; at += 1) void ask(`haiku ${at}`);
  void ask('nova 1', NOVA);
  await settle();
  expect(granted).toContain('nova 1');
  expect(granted.length).toBeLessThan(20);
});

test('a call that gives up while it waits holds nothing and rejects with the reason', async () => {
  const { granted, permits, ask } = limiterWith({ maxConcurrency: 1 });
  void ask('a');
  const controller = new AbortController();
  const givenUp = ask('b', HAIKU, controller.signal);
  void ask('c');
  controller.abort(new Error('enough'));
  await expect(givenUp).rejects.toThrow('enough');
  permits[0]?.done('answered', 10);
  await settle();
  expect(granted).toEqual(['a', 'c']);
  await expect(ask('d', HAIKU, controller.signal)).rejects.toThrow('enough');
});

test('a permit is given back once, however often it is said to be done', async () => {
  const { granted, permits, ask } = limiterWith({ maxConcurrency: 1 });
  for (const name of ['a', 'b', 'c']) void ask(name);
  await settle();
  permits[0]?.done('answered', 10);
  permits[0]?.done('answered', 10);
  permits[0]?.done('throttled', null);
  await settle();
  expect(granted).toEqual(['a', 'b']);
});

test('many calls may wait on one signal without a warning, and leave no listener on it', async () => {
  const { limiter } = limiterWith({ maxConcurrency: 1 });
  const controller = new AbortController();
  const warnings: unknown[] = [];
  const warn = (warning: unknown) => warnings.push(warning);
  process.on('warning', warn);
  const waiting = Array.from({ length: 50 }, () => limiter.acquire(HAIKU, 1, controller.signal));
  for (const one of waiting) (await one).done('answered', 1);
  await settle();
  process.off('warning', warn);
  expect(warnings).toEqual([]);
});

test('closing leaves no timer, and calls that still wait are told', async () => {
  const { time, limiter, granted, ask } = limiterWith({
    maxConcurrency: 64,
    quotas: { '*': { requestsPerMinute: 60 } },
  });
  const waiting = Array.from({ length: 20 }, (_, at) => ask(String(at)));
  await settle();
  expect(granted.length).toBe(6);
  expect(time.pending).toBe(1);
  const ends = Promise.allSettled(waiting);
  limiter.close();
  expect(time.pending).toBe(0);
  expect((await ends).filter(({ status }) => status === 'rejected').length).toBe(14);
});

test('a quota is looked up by the id as it is written, by the quota it counts against, then by *', async () => {
  const arn = `arn:aws:bedrock:us-east-1:111122223333:inference-profile/${HAIKU}`;
  const { limiter, ask } = limiterWith({
    maxConcurrency: 4,
    quotas: { [HAIKU]: { requestsPerMinute: 50 }, '*': { requestsPerMinute: 9 } },
  });
  await ask('a', arn);
  await ask('b', NOVA);
  expect(limiter.traces().map(({ model, requestsPerMinute }) => [model, requestsPerMinute])).toEqual([
    [HAIKU, 50],
    [NOVA, 9],
  ]);
});

test('one congestion event decreases the limit once, however many calls under way it meets', async () => {
  const meet = async (throttledCalls: number) => {
    const { time, limiter, permits, ask } = limiterWith({ maxConcurrency: 16 });
    for (let at = 0; at < 16; at += 1) void ask(String(at));
    await settle();
    time.schedule(() => {
      for (const permit of permits.slice(0, throttledCalls)) permit.done('throttled', null);
    }, 50);
    await time.drain();
    return limiter.traces()[0];
  };
  const [one, all] = [await meet(1), await meet(16)];
  expect(one?.finalLimit).toBe(11);
  expect(all?.finalLimit).toBe(one?.finalLimit);
  expect(all?.throttled).toBe(16);
});

test('additive increase: a run that is never throttled gets to -j and stays there', async () => {
  const { time, limiter } = limiterWith({ maxConcurrency: 64 });
  const rounds = 40;
  const worker = async () => {
    for (let round = 0; round < rounds; round += 1) {
      const permit = await limiter.acquire(HAIKU, 10, new AbortController().signal);
      await time.sleep(100);
      permit.done('answered', 10);
    }
  };
  for (let at = 0; at < 100; at += 1) void worker();
  await time.drain();
  const [trace] = limiter.traces();
  expect(trace).toMatchObject({ calls: 4_000, throttled: 0, finalLimit: 64, lowestLimit: 16 });
  expect(Math.max(...(trace?.points ?? []).map(({ limit }) => limit))).toBeLessThanOrEqual(64);
});

test('the story of a long sitting keeps every call in at most 240 points, oldest first', async () => {
  const { time, limiter } = limiterWith({ maxConcurrency: 4 });
  const controller = new AbortController();
  const worker = async () => {
    for (let call = 0; call < 3_000; call += 1) {
      const permit = await limiter.acquire(HAIKU, 10, controller.signal);
      permit.done(call % 500 === 499 ? 'throttled' : 'answered', call % 500 === 499 ? null : 10);
      await time.sleep(60_000);
    }
  };
  void worker();
  await time.drain();
  const [trace] = limiter.traces();
  const points = trace?.points ?? [];
  expect(points.length).toBeGreaterThan(100);
  expect(points.length).toBeLessThanOrEqual(240);
  expect(points.reduce((sum, { calls }) => sum + calls, 0)).toBe(3_000);
  expect(points.reduce((sum, { throttled }) => sum + throttled, 0)).toBe(6);
  expect(points.map(({ atMs }) => atMs)).toEqual(points.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
});

test('a quota belongs to a model as it is reached: profiles of one model are apart, ARNs are not', () => {
  expect(quotaKey('us.anthropic.claude-sonnet-4-6')).not.toBe(quotaKey('global.anthropic.claude-sonnet-4-6'));
  expect(quotaKey('arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0')).toBe(
    'anthropic.claude-3-haiku-20240307-v1:0',
  );
  const application = 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdefghijkl';
  expect(quotaKey(application)).toBe(application);
});
