import { randomUUID } from 'node:crypto';
import { commonHeaders } from '../wire/exchange.js';
import type { WireResponse } from '../wire/listener.js';
import type { S3Error } from './s3-error.js';
import { type XmlElements, xmlDocument } from './xml.js';

/** What an operation answers: nothing, a document, or bytes that it sends itself. */
export type S3Answer =
  | { readonly kind: 'empty'; readonly status?: number; readonly headers?: S3Headers }
  | {
      readonly kind: 'xml';
      readonly root: string;
      readonly elements: XmlElements;
      readonly headers?: S3Headers;
    }
  | {
      readonly kind: 'body';
      readonly status: number;
      readonly headers: S3Headers;
      readonly send: (response: WireResponse) => Promise<void>;
      /** In place of `send`: lets go of what the bytes would come from. */
      readonly drop: () => Promise<void>;
    };

export type S3Headers = { readonly [name: string]: string | number };

/** Sends an answer in S3's form. */
export async function sendAnswer(response: WireResponse, answer: S3Answer): Promise<void> {
  if (response.headersSent || response.writableEnded) return dropAnswer(answer);
  const headers = { ...s3Headers(randomUUID()), ...answer.headers };
  if (answer.kind === 'xml') {
    const bytes = Buffer.from(xmlDocument(answer.root, answer.elements));
    response.writeHead(200, {
      ...headers,
      'content-type': 'application/xml',
      'content-length': bytes.length,
    });
    response.end(bytes);
  } else if (answer.kind === 'empty') {
    const { status = 200 } = answer;
    const bodiless = status === 204 || status === 304 || 'content-length' in headers;
    response.writeHead(status, bodiless ? headers : { ...headers, 'content-length': 0 });
    response.end();
  } else {
    response.writeHead(answer.status, headers);
    await answer.send(response);
  }
}

/** Takes an answer that nobody gets. */
export async function dropAnswer(answer: S3Answer): Promise<void> {
  if (answer.kind === 'body') await answer.drop();
}

/** Sends an error: a document, or a status alone where the method allows no body. */
export function sendS3Error(
  response: WireResponse,
  error: S3Error,
  request: { readonly method: string; readonly resource: string },
): void {
  if (response.headersSent || response.writableEnded) return;
  const requestId = randomUUID();
  const headers = { ...s3Headers(requestId), ...error.headers };
  if (request.method === 'HEAD') {
    response.writeHead(error.status, headers);
    response.end();
    return;
  }
  const text = xmlDocument(
    'Error',
    {
      Code: error.code,
      Message: error.message,
      Resource: request.resource,
      RequestId: requestId,
      HostId: 'parsimony-emulator',
    },
    { namespace: false },
  );
  const bytes = Buffer.from(text);
  response.writeHead(error.status, {
    ...headers,
    'content-type': 'application/xml',
    'content-length': bytes.length,
  });
  response.end(bytes);
}

function s3Headers(requestId: string): { [name: string]: string | number } {
  return { ...commonHeaders(), 'x-amz-request-id': requestId, 'x-amz-id-2': 'parsimony-emulator' };
}
