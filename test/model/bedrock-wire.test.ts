import dns from 'node:dns';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type BedrockOptions,
  createBedrockModel,
  EMULATOR_HEADER,
  type ModelRequest,
} from '../../src/model/index.js';
import { type Bench, benchOf } from './bedrock-setup.js';
import { callOf } from './contract.js';
import { answer, converseAnswer, type Handler } from './stub-server.js';

let bench: Bench | undefined;
afterEach(() => bench?.close());

async function set(handler: Handler = (response) => answer(response), overrides?: Partial<BedrockOptions>) {
  bench = await benchOf(handler, overrides);
  return bench;
}

const SONNET_45 = 'global.anthropic.claude-sonnet-4-5-20250929-v1:0';
const schema = { type: 'object', properties: { score: { type: 'integer' } }, required: ['score'] };
const full: ModelRequest = {
  model: SONNET_45,
  system: 'Be brief.',
  messages: [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello' },
    { role: 'user', content: 'Is 進撃の巨人 1 in stock?' },
  ],
  maxTokens: 200,
  temperature: 0.3,
  stopSequences: ['###'],
  output: { name: 'verdict', schema },
};

describe('what is sent', () => {
  it('is the whole request in the form of Converse, over HTTP/1.1, under the model id', async () => {
    const { ask, stub } = await set();
    await ask(callOf('', { request: full, repeat: 2, metadata: { run: 'r-1' } }));
    const [request] = stub.seen;
    expect(request?.httpVersion).toBe('1.1');
    expect(request?.path).toBe(`/model/${encodeURIComponent(SONNET_45)}/converse`);
    expect(request?.body).toEqual({
      system: [{ text: 'Be brief.' }],
      messages: [
        { role: 'user', content: [{ text: 'Hi' }] },
        { role: 'assistant', content: [{ text: 'Hello' }] },
        { role: 'user', content: [{ text: 'Is 進撃の巨人 1 in stock?' }] },
      ],
      inferenceConfig: { maxTokens: 200, temperature: 0.3, stopSequences: ['###'] },
      outputConfig: {
        textFormat: {
          type: 'json_schema',
          structure: { jsonSchema: { name: 'verdict', schema: JSON.stringify(schema) } },
        },
      },
      requestMetadata: { run: 'r-1', repeat: '2' },
    });
  });

  it('leaves out what the request leaves out', async () => {
    const { ask, stub } = await set();
    const request = {
      model: 'amazon.nova-micro-v1:0',
      messages: [{ role: 'user' as const, content: 'q' }],
      maxTokens: 9,
    };
    await ask(callOf('', { request: { ...request, system: '' } }));
    expect(stub.seen[0]?.body).toEqual({
      messages: [{ role: 'user', content: [{ text: 'q' }] }],
      inferenceConfig: { maxTokens: 9 },
      requestMetadata: { repeat: '0' },
    });
  });

  it.each([
    ['anthropic.claude-opus-4-7', ['temperature', 'topP', 'output']],
    ['us.anthropic.claude-opus-5-5', ['temperature', 'topP', 'output']],
    ['global.anthropic.claude-sonnet-5', ['temperature', 'topP', 'output']],
    ['anthropic.claude-fable-5-1', ['temperature', 'topP', 'output']],
    [
      'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-opus-4-8',
      ['temperature', 'topP', 'output'],
    ],
    [SONNET_45, ['topP']],
    ['anthropic.claude-sonnet-4-20250514-v1:0', ['output']],
  ])('%s: what the model refuses is not sent, and the answer lists it', async (model, dropped) => {
    const { ask, stub } = await set();
    const outcome = await ask(callOf('', { request: { ...full, model, topP: 0.9 } }));
    expect(outcome).toMatchObject({ completion: { droppedParameters: dropped } });
    const body = stub.seen[0]?.body ?? {};
    const sent = { ...(body.inferenceConfig as object), ...('outputConfig' in body ? { output: true } : {}) };
    for (const name of ['temperature', 'topP', 'output']) {
      expect(Object.hasOwn(sent, name), name).toBe(!dropped.includes(name));
    }
  });

  it('follows an override of the capability table', async () => {
    const { ask } = await set(undefined, {
      capabilities: { 'anthropic.claude-opus-4-7': { refuses: [], structuredOutput: true } },
    });
    const outcome = await ask(callOf('', { request: { ...full, model: 'anthropic.claude-opus-4-7' } }));
    expect(outcome).toMatchObject({ completion: { droppedParameters: [] } });
  });

  it('is metadata that the service takes: 16 pairs, 256 characters, allowed characters, repeat first of all', async () => {
    const { ask, stub } = await set();
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`key${at}`, 'v'.repeat(300)]));
    await ask(callOf('q', { repeat: 7, metadata: { sample: '質問 #1', ...many, repeat: '99', '': 'x' } }));
    const sent = stub.seen[0]?.body.requestMetadata as { [key: string]: string };
    expect(Object.keys(sent)).toHaveLength(16);
    expect(sent.repeat).toBe('7');
    expect(sent.sample).toBe('__ _1');
    expect(sent.key0).toBe('v'.repeat(256));
  });

  it('is signed with dummy keys when an emulator was asked for, whatever keys the machine has', async () => {
    const { ask, stub } = await set();
    await ask();
    expect(stub.seen[0]?.headers.authorization).toContain('Credential=emulator/');
  });
});

describe('what comes back', () => {
  it('keeps text, usage with cache, latency and stop reason; reasoning is not text', async () => {
    const content = [
      { reasoningContent: { reasoningText: { text: 'hmm', signature: 's' } } },
      { text: 'Yes, ' },
      { somethingNew: { a: 1 } },
      { text: 'it is.' },
    ];
    const usage = {
      inputTokens: 5,
      outputTokens: 6,
      totalTokens: 1011,
      cacheReadInputTokens: 900,
      cacheWriteInputTokens: 100,
    };
    const { ask } = await set((response) =>
      answer(
        response,
        converseAnswer({
          output: { message: { role: 'assistant', content } },
          usage,
          stopReason: 'max_tokens',
        }),
      ),
    );
    expect(await ask()).toEqual({
      state: 'completed',
      completion: {
        text: 'Yes, it is.',
        stopReason: 'max_tokens',
        usage: { inputTokens: 5, outputTokens: 6, cacheReadInputTokens: 900, cacheWriteInputTokens: 100 },
        latencyMs: 321,
        wallMs: 0,
        emulated: true,
        attempts: 1,
        droppedParameters: [],
      },
    });
  });

  it('may be an empty answer, and may lack the latency', async () => {
    const { ask } = await set((response) =>
      answer(
        response,
        converseAnswer({ output: { message: { role: 'assistant', content: [] } }, metrics: undefined }),
      ),
    );
    expect(await ask()).toMatchObject({ state: 'completed', completion: { text: '', latencyMs: null } });
  });

  it.each([
    ['malformed_model_output', 'malformed-model-output'],
    ['malformed_tool_use', 'malformed-tool-use'],
    ['model_context_window_exceeded', 'model-context-window-exceeded'],
    ['pause_turn', 'unknown-stop-reason'],
  ])('with stop reason %s is a failed call that says what it cost', async (stopReason, code) => {
    const { ask, stub } = await set((response) => answer(response, converseAnswer({ stopReason })));
    expect(await ask()).toEqual({
      state: 'failed',
      failure: {
        code,
        message: expect.stringContaining(`stop reason "${stopReason}"`),
        attempts: 1,
        usage: { inputTokens: 12, outputTokens: 6, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 },
      },
    });
    expect(stub.seen).toHaveLength(1);
  });

  it.each([
    ['no usage', { usage: undefined }, 'usage'],
    ['usage of texts', { usage: { inputTokens: '12', outputTokens: 6 } }, 'usage'],
    ['negative usage', { usage: { inputTokens: 12, outputTokens: -1 } }, 'usage'],
    ['broken tokens', { usage: { inputTokens: 1.5, outputTokens: 1 } }, 'usage'],
    ['no message', { output: {} }, 'output.message.content'],
    ['no stop reason', { stopReason: undefined }, 'stopReason'],
  ])('with %s is malformed, not free and not empty', async (_, overrides, lacks) => {
    const { ask, stub } = await set((response) => answer(response, converseAnswer(overrides)));
    expect(await ask()).toMatchObject({
      state: 'failed',
      failure: { code: 'malformed-response', message: expect.stringContaining(lacks), attempts: 1 },
    });
    expect(stub.seen).toHaveLength(1);
  });

  it('and is an empty object, is malformed in every part', async () => {
    const { ask } = await set((response) => answer(response, {}));
    expect(await ask()).toMatchObject({
      failure: {
        code: 'malformed-response',
        message: expect.stringContaining('output.message.content, stopReason, usage'),
      },
    });
  });
});

describe('emulation', () => {
  it('a bedrock provider that points at this machine is an emulator', async () => {
    const keys = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'a-secret-of-the-test' };
    const { ask, model } = await set(undefined, { provider: 'bedrock', credentials: keys });
    expect(model.provider).toBe('emulator');
    expect(await ask()).toMatchObject({ completion: { emulated: true } });
  });

  it('is found by the environment alone', async () => {
    const { stub } = await set();
    const model = createBedrockModel({
      region: 'us-east-1',
      provider: 'bedrock',
      maxConcurrency: 1,
      requestTimeoutMs: 1_000,
      deadlineMs: 1_000,
      maxAttempts: 1,
      clock: () => 0,
      rng: () => 0,
      env: { AWS_ENDPOINT_URL: stub.url },
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    expect(model.provider).toBe('emulator');
    expect((await model.complete(callOf('q'), new AbortController().signal)).state).toBe('completed');
    expect(stub.seen).toHaveLength(1);
    await model.close();
  });

  it.each([
    ['with the header', { [EMULATOR_HEADER]: '1' }, true],
    ['without it', {}, false],
  ])('is read from the answer where the host does not tell: %s', async (_, headers, emulated) => {
    const { stub } = await set((response) => answer(response, converseAnswer(), { headers }));
    const away = await benchOf(() => {}, {
      provider: 'bedrock',
      endpoint: `http://bedrock.test:${new URL(stub.url).port}`,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    // The name of a foreign host leads to the stub, as it would to an emulator in another container.
    const lookup = vi
      .spyOn(dns, 'lookup')
      .mockImplementation(((_host: string, options: { all?: boolean }, done: Done) =>
        options.all
          ? done(null, [{ address: '127.0.0.1', family: 4 }])
          : done(null, '127.0.0.1', 4)) as never);
    const outcome = await away.ask();
    lookup.mockRestore();
    await away.close();
    expect(away.model.provider).toBe('bedrock');
    expect(outcome).toMatchObject({ state: 'completed', completion: { emulated } });
  });
});

type Done = (error: null, address: string | { address: string; family: number }[], family?: number) => void;
