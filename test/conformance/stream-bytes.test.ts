import http2 from 'node:http2';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { raw } from '../emulator/wire-client.js';
import { anthropicOf, converseOf, model, question } from './conversation.js';

// Event messageStop with payload {"stopReason":"end_turn"} as @smithy/eventstream-codec 4.5.2 writes it: 122 bytes,
// 81 of headers, prelude CRC-32 ca2c4665, message CRC-32 5fbf09fc.
const golden = Buffer.from(
  '0000007a00000051ca2c46650b3a6576656e742d7479706507000b6d65737361676553746f70' +
    '0d3a636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e' +
    '0d3a6d6573736167652d747970650700056576656e74' +
    '7b2273746f70526561736f6e223a22656e645f7475726e227d5fbf09fc',
  'hex',
);
const goldenHeaders = golden.subarray(12, 12 + 81);
const goldenPayload = golden.subarray(12 + 81, -4);

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

const bodies = {
  'converse-stream': converseOf(question),
  'invoke-with-response-stream': anthropicOf(question),
};
type Operation = keyof typeof bodies;
const pathOf = (operation: Operation): string => `/model/${encodeURIComponent(model)}/${operation}`;

/** The body of a stream over HTTP/1.1, by Node's own client. */
async function overHttp1(operation: Operation, fault?: string): Promise<Buffer> {
  const reply = await raw(emulator, {
    path: pathOf(operation),
    body: bodies[operation],
    encoding: 'latin1',
    ...(fault !== undefined && { headers: { 'x-parsimony-fault': fault } }),
  });
  return Buffer.from(reply.body, 'latin1');
}

/** The same over HTTP/2 with prior knowledge. */
function overHttp2(operation: Operation): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const session = http2.connect(emulator.url);
    session.on('error', reject);
    const stream = session.request({
      ':method': 'POST',
      ':path': pathOf(operation),
      authorization: 'Bearer test',
      'content-type': 'application/json',
    });
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', reject);
    stream.on('end', () => {
      session.close();
      resolve(Buffer.concat(chunks));
    });
    stream.end(JSON.stringify(bodies[operation]));
  });
}

/** The frames of a body, cut by nothing but their own lengths. */
function framesOf(body: Buffer): readonly Buffer[] {
  const frames = [];
  for (let at = 0; at < body.length; at += body.readUInt32BE(at))
    frames.push(body.subarray(at, at + body.readUInt32BE(at)));
  return frames;
}

/** The parts of a frame, and its headers in their order. */
function partsOf(frame: Buffer) {
  const headerBytes = frame.readUInt32BE(4);
  const block = frame.subarray(12, 12 + headerBytes);
  const headers: (readonly [name: string, type: number, value: string])[] = [];
  for (let at = 0; at < block.length; ) {
    const nameEnd = at + 1 + block.readUInt8(at);
    const valueStart = nameEnd + 3;
    const valueEnd = valueStart + block.readUInt16BE(nameEnd + 1);
    const name = block.toString('utf8', at + 1, nameEnd);
    headers.push([name, block.readUInt8(nameEnd), block.toString('utf8', valueStart, valueEnd)]);
    at = valueEnd;
  }
  return { block, headers, payload: frame.subarray(12 + headerBytes, -4) };
}

/** A frame around a header block and a payload, by the format's description alone. */
function frameOf(headers: Buffer, payload: Buffer): Buffer {
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(16 + headers.length + payload.length, 0);
  prelude.writeUInt32BE(headers.length, 4);
  const sum = (bytes: Buffer): Buffer => {
    const four = Buffer.alloc(4);
    four.writeUInt32BE(crc32(bytes));
    return four;
  };
  const message = Buffer.concat([prelude, sum(prelude), headers, payload]);
  return Buffer.concat([message, sum(message)]);
}

const typeOf = (frame: Buffer): string => partsOf(frame).headers[0]?.[2] ?? '';

describe.each(['converse-stream', 'invoke-with-response-stream'] as const)('the bytes of %s', (operation) => {
  it('are the same over HTTP/1.1 and HTTP/2, and the same each time', async () => {
    const [one, two, again] = [
      await overHttp1(operation),
      await overHttp2(operation),
      await overHttp1(operation),
    ];
    expect(two.equals(one)).toBe(true);
    expect(again.equals(one)).toBe(true);
  });

  it('are frames whose lengths and checksums hold, with nothing between or behind them', async () => {
    const body = await overHttp2(operation);
    const frames = framesOf(body);
    expect(frames.length).toBeGreaterThan(5);
    expect(Buffer.concat(frames).equals(body)).toBe(true);
    for (const frame of frames) {
      expect(frame.length).toBe(frame.readUInt32BE(0));
      expect(frame.readUInt32BE(8)).toBe(crc32(frame.subarray(0, 8)));
      expect(frame.readUInt32BE(frame.length - 4)).toBe(crc32(frame.subarray(0, -4)));
    }
  });

  it('have three text headers in the order of the service, and a payload padded by `p`', async () => {
    for (const frame of framesOf(await overHttp2(operation))) {
      const { headers, payload } = partsOf(frame);
      expect(headers).toEqual([
        [':event-type', 7, expect.any(String)],
        [':content-type', 7, 'application/json'],
        [':message-type', 7, 'event'],
      ]);
      const members = Object.keys(JSON.parse(payload.toString('utf8')));
      expect(members.at(-1)).toBe('p');
    }
  });
});

describe('the golden frame', () => {
  it('is the messageStop of ConverseStream, byte for byte but for the padding', async () => {
    const stop = framesOf(await overHttp1('converse-stream')).find(
      (frame) => typeOf(frame) === 'messageStop',
    );
    if (stop === undefined) expect.fail('no messageStop');
    const { block, payload } = partsOf(stop);
    expect(block.equals(goldenHeaders)).toBe(true);
    const [, padding] = /,"p":"([a-zA-Z0-9]+)"\}$/.exec(payload.toString('utf8')) ?? [];
    expect('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.startsWith(padding ?? '-')).toBe(
      true,
    );
    // With the padding it is the golden payload with one member more; without it the golden frame.
    const padded = `${goldenPayload.toString('utf8').slice(0, -1)},"p":"${padding}"}`;
    expect(stop.equals(frameOf(goldenHeaders, Buffer.from(padded)))).toBe(true);
    const bare = Buffer.from(payload.toString('utf8').replace(`,"p":"${padding}"`, ''));
    expect(frameOf(block, bare).toString('hex')).toBe(golden.toString('hex'));
  });

  it('has its counterpart in an exception: three headers, its message, and both checksums', async () => {
    const frame = framesOf(await overHttp1('converse-stream', 'stream-throttling')).at(-1);
    if (frame === undefined) expect.fail('no frame');
    const { block, headers, payload } = partsOf(frame);
    expect(headers).toEqual([
      [':exception-type', 7, 'throttlingException'],
      [':content-type', 7, 'application/json'],
      [':message-type', 7, 'exception'],
    ]);
    expect(JSON.parse(payload.toString('utf8'))).toEqual({ message: expect.stringMatching(/Too many/) });
    expect(frame.equals(frameOf(block, payload))).toBe(true);
  });
});
