import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { framesOf, invoke, invokeStream, withClient } from './runtime-client.js';
import { converse, haiku, raw } from './wire-client.js';

const document = 'The Ashdown Rake costs £17.10. It weighs 311 grams. It has an ash handle.';
const question = `<document id="1">${document}</document>\n\nCustomer: What does the Ashdown Rake cost?`;
const plain = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 200,
  temperature: 0,
  messages: [{ role: 'user', content: question }],
};
const path = `/model/${encodeURIComponent(haiku)}/invoke`;

describe('InvokeModel with Anthropic bodies', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  it.each(['http1', 'http2'] as const)(
    'answers over %s as Converse does to the same texts',
    async (protocol) => {
      await withClient(emulator, protocol, async (client) => {
        const said = await client.send(
          converse(question, {
            system: [{ text: 'Be brief.' }],
            inferenceConfig: { maxTokens: 200, temperature: 0 },
          }),
        );
        const invoked = await invoke(client, { ...plain, system: [{ type: 'text', text: 'Be brief.' }] });
        expect(invoked).toMatchObject({
          type: 'message',
          role: 'assistant',
          model: 'claude-haiku-4-5-20251001',
          content: [{ type: 'text', text: said.output?.message?.content?.[0]?.text }],
          stop_reason: 'end_turn',
          stop_sequence: null,
          usage: {
            input_tokens: said.usage?.inputTokens,
            output_tokens: said.usage?.outputTokens,
            cache_creation_input_tokens: 0,
            cache_read_input_tokens: 0,
            cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
          },
        });
      });
    },
  );

  it('takes a system text and blocks, and turns of one role in a row as one', async () => {
    await withClient(emulator, 'http1', async (client) => {
      const one = await invoke(client, { ...plain, system: 'Be brief.' });
      const blocks = await invoke(client, { ...plain, system: [{ type: 'text', text: 'Be brief.' }] });
      expect(blocks).toEqual(one);
      const [head = '', tail = ''] = question.split('\n\n');
      const split = await invoke(client, {
        ...plain,
        messages: [
          { role: 'user', content: head },
          { role: 'user', content: [{ type: 'text', text: tail }] },
        ],
      });
      const whole = await invoke(client, plain);
      expect(split).toEqual(whole);
    });
  });

  it('reads documents, search results and tool results', async () => {
    await withClient(emulator, 'http1', async (client) => {
      const text = 'What does the Ashdown Rake cost?';
      for (const block of [
        {
          type: 'document',
          title: 'Tools',
          source: { type: 'text', media_type: 'text/plain', data: document },
        },
        { type: 'search_result', title: 'Tools', source: 'x', content: [{ type: 'text', text: document }] },
      ]) {
        const reply = await invoke(client, {
          ...plain,
          messages: [{ role: 'user', content: [block, { type: 'text', text }] }],
        });
        expect(reply.content[0].text).toMatch(/£17\.10/);
      }
    });
  });

  it('says which stop sequence was met', async () => {
    await withClient(emulator, 'http1', async (client) => {
      const reply = await invoke(client, { ...plain, stop_sequences: ['zebra', '17.10', 'costs'] });
      expect(reply).toMatchObject({ stop_reason: 'stop_sequence', stop_sequence: 'costs' });
      const conversed = await client.send(
        converse(question, {
          inferenceConfig: { temperature: 0, stopSequences: ['costs'] },
          additionalModelResponseFieldPaths: ['/stop_sequence'],
        }),
      );
      expect(conversed.additionalModelResponseFields).toEqual({ stop_sequence: 'costs' });
    });
  });

  it('counts in headers too', async () => {
    const reply = await raw(emulator, { path, body: plain });
    const { usage } = JSON.parse(reply.body);
    expect(reply.headers).toMatchObject({
      'x-amzn-bedrock-input-token-count': String(usage.input_tokens),
      'x-amzn-bedrock-output-token-count': String(usage.output_tokens),
      'x-amzn-bedrock-invocation-latency': expect.stringMatching(/^\d+$/),
    });
  });

  it('streams the same message in chunks of base64, with metrics in the last', async () => {
    await withClient(emulator, 'http1', async (client) => {
      const whole = await invoke(client, plain);
      const events = await invokeStream(client, plain);
      expect(events.map(({ type }) => type).filter((type, at, all) => type !== all[at - 1])).toEqual([
        'message_start',
        'content_block_start',
        'content_block_delta',
        'content_block_stop',
        'message_delta',
        'message_stop',
      ]);
      expect(events.map(({ delta }) => delta?.text ?? '').join('')).toBe(whole.content[0].text);
      expect(events.at(0).message).toMatchObject({ id: whole.id, content: [], stop_reason: null });
      expect(events.at(-2)).toMatchObject({
        delta: { stop_reason: 'end_turn', stop_sequence: null },
        usage: { output_tokens: whole.usage.output_tokens },
      });
      expect(events.at(-1)['amazon-bedrock-invocationMetrics']).toEqual({
        inputTokenCount: whole.usage.input_tokens,
        outputTokenCount: whole.usage.output_tokens,
        invocationLatency: expect.any(Number) as unknown,
        firstByteLatency: expect.any(Number) as unknown,
      });
    });
    const frames = await framesOf(emulator, { body: plain, operation: 'invoke-with-response-stream' });
    expect(new Set(frames.map(({ type }) => type))).toEqual(new Set(['chunk']));
    for (const { payload } of frames) expect(Object.keys(payload)).toEqual(['bytes', 'p']);
  });

  it.each([
    ['no version', { anthropic_version: undefined }, /required key \[anthropic_version\] not found/],
    ['another version', { anthropic_version: '2' }, /not a valid enum value/],
    ['no max_tokens', { max_tokens: undefined }, /required key \[max_tokens\] not found/],
    ['max_tokens 0', { max_tokens: 0 }, /^max_tokens: must be greater/],
    ['too many max_tokens', { max_tokens: 64_001 }, /64001 > 64000/],
    ['a fraction of a token', { max_tokens: 1.5 }, /valid integer/],
    ['a model', { model: 'claude' }, /extraneous key \[model\]/],
    ['a stream flag', { stream: true }, /extraneous key \[stream\]/],
    ['an empty block of system', { system: [{ type: 'text', text: '' }] }, /^system: text content blocks/],
    ['a number for system', { system: 1 }, /^system: Input should be a valid list/],
    ['no messages', { messages: [] }, /at least one message/],
    ['messages that are none', { messages: 'x' }, /valid list/],
    ['assistant first', { messages: [{ role: 'assistant', content: 'x' }] }, /must use the "user" role/],
    ['another role', { messages: [{ role: 'robot', content: 'x' }] }, /messages\.0\.role/],
    ['no content', { messages: [{ role: 'user' }] }, /messages\.0\.content: Field required/],
    ['blank text', { messages: [{ role: 'user', content: ' ' }] }, /non-whitespace/],
    ['temperature 2', { temperature: 2 }, /temperature: range: 0\.\.1/],
    ['blank stop', { stop_sequences: [' '] }, /non-whitespace/],
    ['bad tool name', { tools: [{ name: 'a b', input_schema: {} }] }, /tools\.0\.custom\.name/],
    [
      'an unknown tool chosen',
      { tools: [{ name: 'a', input_schema: {} }], tool_choice: { type: 'tool', name: 'b' } },
      /Tool 'b' not found/,
    ],
    ['both sampling parameters', { top_p: 0.5 }, /cannot both be specified/],
  ] as const)('%s is refused', async (_, change, message) => {
    const reply = await raw(emulator, { path, body: { ...plain, ...change } });
    expect([reply.status, reply.headers['x-amzn-errortype']]).toEqual([400, 'ValidationException']);
    expect(JSON.parse(reply.body).message).toMatch(message);
  });

  it('an empty text for system is none', async () => {
    const cold = { ...plain, temperature: 0 };
    const [without, empty] = await Promise.all(
      [cold, { ...cold, system: '' }].map((body) => raw(emulator, { path, body })),
    );
    expect(empty?.body).toBe(without?.body);
  });

  it('a body that is no JSON object is refused', async () => {
    const reply = await raw(emulator, { path, body: '[1' });
    expect([reply.status, JSON.parse(reply.body).message]).toEqual([
      400,
      'Malformed input request: the body is not a JSON object, please reformat your input and try again.',
    ]);
  });

  it('takes its repeat from the metadata header', async () => {
    const text = async (repeat: string) =>
      JSON.parse(
        (
          await raw(emulator, {
            path,
            body: { ...plain, temperature: 1 },
            headers: { 'x-amzn-bedrock-request-metadata': JSON.stringify({ repeat }) },
          })
        ).body,
      ).content[0].text;
    expect(await text('3')).toBe(await text('3'));
    const all = await Promise.all(['0', '1', '2', '3', '4', '5'].map(text));
    expect(new Set(all).size).toBeGreaterThan(1);
  });
});
