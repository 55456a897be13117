import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { CompletionOutcome } from '../../src/domain/index.js';
import type { CachePlan, ModelRequest } from '../../src/model/port.js';
import { createWarmUp, type WarmUp } from '../../src/run/index.js';
import { beginRun, temporaryStore } from '../store/fixture.js';
import { memoryDataset, plan, sample, scriptedModel, sit, variant } from './fixture.js';

const never = new AbortController().signal;

function request(question: string, cache?: CachePlan, system = 'Rules.'): ModelRequest {
  return {
    model: 'm',
    system,
    messages: [{ role: 'user', content: question }],
    maxTokens: 10,
    ...(cache && { cache }),
  };
}
const onSystem = (length: number): CachePlan => ({ ttl: '5m', points: [{ at: 'system', length }] });

/**
 * A model that follows the rules of the service's prompt cache: an entry can be read only once the answer to the
 * request that wrote it has begun, and dies when it has not been used for five minutes.
 */
function cachingModel(now: () => number = () => 0) {
  const usedAt = new Map<string, number>();
  const log = { writes: 0, reads: 0, open: 0, peak: 0 };
  const complete = async ({ system = '', cache }: ModelRequest): Promise<CompletionOutcome> => {
    log.open += 1;
    log.peak = Math.max(log.peak, log.open);
    const missing: string[] = [];
    for (const point of cache?.points ?? []) {
      if (point.at !== 'system') continue;
      const key = system.slice(0, point.length);
      if (now() - (usedAt.get(key) ?? Number.NEGATIVE_INFINITY) < 300_000) {
        log.reads += 1;
        usedAt.set(key, now());
      } else {
        log.writes += 1;
        missing.push(key);
      }
    }
    await sleep(1);
    for (const key of missing) usedAt.set(key, now());
    await sleep(1);
    log.open -= 1;
    return done;
  };
  return { log, complete };
}

const done: CompletionOutcome = {
  state: 'completed',
  completion: {
    text: 'ok',
    stopReason: 'end_turn',
    usage: null,
    latencyMs: null,
    emulated: true,
    attempts: 1,
    droppedParameters: [],
  },
};
const failed: CompletionOutcome = {
  state: 'failed',
  failure: { code: 'timeout', message: 'no answer', attempts: 1 },
};

const all = (warmUp: WarmUp, requests: readonly ModelRequest[], model: ReturnType<typeof cachingModel>) =>
  Promise.all(requests.map((one) => warmUp.run(one, () => model.complete(one), never)));

describe('warming the prompt cache up', () => {
  it('writes a prefix once for a hundred calls at concurrency 16; without it sixteen times', async () => {
    const system = 'Long rules.';
    const writesWith = async (warm: boolean) => {
      const caching = cachingModel();
      const model = scriptedModel();
      const cached = {
        ...model,
        complete: async (call: Parameters<typeof model.complete>[0], signal: AbortSignal) => {
          await caching.complete(call.request);
          return model.complete(call, signal);
        },
      };
      const samples = Array.from({ length: 100 }, (_, n) => sample(`s${n}`));
      const work = plan({ datasets: [memoryDataset(samples)], variants: [variant('base')] });
      const [base] = work.prompts.values();
      if (base === undefined) throw new Error('the plan has a prompt');
      const prompt: typeof base = {
        ...base,
        render: (one, params) => ({
          ...base.render(one, params),
          system,
          stable: { system: system.length, user: 0 },
        }),
      };
      const store = temporaryStore();
      const runRow = beginRun(store).row;
      await sit({
        store,
        runRow,
        plan: {
          ...work,
          prompts: new Map([[prompt.path, prompt]]),
          caching: new Map([
            ['base', { ttl: '5m', support: { minimumTokens: 1, sections: ['system'] }, tokenFactor: 1 }],
          ]),
        },
        model: cached,
        concurrency: 16,
        ...(warm && { warmUp: createWarmUp({ clock: () => 0 }) }),
      });
      expect(model.calls).toHaveLength(100);
      return caching.log;
    };
    expect(await writesWith(true)).toMatchObject({ writes: 1, reads: 99, peak: 16 });
    expect((await writesWith(false)).writes).toBe(16);
  });

  it('lets calls without checkpoints, and calls with another prefix, pass', async () => {
    const model = cachingModel();
    const plain = [request('a'), request('b')];
    await all(createWarmUp({ clock: () => 0 }), plain, model);
    expect(model.log.peak).toBe(2);
    const others = [request('a', onSystem(4), 'AAAA'), request('b', onSystem(4), 'BBBB')];
    await all(createWarmUp({ clock: () => 0 }), others, model);
    expect(model.log).toMatchObject({ writes: 2, reads: 0, peak: 2 });
  });

  it('writes what calls share once, also where only the beginning of their prefixes is shared', async () => {
    const model = cachingModel();
    const nested = (system: string): ModelRequest =>
      request('q', { ttl: '5m', points: [4, 5].map((length) => ({ at: 'system', length })) }, system);
    const requests = ['RULEa', 'RULEb', 'RULEa', 'RULEb', 'RULEc'].map(nested);
    await all(createWarmUp({ clock: () => 0 }), requests, model);
    // RULE, RULEa, RULEb, RULEc.
    expect(model.log).toMatchObject({ writes: 4, reads: 6 });
  });

  it('begins again once a prefix has been unused for its lifetime, not while it is used', async () => {
    let now = 0;
    const model = cachingModel(() => now);
    const warmUp = createWarmUp({ clock: () => now });
    const burst = () =>
      all(
        warmUp,
        ['a', 'b', 'c'].map((question) => request(question, onSystem(6))),
        model,
      );
    await burst();
    for (let minute = 0; minute < 12; minute += 4) {
      now += 4 * 60_000;
      await burst();
    }
    expect(model.log.writes).toBe(1);
    now += 6 * 60_000;
    await burst();
    expect(model.log.writes).toBe(2);
  });

  it('lets the next call lead when the first fails, one at a time, and gives up after three', async () => {
    const warmUp = createWarmUp({ clock: () => 0 });
    const open = { now: 0, peaks: [] as number[] };
    const failing = (succeedsAt: number) => {
      let made = 0;
      return Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          warmUp.run(
            request(`q${n}`, onSystem(6), `${succeedsAt} rules`),
            async () => {
              made += 1;
              const outcome = made >= succeedsAt ? done : failed;
              open.now += 1;
              open.peaks[made] = open.now;
              await sleep(1);
              open.now -= 1;
              return outcome;
            },
            never,
          ),
        ),
      );
    };
    const outcomes = await failing(2);
    expect(outcomes.filter(({ state }) => state === 'failed')).toHaveLength(1);
    expect(open.peaks.slice(1, 4)).toEqual([1, 1, 1]);
    expect(Math.max(...open.peaks.slice(1))).toBe(6);
    open.peaks = [];
    await failing(Number.POSITIVE_INFINITY);
    expect(open.peaks.slice(1)).toEqual([1, 1, 1, 1, 2, 3, 4, 5]);
  });

  it('does not wait for a call that was aborted, and stops waiting when aborted itself', async () => {
    const warmUp = createWarmUp({ clock: () => 0 });
    const leader = new AbortController();
    const waiter = new AbortController();
    const hang = (signal: AbortSignal) =>
      new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const led = warmUp.run(request('a', onSystem(6)), () => hang(leader.signal), leader.signal);
    const waits = warmUp.run(request('b', onSystem(6)), async () => done, waiter.signal);
    const next = warmUp.run(request('c', onSystem(6)), async () => done, never);
    waiter.abort(new Error('enough'));
    await expect(waits).rejects.toThrow('enough');
    leader.abort(new Error('given up'));
    await expect(led).rejects.toThrow('given up');
    expect(await next).toBe(done);
  });

  it('remembers a bounded number of prefixes and forgets the one unused for longest', async () => {
    let now = 0;
    const model = cachingModel(() => now);
    const warmUp = createWarmUp({ clock: () => now, maxPrefixes: 2 });
    const touch = async (system: string) => {
      now += 1;
      let wasAlone = true;
      const one = request('x', onSystem(1), system);
      let open = 0;
      const call = async () => {
        open += 1;
        wasAlone &&= open === 1;
        await model.complete(one);
        open -= 1;
        return done;
      };
      await Promise.all([warmUp.run(one, call, never), warmUp.run(one, call, never)]);
      return wasAlone;
    };
    expect([await touch('A'), await touch('B'), await touch('A')]).toEqual([true, true, false]);
    expect([await touch('C'), await touch('A'), await touch('B')]).toEqual([true, false, true]);
  });
});
