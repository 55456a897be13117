import { afterEach, expect, it } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/index.js';
import { createBedrockModel } from '../../src/model/index.js';
import { callOf, describeModelContract } from './contract.js';

const BOUND = 4;

function modelOf(emulator: Emulator) {
  return createBedrockModel({
    region: 'us-east-1',
    provider: 'emulator',
    endpoint: emulator.url,
    maxConcurrency: BOUND,
    requestTimeoutMs: 10_000,
    deadlineMs: 30_000,
    maxAttempts: 6,
    clock: () => performance.now(),
    rng: () => 0,
    env: {},
  });
}

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
