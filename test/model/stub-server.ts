import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the stub saw it. */
export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly httpVersion: string;
  readonly body: { readonly [key: string]: unknown };
}

/** What the stub does with a request: it may answer, wait, or destroy the socket. */
export type Handler = (response: ServerResponse, request: SeenRequest, nth: number) => void;

/** A loopback HTTP/1.1 server that stands where Bedrock would, and remembers what it was asked. */
export interface StubServer {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** Most requests that were open at the same time. */
  mostAtOnce(): number;
  connections(): Promise<number>;
  close(): Promise<void>;
}

export async function startStub(handler: Handler): Promise<StubServer> {
  const seen: SeenRequest[] = [];
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    most = Math.max(most, ++open);
    response.on('close', () => {
      open -= 1;
    });
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const entry = {
        path: request.url ?? '',
        headers: request.headers,
        httpVersion: request.httpVersion,
        body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
      };
      seen.push(entry);
      handler(response, entry, seen.length);
    });
  });
  // Longer than any test: a connection that ends was ended by the client.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    mostAtOnce: () => most,
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A Converse answer of the documented form. */
export function converseAnswer(overrides: { readonly [key: string]: unknown } = {}): object {
  return {
    output: { message: { role: 'assistant', content: [{ text: 'Volume 3 is in stock.' }] } },
    stopReason: 'end_turn',
    usage: { inputTokens: 12, outputTokens: 6, totalTokens: 18 },
    metrics: { latencyMs: 321 },
    ...overrides,
  };
}

export function answer(
  response: ServerResponse,
  body: unknown = converseAnswer(),
  options: { readonly status?: number; readonly headers?: { readonly [name: string]: string } } = {},
): void {
  response.writeHead(options.status ?? 200, { 'content-type': 'application/json', ...options.headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** An error of the service as it stands on the wire. */
export function refuse(
  response: ServerResponse,
  status: number,
  exception: string | undefined,
  options: { readonly message?: string; readonly headers?: { readonly [name: string]: string } } = {},
): void {
  const named = exception === undefined ? {} : { 'x-amzn-errortype': `${exception}:http://internal/` };
  answer(
    response,
    { message: options.message ?? 'no' },
    { status, headers: { ...named, ...options.headers } },
  );
}
