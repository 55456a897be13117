import http from 'node:http';
import {
  BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandInput,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Emulator } from '../../src/emulator/index.js';

export const haiku = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';

/** The SDK's own client, over HTTP/1.1 or with its default handler (HTTP/2 with prior knowledge). */
export function sdkClient(
  emulator: Emulator,
  protocol: 'http1' | 'http2',
  maxAttempts = 3,
): BedrockRuntimeClient {
  return new BedrockRuntimeClient({
    endpoint: emulator.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
    maxAttempts,
    ...(protocol === 'http1' ? { requestHandler: new NodeHttpHandler() } : {}),
  });
}

export function converse(text: string, input: Partial<ConverseCommandInput> = {}): ConverseCommand {
  return new ConverseCommand({ modelId: haiku, messages: [{ role: 'user', content: [{ text }] }], ...input });
}

export interface RawReply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** A call without any SDK between: what stands on the wire. */
export function raw(
  emulator: Emulator,
  options: {
    readonly path?: string;
    readonly method?: string;
    readonly model?: string;
    readonly body?: unknown;
    readonly headers?: { readonly [name: string]: string };
    readonly agent?: http.Agent;
    /** Of the answer's body; UTF-8 by default. */
    readonly encoding?: BufferEncoding;
  },
): Promise<RawReply> {
  const body = typeof options.body === 'string' ? options.body : JSON.stringify(options.body ?? {});
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port: emulator.port,
        method: options.method ?? 'POST',
        path: options.path ?? `/model/${encodeURIComponent(options.model ?? haiku)}/converse`,
        headers: { authorization: 'Bearer test', 'content-type': 'application/json', ...options.headers },
        ...(options.agent === undefined ? {} : { agent: options.agent }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(options.encoding),
          }),
        );
      },
    );
    request.on('error', reject);
    // A body on GET has no frame and would be read as the next request.
    if (options.method === 'GET') request.end();
    else request.end(body);
  });
}
