import type { ServerResponse } from 'node:http';
import { EventStreamCodec } from '@smithy/core/event-streams';

const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8')),
  (text) => Buffer.from(text, 'utf8'),
);
const string = (value: string) => ({ type: 'string' as const, value });

/** One frame of an event stream, its headers in the order of the real wire. */
export function frame(event: string, payload: unknown): Buffer {
  const body = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
  return Buffer.from(
    codec.encode({
      headers: {
        ':event-type': string(event),
        ':content-type': string('application/json'),
        ':message-type': string('event'),
      },
      body,
    }),
  );
}

/** An exception of the service inside a stream. */
export function exceptionFrame(exception: string, message = 'no'): Buffer {
  return Buffer.from(
    codec.encode({
      headers: {
        ':exception-type': string(exception),
        ':content-type': string('application/json'),
        ':message-type': string('exception'),
      },
      body: Buffer.from(JSON.stringify({ message })),
    }),
  );
}

/** The form of an error that the service does not model. */
export function errorFrame(code: string, message = 'no'): Buffer {
  return Buffer.from(
    codec.encode({
      headers: {
        ':error-code': string(code),
        ':error-message': string(message),
        ':message-type': string('error'),
      },
      body: new Uint8Array(),
    }),
  );
}

// The service pads every event with a member that clients do not know.
const p = 'abcdefghijklmnop';
export const start = frame('messageStart', { role: 'assistant', p });
export const delta = (text: string, contentBlockIndex = 0) =>
  frame('contentBlockDelta', { contentBlockIndex, delta: { text }, p });
export const blockStop = (contentBlockIndex = 0) => frame('contentBlockStop', { contentBlockIndex, p });
export const stop = (stopReason = 'end_turn') => frame('messageStop', { stopReason, p });
export const metadata = (usage: object = { inputTokens: 12, outputTokens: 6, totalTokens: 18 }) =>
  frame('metadata', { usage, metrics: { latencyMs: 321 }, p });

/** The frames of an answer that is given in the parts of `texts`. */
export function answerFrames(...texts: readonly string[]): Buffer[] {
  return [start, ...texts.map((text) => delta(text)), blockStop(), stop(), metadata()];
}

/** Begins a stream; the frames that are given go out at once, the end is the caller's. */
export function beginStream(response: ServerResponse, ...frames: readonly Buffer[]): void {
  response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
  response.write(Buffer.concat(frames));
}

/** A whole stream. */
export function stream(response: ServerResponse, ...frames: readonly Buffer[]): void {
  beginStream(response, ...frames);
  response.end();
}
