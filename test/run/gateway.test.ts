import { describe, expect, it } from 'vitest';
import { picoUsd, SpendGuard } from '../../src/cost/index.js';
import { type CompletionOutcome, hashText } from '../../src/domain/index.js';
import type { Model, ModelCall } from '../../src/model/port.js';
import { createGateway } from '../../src/run/index.js';
import { beginRun, temporaryStore } from '../store/fixture.js';
import { CALL_COST, PRICE, scriptedModel } from './fixture.js';

const CALL: ModelCall = {
  request: { model: 'test-model', messages: [{ role: 'user', content: 'Hello?' }], maxTokens: 50 },
  requestHash: hashText('hello'),
  repeat: 0,
  role: 'candidate',
};
const never = new AbortController().signal;

function gatewayOn(model: Model, store = temporaryStore(), name = 'run-1') {
  const run = beginRun(store, { name });
  const guard = new SpendGuard({ cap: null, spent: picoUsd(0n) });
  return {
    store,
    run,
    guard,
    gateway: createGateway({ model, store, runRow: run.row, price: () => PRICE, guard, shareCache: true }),
  };
}

describe('the gateway', () => {
  it('law 4: an answer that was billed and could not be used is in the ledger, without a response', async () => {
    const usage = { inputTokens: 10, outputTokens: 5, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 };
    const failure = { code: 'unknown-stop-reason', message: 'pause_turn', attempts: 1, usage };
    const model = { ...scriptedModel(), complete: async () => ({ state: 'failed' as const, failure }) };
    const { store, run, guard, gateway } = gatewayOn(model);
    expect(await gateway.call(CALL, never)).toEqual({ state: 'failed', failure });
    expect(store.ledger.billed(run.row)).toEqual({
      total: CALL_COST,
      byRole: { candidate: CALL_COST, judge: 0n, embedding: 0n },
    });
    expect([guard.spent, guard.outstanding]).toEqual([CALL_COST, 0n]);
  });

  it('law 10: an answer of an emulator behind a real address never serves a later real run', async () => {
    const posing: Model = { ...scriptedModel(), provider: 'bedrock' };
    const { store, gateway } = gatewayOn(posing);
    expect((await gateway.call(CALL, never)).state).toBe('completed');
    const key = { requestHash: CALL.requestHash, repeat: 0 };
    expect(
      store.responses.find({ ...key, provider: 'bedrock' }, { runRow: 99, shared: true }),
    ).toBeUndefined();
    expect(
      store.responses.find({ ...key, provider: 'emulator' }, { runRow: 99, shared: true }),
    ).toBeDefined();
  });

  it('law 4: a call that compares has the live price, also where its model’s other calls go through jobs', async () => {
    const store = temporaryStore();
    const { row } = beginRun(store);
    const [tier] = PRICE.tiers;
    const half = { batchInput: picoUsd(1_500_000n), batchOutput: picoUsd(7_500_000n) };
    const gateway = createGateway({
      model: scriptedModel(),
      store,
      runRow: row,
      price: () => ({ ...PRICE, tiers: [{ ...tier, rates: { ...tier.rates, ...half } }] }),
      guard: new SpendGuard({ cap: null, spent: picoUsd(0n) }),
      shareCache: true,
      batchPriced: () => true,
    });
    const judged = { ...CALL, role: 'judge' as const };
    const inBatch = await gateway.call(judged, never);
    const compares = await gateway.call({ ...judged, repeat: 1, liveOnly: true }, never);
    expect(inBatch).toMatchObject({ logicalPico: CALL_COST / 2n });
    expect(compares).toMatchObject({ logicalPico: CALL_COST });
  });

  it('counts attempts, throttles and the calls of judges', async () => {
    const answers: readonly CompletionOutcome[] = [
      { state: 'failed', failure: { code: 'ThrottlingException', message: '', attempts: 8, throttles: 7 } },
      { state: 'failed', failure: { code: 'ValidationException', message: '', attempts: 1 } },
    ];
    const script = answers[Symbol.iterator]();
    const good = scriptedModel();
    const model: Model = {
      ...good,
      complete: async (call, signal) => {
        const next = script.next();
        if (!next.done) return next.value;
        const outcome = await good.complete(call, signal);
        if (outcome.state === 'failed') return outcome;
        return { ...outcome, completion: { ...outcome.completion, attempts: 3, throttles: 2 } };
      },
    };
    const { gateway } = gatewayOn(model);
    for (const [text, role] of [
      ['a', 'candidate'],
      ['b', 'judge'],
      ['c', 'judge'],
    ] as const)
      await gateway.call({ ...CALL, requestHash: hashText(text), role }, never);
    expect(gateway.stats).toMatchObject({
      calls: 3,
      judgeCalls: 2,
      failedCalls: 2,
      retries: 9,
      throttled: 9,
    });
  });

  it('counts how many calls were in flight at most', async () => {
    const { gateway } = gatewayOn(
      scriptedModel(() => new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined)))),
    );
    const calls = ['a', 'b', 'c'].map((text) => ({ ...CALL, requestHash: hashText(text) }));
    await Promise.all(calls.map((call) => gateway.call(call, never)));
    await gateway.call({ ...CALL, requestHash: hashText('d') }, never);
    expect(gateway.stats).toMatchObject({ calls: 4, peak: 3 });
  });
});
