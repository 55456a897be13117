import { authenticate } from '../wire/authenticate.js';
import {
  decodeSegment,
  headerOf,
  pathOf,
  type Reporter,
  readBody,
  type ServiceHandler,
  sendError,
  sendJson,
} from '../wire/exchange.js';
import type { Fault } from '../wire/faults.js';
import { unknownOperation } from '../wire/handler.js';
import { breakConnection, type WireRequest, type WireResponse } from '../wire/listener.js';
import { type ServiceError, serviceError } from '../wire/service-error.js';
import type { Runtime } from './runtime.js';

/** What serving the runtime's calls needs of its surroundings. */
export interface RuntimeServiceOptions extends Reporter {
  readonly runtime: Runtime;
  readonly nextFault: () => Fault | undefined;
  readonly delayMs: number;
  /** Simulated latency is slept times this; 0: not at all. */
  readonly sleepFactor: number;
  /** Ends early when the emulator closes. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** The largest body of the service. */
const maxBodyBytes = 25_000_000;

/** Serves `POST /model/{modelId}/{operation}`. */
export function createRuntimeService(options: RuntimeServiceOptions): ServiceHandler {
  return async (request, response) => {
    const match = /^\/model\/([^/]+)\/([a-z-]+)$/.exec(pathOf(request));
    if (match === null || request.method !== 'POST' || match[2] !== 'converse')
      return sendError(response, unknownOperation(request), options);
    options.log.received('Converse', headerOf(request, 'amz-sdk-invocation-id'));
    try {
      await carryOut(request, response, decodeSegment(match[1] ?? ''), options);
    } finally {
      options.log.finished();
    }
  };
}

async function carryOut(
  request: WireRequest,
  response: WireResponse,
  modelId: string,
  options: RuntimeServiceOptions,
): Promise<void> {
  const body = await readBody(request, maxBodyBytes);
  if (options.delayMs > 0) await options.wait(options.delayMs);
  const fault = options.nextFault();
  if (fault !== undefined) options.log.fault(fault);
  if (fault === 'reset') return breakConnection(request);
  const refusal = authenticate(request) ?? faultError(fault, options);
  if (refusal !== undefined) return sendError(response, refusal, options);
  if (body === undefined) {
    const error = serviceError('ValidationException', 'The request body is too large.');
    return sendError(response, error, options);
  }
  const result = options.runtime.converse(modelId, body.toString('utf8'));
  if ('status' in result) return sendError(response, result, options);
  if (options.sleepFactor > 0) await options.wait(result.latencyMs * options.sleepFactor);
  options.log.answered('Converse', {
    invocation: headerOf(request, 'amz-sdk-invocation-id'),
    request: result.request,
    inputTokens: result.usage.inputTokens,
    outputTokens: result.usage.outputTokens,
  });
  if (fault === 'lose-answer') return breakConnection(request);
  sendJson(response, 200, result.body);
  options.line(`200 Converse in=${result.usage.inputTokens} out=${result.usage.outputTokens}`);
}

function faultError(fault: Fault | undefined, { log }: Reporter): ServiceError | undefined {
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
