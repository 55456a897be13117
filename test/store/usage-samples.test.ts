import { expect, test } from 'vitest';
import type { Completion } from '../../src/domain/index.js';
import type { ModelRequest, ProviderKind } from '../../src/model/port.js';
import type { Store } from '../../src/store/index.js';
import { beginRun, completion, keyOf, request, temporaryStore } from './fixture.js';

const SONNET = 'anthropic.claude-sonnet-4-5-20250929-v1:0';

/** A store with one answer per entry, oldest first. */
async function storeWith(
  entries: readonly {
    readonly text: string;
    readonly model?: string;
    readonly provider?: ProviderKind;
    readonly request?: Partial<ModelRequest>;
    readonly completion?: Partial<Completion>;
  }[],
): Promise<Store> {
  const store = temporaryStore();
  const run = beginRun(store);
  for (const entry of entries) {
    await store.commits.enqueue(() =>
      store.responses.put({
        key: { ...keyOf(entry.text), provider: entry.provider ?? 'bedrock' },
        runRow: run.row,
        request: { ...request(entry.text), model: entry.model ?? `global.${SONNET}`, ...entry.request },
        completion: completion('answer', entry.completion),
      }),
    );
  }
  return store;
}

const take = (store: Store, perModel = 100, provider: ProviderKind = 'bedrock') => [
  ...store.usageSamples({ provider, models: new Set([SONNET]), perModel }),
];

test('the newest answers come first, with all that was sent as text and all billed input', async () => {
  const usage = {
    inputTokens: 5,
    outputTokens: 2,
    cacheReadInputTokens: 100,
    cacheWriteInputTokens: 20,
    cacheWrite1hInputTokens: 20,
  };
  const messages = [
    { role: 'user', content: 'one' },
    { role: 'assistant', content: 'two' },
    { role: 'user', content: 'one' },
  ] as const;
  const store = await storeWith([
    { text: 'old' },
    { text: 'cached', completion: { usage }, request: { messages } },
  ]);
  expect(take(store)).toEqual([
    { model: `global.${SONNET}`, texts: ['Be brief.', 'one', 'two', 'one'], messages: 3, inputTokens: 125 },
    { model: `global.${SONNET}`, texts: ['Be brief.', 'old'], messages: 1, inputTokens: 5 },
  ]);
  expect(take(store, 1)).toHaveLength(1);
});

test('profiles of a model share its samples, other models give none', async () => {
  const store = await storeWith([
    { text: 'a', model: `us.${SONNET}` },
    { text: 'b', model: SONNET },
    { text: 'c', model: 'anthropic.claude-haiku-4-5-20251001-v1:0' },
  ]);
  expect(take(store).map(({ model }) => model)).toEqual([SONNET, `us.${SONNET}`]);
  expect(take(store, 1)).toHaveLength(1);
});

test('emulated answers never stand among real ones, nor the other way round', async () => {
  const store = await storeWith([
    { text: 'real' },
    { text: 'emulated', provider: 'emulator', completion: { emulated: true } },
    // A service that is not this machine, but says that it emulates.
    { text: 'labelled', completion: { emulated: true } },
  ]);
  expect(take(store).map(({ texts }) => texts[1])).toEqual(['real']);
  expect(take(store, 9, 'emulator').map(({ texts }) => texts[1])).toEqual(['emulated']);
});

test('estimated or missing usage teaches nothing, nor do requests to which the service adds text', async () => {
  const schema = { type: 'object' };
  const store = await storeWith([
    { text: 'unknown', completion: { usage: null } },
    { text: 'stopped', completion: { usageEstimated: true } },
    { text: 'tools', request: { tools: { tools: [{ name: 't', inputSchema: schema }] } } },
    { text: 'schema', request: { output: { name: 'o', schema } } },
    { text: 'throttled once', completion: { throttles: 1 } },
  ]);
  expect(take(store).map(({ texts }) => texts[1])).toEqual(['throttled once']);
});
