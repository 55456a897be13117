import { randomUUID } from 'node:crypto';
import type { CallLog } from './call-log.js';
import type { WireRequest, WireResponse } from './listener.js';
import type { ServiceError } from './service-error.js';

/** Answers the calls of one service of the emulator, whole; a rejection becomes an InternalServerException. */
export type ServiceHandler = (request: WireRequest, response: WireResponse) => Promise<void>;

/** Where calls are counted and told of, one line each without content. */
export interface Reporter {
  readonly log: CallLog;
  readonly line: (text: string) => void;
}

/** The path of a request without its query, still percent-encoded. */
export function pathOf(request: WireRequest): string {
  const url = request.url ?? '/';
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

export function headerOf(request: WireRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** A path segment decoded; as it stands where it is not percent-encoded text. */
export function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** A client that left before its request was complete: no failure of the emulator. */
export class ClientLeft extends Error {
  override readonly name = 'ClientLeft';
}

/** The body of a request; undefined where it is larger than `maxBytes`. Rejects with `ClientLeft`. */
export function readBody(request: WireRequest, maxBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
    });
    request.on('end', () => {
      const [first] = chunks;
      if (bytes > maxBytes) resolve(undefined);
      else resolve(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks, bytes));
    });
    const left = (): void => reject(new ClientLeft());
    request.on('error', left);
    request.on('close', left);
  });
}

/** Headers that every answer of the emulator carries. */
export function commonHeaders(): { [name: string]: string | number } {
  return { 'x-amzn-requestid': randomUUID(), 'x-parsimony-emulator': '1' };
}

/** Sends an answer in one piece, unless one has begun already. */
export function sendJson(
  response: WireResponse,
  status: number,
  body: string,
  headers?: { readonly [name: string]: string },
): void {
  if (response.headersSent || response.writableEnded) return;
  const all = commonHeaders();
  all['content-type'] = 'application/json';
  all['content-length'] = Buffer.byteLength(body);
  if (headers !== undefined) Object.assign(all, headers);
  response.writeHead(status, all);
  // A text goes out with the head in one write; bytes would take two.
  response.end(body);
}

/** Sends an error as Bedrock does: name in a header, message in the body. */
export function sendError(response: WireResponse, error: ServiceError, { log, line }: Reporter): void {
  log.failed(error.name);
  line(`${error.status} ${error.name}: ${error.message}`);
  const body = error.page ?? JSON.stringify({ message: error.message });
  const named = error.page === undefined && error.nameless !== true;
  sendJson(response, error.status, body, {
    ...(named && { 'x-amzn-errortype': error.name }),
    ...error.headers,
  });
}
