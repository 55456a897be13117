import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { costOf, picoUsd, SpendGuard } from '../../src/cost/index.js';
import { hashText, type Usage } from '../../src/domain/index.js';
import { type FaultKind, faultKinds } from '../../src/emulator/faults/kinds.js';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/index.js';
import { createBedrockModel, hashRequest, type Model, type ModelCall } from '../../src/model/index.js';
import { type AttemptResult, withRetry } from '../../src/model/retry.js';
import { createGateway, createWarmUp } from '../../src/run/index.js';
import { boundOf } from '../../src/run/request.js';
import { beginRun, temporaryStore } from '../store/fixture.js';
import { memoryDataset, PRICE, plan, sample, sit, variant } from './fixture.js';

const MODEL = 'global.anthropic.claude-sonnet-4-5-20250929-v1:0';
const never = new AbortController().signal;

/** A client of an emulator: three attempts, waits that take no time. */
function clientOf({ url }: Emulator, { requestTimeoutMs = 10_000 } = {}): Model {
  return createBedrockModel({
    region: 'us-east-1',
    provider: 'emulator',
    endpoint: url,
    maxConcurrency: 8,
    requestTimeoutMs,
    deadlineMs: 600_000,
    maxAttempts: 3,
    clock: () => 0,
    rng: () => 0.5,
    sleep: async () => {},
    env: {},
  });
}

/** What the emulator billed so far, at the fixture's rates. */
function billedBy(emulator: Emulator): bigint {
  const { input, output } = emulator.stats().tokens;
  return costOf(usageOf(input, output), PRICE);
}

function usageOf(inputTokens: number, outputTokens: number): Usage {
  return { inputTokens, outputTokens, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 };
}

describe('law 4: what is billed lies between the ledger and the ledger with the unseen bounds', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, faults: { pauseMs: 5, dripMs: 1 } });
  });
  afterAll(() => emulator.close());

  const cases = (Object.keys(faultKinds) as FaultKind[]).flatMap((kind) =>
    (faultKinds[kind].on === 'stream' ? [true] : [false, true]).flatMap((stream) =>
      [kind, `${kind}:1`].map((fault) => [fault, stream ? 'a stream' : 'a call', stream] as const),
    ),
  );

  it.each(cases)('%s on %s', async (fault, _, stream) => {
    const store = temporaryStore();
    const { row } = beginRun(store);
    const model = clientOf(emulator);
    const guard = new SpendGuard({ cap: null, spent: picoUsd(0n) });
    const gateway = createGateway({
      model,
      store,
      runRow: row,
      price: () => PRICE,
      guard,
      shareCache: false,
    });
    const request = {
      model: MODEL,
      messages: [{ role: 'user' as const, content: `What does volume 3 cost? (${fault}, ${stream})` }],
      maxTokens: 100,
    };
    const call: ModelCall = {
      request,
      requestHash: hashRequest(request),
      repeat: 0,
      role: 'candidate',
      metadata: { fault },
      stream,
    };
    const before = billedBy(emulator);
    const result = await gateway.call(call, never);
    await model.close();
    const billed = billedBy(emulator) - before;
    const { total } = store.ledger.billed(row);
    const unseen = store.unseen.total(row);
    expect(total <= billed).toBe(true);
    expect(billed <= total + unseen.atMostPico).toBe(true);
    const end = result.state === 'completed' ? result.response.completion : result.failure;
    expect(unseen.attempts).toBe(end.unseenAttempts ?? 0);
    expect(unseen.atMostPico).toBe(boundOf(request, PRICE) * BigInt(unseen.attempts));
    expect([guard.spent, guard.outstanding, guard.unseen]).toEqual([total, 0n, unseen.atMostPico]);
    if (result.state === 'completed') {
      expect(store.responses.get(result.response.id).completion).toEqual(result.response.completion);
    }
  });
});

describe('law 5: the cap holds even if every lost answer was billed', () => {
  const samples = Array.from({ length: 24 }, (_, at) => sample(`s${at}`));
  const planned = plan({
    datasets: [memoryDataset(samples)],
    variants: [{ ...variant('base'), model: MODEL }],
  });
  const [bound] = samples.map(({ vars }) =>
    boundOf(
      { model: MODEL, messages: [{ role: 'user', content: String(vars.question) }], maxTokens: 50 },
      PRICE,
    ),
  );
  const capOf = (bounds: number): bigint => (bound ?? 0n) * BigInt(bounds);

  async function withEmulator(faults: EmulatorOptions['faults'], use: (emulator: Emulator) => Promise<void>) {
    const emulator = await startEmulator({ port: 0, ...(faults && { faults }) });
    try {
      await use(emulator);
    } finally {
      await emulator.close();
    }
  }

  it('a run whose answers are lost ends at the cap, goes on no further, and with a higher cap is completed', async () => {
    await withEmulator({ rules: [{ kind: 'lose-answer', limit: 9 }] }, async (emulator) => {
      const store = temporaryStore();
      const { row: runRow } = beginRun(store);
      const model = clientOf(emulator);
      const cap = capOf(6);
      const first = await sit({ store, runRow, plan: planned, model, cap, concurrency: 4 });
      expect(first.end).toBe('exhausted');
      // Nothing is a result that only lacked money: the cells stay open.
      expect(store.trials.failedCount(runRow)).toBe(0);
      expect(billedBy(emulator) <= cap).toBe(true);
      expect(store.unseen.total(runRow)).toEqual({ attempts: 6, atMostPico: expect.any(BigInt) });

      const received = emulator.stats().received.Converse;
      const again = await sit({ store, runRow, plan: planned, model, cap, concurrency: 4 });
      expect([again.end, emulator.stats().received.Converse]).toEqual(['exhausted', received]);

      const rest = await sit({ store, runRow, plan: planned, model, cap: capOf(60), concurrency: 4 });
      await model.close();
      expect(rest.end).toBe('finished');
      const unseen = store.unseen.total(runRow);
      expect(unseen.attempts).toBe(9);
      const { total } = store.ledger.billed(runRow);
      const billed = billedBy(emulator);
      expect(total < billed && billed <= total + unseen.atMostPico).toBe(true);
    });
  });

  it('a call that is broken off in flight is counted: it may have been billed', async () => {
    await withEmulator({ rules: [{ kind: 'delay' }], pauseMs: 60_000 }, async (emulator) => {
      const store = temporaryStore();
      const { row: runRow } = beginRun(store);
      const model = clientOf(emulator);
      const abort = new AbortController();
      const running = sit({ store, runRow, plan: planned, model, concurrency: 3, abort: abort.signal });
      while (emulator.stats().inFlight < 3) await new Promise((resolve) => setImmediate(resolve));
      abort.abort(new Error('enough'));
      expect((await running).end).toBe('interrupted');
      await model.close();
      expect(store.unseen.total(runRow).attempts).toBe(3);
    });
  });

  it('a service that is silent for too long is counted: it may be at work', async () => {
    await withEmulator({ rules: [{ kind: 'delay', limit: 2 }], pauseMs: 60_000 }, async (emulator) => {
      const store = temporaryStore();
      const { row: runRow } = beginRun(store);
      const model = clientOf(emulator, { requestTimeoutMs: 200 });
      const { end } = await sit({ store, runRow, plan: planned, model, concurrency: 1 });
      await model.close();
      expect(end).toBe('finished');
      expect(store.unseen.total(runRow).attempts).toBe(2);
    });
  });

  it('nothing is counted that never left: no connection came about', async () => {
    const emulator = await startEmulator({ port: 0 });
    await emulator.close();
    const store = temporaryStore();
    const { row: runRow } = beginRun(store);
    const refused = clientOf(emulator);
    await sit({ store, runRow, plan: planned, model: refused });
    await refused.close();
    expect(store.trials.failedCount(runRow)).toBe(samples.length);
    expect(store.unseen.total(runRow)).toEqual({ attempts: 0, atMostPico: 0n });
  });

  it('over any mix of lost, throttled and answered attempts, with calls that wait for each other; and all end', async () => {
    const attempt = fc.constantFrom('unseen', 'throttled', 'answered');
    const call = fc.record({
      attempts: fc.array(attempt, { maxLength: 5 }),
      prefix: fc.constantFrom('none', 'a', 'b'),
      ticks: fc.nat(4),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 12 }),
        fc.array(call, { maxLength: 12 }),
        async (bounds, calls) => {
          const store = temporaryStore();
          const { row } = beginRun(store);
          const fixed = calls.map(({ prefix }, at) => requestOf(at, prefix));
          const [most = 0n] = fixed
            .map((request) => boundOf(request, PRICE))
            .sort((a, b) => (a < b ? 1 : -1));
          const cap = picoUsd(most * BigInt(bounds));
          const guard = new SpendGuard({ cap, spent: picoUsd(0n) });
          let billed = 0n;
          const model = losingModel((request, attempts) => {
            const own = calls[fixed.indexOf(request)];
            const what = own?.attempts[attempts] ?? 'answered';
            // The worst case: what is lost was billed up to its bound.
            if (what === 'unseen') billed += boundOf(request, PRICE);
            if (what === 'answered') billed += costOf(usageOf(10, 5), PRICE);
            expect(billed <= cap).toBe(true);
            expect(guard.spent + guard.outstanding + guard.unseen <= cap).toBe(true);
            return { what, ticks: own?.ticks ?? 0 };
          });
          const gateway = createGateway({
            model,
            store,
            runRow: row,
            price: () => PRICE,
            guard,
            shareCache: false,
            warmUp: createWarmUp({ clock: () => 0 }),
          });
          const ends = await Promise.allSettled(
            fixed.map((request, repeat) =>
              gateway.call({ request, requestHash: hashRequest(request), repeat, role: 'candidate' }, never),
            ),
          );
          for (const end of ends) {
            if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'budget-exceeded' });
          }
          const unseen = store.unseen.total(row);
          expect([guard.outstanding, guard.unseen]).toEqual([0n, unseen.atMostPico]);
          expect(store.ledger.billed(row).total + unseen.atMostPico).toBe(billed);
          store.close();
        },
      ),
      { numRuns: 40 },
    );
  });
});

function requestOf(at: number, prefix: string): ModelCall['request'] {
  const base = {
    model: 'test-model',
    messages: [{ role: 'user' as const, content: `question ${at}` }],
    maxTokens: 50,
    system: `system ${prefix}`,
  };
  if (prefix === 'none') return base;
  return { ...base, cache: { ttl: '5m', points: [{ at: 'system', length: base.system.length }] } };
}

/** A model over `withRetry` whose attempts go as `next` says. */
function losingModel(
  next: (
    request: ModelCall['request'],
    attempts: number,
  ) => { readonly what: 'unseen' | 'throttled' | 'answered'; readonly ticks: number },
): Model {
  const made = new Map<ModelCall['request'], number>();
  const attempt = async ({ request }: ModelCall): Promise<AttemptResult<null>> => {
    const before = made.get(request) ?? 0;
    made.set(request, before + 1);
    const { what, ticks } = next(request, before);
    for (let tick = 0; tick < ticks; tick += 1) await new Promise((resolve) => setImmediate(resolve));
    if (what === 'answered') return { state: 'answered', value: null, attempts: 1 };
    const failure = { code: what, message: '', attempts: 1, retry: 'transient', retryAfterMs: null } as const;
    return { state: 'failed', failure: { ...failure, mayBeBilled: what === 'unseen' } };
  };
  const policy = {
    maxAttempts: 4,
    deadlineMs: 1_000,
    backoff: { transientBaseMs: 1, throttleBaseMs: 1, capMs: 1 },
    clock: () => 0,
    rng: () => 0,
    sleep: async () => {},
  };
  const retried = withRetry(attempt, policy, undefined, ({ unseen }) => unseen);
  return {
    provider: 'emulator',
    async complete(call, signal) {
      const result = await retried(call, signal);
      if (result.state === 'failed') return result;
      return {
        state: 'completed',
        completion: {
          text: 'yes',
          stopReason: 'end_turn',
          usage: usageOf(10, 5),
          latencyMs: 1,
          emulated: true,
          attempts: result.attempts,
          ...(result.unseen > 0 && { unseenAttempts: result.unseen }),
          droppedParameters: [],
        },
      };
    },
    close: async () => {},
  };
}

describe('the guard', () => {
  it('stops a call with words that say what stands in its way', async () => {
    const store = temporaryStore();
    const { row } = beginRun(store);
    const request = requestOf(0, 'none');
    const bound = boundOf(request, PRICE);
    const call: ModelCall = { request, requestHash: hashText('a'), repeat: 0, role: 'candidate' };
    const on = (spent: bigint, unseen: bigint) =>
      createGateway({
        model: losingModel(() => ({ what: 'answered', ticks: 0 })),
        store,
        runRow: row,
        price: () => PRICE,
        guard: new SpendGuard({ cap: picoUsd(bound), spent: picoUsd(spent), unseen: picoUsd(unseen) }),
        shareCache: false,
      });
    await expect(on(0n, 1n).call(call, never)).rejects.toThrow('may have been billed');
    await expect(on(1n, 0n).call(call, never)).rejects.toThrow(/^(?!.*may have been billed)/);
  });
});
