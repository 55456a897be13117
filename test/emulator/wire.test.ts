import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { converse, haiku, raw, sdkClient } from './wire-client.js';

const user = (text: string) => [{ role: 'user', content: [{ text }] }];

describe('the wire of Converse', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  it.each(['http1', 'http2'] as const)('the SDK client is answered over %s', async (protocol) => {
    const before = emulator.stats().connections[protocol];
    const client = sdkClient(emulator, protocol);
    const reply = await client.send(
      converse('Hello!', { inferenceConfig: { maxTokens: 50, temperature: 0 } }),
    );
    client.destroy();
    expect(reply.output?.message?.content?.[0]?.text).toMatch(/help|do for you/);
    expect(reply.stopReason).toBe('end_turn');
    expect(reply.usage?.totalTokens).toBe((reply.usage?.inputTokens ?? 0) + (reply.usage?.outputTokens ?? 0));
    expect(reply.metrics?.latencyMs).toBeGreaterThan(0);
    expect(reply.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(emulator.stats().connections[protocol]).toBe(before + 1);
  });

  it('both protocols give the same answer to the same request', async () => {
    const replies = await Promise.all(
      (['http1', 'http2'] as const).map(async (protocol) => {
        const client = sdkClient(emulator, protocol);
        const reply = await client.send(converse('Good morning!', { inferenceConfig: { temperature: 0 } }));
        client.destroy();
        return { output: reply.output, usage: reply.usage, metrics: reply.metrics };
      }),
    );
    expect(replies[0]).toEqual(replies[1]);
  });

  it('says on every answer that it is an emulator', async () => {
    const good = await raw(emulator, { body: { messages: user('Hello!') } });
    const bad = await raw(emulator, { body: {} });
    expect([good.headers['x-parsimony-emulator'], bad.headers['x-parsimony-emulator']]).toEqual(['1', '1']);
    expect(good.headers['content-type']).toBe('application/json');
  });

  it.each([
    [
      'another authorization',
      { headers: { authorization: 'Basic abc' } },
      403,
      'IncompleteSignatureException',
      /authorization/,
    ],
    [
      'unknown model',
      { model: 'anthropic.claude-9' },
      400,
      'ValidationException',
      /model identifier is invalid/,
    ],
    [
      'end of life',
      { model: 'anthropic.claude-3-haiku-20240307-v1:0' },
      404,
      'ResourceNotFoundException',
      /reached the end of its life/,
    ],
    [
      'bare id of a profile-only model',
      { model: 'anthropic.claude-sonnet-4-6' },
      400,
      'ValidationException',
      /^Invocation of model ID anthropic\.claude-sonnet-4-6 with on-demand throughput isn.t supported\./,
    ],
    [
      'temperature on a model that refuses it',
      {
        model: 'us.anthropic.claude-opus-4-7',
        body: { messages: user('x'), inferenceConfig: { temperature: 0.2 } },
      },
      400,
      'ValidationException',
      /temperature is deprecated for this model/,
    ],
    [
      'temperature and topP together',
      { body: { messages: user('x'), inferenceConfig: { temperature: 0.2, topP: 0.9 } } },
      400,
      'ValidationException',
      /cannot both be specified/,
    ],
    [
      'no messages',
      { body: { messages: [] } },
      400,
      'ValidationException',
      /'messages' failed to satisfy constraint/,
    ],
    [
      'assistant first',
      { body: { messages: [{ role: 'assistant', content: [{ text: 'x' }] }] } },
      400,
      'ValidationException',
      /must start with a user message/,
    ],
    [
      'two user turns',
      { body: { messages: [...user('x'), ...user('y')] } },
      400,
      'ValidationException',
      /must alternate/,
    ],
    [
      'unknown role',
      { body: { messages: [{ role: 'robot', content: [{ text: 'x' }] }] } },
      400,
      'ValidationException',
      /enum value set/,
    ],
    [
      'blank text',
      { body: { messages: user('  ') } },
      400,
      'ValidationException',
      /messages\.0\.content\.0 is blank/,
    ],
    [
      'no content',
      { body: { messages: [{ role: 'user', content: [] }] } },
      400,
      'ValidationException',
      /messages\.0 is empty/,
    ],
    [
      'an empty system text',
      { body: { messages: user('x'), system: [{ text: '' }] } },
      400,
      'ValidationException',
      /'system\.1\.member\.text' failed .* length greater than or equal to 1/,
    ],
    [
      'a block of no known kind',
      { body: { messages: [{ role: 'user', content: [{ txt: 'x' }] }] } },
      400,
      'ValidationException',
      /'messages\.1\.member\.content\.1\.member' failed .* exactly one of: \[text, image/,
    ],
    [
      'a block of two kinds',
      { body: { messages: [{ role: 'user', content: [{ text: 'x', image: {} }] }] } },
      400,
      'ValidationException',
      /exactly one of/,
    ],
    [
      'an image in system',
      { body: { messages: user('x'), system: [{ image: {} }] } },
      400,
      'ValidationException',
      /'system\.1\.member' failed .* exactly one of: \[text, guardContent, cachePoint\]/,
    ],
    [
      'maxTokens 0',
      { body: { messages: user('x'), inferenceConfig: { maxTokens: 0 } } },
      400,
      'ValidationException',
      /'inferenceConfig\.maxTokens' failed .* greater than or equal to 1/,
    ],
    [
      'maxTokens above the limit',
      { body: { messages: user('x'), inferenceConfig: { maxTokens: 64001 } } },
      400,
      'ValidationException',
      /exceeds the model limit of 64000/,
    ],
    [
      'temperature 2',
      { body: { messages: user('x'), inferenceConfig: { temperature: 2 } } },
      400,
      'ValidationException',
      /less than or equal to 1/,
    ],
    [
      'too much metadata',
      {
        body: {
          messages: user('x'),
          requestMetadata: Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`k${n}`, 'v'])),
        },
      },
      400,
      'ValidationException',
      /requestMetadata/,
    ],
    [
      'unreadable schema',
      {
        body: {
          messages: user('x'),
          outputConfig: { textFormat: { type: 'json_schema', structure: { jsonSchema: { schema: '{' } } } },
        },
      },
      400,
      'ValidationException',
      /schema/,
    ],
    [
      'lists without end',
      { body: `{"messages":${'['.repeat(100_000)}${']'.repeat(100_000)}}` },
      400,
      'SerializationException',
      /JSON/,
    ],
    [
      'a schema without end',
      { body: `{"toolConfig":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_001)}` },
      400,
      'SerializationException',
      /JSON/,
    ],
    ['not JSON', { body: '{"messages":' }, 400, 'SerializationException', /JSON/],
    ['unknown operation', { path: '/model/x/fly' }, 404, 'UnknownOperationException', /\/model\/x\/fly/],
    ['wrong method', { method: 'GET' }, 404, 'UnknownOperationException', /GET/],
    [
      'a foreign host name',
      { headers: { host: 'bedrock.example.com' } },
      403,
      'AccessDeniedException',
      /loopback/,
    ],
  ] as const)('%s is refused as the service refuses it', async (_, request, status, name, message) => {
    const reply = await raw(emulator, request as Parameters<typeof raw>[1]);
    expect({ status: reply.status, name: reply.headers['x-amzn-errortype'] }).toEqual({ status, name });
    expect((JSON.parse(reply.body) as { message: string }).message).toMatch(message);
    expect(reply.headers['x-amzn-requestid']).toBeDefined();
  });

  it('a call without the authorization header is refused', async () => {
    const reply = await new Promise<string>((resolve) => {
      const socket = net.connect(emulator.port, '127.0.0.1', () =>
        socket.write(
          `POST /model/${encodeURIComponent(haiku)}/converse HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}`,
        ),
      );
      let text = '';
      socket.on('data', (data) => (text += data.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(reply).toMatch(/^HTTP\/1\.1 403/);
    expect(reply).toMatch(/MissingAuthenticationTokenException/);
  });

  it('a member that is null is a member that is not there', async () => {
    const nulls = { system: null, toolConfig: null, requestMetadata: null, outputConfig: null };
    const inferenceConfig = { maxTokens: null, temperature: null, topP: null, stopSequences: null };
    const body = { messages: user('Hello!'), requestMetadata: { repeat: '0' } };
    const replies = await Promise.all([
      raw(emulator, { body }),
      raw(emulator, { body: { ...nulls, ...body, inferenceConfig } }),
      raw(emulator, { body: { ...nulls, ...body, inferenceConfig: null } }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(replies.map((reply) => reply.body)).size).toBe(1);
  });

  it.each([
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '\0\0\0\x04\0\0\0\0\0', '\0\x04\0'],
    ['HTTP/1.1', 'POST /model/x/fly HTTP/1.1\r\n', 'host: localhost\r\n\r\n', /^HTTP\/1\.1 404/],
  ])('%s is known by its first bytes, even if they come one by one', async (_, opening, rest, answer) => {
    const reply = await new Promise<string>((resolve, reject) => {
      const socket = net.connect(emulator.port, '127.0.0.1', async () => {
        socket.setNoDelay(true);
        for (const byte of opening.slice(0, 4)) {
          socket.write(byte);
          await new Promise((sent) => setTimeout(sent, 2));
        }
        socket.write(opening.slice(4) + rest, 'latin1');
      });
      socket.once('data', (data) => {
        resolve(data.toString('latin1'));
        socket.destroy();
      });
      socket.on('error', reject);
      socket.on('close', () => resolve('closed'));
    });
    expect(reply).toMatch(answer);
  });

  it('all broken constraints come in one exception', async () => {
    const reply = await raw(emulator, {
      body: { messages: [], inferenceConfig: { maxTokens: 0, temperature: 3 } },
    });
    expect(reply.body).toMatch(/3 validation errors detected/);
  });

  it('the SDK raises the typed exception', async () => {
    const client = sdkClient(emulator, 'http1');
    await expect(
      client.send(converse('x', { modelId: 'anthropic.claude-sonnet-4-6' })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    client.destroy();
  });

  it('maxTokens, structured output and ARNs of custom models are taken', async () => {
    const client = sdkClient(emulator, 'http1');
    const cut = await client.send(converse('Hello!', { inferenceConfig: { maxTokens: 2 } }));
    expect(cut.stopReason).toBe('max_tokens');
    expect(cut.usage?.outputTokens).toBeLessThanOrEqual(2);
    const schema = JSON.stringify({ type: 'object', properties: { text: { type: 'string' } } });
    const filled = await client.send(
      converse('Hello!', {
        modelId: 'arn:aws:bedrock:us-east-1:123456789012:custom-model/garden/abc',
        outputConfig: {
          textFormat: { type: 'json_schema', structure: { jsonSchema: { schema, name: 'reply' } } },
        },
      }),
    );
    client.destroy();
    expect(Object.keys(JSON.parse(filled.output?.message?.content?.[0]?.text ?? '') as object)).toEqual([
      'text',
    ]);
  });
});

describe('repeats over the wire', () => {
  const document =
    '<document id="1">The Ashdown Rake costs £17.10. It weighs 311 grams. It has an ash handle. It ships in a box.</document>\n\nCustomer: Tell me about the Ashdown Rake and what it costs.';
  const texts = async (emulator: Emulator, bodies: readonly object[]) => {
    const replies: string[] = [];
    for (const body of bodies)
      replies.push((await raw(emulator, { body: { messages: user(document), ...body } })).body);
    return replies;
  };

  it('equal requests differ by order of arrival above temperature 0, and the order is the repeat', async () => {
    const one = await startEmulator();
    const two = await startEmulator();
    const warm = { inferenceConfig: { temperature: 1 } };
    const arrived = await texts(one, [warm, warm, warm, warm, warm, warm]);
    const named = await texts(
      two,
      [5, 4, 3, 2, 1, 0].map((repeat) => ({ ...warm, requestMetadata: { repeat: String(repeat) } })),
    );
    await Promise.all([one.close(), two.close()]);
    expect(named.toReversed()).toEqual(arrived);
    expect(new Set(arrived).size).toBeGreaterThan(1);
  });

  it('are identical at temperature 0, with and without a named repeat', async () => {
    const emulator = await startEmulator();
    const cold = { inferenceConfig: { temperature: 0 } };
    const replies = await texts(emulator, [cold, cold, { ...cold, requestMetadata: { repeat: '3' } }]);
    await emulator.close();
    expect(new Set(replies).size).toBe(1);
  });

  it('the seed of the emulator is part of every answer', async () => {
    const body = { inferenceConfig: { temperature: 0 } };
    const answers = [];
    for (const seed of [1, 2, 3, 4, 5]) {
      const emulator = await startEmulator({ seed });
      answers.push(...(await texts(emulator, [body])));
      await emulator.close();
    }
    expect(new Set(answers).size).toBeGreaterThan(1);
  });
});
