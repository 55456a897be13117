import { performance } from 'node:perf_hooks';
import { commonHeaders } from '../wire/exchange.js';
import { breakConnection, type WireRequest, type WireResponse } from '../wire/listener.js';
import type { Piece, ShapedStream } from './shape-stream.js';

/** The two ends of a call. */
export interface Ends {
  readonly request: WireRequest;
  readonly response: WireResponse;
}

/** How the pieces of a body follow each other. */
export interface Pace {
  /** From now to the first and to the last paced piece; undefined: no waiting. */
  readonly latency: { readonly firstMs: number; readonly lastMs: number } | undefined;
  readonly wait: (milliseconds: number) => Promise<void>;
}

const dripPieces = 32;

/**
 * Sends the pieces of a stream one by one, first piece after `firstMs`, the others spread to `lastMs`. `ended` is
 * told what of the answer went out, before the last piece does or when the client has gone.
 */
export async function sendStream(
  { request, response }: Ends,
  { pieces, end }: ShapedStream,
  options: Pace & {
    readonly headers: { readonly [name: string]: string };
    readonly begun: () => void;
    readonly ended: (sentText: string) => void;
  },
): Promise<void> {
  const { latency, wait, headers, ended } = options;
  const head = { ...commonHeaders(), 'content-type': 'application/vnd.amazon.eventstream', ...headers };
  if (latency === undefined) {
    options.begun();
    response.writeHead(200, head);
    ended(pieces.map(({ text }) => text).join(''));
    await write(response, Buffer.concat(pieces.map(({ bytes }) => bytes)), end === 'clean');
  } else {
    const startedMs = performance.now();
    await wait(latency.firstMs);
    if (hasLeft(response)) return ended('');
    options.begun();
    response.writeHead(200, head);
    const steps = Math.max(1, pieces.filter(({ paced }) => paced).length - 1);
    let sent = '';
    let step = 0;
    for (const [at, { bytes, text, paced }] of pieces.entries()) {
      if (paced) {
        const dueMs = latency.firstMs + ((latency.lastMs - latency.firstMs) * step) / steps;
        const leftMs = dueMs - (performance.now() - startedMs);
        if (step > 0 && leftMs > 1) await wait(leftMs);
        step += 1;
      }
      if (hasLeft(response)) return ended(sent);
      sent += text;
      if (at === pieces.length - 1) ended(sent);
      writerOf(response).write(bytes);
    }
    if (end === 'clean') response.end();
  }
  if (end === 'destroyed') await destroy({ request, response });
}

/** Sends a body whole but with its connection destroyed half-way or at its end, or in pieces with waits between. */
export async function sendBroken(
  { request, response }: Ends,
  body: Buffer,
  options: Pick<Pace, 'wait'> & {
    readonly fault: 'reset-in-body' | 'reset-after-body' | 'drip';
    readonly headers: { readonly [name: string]: string | number };
    readonly dripMs: number;
  },
): Promise<void> {
  response.writeHead(200, { ...commonHeaders(), ...options.headers });
  if (options.fault === 'drip') {
    const size = Math.ceil(body.length / dripPieces);
    for (let at = 0; at < body.length && !hasLeft(response); at += size) {
      writerOf(response).write(body.subarray(at, at + size));
      await options.wait(options.dripMs);
    }
    response.end();
    return;
  }
  const whole = options.fault === 'reset-after-body';
  await write(response, whole ? body : body.subarray(0, body.length >> 1), whole);
  await destroy({ request, response });
}

/** All bytes of a stream's pieces. */
export function bytesOf(pieces: readonly Piece[]): Buffer {
  return Buffer.concat(pieces.map(({ bytes }) => bytes));
}

/** Resolves when the bytes have left, or the client has. */
function write(response: WireResponse, bytes: Buffer, last: boolean): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', () => resolve());
    const writer = writerOf(response);
    if (last) writer.end(bytes, () => resolve());
    else writer.write(bytes, () => resolve());
  });
}

/** Lets what was written leave before the connection goes: a destroyed socket drops what it still holds. */
async function destroy({ request }: Ends): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5));
  breakConnection(request);
}

/** Whether the client no longer listens. */
function hasLeft(response: WireResponse): boolean {
  return 'stream' in response ? response.stream.destroyed : response.destroyed;
}

/** What both protocols' responses are, with one signature. */
function writerOf(response: WireResponse): NodeJS.WritableStream {
  return response;
}
