import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { invoke, invokeStream, streamOf, withClient, withEmulator } from './runtime-client.js';
import { converse, haiku, raw } from './wire-client.js';

const rules = 'You answer customers of a garden shop from the document only. '.repeat(400);
const document = '<document id="1">The Ashdown Rake costs £17.10. It weighs 311 grams.</document>';
const question = '\n\nCustomer: What does the Ashdown Rake cost?';
const inferenceConfig = { temperature: 0, maxTokens: 100 };
const point = (ttl?: '5m' | '1h') => ({
  cachePoint: { type: 'default' as const, ...(ttl !== undefined && { ttl }) },
});
const user = (...texts: readonly (string | object)[]) => [
  {
    role: 'user' as const,
    content: texts.map((text) => (typeof text === 'string' ? { text } : text)),
  },
];

describe('caching over the wire', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  it('a checkpoint in the middle of a text changes what is billed, not what is answered', async () => {
    await withEmulator({}, (own) =>
      withClient(own, 'http1', async (client) => {
        const plain = await client.send(
          converse('', {
            inferenceConfig,
            system: [{ text: rules }],
            messages: user(document + question) as never,
          }),
        );
        const cut = converse('', {
          inferenceConfig,
          system: [{ text: rules.slice(0, 1000) }, point(), { text: rules.slice(1000) }, point()],
          messages: user(document, point(), question) as never,
        });
        const [cold, warm] = [await client.send(cut), await client.send(cut)];
        for (const { output, stopReason } of [cold, warm])
          expect({ output, stopReason }).toEqual({ output: plain.output, stopReason: plain.stopReason });
        const total = plain.usage?.inputTokens ?? 0;
        const written = cold.usage?.cacheWriteInputTokens ?? 0;
        expect(written).toBeGreaterThan(4096);
        expect(cold.usage).toEqual({
          inputTokens: total - written,
          outputTokens: plain.usage?.outputTokens,
          totalTokens: plain.usage?.totalTokens,
          cacheReadInputTokens: 0,
          cacheWriteInputTokens: written,
          cacheDetails: [{ ttl: '5m', inputTokens: written }],
        });
        expect(warm.usage).toEqual({
          inputTokens: total - written,
          outputTokens: plain.usage?.outputTokens,
          totalTokens: plain.usage?.totalTokens,
          cacheReadInputTokens: written,
          cacheWriteInputTokens: 0,
        });
        expect(own.stats().models[haiku]).toEqual({
          calls: 3,
          input: total + 2 * (total - written),
          output: 3 * (plain.usage?.outputTokens ?? 0),
          cacheRead: written,
          cacheWrite5m: written,
          cacheWrite1h: 0,
        });
      }),
    );
  });

  it('streams and InvokeModel share the cache of Converse', async () => {
    await withEmulator({}, (own) =>
      withClient(own, 'http1', async (client) => {
        const { events } = await streamOf(client, {
          inferenceConfig,
          system: [{ text: rules }, point('1h')],
          messages: user(document + question) as never,
        });
        const usage = events.find((event) => event.metadata)?.metadata?.usage;
        const written = usage?.cacheWriteInputTokens;
        expect(usage?.cacheDetails).toEqual([{ ttl: '1h', inputTokens: written }]);
        const body = {
          anthropic_version: 'bedrock-2023-05-31',
          max_tokens: 100,
          temperature: 0,
          system: [{ type: 'text', text: rules, cache_control: { type: 'ephemeral', ttl: '1h' } }],
          messages: [{ role: 'user', content: document + question }],
        };
        expect((await invoke(client, body)).usage).toMatchObject({
          cache_read_input_tokens: written,
          cache_creation_input_tokens: 0,
          input_tokens: usage?.inputTokens,
        });
        const last = (await invokeStream(client, body)).at(-1);
        expect(last['amazon-bedrock-invocationMetrics']).toMatchObject({
          cacheReadInputTokenCount: written,
          cacheWriteInputTokenCount: 0,
        });
      }),
    );
  });

  it('cache_control on a block changes what is billed, not what is answered', async () => {
    await withEmulator({}, (own) =>
      withClient(own, 'http1', async (client) => {
        const block = (text: string) => ({ type: 'text', text });
        const mark = { cache_control: { type: 'ephemeral' } };
        const body = (marked: boolean) => ({
          anthropic_version: 'bedrock-2023-05-31',
          max_tokens: 100,
          temperature: 0,
          system: [{ ...block(rules), ...(marked && mark) }, block('Be brief.')],
          messages: [
            { role: 'user', content: [{ ...block(document), ...(marked && mark) }, block(question.trim())] },
          ],
        });
        const [plain, marked] = [await invoke(client, body(false)), await invoke(client, body(true))];
        expect(marked.content).toEqual(plain.content);
        expect(marked.usage.input_tokens + marked.usage.cache_creation_input_tokens).toBe(
          plain.usage.input_tokens,
        );
      }),
    );
  });

  it('tools are the first part of the prefix', async () => {
    await withEmulator({}, (own) =>
      withClient(own, 'http1', async (client) => {
        const call = (description: string) =>
          client.send(
            converse('Hello!', {
              inferenceConfig,
              system: [{ text: rules }, point()],
              toolConfig: {
                tools: [
                  { toolSpec: { name: 'look_up', description, inputSchema: { json: { type: 'object' } } } },
                  point(),
                ],
              },
            }),
          );
        await call('Looks things up. '.repeat(1500));
        const same = await call('Looks things up. '.repeat(1500));
        expect(same.usage?.cacheWriteInputTokens).toBe(0);
        const other = await call('Finds things out. '.repeat(1500));
        expect(other.usage?.cacheReadInputTokens).toBe(0);
      }),
    );
  });

  it('cold calls at the same time each write; one after the first answer reads', async () => {
    await withEmulator({ sleep: 0.3 }, async (own) => {
      const body = { inferenceConfig, system: [{ text: rules }, point()], messages: user('Hello!') };
      const usageOf = async () => JSON.parse((await raw(own, { body })).body).usage;
      const cold = await Promise.all([usageOf(), usageOf(), usageOf()]);
      expect(cold.map((usage) => usage.cacheReadInputTokens)).toEqual([0, 0, 0]);
      expect((await usageOf()).cacheWriteInputTokens).toBe(0);
    });
  });

  it('a cached prompt expires by the clock that the emulator is given', async () => {
    let nowMs = 0;
    const clock = { now: () => nowMs, wait: () => Promise.resolve() };
    await withEmulator({ clock }, async (own) => {
      const body = { inferenceConfig, system: [{ text: rules }, point()], messages: user('Hello!') };
      const read = async () => JSON.parse((await raw(own, { body })).body).usage.cacheReadInputTokens;
      expect(await read()).toBe(0);
      nowMs += 299_999;
      expect(await read()).toBeGreaterThan(0);
      nowMs += 300_000;
      expect(await read()).toBe(0);
    });
  });

  it('a call that fails leaves nothing in the cache', async () => {
    const faults = { rules: [{ kind: 'unavailable' as const, attempts: 1 }] };
    await withEmulator({ faults }, async (own) => {
      const body = { inferenceConfig, system: [{ text: rules }, point()], messages: user('Hello!') };
      expect((await raw(own, { body })).status).toBe(503);
      expect(JSON.parse((await raw(own, { body })).body).usage.cacheReadInputTokens).toBe(0);
    });
  });

  const tooMany = user(...Array.from({ length: 5 }, (_, at) => [`part ${at}`, point()]).flat());
  it.each([
    ['more than four', haiku, { messages: tooMany }, 400, /A maximum of 4 blocks .* Found 5\./],
    [
      'an hour after five minutes',
      haiku,
      { system: [{ text: 'x' }, point('5m')], messages: user('y', point('1h')) },
      400,
      /ttl='1h' cache_control block must not come after a ttl='5m'/,
    ],
    [
      'an hour where there is none',
      'anthropic.claude-3-7-sonnet-20250219-v1:0',
      { messages: user('y', point('1h')) },
      400,
      /ttl: Extra inputs are not permitted/,
    ],
    [
      'a model that caches nothing',
      'anthropic.claude-3-opus-20240229-v1:0',
      { messages: user('y', point()) },
      403,
      /did not allow prompt caching/,
    ],
    [
      'another time to live',
      haiku,
      { messages: user('y', { cachePoint: { type: 'default', ttl: '2h' } }) },
      400,
      /cachePoint\.ttl' failed .*\[5m, 1h\]/,
    ],
    ['another type', haiku, { messages: user('y', { cachePoint: {} }) }, 400, /cachePoint\.type' failed/],
  ])('%s is refused', async (_, model, body, status, message) => {
    const reply = await raw(emulator, { model, body });
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.body).message).toMatch(message);
  });

  it('a quota reserves all the input of a call, cached or not, and throttles without Retry-After', async () => {
    const tokensPerMinute = 7000;
    const clock = { now: () => 0, wait: () => Promise.resolve() };
    await withEmulator({ clock, quotas: { '*': { tokensPerMinute } } }, async (own) => {
      const body = { inferenceConfig, system: [{ text: rules }], messages: user('Hello!') };
      const status = async (system: object[]) => (await raw(own, { body: { ...body, system } })).status;
      const cached = [{ text: rules.slice(0, 22_000) }, point()];
      const [size = 0] = await withEmulator({}, async (other) => [
        JSON.parse((await raw(other, { body: { ...body, system: cached } })).body).usage
          .cacheWriteInputTokens,
      ]);
      expect(size).toBeGreaterThan(tokensPerMinute / 2);
      expect(await status(cached)).toBe(200);
      const refused = await raw(own, { body: { ...body, system: cached } });
      expect([refused.status, refused.headers['retry-after']]).toEqual([429, undefined]);
      expect(JSON.parse(refused.body).message).toBe('Too many tokens, please wait before trying again.');
      expect(own.stats().errors).toEqual({ ThrottlingException: 1 });
    });
  });
});
