import { describe, expect, test } from 'vitest';
import { SWEEP } from './scenarios.js';
import { reachable, type Scenario, simulate } from './simulation.js';

// Emulated quotas in virtual time (test/model/limiter/simulation.ts); `node bench/limiter.mjs` prints more of it.

describe('under a quota that it was not told, the limiter reaches 90 % of what can be reached, throttled in 2 %', () => {
  for (const { name, quota, testMinutes: minutes } of SWEEP) {
    for (const latencyMs of [500, 2_000, 20_000]) {
      for (const concurrency of [16, 64, 256]) {
        test(`${name} a minute, answers of ${latencyMs} ms, -j ${concurrency}`, async () => {
          const scenario: Scenario = {
            quota,
            latencyMs,
            concurrency,
            minutes,
            seed: latencyMs + concurrency,
          };
          const figures = await simulate(scenario);
          expect(figures.utilisation(1)).toBeGreaterThan(0.9 * reachable(scenario));
          expect(figures.throttledShare(1)).toBeLessThanOrEqual(0.02);
          expect(figures.lost).toBe(0);
          expect(figures.mostUnderWay).toBeLessThanOrEqual(concurrency);
          expect(figures.timersLeft).toBe(0);
        });
      }
    }
  }
});

describe('what the quota is made of does not matter', () => {
  const scenario: Scenario = {
    quota: { requestsPerMinute: 600 },
    latencyMs: 2_000,
    concurrency: 64,
    minutes: 8,
    seed: 7,
  };

  test('a bucket that holds one second instead of a minute', async () => {
    const figures = await simulate({ ...scenario, bucketSeconds: 1 });
    expect(figures.utilisation(1)).toBeGreaterThan(0.9);
    expect(figures.throttledShare(1)).toBeLessThanOrEqual(0.02);
  });

  test.each([{ requestsPerMinute: 600 }, { tokensPerMinute: 1_000_000 }])(
    'calls whose sizes vary as much as their mean, under %o',
    async (quota) => {
      const figures = await simulate({ ...scenario, quota, spread: 1 });
      expect(figures.utilisation(1)).toBeGreaterThan(0.9);
      expect(figures.throttledShare(1)).toBeLessThanOrEqual(0.02);
      expect(figures.lost).toBe(0);
    },
  );
});

describe('a quota that changes in mid-run is followed', () => {
  const scenario: Scenario = {
    quota: { requestsPerMinute: 600 },
    latencyMs: 2_000,
    concurrency: 64,
    minutes: 10,
    seed: 3,
  };

  test('halved: within a minute the new rate is held', async () => {
    const figures = await simulate({ ...scenario, change: { atMinute: 4, factor: 0.5 } });
    expect(figures.utilisation(5)).toBeGreaterThan(0.95);
    expect(figures.throttledShare(5)).toBeLessThanOrEqual(0.02);
    expect(figures.lost).toBe(0);
  });

  test('doubled: within a minute the new rate is used', async () => {
    const figures = await simulate({ ...scenario, change: { atMinute: 4, factor: 2 } });
    expect(figures.utilisation(5)).toBeGreaterThan(0.95);
    expect(figures.throttledShare(5)).toBeLessThanOrEqual(0.02);
  });
});

test('two processes that share a quota use all of it, and neither starves', async () => {
  const figures = await simulate({
    quota: { requestsPerMinute: 600 },
    latencyMs: 2_000,
    concurrency: 64,
    minutes: 10,
    seed: 5,
    processes: 2,
  });
  expect(figures.utilisation(1)).toBeGreaterThan(0.95);
  expect(figures.throttledShare(1)).toBeLessThanOrEqual(0.02);
  expect(figures.lost).toBe(0);
  const [one = 0, other = 0] = figures.shares;
  expect(Math.min(one, other)).toBeGreaterThan(0.25 * (one + other));
});

test('a quota that was told is kept without one throttled call', async () => {
  const figures = await simulate({
    quota: { requestsPerMinute: 600 },
    told: { requestsPerMinute: 600 },
    latencyMs: 2_000,
    concurrency: 64,
    minutes: 5,
    seed: 5,
  });
  expect(figures.throttledShare(0)).toBe(0);
  expect(figures.utilisation(1)).toBeGreaterThan(0.97);
});
