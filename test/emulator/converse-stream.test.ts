import http from 'node:http';
import http2 from 'node:http2';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { sendStream } from '../../src/emulator/runtime/send-body.js';
import { shapeStream } from '../../src/emulator/runtime/shape-stream.js';
import { deltasOf } from '../../src/emulator/runtime/stream-event.js';
import { framesOf, streamOf, withClient, withEmulator } from './runtime-client.js';
import { haiku, raw } from './wire-client.js';

const text =
  '<document id="1">The Ashdown Rake costs £17.10. It weighs 311 grams. It has an ash handle.</document>\n\nCustomer: Tell me about the Ashdown Rake: what does it cost and weigh?';
const messages = [{ role: 'user' as const, content: [{ text }] }];
const input = { messages, inferenceConfig: { maxTokens: 200, temperature: 0 } };

describe('ConverseStream', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  it('has the events in the order of the service, and no contentBlockStart for a text', async () => {
    const types = (await framesOf(emulator, { body: input })).map(({ type }) => type);
    expect(types.filter((type, at) => type !== types[at - 1])).toEqual([
      'messageStart',
      'contentBlockDelta',
      'contentBlockStop',
      'messageStop',
      'metadata',
    ]);
  });

  it('pads every payload by `p`, the same each time, of different lengths', async () => {
    const [first, second] = [
      await framesOf(emulator, { body: input }),
      await framesOf(emulator, { body: input }),
    ];
    expect(first).toEqual(second);
    const lengths = first.map(({ payload }) => {
      expect(String(payload.p)).toMatch(/^abc?/);
      return String(payload.p).length;
    });
    expect(new Set(lengths).size).toBeGreaterThan(2);
  });

  it('answers what is wrong before the stream begins as Converse does', async () => {
    const reply = await raw(emulator, { path: '/model/anthropic.claude-9/converse-stream', body: input });
    expect([reply.status, reply.headers['x-amzn-errortype']]).toEqual([400, 'ValidationException']);
  });

  it('is what a stream’s headers say', async () => {
    const reply = await raw(emulator, {
      path: '/model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse-stream',
      body: input,
    });
    expect(reply.headers['content-type']).toBe('application/vnd.amazon.eventstream');
    expect(reply.headers['x-parsimony-emulator']).toBe('1');
  });

  it('cuts texts into deltas that join to the text and split no character', () => {
    for (const whole of ['', 'a', text, '𠮷野家で牛丼を食べた。'.repeat(9), 'x'.repeat(99)]) {
      const deltas = deltasOf(whole);
      expect(deltas.join('')).toBe(whole);
      for (const delta of deltas) expect(Buffer.from(delta).toString()).toBe(delta);
    }
  });
});

describe.each(['http1', 'http2'] as const)('a stream that is slept, over %s', (protocol) => {
  it('comes whole', async () => {
    await withEmulator({ sleep: 0.02 }, (emulator) =>
      withClient(emulator, protocol, async (client) => {
        const { events, thrown } = await streamOf(client, input);
        expect(thrown).toBeUndefined();
        expect(events.at(-1)?.metadata?.usage?.outputTokens).toBe(emulator.stats().tokens.output);
      }),
    );
  });

  it('is billed in part when the client leaves in the middle', async () => {
    await withEmulator({ sleep: 1 }, async (emulator) => {
      await leaveAfterFirstBytes(emulator, protocol);
      while (emulator.stats().answered.ConverseStream === undefined)
        await new Promise((resolve) => setTimeout(resolve, 5));
      const { tokens } = emulator.stats();
      const { output } = await withEmulator({}, async (other) => {
        await raw(other, { body: input });
        return other.stats().tokens;
      });
      expect(tokens.input).toBeGreaterThan(20);
      expect(tokens.output).toBeLessThan(output);
    });
  });
});

/** Asks for a stream and goes away as soon as something of it has come. */
function leaveAfterFirstBytes(emulator: Emulator, protocol: 'http1' | 'http2'): Promise<void> {
  const path = `/model/${encodeURIComponent(haiku)}/converse-stream`;
  const headers = { authorization: 'Bearer test' };
  return new Promise((resolve) => {
    if (protocol === 'http1') {
      const options = { port: emulator.port, host: '127.0.0.1', method: 'POST', path, headers };
      const request = http.request(options, (response) => {
        response.once('data', () => request.destroy());
        response.once('close', resolve);
      });
      request.on('error', () => undefined);
      request.end(JSON.stringify(input));
      return;
    }
    const session = http2.connect(emulator.url);
    const stream = session.request({ ':method': 'POST', ':path': path, ...headers });
    stream.once('data', () => stream.close(http2.constants.NGHTTP2_CANCEL));
    stream.once('close', () => session.close(resolve));
    stream.end(JSON.stringify(input));
  });
}

describe('the pace of a stream that is slept', () => {
  const events = [
    { stage: 'start', type: 'messageStart', payload: {}, text: '' },
    ...['a', 'b', 'c', 'd', 'e'].map((letter) => ({
      stage: 'delta' as const,
      type: 'contentBlockDelta',
      payload: {},
      text: letter,
    })),
    { stage: 'metadata', type: 'metadata', payload: {}, text: '' },
  ] as const;

  /** A client that is told to leave after some writes, and what it saw. */
  async function sendTo(leavesAfter: number) {
    const seen: string[] = [];
    const response = {
      destroyed: false,
      writeHead: () => seen.push('head'),
      write: () => {
        seen.push('write');
        response.destroyed = seen.filter((what) => what === 'write').length >= leavesAfter;
        return true;
      },
      end: () => seen.push('end'),
    };
    const ends = { request: { destroyed: false }, response } as unknown as Parameters<typeof sendStream>[0];
    const startedMs = performance.now();
    await sendStream(ends, shapeStream(events, 'key', undefined), {
      latency: { firstMs: 1000, lastMs: 5000 },
      wait: (milliseconds) => {
        seen.push(`wait ${Math.round((milliseconds + performance.now() - startedMs) / 100) * 100}`);
        return Promise.resolve();
      },
      headers: {},
      begun: () => seen.push('begun'),
      ended: (sent) => seen.push(`ended ${sent}`),
    });
    return seen;
  }

  it('begins with the first token and spreads the others to the end', async () => {
    expect(await sendTo(99)).toEqual([
      'wait 1000',
      'begun',
      'head',
      'write',
      'write',
      'wait 2000',
      'write',
      'wait 3000',
      'write',
      'wait 4000',
      'write',
      'wait 5000',
      'write',
      'ended abcde',
      'write',
      'end',
    ]);
  });

  it('is billed what was sent when the client leaves', async () => {
    expect((await sendTo(3)).at(-1)).toBe('ended ab');
  });
});
