import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { bareHaiku, count, invoke, withClient } from './runtime-client.js';
import { converse, haiku, raw } from './wire-client.js';

const messages = [{ role: 'user' as const, content: [{ text: 'What does the Ashdown Rake cost?' }] }];
const system = [{ text: 'You answer customers of a garden shop. '.repeat(20) }];
const body = { input: { converse: { messages } } };

describe('CountTokens', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  it.each(['http1', 'http2'] as const)('counts over %s what the call is then billed', async (protocol) => {
    await withClient(emulator, protocol, async (client) => {
      const billed = (await client.send(converse('', { messages, system }))).usage;
      expect(await count(client, { converse: { messages, system } })).toBe(billed?.inputTokens);
      const anthropic = {
        anthropic_version: 'bedrock-2023-05-31',
        max_tokens: 10,
        system: system[0]?.text,
        messages: [{ role: 'user', content: messages[0]?.content[0]?.text }],
      };
      const invoked = await invoke(client, anthropic);
      const counted = await count(client, { invokeModel: { body: Buffer.from(JSON.stringify(anthropic)) } });
      expect(counted).toBe(invoked.usage.input_tokens);
    });
  });

  it('checkpoints change nothing in the count, and caching bills the same tokens in all', async () => {
    await withClient(emulator, 'http1', async (client) => {
      const long = 'You answer customers of a garden shop. '.repeat(800);
      const cached = [{ text: long }, { cachePoint: { type: 'default' as const } }];
      const { usage } = await client.send(converse('', { messages, system: cached }));
      expect(usage?.cacheWriteInputTokens).toBeGreaterThan(4096);
      const counted = await count(client, { converse: { messages, system: cached } });
      expect(counted).toBe((usage?.inputTokens ?? 0) + (usage?.cacheWriteInputTokens ?? 0));
      expect(counted).toBe(await count(client, { converse: { messages, system: [{ text: long }] } }));
    });
  });

  it('is free of charge', async () => {
    const before = emulator.stats();
    await withClient(emulator, 'http1', (client) => count(client, { converse: { messages } }));
    const after = emulator.stats();
    expect(after.tokens).toEqual(before.tokens);
    expect(after.models).toEqual(before.models);
    expect(after.answered.CountTokens).toBe((before.answered.CountTokens ?? 0) + 1);
  });

  // Seen working on the bare id: 3.5 Sonnet, 3.7, Sonnet and Opus 4 to 4.6, Haiku 4.5.
  it.each([
    ['the bare id of a profile-only model', bareHaiku, 200, ''],
    ['Sonnet 4.6', 'anthropic.claude-sonnet-4-6', 200, ''],
    ['a profile id', haiku, 400, "The provided model doesn't support counting tokens."],
    ['Nova', 'amazon.nova-lite-v1:0', 400, "The provided model doesn't support counting tokens."],
    ['Opus 4.7', 'anthropic.claude-opus-4-7', 400, "The provided model doesn't support counting tokens."],
    ['Claude 3 Opus', 'anthropic.claude-3-opus-20240229-v1:0', 400, "doesn't support counting tokens"],
    [
      'a custom model',
      'arn:aws:bedrock:us-east-1:1:custom-model/a/b',
      400,
      "doesn't support counting tokens",
    ],
    ['an unknown id', 'anthropic.claude-9', 400, 'The provided model identifier is invalid.'],
    ['a model past its end', 'anthropic.claude-3-5-haiku-20241022-v1:0', 404, 'end of its life'],
  ])('%s', async (_, model, status, message) => {
    const reply = await raw(emulator, { path: `/model/${encodeURIComponent(model)}/count-tokens`, body });
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.body).message ?? '').toContain(message);
  });

  it('a body that is no JSON object is refused', async () => {
    const path = `/model/${encodeURIComponent(bareHaiku)}/count-tokens`;
    const reply = await raw(emulator, { path, body: '[1' });
    expect([reply.status, reply.headers['x-amzn-errortype']]).toEqual([400, 'SerializationException']);
  });

  it.each([
    ['neither form', { input: {} }, /either converse or invokeModel/],
    ['a broken conversation', { input: { converse: { messages: [] } } }, /'messages' failed/],
    ['a broken body', { input: { invokeModel: { body: 'e30=' } } }, /anthropic_version/],
  ])('%s is refused', async (_, given, message) => {
    const path = `/model/${encodeURIComponent(bareHaiku)}/count-tokens`;
    const reply = await raw(emulator, { path, body: given });
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.body).message).toMatch(message);
  });
});
