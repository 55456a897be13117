import { afterEach, describe, expect, it } from 'vitest';
import { type BedrockOptions, createTokenCounter, type ModelRequest } from '../../src/model/index.js';
import { answer, type Handler, refuse, type StubServer, startStub } from './stub-server.js';

let stub: StubServer | undefined;
let counter: ReturnType<typeof createTokenCounter> | undefined;
afterEach(async () => {
  await counter?.close();
  await stub?.close();
});

async function set(handler: Handler, overrides: Partial<BedrockOptions> = {}) {
  stub = await startStub(handler);
  const made = createTokenCounter({
    region: 'us-east-1',
    provider: 'emulator',
    endpoint: stub.url,
    maxConcurrency: 2,
    requestTimeoutMs: 5_000,
    deadlineMs: 60_000,
    maxAttempts: 3,
    clock: () => 0,
    rng: () => 0.5,
    sleep: async () => {},
    env: {},
    ...overrides,
  });
  counter = made;
  const seen = stub.seen;
  return { seen, count: (request: ModelRequest) => made.count(request, new AbortController().signal) };
}

const request: ModelRequest = {
  model: 'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
  system: 'Be brief.',
  messages: [{ role: 'user', content: 'Is volume 3 in stock?' }],
  maxTokens: 100,
  temperature: 0,
  tools: { tools: [{ name: 'now', inputSchema: { type: 'object' } }] },
  cache: { ttl: '5m', points: [{ at: 'system', length: 4 }] },
};

describe('the token counter', () => {
  it.each([
    request.model,
    'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    'anthropic.claude-sonnet-4-5-20250929-v1:0',
    'arn:aws:bedrock:us-east-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-4-5-20250929-v1:0',
  ])('asks for %s by the bare model id, with what has tokens and nothing else', async (model) => {
    const { count, seen } = await set((response) => answer(response, { inputTokens: 42 }));
    expect(await count({ ...request, model })).toEqual({ state: 'counted', inputTokens: 42 });
    expect(seen[0]?.path).toBe('/model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/count-tokens');
    expect(seen[0]?.body).toEqual({
      input: {
        converse: {
          system: [{ text: 'Be brief.' }],
          messages: [{ role: 'user', content: [{ text: 'Is volume 3 in stock?' }] }],
          toolConfig: { tools: [{ toolSpec: { name: 'now', inputSchema: { json: { type: 'object' } } } }] },
        },
      },
    });
  });

  it('says what to do when the service does not count for a model', async () => {
    const { count } = await set((response) =>
      refuse(response, 400, 'ValidationException', {
        message: "The provided model doesn't support counting tokens.",
      }),
    );
    expect(await count({ ...request, model: 'global.anthropic.claude-opus-4-8' })).toEqual({
      state: 'failed',
      failure: {
        code: 'count-tokens-unsupported',
        message: expect.stringMatching(
          /anthropic\.claude-opus-4-8 .*doesn't support counting.*without --exact/,
        ),
        attempts: 1,
      },
    });
  });

  it.each([
    'amazon.nova-lite-v1:0',
    'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc123',
  ])('does not ask for %s, which is known to have no count', async (model) => {
    const { count, seen } = await set((response) => answer(response, { inputTokens: 1 }));
    expect(await count({ ...request, model })).toMatchObject({
      failure: { code: 'count-tokens-unsupported', message: expect.stringContaining('--exact') },
    });
    expect(seen).toHaveLength(0);
  });

  it('follows an override of the capability table', async () => {
    const { count } = await set((response) => answer(response, { inputTokens: 7 }), {
      capabilities: { 'amazon.nova-lite': { countTokens: 'supported' } },
    });
    expect(await count({ ...request, model: 'amazon.nova-lite-v1:0' })).toMatchObject({ inputTokens: 7 });
  });

  it('is patient with throttling, and says other failures by their names', async () => {
    const { count } = await set((response, _, nth) =>
      nth === 1 ? refuse(response, 429, 'ThrottlingException') : answer(response, { inputTokens: 3 }),
    );
    expect(await count(request)).toEqual({ state: 'counted', inputTokens: 3 });
    await stub?.close();
    const refused = await set((response) => refuse(response, 403, 'AccessDeniedException'));
    expect(await refused.count(request)).toMatchObject({ failure: { code: 'AccessDeniedException' } });
  });

  it.each([[{}], [{ inputTokens: -1 }], [{ inputTokens: 1.5 }]])('takes no count from %j', async (body) => {
    const { count } = await set((response) => answer(response, body));
    expect(await count(request)).toMatchObject({ failure: { code: 'malformed-response' } });
  });

  it('throws the reason of a signal that aborts, and fails after close', async () => {
    const reason = new Error('enough');
    await set(() => {});
    const controller = new AbortController();
    const pending = counter?.count(request, controller.signal);
    setTimeout(() => controller.abort(reason), 10);
    await expect(pending).rejects.toBe(reason);
    await counter?.close();
    expect(await counter?.count(request, new AbortController().signal)).toMatchObject({
      failure: { code: 'model-closed' },
    });
  });
});
