import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { count, invoke, invokeStream, streamOf, withClient } from './runtime-client.js';
import { converse, raw } from './wire-client.js';

const schema = {
  type: 'object',
  properties: {
    order_id: { type: 'string' },
    days: { type: 'integer', minimum: 1, maximum: 30 },
    carrier: { type: 'string', enum: ['post', 'courier'] },
    note: { type: 'string' },
  },
  required: ['days', 'carrier'],
};
const track = {
  toolSpec: {
    name: 'track_order',
    description: 'Tracks the parcel of an order',
    inputSchema: { json: schema },
  },
};
const price = {
  toolSpec: {
    name: 'look_up_price',
    description: 'Looks up the price of a garden tool',
    inputSchema: { json: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] } },
  },
};
const tools = [track, price];
const inferenceConfig = { temperature: 0, maxTokens: 100 };
const unknown = 'What is the price of the Ashdown Rake, a garden tool?';

describe('tools', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  const ask = (text: string, toolConfig: object, more: object = {}) =>
    withClient(emulator, 'http1', (client) =>
      client.send(converse(text, { inferenceConfig, toolConfig: { tools, ...toolConfig }, ...more })),
    );

  it('a forced tool is asked for, with arguments that its schema allows and the question gives', async () => {
    const reply = await ask('Track it by courier for 3 days, please.', {
      toolChoice: { tool: { name: 'track_order' } },
    });
    expect(reply.stopReason).toBe('tool_use');
    expect(reply.output?.message?.content).toEqual([
      {
        toolUse: {
          toolUseId: expect.stringMatching(/^tooluse_[A-Za-z0-9]{22}$/) as unknown,
          name: 'track_order',
          input: { days: 3, carrier: 'courier' },
        },
      },
    ]);
  });

  it('any takes the tool whose description fits the question, auto the one that is named', async () => {
    const nameOf = (reply: Awaited<ReturnType<typeof ask>>) =>
      reply.output?.message?.content?.[0]?.toolUse?.name;
    expect(nameOf(await ask(unknown, { toolChoice: { any: {} } }))).toBe('look_up_price');
    expect(nameOf(await ask('Where is my parcel? I ordered it.', { toolChoice: { any: {} } }))).toBe(
      'track_order',
    );
    expect(nameOf(await ask('Use track order for 12345.', {}))).toBe('track_order');
  });

  it('auto answers from what is given where it can', async () => {
    const text = `<document id="1">The Ashdown Rake costs £17.10.</document>\n\nCustomer: ${unknown}`;
    const reply = await ask(text, {});
    expect(reply.stopReason).toBe('end_turn');
    expect(reply.output?.message?.content?.[0]?.text).toMatch(/£17\.10/);
  });

  it('the result of a tool is read, and no further tool asked for', async () => {
    const reply = await withClient(emulator, 'http1', (client) =>
      client.send(
        converse('', {
          inferenceConfig,
          toolConfig: { tools },
          messages: [
            { role: 'user', content: [{ text: unknown }] },
            {
              role: 'assistant',
              content: [{ toolUse: { toolUseId: 'a', name: 'look_up_price', input: { query: 'rake' } } }],
            },
            {
              role: 'user',
              content: [
                { toolResult: { toolUseId: 'a', content: [{ text: 'The Ashdown Rake costs £17.10.' }] } },
                { text: 'What does the Ashdown Rake cost?' },
              ],
            },
          ],
        }),
      ),
    );
    expect(reply.stopReason).toBe('end_turn');
    expect(reply.output?.message?.content?.[0]?.text).toMatch(/£17\.10/);
  });

  it('tools cost input tokens, and CountTokens counts the same', async () => {
    const without = await withClient(emulator, 'http1', (client) =>
      client.send(converse(unknown, { inferenceConfig })),
    );
    const reply = await ask(unknown, {});
    expect(reply.usage?.inputTokens).toBeGreaterThan((without.usage?.inputTokens ?? 0) + 50);
    const messages = [{ role: 'user' as const, content: [{ text: unknown }] }];
    const counted = await withClient(emulator, 'http1', (client) =>
      count(client, { converse: { messages, toolConfig: { tools } } }),
    );
    expect(counted).toBe(reply.usage?.inputTokens);
  });

  it('a stream begins the block with the tool and brings its input in parts', async () => {
    await withClient(emulator, 'http1', async (client) => {
      const toolConfig = { tools, toolChoice: { any: {} } };
      const whole = await client.send(converse(unknown, { inferenceConfig, toolConfig }));
      const { events } = await streamOf(client, {
        messages: [{ role: 'user', content: [{ text: unknown }] }],
        inferenceConfig,
        toolConfig,
      });
      const use = whole.output?.message?.content?.[0]?.toolUse;
      const start = events.find((event) => event.contentBlockStart)?.contentBlockStart;
      expect(start).toEqual({
        contentBlockIndex: 0,
        start: { toolUse: { toolUseId: use?.toolUseId, name: use?.name } },
      });
      const json = events.map((event) => event.contentBlockDelta?.delta?.toolUse?.input ?? '').join('');
      expect(JSON.parse(json)).toEqual(use?.input);
      expect(events.find((event) => event.messageStop)?.messageStop?.stopReason).toBe('tool_use');
    });
  });

  it('an answer that may not hold the arguments stops at max_tokens', async () => {
    const reply = await ask(unknown, { toolChoice: { any: {} } }, { inferenceConfig: { maxTokens: 3 } });
    expect(reply.stopReason).toBe('max_tokens');
    expect(reply.usage?.outputTokens).toBe(3);
  });

  it('InvokeModel asks for the same tool with the same input, in Anthropic’s form', async () => {
    const body = {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 100,
      temperature: 0,
      messages: [{ role: 'user', content: unknown }],
      tools: tools.map(({ toolSpec: { name, description, inputSchema } }) => ({
        name,
        description,
        input_schema: inputSchema.json,
      })),
    };
    await withClient(emulator, 'http1', async (client) => {
      const conversed = await ask(unknown, { toolChoice: { any: {} } });
      const any = { ...body, tool_choice: { type: 'any' } };
      const invoked = await invoke(client, any);
      const { name, input } = conversed.output?.message?.content?.[0]?.toolUse ?? {};
      expect(invoked).toMatchObject({
        stop_reason: 'tool_use',
        content: [{ type: 'tool_use', name, input, id: expect.stringMatching(/^toolu_bdrk_/) as unknown }],
        usage: { input_tokens: conversed.usage?.inputTokens },
      });
      const events = await invokeStream(client, any);
      expect(events[1].content_block).toMatchObject({ type: 'tool_use', name, input: {} });
      expect(JSON.parse(events.map(({ delta }) => delta?.partial_json ?? '').join(''))).toEqual(input);
      const none = await invoke(client, { ...body, tool_choice: { type: 'none' } });
      expect(none.stop_reason).toBe('end_turn');
    });
  });

  it.each([
    ['no tools', { tools: [] }, /'toolConfig\.tools' failed/],
    ['a name with a space', { tools: [{ toolSpec: { ...track.toolSpec, name: 'a b' } }] }, /toolSpec\.name/],
    [
      'no schema',
      { tools: [{ toolSpec: { name: 'a', inputSchema: {} } }] },
      /inputSchema\.json' failed.*must be a JSON object/,
    ],
    [
      'an empty description',
      { tools: [{ toolSpec: { ...track.toolSpec, description: '' } }] },
      /description/,
    ],
    ['an unknown tool chosen', { tools, toolChoice: { tool: { name: 'x' } } }, /toolConfig\.toolChoice/],
  ])('%s is refused', async (_, toolConfig, message) => {
    const messages = [{ role: 'user', content: [{ text: 'x' }] }];
    const reply = await raw(emulator, { body: { messages, toolConfig } });
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.body).message).toMatch(message);
  });

  it('blocks of tools without toolConfig are refused in the service’s words', async () => {
    const content = [{ toolResult: { toolUseId: 'a', content: [{ text: 'x' }] } }];
    const reply = await raw(emulator, { body: { messages: [{ role: 'user', content }] } });
    expect(JSON.parse(reply.body).message).toBe(
      'The toolConfig field must be defined when using toolUse and toolResult content blocks.',
    );
  });
});
