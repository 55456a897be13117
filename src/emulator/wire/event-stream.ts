import { crc32 } from 'node:zlib';

/**
 * Encodes a frame of `vnd.amazon.eventstream` with string headers, in the given order: total length, header length,
 * CRC-32 of those, headers, payload, CRC-32 of all before (all u32, big endian).
 */
export function encodeFrame(
  headers: readonly (readonly [name: string, value: string])[],
  payload: string,
): Buffer {
  const pairs = headers.map(([name, value]) => [Buffer.from(name), Buffer.from(value)] as const);
  const headerBytes = pairs.reduce((sum, [name, value]) => sum + 4 + name.length + value.length, 0);
  const body = Buffer.from(payload);
  const total = 16 + headerBytes + body.length;
  const frame = Buffer.allocUnsafe(total);
  frame.writeUInt32BE(total, 0);
  frame.writeUInt32BE(headerBytes, 4);
  frame.writeUInt32BE(crc32(frame.subarray(0, 8)), 8);
  let at = 12;
  for (const [name, value] of pairs) {
    at = frame.writeUInt8(name.length, at);
    at += name.copy(frame, at);
    at = frame.writeUInt8(stringType, at);
    at = frame.writeUInt16BE(value.length, at);
    at += value.copy(frame, at);
  }
  at += body.copy(frame, at);
  frame.writeUInt32BE(crc32(frame.subarray(0, at)), at);
  return frame;
}

const stringType = 7;

/** The frame of an event; headers in the order of the service. */
export function encodeEvent(type: string, payload: string): Buffer {
  return encodeFrame(
    [
      [':event-type', type],
      [':content-type', 'application/json'],
      [':message-type', 'event'],
    ],
    payload,
  );
}

/** The frame of an exception inside a stream. */
export function encodeException(type: string, message: string): Buffer {
  return encodeFrame(
    [
      [':exception-type', type],
      [':content-type', 'application/json'],
      [':message-type', 'exception'],
    ],
    JSON.stringify({ message }),
  );
}

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** The member `p` that the service adds to every payload: a prefix of its alphabet, its length by `draw` in [0, 1). */
export function padding(draw: number): string {
  return alphabet.slice(0, 1 + Math.floor(draw * (alphabet.length - 1)));
}
