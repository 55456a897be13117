import { expect, test } from 'vitest';
import { countExactly } from '../../src/app/estimate/exact-counts.js';
import type { CallFailure } from '../../src/domain/index.js';
import type { ModelRequest, TokenCounter } from '../../src/model/port.js';
import { memoryDataset, plan, sample, variant } from '../run/fixture.js';

const DENIED: CallFailure = {
  code: 'AccessDeniedException',
  message: 'not authorized to perform bedrock:CountTokens',
  attempts: 1,
};

/** Counts characters; remembers what it was asked and how much at once. */
function scriptedCounter(failureOf: (request: ModelRequest, nth: number) => CallFailure | null = () => null) {
  const asked: ModelRequest[] = [];
  const busy = { now: 0, most: 0 };
  const counter: TokenCounter = {
    async count(request) {
      asked.push(request);
      busy.now += 1;
      busy.most = Math.max(busy.most, busy.now);
      const failure = failureOf(request, asked.length);
      await new Promise((resolve) => setImmediate(resolve));
      busy.now -= 1;
      if (failure !== null) return { state: 'failed', failure };
      return { state: 'counted', inputTokens: request.messages[0]?.content.length ?? 0 };
    },
    async close() {},
  };
  return { counter, asked, busy };
}

const samples = Array.from({ length: 100 }, (_, n) => sample(`s${n}`));
const PLAN = plan({
  datasets: [memoryDataset(samples)],
  variants: [variant('base'), { ...variant('other'), model: 'other-model' }],
  repeats: 3,
});
const options = { perVariant: 20, concurrency: 4, signal: new AbortController().signal };

test('a fixed, evenly spaced sample of each variant is counted, repeats once', async () => {
  const { counter, asked, busy } = scriptedCounter();
  const counts = await countExactly(PLAN, { ...options, counter });
  const base = counts.get('base');
  expect(base).toMatchObject({ asked: 20, reason: null });
  expect([...(base?.byPosition.keys() ?? [])].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, k) => 5 * k),
  );
  expect(base?.byPosition.get(15)).toBe('What is s15?'.length);
  expect(asked).toHaveLength(40);
  expect(busy.most).toBeLessThanOrEqual(4);
  const again = scriptedCounter();
  await countExactly(PLAN, { ...options, counter: again.counter });
  expect(new Set(again.asked.map((request) => JSON.stringify(request)))).toEqual(
    new Set(asked.map((request) => JSON.stringify(request))),
  );
});

test('with more than there are, every request is counted', async () => {
  const { counter } = scriptedCounter();
  const counts = await countExactly(PLAN, { ...options, perVariant: Number.POSITIVE_INFINITY, counter });
  expect(counts.get('other')?.byPosition.size).toBe(100);
});

test('a model that is denied is asked once; the other is counted', async () => {
  const { counter, asked } = scriptedCounter(({ model }) => (model === 'other-model' ? DENIED : null));
  const counts = await countExactly(PLAN, { ...options, counter });
  expect(asked.filter(({ model }) => model === 'other-model')).toHaveLength(1);
  expect(counts.get('other')).toEqual({ byPosition: new Map(), asked: 20, reason: DENIED.message });
  expect(counts.get('base')?.byPosition.size).toBe(20);
});

test('a model that fails in between keeps what was counted, and says why the rest is missing', async () => {
  const { counter, asked } = scriptedCounter((_, nth) => (nth > 10 ? { ...DENIED, message: 'gone' } : null));
  const counts = await countExactly(PLAN, { ...options, concurrency: 1, counter });
  const counted = [...counts.values()].reduce((sum, { byPosition }) => sum + byPosition.size, 0);
  expect(counted).toBe(10);
  expect(counts.get('base')?.reason).toBe('gone');
  // Three failures of each of the two models, and no more.
  expect(asked).toHaveLength(16);
});
