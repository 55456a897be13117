import { randomUUID } from 'node:crypto';
import type { CallLog } from './call-log.js';
import type { Fault } from './faults.js';
import { breakConnection, type WireRequest, type WireResponse } from './listener.js';
import { type ServiceError, serviceError } from './service-error.js';

/** The answer to a call that was carried out. */
export interface OperationResult {
  readonly body: string;
  /** Identifies the work (content and repeat), to see what is paid for twice. */
  readonly request: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly latencyMs: number;
}

/** Carries one operation out on the body of its request. */
export type Operation = (modelId: string, body: string) => OperationResult | ServiceError;

/** What the handler needs of its surroundings. */
export interface HandlerContext {
  readonly log: CallLog;
  /** By the last segment of `/model/{modelId}/{operation}`. */
  readonly operations: { readonly [segment: string]: { readonly name: string; readonly run: Operation } };
  readonly nextFault: () => Fault | undefined;
  readonly delayMs: number;
  /** Simulated latency is slept times this; 0: not at all. */
  readonly sleepFactor: number;
  /** Ends early when the emulator closes. */
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly line: (text: string) => void;
}

/** The largest body of the service. */
const maxBodyBytes = 25_000_000;
const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

/** One request handler for both protocols. */
export function createHandler(
  context: HandlerContext,
): (request: WireRequest, response: WireResponse) => void {
  return (request, response) => {
    response.on('error', () => undefined);
    void serve(request, response, context).catch((error: unknown) => {
      if (request.destroyed) return context.line('the client broke off');
      context.line(`internal error: ${error instanceof Error ? error.message : String(error)}`);
      sendError(response, serviceError('InternalServerException', 'The emulator failed.'), context);
    });
  };
}

async function serve(request: WireRequest, response: WireResponse, context: HandlerContext): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (!isLoopbackHost(request)) {
    return sendError(
      response,
      serviceError('AccessDeniedException', 'The emulator answers loopback hosts only.'),
      context,
    );
  }
  if (path === '/_parsimony/stats' && request.method === 'GET') {
    return send(response, 200, JSON.stringify(context.log.stats()));
  }
  const match = /^\/model\/([^/]+)\/([a-z-]+)$/.exec(path);
  const operation =
    match === null || request.method !== 'POST' ? undefined : context.operations[match[2] ?? ''];
  if (operation === undefined) {
    return sendError(
      response,
      serviceError(
        'UnknownOperationException',
        `The emulator does not know ${request.method ?? ''} ${path}.`,
      ),
      context,
    );
  }
  const invocation = headerOf(request, 'amz-sdk-invocation-id');
  context.log.received(operation.name, invocation);
  try {
    await carryOut(request, response, { context, operation, invocation, modelId: match?.[1] ?? '' });
  } finally {
    context.log.finished();
  }
}

interface Call {
  readonly context: HandlerContext;
  readonly operation: HandlerContext['operations'][string];
  readonly invocation: string | undefined;
  /** Still percent-encoded. */
  readonly modelId: string;
}

async function carryOut(request: WireRequest, response: WireResponse, call: Call): Promise<void> {
  const { context, operation, invocation } = call;
  const body = await readBody(request);
  if (context.delayMs > 0) await context.wait(context.delayMs);
  const fault = context.nextFault();
  if (fault !== undefined) context.log.fault(fault);
  if (fault === 'reset') return breakConnection(request);
  const refusal = authenticate(request) ?? faultError(fault, context);
  if (refusal !== undefined) return sendError(response, refusal, context);
  if (body === undefined)
    return sendError(
      response,
      serviceError('ValidationException', 'The request body is too large.'),
      context,
    );
  const result = operation.run(decodeSegment(call.modelId), body);
  if ('status' in result) return sendError(response, result, context);
  if (context.sleepFactor > 0) await context.wait(result.latencyMs * context.sleepFactor);
  context.log.answered(operation.name, { invocation, ...result });
  if (fault === 'lose-answer') return breakConnection(request);
  send(response, 200, result.body);
  context.line(`200 ${operation.name} in=${result.inputTokens} out=${result.outputTokens}`);
}

function faultError(fault: Fault | undefined, { log }: HandlerContext): ServiceError | undefined {
  if (fault === 'throttle')
    return serviceError('ThrottlingException', 'Too many requests, please wait before trying again.');
  if (fault !== 'error') return undefined;
  return (log.stats().faults.error ?? 0) % 2 === 1
    ? serviceError(
        'InternalServerException',
        'The system encountered an unexpected error during processing. Try your request again.',
      )
    : serviceError('ServiceUnavailableException', 'The service is temporarily unavailable. Try again later.');
}

/** The emulator checks that a call is signed or carries a token, not by whom: it has no secrets to check with. */
function authenticate(request: WireRequest): ServiceError | undefined {
  const authorization = headerOf(request, 'authorization');
  if (authorization === undefined)
    return serviceError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  if (/^AWS4-HMAC-SHA256 \S|^Bearer \S/.test(authorization)) return undefined;
  return serviceError(
    'IncompleteSignatureException',
    'The authorization header is neither AWS Signature Version 4 nor a bearer token.',
  );
}

/** A name of this machine in `host` or `:authority`: a web page that rebinds its name gets nothing. */
function isLoopbackHost(request: WireRequest): boolean {
  const host = headerOf(request, ':authority') ?? headerOf(request, 'host') ?? '';
  return loopbackNames.has(host.replace(/:\d+$/, '').toLowerCase());
}

function headerOf(request: WireRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The body as text; undefined where it is larger than the service takes. */
async function readBody(request: WireRequest): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBodyBytes) chunks.push(chunk);
  }
  return bytes > maxBodyBytes ? undefined : Buffer.concat(chunks).toString('utf8');
}

function sendError(response: WireResponse, error: ServiceError, { log, line }: HandlerContext): void {
  log.failed(error.name);
  line(`${error.status} ${error.name}: ${error.message}`);
  send(response, error.status, JSON.stringify({ message: error.message }), {
    'x-amzn-errortype': error.name,
  });
}

function send(
  response: WireResponse,
  status: number,
  body: string,
  headers: { readonly [name: string]: string } = {},
): void {
  if (response.headersSent || response.writableEnded) return;
  response.statusCode = status;
  const all = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'x-amzn-requestid': randomUUID(),
    'x-parsimony-emulator': '1',
    ...headers,
  };
  for (const [name, value] of Object.entries(all)) response.setHeader(name, value);
  response.end(body);
}
