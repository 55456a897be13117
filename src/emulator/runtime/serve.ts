import { createHash } from 'node:crypto';
import { type FaultKind, faultAnswer, faultKinds, isFaultKind } from '../faults/kinds.js';
import type { FaultOptions, FaultPlan } from '../faults/plan.js';
import type { Quota } from '../quota/quota.js';
import { authenticate } from '../wire/authenticate.js';
import {
  decodeSegment,
  headerOf,
  pathOf,
  type Reporter,
  readBody,
  type ServiceHandler,
  sendError,
} from '../wire/exchange.js';
import { unknownOperation } from '../wire/handler.js';
import { breakConnection } from '../wire/listener.js';
import { serviceError } from '../wire/service-error.js';
import { inputTokensOf } from './accept-call.js';
import { answer, sendWhole } from './answer.js';
import { type Operation, operations } from './operations.js';
import { askedFault, metadataOf } from './request-metadata.js';
import type { Runtime } from './runtime.js';
import type { Ends } from './send-body.js';

/** What serving the runtime's calls needs of its surroundings. */
export interface RuntimeServiceOptions extends Reporter {
  readonly runtime: Runtime;
  readonly plan: FaultPlan;
  readonly faults: FaultOptions;
  /** Undefined: there are none. */
  readonly quota: Quota | undefined;
  /** Simulated latency is slept times this; 0: not at all. */
  readonly sleepFactor: number;
  /** Ends early when the emulator closes. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** The largest body of the service. */
const maxBodyBytes = 25_000_000;
const defaultPauseMs = 1000;
const countTokensName = 'CountTokens';

/** Serves `POST /model/{modelId}/{operation}`. */
export function createRuntimeService(options: RuntimeServiceOptions): ServiceHandler {
  return async (request, response) => {
    const [, , model = '', segment = '', more] = pathOf(request).split('/');
    const operation = operations[segment];
    const name = segment === 'count-tokens' ? countTokensName : operation?.name;
    if (name === undefined || model === '' || more !== undefined || request.method !== 'POST')
      return sendError(response, unknownOperation(request), options);
    const invocation = headerOf(request, 'amz-sdk-invocation-id');
    options.log.received(name, invocation);
    try {
      const call = { name, operation, invocation, modelId: decodeSegment(model) };
      await serveCall({ request, response }, call, options);
    } finally {
      options.log.finished();
    }
  };
}

interface Call {
  readonly name: string;
  /** Undefined for CountTokens, which asks no model. */
  readonly operation: Operation | undefined;
  readonly invocation: string | undefined;
  readonly modelId: string;
}

async function serveCall(ends: Ends, call: Call, options: RuntimeServiceOptions): Promise<void> {
  const { request, response } = ends;
  const { faults, wait } = options;
  const bytes = await readBody(request, maxBodyBytes);
  const body = bytes === undefined ? '' : bytes.toString('utf8');
  if (faults.delayMs !== undefined && faults.delayMs > 0) await wait(faults.delayMs);
  const metadata = metadataOf(request);
  const asked = askedFault(request, body, metadata);
  if (asked !== undefined && !isFaultKind(asked.split(':')[0] ?? ''))
    return sendError(response, noSuchFault(asked), options);
  const fault = strike(asked, body, call, options);
  if (fault === 'reset') return breakConnection(request);
  if (fault === 'delay') await wait(faults.pauseMs ?? defaultPauseMs);
  const refusal = authenticate(request) ?? answerOf(fault, options);
  if (refusal !== undefined) return sendError(response, refusal, options);
  if (bytes === undefined)
    return sendError(
      response,
      serviceError('ValidationException', 'The request body is too large.'),
      options,
    );
  const { operation } = call;
  if (operation === undefined) return count(ends, { ...call, fault }, body, options);
  const reading = operation.read(options.runtime, { modelId: call.modelId, body, metadata });
  if (reading.state === 'refused') return sendError(response, reading.error, options);
  const admission = options.quota?.admit({
    model: call.modelId,
    inputTokens: inputTokensOf(reading.call),
    maxTokens: reading.call.reservedTokens,
  });
  if (admission?.state === 'throttled') return sendError(response, admission.error, options);
  const reply = options.runtime.carryOut(reading.call);
  await answer(ends, reply, {
    ...options,
    operation,
    rule: reading.call.model.tokens,
    fault,
    ended(usage) {
      admission?.settle(usage);
      const bill = { model: call.modelId, request: reply.request, usage };
      options.log.answered(call.name, { invocation: call.invocation, bill });
      options.line(`200 ${call.name} in=${usage.inputTokens} out=${usage.outputTokens}`);
    },
  });
}

async function count(
  ends: Ends,
  call: Call & { readonly fault: FaultKind | undefined },
  body: string,
  options: RuntimeServiceOptions,
): Promise<void> {
  const counted = options.runtime.countTokens(call.modelId, body);
  if ('status' in counted) return sendError(ends.response, counted, options);
  options.log.answered(call.name, { invocation: call.invocation });
  options.line(`200 ${call.name} in=${counted.inputTokens}`);
  await sendWhole(ends, JSON.stringify(counted), { ...options, fault: call.fault, headers: {} });
}

function strike(
  asked: string | undefined,
  body: string,
  { name, modelId, operation }: Call,
  { plan, log }: RuntimeServiceOptions,
): FaultKind | undefined {
  if (plan.idle && asked === undefined) return undefined;
  const stream = operation?.eventsOf !== undefined;
  const content = () => createHash('sha256').update(`${name}\0${body}`).digest('base64');
  const fault = plan.next({ operation: name, model: modelId, stream, asked, content });
  if (fault !== undefined) log.fault(fault);
  return fault;
}

function noSuchFault(asked: string) {
  const known = Object.keys(faultKinds).join(', ');
  return serviceError('ValidationException', `The emulator has no fault ${asked}. It has: ${known}.`);
}

function answerOf(fault: FaultKind | undefined, { faults }: RuntimeServiceOptions) {
  if (fault === undefined) return undefined;
  return faultAnswer(fault, { retryAfterSeconds: faults.retryAfterSeconds ?? 1, now: new Date() });
}
