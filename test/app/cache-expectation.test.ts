import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCacheExpectation } from '../../src/app/estimate/cache-expectation.js';
import { totalInputTokens } from '../../src/domain/index.js';
import type { CachePlan, ModelRequest } from '../../src/model/port.js';

const SYSTEM = 's'.repeat(600);

function request(user: string, cache?: CachePlan): ModelRequest {
  const messages = [{ role: 'user', content: user }] as const;
  return { model: 'm', system: SYSTEM, messages, maxTokens: 9, ...(cache && { cache }) };
}

const afterSystem: CachePlan = { ttl: '5m', points: [{ at: 'system', length: 600 }] };
const both: CachePlan = {
  ttl: '1h',
  points: [
    { at: 'system', length: 600 },
    { at: 'message', index: 0, length: 200 },
  ],
};
const tokens = { input: 1000, output: 50 };

test('the first call of a prefix writes it, the others read it', () => {
  const expectCache = createCacheExpectation();
  const user = 'u'.repeat(400);
  expect(expectCache(request(user, afterSystem), tokens)).toEqual({
    inputTokens: 400,
    outputTokens: 50,
    cacheReadInputTokens: 0,
    cacheWriteInputTokens: 600,
  });
  expect(expectCache(request('v'.repeat(400), afterSystem), tokens)).toEqual({
    inputTokens: 400,
    outputTokens: 50,
    cacheReadInputTokens: 600,
    cacheWriteInputTokens: 0,
  });
});

test('a longer prefix reads the shorter one that is known, and writes what follows, for an hour', () => {
  const expectCache = createCacheExpectation();
  expectCache(request(`${'a'.repeat(200)}${'x'.repeat(200)}`, both), tokens);
  expect(expectCache(request(`${'b'.repeat(200)}${'x'.repeat(200)}`, both), tokens)).toEqual({
    inputTokens: 200,
    outputTokens: 50,
    cacheReadInputTokens: 600,
    cacheWriteInputTokens: 200,
    cacheWrite1hInputTokens: 200,
  });
});

test('without checkpoints nothing is cached', () => {
  expect(createCacheExpectation()(request('u'), tokens)).toMatchObject({
    inputTokens: 1000,
    cacheReadInputTokens: 0,
    cacheWriteInputTokens: 0,
  });
});

test('no token is lost or counted twice', () => {
  const expectCache = createCacheExpectation();
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'é', 'あ', '👩'), { minLength: 200, maxLength: 260 }),
      fc.integer({ min: 1, max: 100_000 }),
      fc.constantFrom(undefined, afterSystem, both),
      (chars, input, cache) => {
        const usage = expectCache(request(chars.join(''), cache), { input, output: 1 });
        expect(totalInputTokens(usage)).toBe(input);
        expect(Math.min(...Object.values(usage))).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});
