import { expect, test } from 'vitest';
import { type ModelPrice, picoUsd, SpendGuard } from '../../src/cost/index.js';
import { hashRequest, type Model, type ModelCall } from '../../src/model/index.js';
import { billOf } from '../../src/run/bill.js';
import { createGateway } from '../../src/run/index.js';
import { boundOf } from '../../src/run/request.js';
import { beginRun, temporaryStore } from '../store/fixture.js';
import { PRICE } from './fixture.js';

const never = new AbortController().signal;
const [tier] = PRICE.tiers;
/** A book that a user wrote, with nothing about the prompt cache. */
const NO_CACHE: ModelPrice = {
  ...PRICE,
  tiers: [{ ...tier, rates: { input: tier.rates.input, output: tier.rates.output } }],
};
const usage = { inputTokens: 12, outputTokens: 6, cacheReadInputTokens: 40, cacheWriteInputTokens: 0 };
const request = {
  model: 'm',
  messages: [{ role: 'user' as const, content: 'Is it in stock?' }],
  maxTokens: 9,
};
const call: ModelCall = { request, requestHash: hashRequest(request), repeat: 0, role: 'candidate' };

/** Answers, or fails after it has answered, and says that it read the prompt cache unasked. */
function unaskedCaching(state: 'completed' | 'failed'): Model & { asked: number } {
  return {
    provider: 'emulator',
    asked: 0,
    async complete() {
      this.asked += 1;
      if (state === 'failed') {
        return { state, failure: { code: 'malformed-tool-use', message: 'no', attempts: 1, usage } };
      }
      const text = 'Yes.';
      return {
        state,
        completion: {
          text,
          stopReason: 'end_turn',
          usage,
          latencyMs: 3,
          emulated: true,
          attempts: 1,
          droppedParameters: [],
        },
      };
    },
    async close() {},
  };
}

function gatewayOf(model: Model, price: ModelPrice) {
  const store = temporaryStore();
  const { row } = beginRun(store);
  const guard = new SpendGuard({ cap: null, spent: picoUsd(0n) });
  const gateway = (at: ModelPrice) =>
    createGateway({ model, store, runRow: row, price: () => at, guard, shareCache: true });
  return { store, row, guard, gateway: gateway(price), at: gateway };
}

test('law 1: an answer that the book cannot price is kept before the run says so, and never paid for again', async () => {
  const model = unaskedCaching('completed');
  const { store, row, guard, gateway, at } = gatewayOf(model, NO_CACHE);
  await expect(gateway.call(call, never)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('no cacheRead price'),
  });
  const bound = boundOf(request, NO_CACHE);
  expect(store.ledger.billed(row).total).toBe(0n);
  expect(store.unseen.total(row)).toEqual({ attempts: 1, atMostPico: bound });
  expect([guard.outstanding, guard.unseen]).toEqual([0n, bound]);
  const priced = {
    ...NO_CACHE,
    tiers: [{ ...tier, rates: { ...tier.rates, cacheRead: picoUsd(1n) } }] as const,
  };
  expect(await at(priced).call(call, never)).toMatchObject({ state: 'completed', from: 'cache' });
  expect(model.asked).toBe(1);
});

test('a failed call that was billed for what the book cannot price stops the run too, and its bound is held', async () => {
  const { store, row, gateway } = gatewayOf(unaskedCaching('failed'), NO_CACHE);
  await expect(gateway.call(call, never)).rejects.toMatchObject({ code: 'invalid-input' });
  expect(store.unseen.total(row)).toEqual({ attempts: 1, atMostPico: boundOf(request, NO_CACHE) });
});

test('what is no count of tokens is a fault of the program, not of the price book', () => {
  expect(() => billOf({ ...usage, inputTokens: 0.5 }, PRICE)).toThrow(
    expect.objectContaining({ code: 'internal' }),
  );
});
