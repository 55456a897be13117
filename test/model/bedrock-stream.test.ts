import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { BedrockOptions, ModelCall } from '../../src/model/index.js';
import { type Bench, benchOf } from './bedrock-setup.js';
import { callOf } from './contract.js';
import {
  answerFrames,
  beginStream,
  blockStop,
  delta,
  errorFrame,
  exceptionFrame,
  frame,
  metadata,
  start,
  stop,
  stream,
} from './stream-frames.js';
import { answer, type Handler } from './stub-server.js';

let bench: Bench | undefined;
afterEach(() => bench?.close());

async function set(handler: Handler, overrides?: Partial<BedrockOptions>): Promise<Bench> {
  bench = await benchOf(handler, overrides);
  return bench;
}

const call: ModelCall = callOf('Is volume 3 in stock?', { stream: true });
const USAGE = { inputTokens: 12, outputTokens: 6, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 };

it('frames are those of the wire', () => {
  // Captured: messageStop with {"stopReason":"end_turn"}, 122 bytes, CRCs ca2c4665 and 5fbf09fc.
  expect(frame('messageStop', '{"stopReason":"end_turn"}').toString('hex')).toBe(
    '0000007a00000051ca2c46650b3a6576656e742d7479706507000b6d65737361676553746f700d3a636f6e74656e742d74797065' +
      '0700106170706c69636174696f6e2f6a736f6e0d3a6d6573736167652d747970650700056576656e747b2273746f70526561736f' +
      '6e223a22656e645f7475726e227d5fbf09fc',
  );
});

describe('a stream', () => {
  it('is asked for at its own path with the same body, and reads as the call would', async () => {
    const { ask, stub } = await set((response, { path }) =>
      path.endsWith('/converse-stream')
        ? stream(response, ...answerFrames('Volume 3 ', 'is in', ' stock.'))
        : answer(response),
    );
    const streamed = await ask(call);
    const whole = await ask(callOf('Is volume 3 in stock?'));
    expect(stub.seen[0]?.path).toMatch(/\/converse-stream$/);
    expect(stub.seen[0]?.body).toEqual(stub.seen[1]?.body);
    expect(streamed).toEqual({
      state: 'completed',
      completion: {
        text: 'Volume 3 is in stock.',
        stopReason: 'end_turn',
        usage: USAGE,
        latencyMs: 321,
        firstTokenMs: 0,
        wallMs: 0,
        emulated: true,
        attempts: 1,
        droppedParameters: [],
      },
    });
    const { firstTokenMs: _, ...rest } = streamed.state === 'completed' ? streamed.completion : ({} as never);
    expect(whole).toEqual({ state: 'completed', completion: rest });
  });

  it.each([1, 7, 100])('is the same in pieces of %i bytes', async (size) => {
    const bytes = Buffer.concat(answerFrames('進撃の', '巨人 🎌', ' 1'));
    const { ask } = await set(async (response) => {
      response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
      response.socket?.setNoDelay(true);
      for (let at = 0; at < bytes.length; at += size) {
        response.write(bytes.subarray(at, at + size));
        if (at % (size * 16) === 0) await delay(0);
      }
      response.end();
    });
    expect(await ask(call)).toMatchObject({ completion: { text: '進撃の巨人 🎌 1', usage: USAGE } });
  });

  it('is timed by the injected clock: from sending to the first text, and to the end', async () => {
    let nowMs = 1_000;
    let readAtMs = 0;
    const clock = () => {
      readAtMs = nowMs;
      return nowMs;
    };
    const { ask } = await set(
      async (response) => {
        nowMs = 1_040;
        beginStream(response, start, delta('')); // an empty delta is no text
        await delay(5);
        nowMs = 1_100;
        response.write(delta('Yes'));
        await expect.poll(() => readAtMs).toBe(1_100);
        nowMs = 1_250;
        response.end(Buffer.concat([delta('.'), blockStop(), stop(), metadata()]));
      },
      { clock },
    );
    expect(await ask(call)).toMatchObject({
      completion: { text: 'Yes.', firstTokenMs: 100, wallMs: 250, latencyMs: 321 },
    });
  });

  it('joins text blocks, lists tools with their input, and leaves reasoning out', async () => {
    const { ask } = await set((response) =>
      stream(
        response,
        start,
        frame('contentBlockDelta', { contentBlockIndex: 0, delta: { reasoningContent: { text: 'hmm' } } }),
        blockStop(0),
        delta('Let me ', 1),
        delta('look.', 1),
        blockStop(1),
        frame('contentBlockStart', {
          contentBlockIndex: 2,
          start: { toolUse: { toolUseId: 't1', name: 'stock' } },
        }),
        frame('contentBlockDelta', { contentBlockIndex: 2, delta: { toolUse: { input: '{"volu' } } }),
        frame('contentBlockDelta', { contentBlockIndex: 2, delta: { toolUse: { input: 'me":3}' } } }),
        blockStop(2),
        frame('contentBlockStart', {
          contentBlockIndex: 3,
          start: { toolUse: { toolUseId: 't2', name: 'now' } },
        }),
        blockStop(3),
        frame('contentBlockStart', {
          contentBlockIndex: 4,
          start: { toolUse: { toolUseId: 't3', name: 'cut' } },
        }),
        frame('contentBlockDelta', { contentBlockIndex: 4, delta: { toolUse: { input: '{"a":' } } }),
        blockStop(4),
        stop('tool_use'),
        metadata(),
      ),
    );
    expect(await ask(call)).toMatchObject({
      completion: {
        text: 'Let me look.',
        stopReason: 'tool_use',
        toolUses: [
          { name: 'stock', input: { volume: 3 } },
          { name: 'now', input: {} },
          { name: 'cut', input: '{"a":' },
        ],
      },
    });
  });

  it('is done with its metadata: what the server does afterwards delays nothing', async () => {
    const { ask } = await set((response) => beginStream(response, ...answerFrames('Yes.')));
    expect(await ask(call)).toMatchObject({ state: 'completed', completion: { text: 'Yes.', attempts: 1 } });
  });

  it('leaves its connection to the next call', async () => {
    const sockets = new Set<unknown>();
    const { ask } = await set((response) => {
      sockets.add(response.socket);
      stream(response, ...answerFrames('Yes.'));
    });
    for (let at = 0; at < 4; at += 1) {
      await ask(call);
      await delay(10); // the end of the answer is read behind its back
    }
    expect(sockets.size).toBe(1);
  });

  it('ends with the deadline, and with the signal, also when it is under way', async () => {
    const late = await set((response) => beginStream(response, start, delta('Yes')), { deadlineMs: 80 });
    expect(await late.ask(call)).toMatchObject({ failure: { code: 'timeout', attempts: 1 } });
    await late.close();
    const reason = new Error('enough');
    const controller = new AbortController();
    let closed = false;
    const { model } = await set((response) => {
      response.on('close', () => {
        closed = true;
      });
      beginStream(response, start, delta('Yes'));
      setTimeout(() => controller.abort(reason), 10);
    });
    await expect(model.complete(call, controller.signal)).rejects.toBe(reason);
    await expect.poll(() => closed).toBe(true);
  });
});

// With rng 0.5, as in bedrock-errors.test.ts; three attempts in all.
const TRANSIENT = [100, 200];
const THROTTLE = [750, 1500];
const ONCE = [100];
const NEVER: number[] = [];
const good = answerFrames('Volume 3 is in stock.');
const flipped = Buffer.concat(good);
flipped[flipped.length - 1] = (flipped[flipped.length - 1] ?? 0) ^ 1;

const faults: [string, string, number[], Handler][] = [
  ['a clean end without metadata', 'incomplete-stream', TRANSIENT, (r) => stream(r, ...good.slice(0, -1))],
  ['a clean end after text alone', 'incomplete-stream', TRANSIENT, (r) => stream(r, start, delta('Yes.'))],
  ['no event at all', 'incomplete-stream', TRANSIENT, (r) => stream(r)],
  [
    'a cut inside a frame',
    'incomplete-stream',
    TRANSIENT,
    (r) => stream(r, Buffer.concat(good).subarray(0, -9)),
  ],
  ['a wrong checksum', 'stream-checksum', TRANSIENT, (r) => stream(r, flipped)],
  [
    'a payload that is no JSON',
    'stream-undecodable',
    TRANSIENT,
    (r) => stream(r, start, frame('contentBlockDelta', '<html>')),
  ],
  [
    'a reset',
    'connection-failed',
    TRANSIENT,
    (r) => {
      beginStream(r, start, delta('Yes'));
      setTimeout(() => r.socket?.destroy(), 5);
    },
  ],
  ['a silent server', 'timeout', TRANSIENT, (r) => beginStream(r, start, delta('Yes'))],
  ['text before messageStart', 'stream-out-of-order', ONCE, (r) => stream(r, delta('Yes.'), start, stop())],
  ['two messageStart', 'stream-out-of-order', ONCE, (r) => stream(r, start, start, delta('Yes.'))],
  ['text after messageStop', 'stream-out-of-order', ONCE, (r) => stream(r, start, stop(), delta('x'))],
  [
    'text for a block that is closed',
    'stream-out-of-order',
    ONCE,
    (r) => stream(r, start, delta('x'), blockStop(), delta('y')),
  ],
  [
    'a block that goes back',
    'stream-out-of-order',
    ONCE,
    (r) => stream(r, start, delta('x', 2), delta('y', 1)),
  ],
  ['a page with 200', 'malformed-response', NEVER, (r) => page(r, 200)],
  ['a page with 502', 'http-502', TRANSIENT, (r) => page(r, 502)],
  [
    'throttling',
    'ThrottlingException',
    THROTTLE,
    (r) => stream(r, start, exceptionFrame('throttlingException')),
  ],
  [
    'a failing service',
    'InternalServerException',
    TRANSIENT,
    (r) => stream(r, exceptionFrame('internalServerException')),
  ],
  [
    'an absent service',
    'ServiceUnavailableException',
    TRANSIENT,
    (r) => stream(r, exceptionFrame('serviceUnavailableException')),
  ],
  [
    'a stream error of the model',
    'ModelStreamErrorException',
    ONCE,
    (r) => stream(r, exceptionFrame('modelStreamErrorException')),
  ],
  [
    'a timeout of the model, which Converse does not model',
    'ModelTimeoutException',
    ONCE,
    (r) => stream(r, exceptionFrame('modelTimeoutException')),
  ],
  ['a refusal', 'ValidationException', NEVER, (r) => stream(r, exceptionFrame('validationException'))],
  [
    'an unmodelled error',
    'InternalFailure',
    TRANSIENT,
    (r) => stream(r, start, errorFrame('InternalFailure')),
  ],
];

function page(response: Parameters<Handler>[0], status: number): void {
  answer(response, '<html>Bad gateway</html>', { status, headers: { 'content-type': 'text/html' } });
}

describe('a stream that is no answer', () => {
  it.each(faults)('%s: %s, tried again as the table says', async (name, code, waits, handler) => {
    const { ask, waits: waited } = await set(handler, {
      maxAttempts: 3,
      ...(name === 'a silent server' && { requestTimeoutMs: 60 }),
    });
    const outcome = await ask(call);
    expect(outcome).toMatchObject({ state: 'failed', failure: { code, attempts: waits.length + 1 } });
    expect(outcome.state === 'failed' && outcome.failure.message).toMatch(/\S/);
    expect(outcome.state === 'failed' && 'usage' in outcome.failure).toBe(false);
    expect(waited).toEqual(waits);
  });

  it.each(faults.filter(([, , waits]) => waits !== NEVER))(
    '%s: the next attempt answers, and nothing of the first is in it',
    async (name, _code, _waits, handler) => {
      const { ask } = await set(
        (response, request, nth) => (nth === 1 ? handler(response, request, nth) : stream(response, ...good)),
        // Long enough for the attempt that answers, on a busy machine too.
        name === 'a silent server' ? { requestTimeoutMs: 400 } : {},
      );
      expect(await ask(call)).toMatchObject({
        state: 'completed',
        completion: { text: 'Volume 3 is in stock.', attempts: 2, usage: USAGE },
      });
    },
  );

  it.each([
    ['metadata before messageStop', [start, delta('Yes.'), metadata()]],
    ['metadata and no message', [metadata()]],
    ['text behind messageStop, then metadata', [start, delta('Ye'), stop(), delta('s.'), metadata()]],
    ['a second messageStart, then all the rest', [start, ...answerFrames('Yes.')]],
  ])('but has said what it billed (%s) is recorded with that, and not sent again', async (_, frames) => {
    const { ask, stub } = await set((response) => stream(response, ...frames));
    expect(await ask(call)).toMatchObject({
      state: 'failed',
      failure: { code: 'stream-out-of-order', attempts: 1, usage: USAGE },
    });
    expect(stub.seen).toHaveLength(1);
  });

  it('with any byte changed is never an answer, whatever the byte', async () => {
    const bytes = Buffer.concat(good);
    // A changed length makes the decoder wait for up to 4 GB: those bytes are the first of each frame.
    const places = Array.from({ length: 40 }, (_, at) => Math.floor(((at + 0.5) / 40) * bytes.length));
    const codes = new Set<string>();
    for (const place of places) {
      const damaged = Buffer.from(bytes);
      damaged[place] = (damaged[place] ?? 0) ^ 0x04;
      const { ask, close } = await set((response) => stream(response, damaged), { maxAttempts: 1 });
      const outcome = await ask(call);
      await close();
      expect(outcome.state, `byte ${place}`).toBe('failed');
      if (outcome.state === 'failed') codes.add(outcome.failure.code);
    }
    expect([...codes]).toContain('stream-checksum');
    for (const code of codes)
      expect(['stream-checksum', 'incomplete-stream', 'stream-undecodable']).toContain(code);
  });

  it('with a stop reason that is no answer fails with what it cost', async () => {
    const { ask } = await set((response) =>
      stream(response, start, stop('malformed_model_output'), metadata()),
    );
    expect(await ask(call)).toMatchObject({
      failure: { code: 'malformed-model-output', attempts: 1, usage: USAGE },
    });
  });

  it('with metadata that cannot be read is malformed', async () => {
    const { ask } = await set((response) =>
      stream(response, start, delta('Yes.'), blockStop(), stop(), metadata({ inputTokens: 'many' })),
    );
    expect(await ask(call)).toMatchObject({ failure: { code: 'malformed-response', attempts: 1 } });
  });
});
