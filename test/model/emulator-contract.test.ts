import { afterEach, describe, expect, it } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/index.js';
import {
  type BedrockOptions,
  createBedrockModel,
  createTokenCounter,
  type Model,
  type ModelCall,
} from '../../src/model/index.js';
import { callOf, describeModelContract } from './contract.js';

const BOUND = 4;

function optionsOf({ url }: { readonly url: string }): BedrockOptions {
  return {
    region: 'us-east-1',
    provider: 'emulator',
    endpoint: url,
    maxConcurrency: BOUND,
    requestTimeoutMs: 10_000,
    deadlineMs: 30_000,
    maxAttempts: 6,
    clock: () => performance.now(),
    rng: () => 0,
    env: {},
  };
}
const modelOf = (emulator: { readonly url: string }) => createBedrockModel(optionsOf(emulator));

const request = {
  model: 'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
  system: 'Answer from the documents only.',
  messages: [
    {
      role: 'user' as const,
      content: '<document>Volume 3 of Harbour Lights costs $9.99.</document>\nWhat does volume 3 cost?',
    },
  ],
  maxTokens: 200,
};

describeModelContract('bedrock, before the emulator', async () => {
  // Slow enough that calls overlap and that one can be broken off.
  const emulator = await startEmulator({ port: 0, faults: { delayMs: 40 } });
  return {
    model: modelOf(emulator),
    answerable: callOf('', { request }),
    // maxTokens is at least 1 on the wire.
    failing: { call: callOf('', { request: { ...request, maxTokens: 0 } }), code: 'ValidationException' },
    hanging: callOf('', { request }),
    mostAtOnce: { seen: () => emulator.stats().maxConcurrent, bound: BOUND },
    dispose: () => emulator.close(),
  };
});

describeModelContract('bedrock by streams, before the emulator', async () => {
  const emulator = await startEmulator({ port: 0, faults: { delayMs: 40 } });
  const stream = true;
  return {
    model: modelOf(emulator),
    answerable: callOf('', { request, stream }),
    failing: {
      call: callOf('', { request: { ...request, maxTokens: 0 }, stream }),
      code: 'ValidationException',
    },
    hanging: callOf('', { request, stream }),
    mostAtOnce: { seen: () => emulator.stats().maxConcurrent, bound: BOUND },
    dispose: () => emulator.close(),
  };
});

let emulator: Emulator | undefined;
afterEach(() => emulator?.close());

async function start(options: EmulatorOptions) {
  emulator = await startEmulator({ port: 0, ...options });
  return emulator;
}

it.each([
  ['throttling', { throttleEvery: 2 }],
  ['server errors', { errorEvery: 2 }],
  ['reset connections', { resetEvery: 2 }],
  ['answers lost on the way', { loseAnswerEvery: 2 }],
])('every call gets its answer through %s, and says how many attempts it took', async (_, faults) => {
  const model = modelOf(await start({ faults }));
  const signal = new AbortController().signal;
  const attempts: number[] = [];
  for (let at = 0; at < 4; at += 1) {
    const outcome = await model.complete(callOf('', { request, repeat: at }), signal);
    expect(outcome).toMatchObject({ state: 'completed', completion: { emulated: true } });
    if (outcome.state === 'completed') attempts.push(outcome.completion.attempts);
  }
  expect(attempts).toEqual([1, 2, 2, 2]);
  await model.close();
});

describe('before the emulator', () => {
  const ask = async (model: Model, call: ModelCall) => {
    const outcome = await model.complete(call, new AbortController().signal);
    return outcome.state === 'completed' ? outcome.completion : expect.fail(outcome.failure.message);
  };

  it('a stream and a call give one answer at one price, and CountTokens is what they are billed', async () => {
    const { url } = await start({});
    const model = modelOf({ url });
    const counter = createTokenCounter({ ...optionsOf({ url }) });
    const whole = await ask(model, callOf('', { request }));
    const streamed = await ask(model, callOf('', { request, stream: true }));
    expect(streamed.text).toBe(whole.text);
    expect(streamed.usage).toEqual(whole.usage);
    expect(streamed.firstTokenMs).toBeLessThanOrEqual(streamed.wallMs ?? 0);
    expect(whole).not.toHaveProperty('firstTokenMs');
    const count = await counter.count(request, new AbortController().signal);
    expect(count).toEqual({ state: 'counted', inputTokens: whole.usage?.inputTokens });
    await counter.close();
    await model.close();
  });

  it('checkpoints write the cache once and read it afterwards, for an hour where that was asked for', async () => {
    const model = modelOf(await start({}));
    const system = 'The shop sells manga. '.repeat(400);
    const cache = { ttl: '1h', points: [{ at: 'system', length: system.length }] } as const;
    const first = await ask(model, callOf('', { request: { ...request, system, cache } }));
    const second = await ask(model, callOf('', { request: { ...request, system, cache }, stream: true }));
    const { cacheWriteInputTokens = 0, cacheWrite1hInputTokens } = first.usage ?? {};
    expect(cacheWriteInputTokens).toBeGreaterThanOrEqual(1_024);
    expect(cacheWrite1hInputTokens).toBe(cacheWriteInputTokens);
    expect(second.usage).toMatchObject({
      cacheReadInputTokens: cacheWriteInputTokens,
      cacheWriteInputTokens: 0,
    });
    await model.close();
  });

  it('a tool that must be used is asked for', async () => {
    const model = modelOf(await start({}));
    const tools = {
      tools: [
        {
          name: 'find_price',
          inputSchema: {
            type: 'object',
            properties: { title: { type: 'string' } },
            required: ['title'],
          },
        },
      ],
      choice: 'any',
    } as const;
    for (const stream of [false, true]) {
      const answered = await ask(model, callOf('', { request: { ...request, tools }, stream }));
      expect(answered).toMatchObject({
        stopReason: 'tool_use',
        toolUses: [{ name: 'find_price', input: { title: expect.any(String) } }],
      });
    }
    await model.close();
  });

  it('an output ceiling stops the stream', async () => {
    const model = modelOf(await start({}));
    const ceiling = { tokens: 5, notice: ' (cut)' };
    const cut = await ask(model, callOf('', { request: { ...request, ceiling } }));
    const whole = await ask(model, callOf('', { request }));
    expect(cut).toMatchObject({ stopReason: 'output_ceiling', usageEstimated: true });
    const kept = cut.text.slice(0, -' (cut)'.length);
    expect(whole.text.startsWith(kept) && kept.length < whole.text.length).toBe(true);
    await model.close();
  });
});
