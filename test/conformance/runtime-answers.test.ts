import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { raw } from '../emulator/wire-client.js';
import { type Answer, usageOf } from './answers.js';
import { conversations, converseOf, model, question } from './conversation.js';
import { takeNoWaits } from './no-waits.js';
import {
  type RuntimeClient,
  type RuntimeOperation,
  runtimeClients,
  runtimeOperations,
} from './runtime-clients.js';

takeNoWaits();
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

/** What stands on the wire for Converse, read without any SDK: what every client has to tell. */
async function onTheWire(name: string): Promise<Answer> {
  const request = conversations[name] ?? question;
  const { body } = await raw(emulator, { model, body: converseOf(request) });
  const { output, stopReason, usage } = JSON.parse(body);
  const { content } = output.message;
  return {
    text: content.map(({ text = '' }) => text).join(''),
    tools: content.flatMap(({ toolUse }: { toolUse?: { name: string; input: unknown } }) =>
      toolUse === undefined ? [] : [{ name: toolUse.name, input: toolUse.input }],
    ),
    stopReason,
    usage: usageOf(usage),
  };
}

describe.each(runtimeClients)('$name', ({ protocol, open }) => {
  let client: RuntimeClient;
  beforeAll(async () => {
    client = await open(emulator);
  });
  afterAll(() => client.close());

  const answerOf = async (operation: RuntimeOperation, request = question): Promise<Answer | undefined> => {
    const ask = client[operation];
    if (ask === undefined) return undefined;
    const outcome = await ask(request);
    return outcome.state === 'answered' ? outcome.answer : expect.fail(JSON.stringify(outcome));
  };

  it(`speaks ${protocol} and nothing else`, async () => {
    const before = emulator.stats().connections;
    const own = await open(emulator);
    for (const operation of runtimeOperations) await own[operation]?.(question);
    await own.close();
    const after = emulator.stats().connections;
    const other = protocol === 'http1' ? 'http2' : 'http1';
    expect(after[protocol]).toBeGreaterThan(before[protocol]);
    expect(after[other]).toBe(before[other]);
  });

  it.each(Object.entries(conversations))(
    '%s: every operation gives what stands on the wire, and CountTokens counts what they are billed',
    async (name, request) => {
      const expected = await onTheWire(name);
      const spoken = expected.text !== '' || expected.tools.length > 0;
      expect(spoken).toBe(true);
      for (const operation of runtimeOperations) {
        const answer = await answerOf(operation, request);
        if (answer === undefined) continue;
        if (operation === 'CountTokens') expect(answer.usage.input).toBe(expected.usage.input);
        else expect(answer, operation).toEqual(expected);
      }
    },
  );
});

it('the conversations meet every reason to stop', async () => {
  const answers = await Promise.all(Object.keys(conversations).map(onTheWire));
  const reasons = new Set(answers.map(({ stopReason }) => stopReason));
  expect(reasons).toEqual(new Set(['end_turn', 'max_tokens', 'stop_sequence', 'tool_use']));
});

describe('refusals of the service itself', () => {
  const sonnet37 = 'anthropic.claude-3-7-sonnet-20250219-v1:0';
  const every = ['Converse', 'ConverseStream', 'InvokeModel', 'InvokeModelWithResponseStream'] as const;
  it.each([
    [
      'a model that there is not',
      { ...question, model: 'anthropic.claude-9' },
      'ValidationException',
      'ValidationException',
    ],
    [
      'a model past its end',
      { ...question, model: 'anthropic.claude-3-haiku-20240307-v1:0' },
      'ResourceNotFoundException',
      'model-end-of-life',
    ],
    [
      'a bare id that needs a profile',
      { ...question, model: 'anthropic.claude-sonnet-4-6' },
      'ValidationException',
      'ValidationException',
    ],
    [
      'no room for an answer',
      { ...question, model: sonnet37, maxTokens: 0 },
      'ValidationException',
      'ValidationException',
    ],
    [
      'an assistant that speaks first',
      { ...question, messages: [{ role: 'assistant' as const, content: 'Hello!' }] },
      'ValidationException',
      'ValidationException',
    ],
  ])('%s is refused to every client, once', async (_, request, sdk, ours) => {
    for (const { name, open } of runtimeClients) {
      const client = await open(emulator);
      for (const operation of every) {
        const before = emulator.stats().received[operation] ?? 0;
        const outcome = await client[operation]?.(request);
        if (outcome === undefined) continue;
        const expected = name === 'our client' ? ours : sdk;
        expect(outcome).toMatchObject({ state: 'failed', name: expected, text: '' });
        expect(emulator.stats().received[operation]).toBe(before + 1);
      }
      await client.close();
    }
  });

  it('a quota that is used up throttles every client and every operation that has tokens', async () => {
    for (const { open } of runtimeClients) {
      // One request a minute on a clock that stands still.
      const clock = { now: () => 0, wait: () => Promise.resolve() };
      const busy = await startEmulator({ clock, quotas: { '*': { requestsPerMinute: 1 } } });
      const client = await open(busy);
      expect(await client.Converse?.(question)).toMatchObject({ state: 'answered' });
      const ask = client.ConverseStream;
      expect(await ask?.(question)).toMatchObject({ state: 'failed', name: 'ThrottlingException' });
      expect(await client.CountTokens?.(question)).toMatchObject({ state: 'answered' });
      await client.close();
      await busy.close();
    }
  });
});
