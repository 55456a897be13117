import { EventStreamCodec } from '@smithy/core/event-streams';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeEvent, encodeException, encodeFrame, padding } from '../../src/emulator/wire/event-stream.js';

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes as Uint8Array).toString('utf8'),
  (text) => Buffer.from(text, 'utf8'),
);
const strings = (headers: object) =>
  Object.entries(headers).map(([name, header]) => [name, (header as { value: unknown }).value]);

describe('event-stream frames', () => {
  // 122 bytes with CRC-32 ca2c4665 over the prelude and 5fbf09fc over all, as @smithy/eventstream-codec 4.5.2 has it.
  it('messageStop is the golden frame, byte for byte', () => {
    expect(encodeEvent('messageStop', '{"stopReason":"end_turn"}').toString('hex')).toBe(
      '0000007a00000051ca2c46650b3a6576656e742d7479706507000b6d65737361676553746f70' +
        '0d3a636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e' +
        '0d3a6d6573736167652d747970650700056576656e74' +
        '7b2273746f70526561736f6e223a22656e645f7475726e227d5fbf09fc',
    );
  });

  it('headers are in the order of the service', () => {
    const { headers } = codec.decode(encodeEvent('metadata', '{}'));
    expect(strings(headers)).toEqual([
      [':event-type', 'metadata'],
      [':content-type', 'application/json'],
      [':message-type', 'event'],
    ]);
  });

  it('an exception names itself in its headers and says why in its payload', () => {
    const { headers, body } = codec.decode(encodeException('throttlingException', 'Too many tokens'));
    expect(strings(headers)).toEqual([
      [':exception-type', 'throttlingException'],
      [':content-type', 'application/json'],
      [':message-type', 'exception'],
    ]);
    expect(Buffer.from(body).toString()).toBe('{"message":"Too many tokens"}');
  });

  it('the codec of the SDK reads back whatever is encoded', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ minLength: 1, maxLength: 20 }), fc.string()), { maxLength: 4 }),
        fc.string({ unit: 'grapheme' }),
        (pairs, payload) => {
          const headers = [...new Map(pairs.map(([name, value]) => [`:${name}`, value]))];
          const { headers: read, body } = codec.decode(encodeFrame(headers, payload));
          expect(strings(read)).toEqual(headers);
          expect(Buffer.from(body).toString('utf8')).toBe(payload);
        },
      ),
    );
  });

  it('padding is a prefix of letters and digits of any length from 1', () => {
    const whole = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
    expect([padding(0), padding(0.5), padding(0.999999)].map((text) => whole.startsWith(text))).toEqual([
      true,
      true,
      true,
    ]);
    expect(padding(0)).toBe('a');
    expect(padding(0.999999).length).toBeGreaterThan(55);
  });
});
