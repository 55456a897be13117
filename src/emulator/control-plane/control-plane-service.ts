import { isRecord, type JsonRecord } from '../../domain/index.js';
import { type FaultKind, faultAnswer } from '../faults/kinds.js';
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
import { unknownOperation } from '../wire/handler.js';
import { parseJson } from '../wire/json-value.js';
import { breakConnection, type WireRequest } from '../wire/listener.js';
import { isServiceError, type ServiceError, serviceError } from '../wire/service-error.js';
import type { BatchFaultPlan, ControlPlaneFault } from './batch-faults.js';
import type { JobRunner } from './job-runner.js';
import { jobView } from './job-view.js';
import { listJobs } from './list-jobs.js';

/** What serving batch jobs needs of its surroundings. */
export interface ControlPlaneOptions extends Reporter {
  readonly runner: () => Promise<JobRunner>;
  readonly faults: BatchFaultPlan;
}

type Operation = (
  request: WireRequest,
  identifier: string,
  runner: JobRunner,
) => Promise<JsonRecord | ServiceError>;

const maxBodyBytes = 1024 ** 2;

const create: Operation = async (request, _, runner) => {
  const text = await readBody(request, maxBodyBytes);
  const body = text === undefined ? undefined : parseJson(text.toString('utf8'));
  if (!isRecord(body))
    return serviceError('SerializationException', 'The request body is not a JSON object.');
  const result = await runner.create(body, regionOf(request));
  return isServiceError(result) ? result : { jobArn: result.arn };
};

const get: Operation = async (_, identifier, runner) => {
  const job = runner.find(identifier);
  return isServiceError(job) ? job : jobView(job);
};

const list: Operation = async (request, _, runner) => {
  const url = request.url ?? '';
  const mark = url.indexOf('?');
  const listed = listJobs(runner.jobs(), new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)));
  return listed.state === 'listed' ? listed.body : listed.error;
};

const stop: Operation = async (_, identifier, runner) => {
  const result = await runner.stop(identifier);
  return isServiceError(result) ? result : {};
};

/** Serves the four operations on batch jobs. */
export function createControlPlaneService(options: ControlPlaneOptions): ServiceHandler {
  return async (request, response) => {
    const { log, line, faults } = options;
    const found = operationOf(request.method, pathOf(request));
    if (found === undefined) return sendError(response, unknownOperation(request), options);
    const invocation = headerOf(request, 'amz-sdk-invocation-id');
    log.received(found.name, invocation);
    try {
      const fault = faults.nextCall(found.name);
      if (fault === 'batch-reset') return breakConnection(request);
      const refusal =
        authenticate(request, { accept: 'signature-or-bearer' }) ?? faultError(fault, found.name);
      if (refusal !== undefined) return sendError(response, refusal, options);
      const result = await found.run(request, found.identifier, await options.runner());
      if (isServiceError(result)) return sendError(response, result, options);
      log.answered(found.name, { invocation });
      if (fault === 'batch-lose-answer') return breakConnection(request);
      sendJson(response, 200, JSON.stringify(result));
      line(`200 ${found.name}`);
    } finally {
      log.finished();
    }
  };
}

function operationOf(
  method: string | undefined,
  path: string,
): { readonly name: string; readonly run: Operation; readonly identifier: string } | undefined {
  const [first, identifier = '', action, ...more] = path.split('/').slice(1).map(decodeSegment);
  if (more.length > 0) return undefined;
  if (first === 'model-invocation-jobs')
    return method === 'GET' && identifier === ''
      ? { name: 'ListModelInvocationJobs', run: list, identifier }
      : undefined;
  if (identifier === '')
    return method === 'POST' ? { name: 'CreateModelInvocationJob', run: create, identifier } : undefined;
  if (action === 'stop')
    return method === 'POST' ? { name: 'StopModelInvocationJob', run: stop, identifier } : undefined;
  if (action !== undefined || method !== 'GET') return undefined;
  return { name: 'GetModelInvocationJob', run: get, identifier };
}

/** Faults that both services of Bedrock answer alike. */
const shared: { readonly [fault in ControlPlaneFault]?: FaultKind } = {
  'batch-throttle': 'throttle',
  'batch-internal': 'internal',
  'batch-unavailable': 'unavailable',
  'batch-expired-token': 'expired-token',
  'batch-clock-skew': 'clock-skew',
};

function faultError(fault: ControlPlaneFault | undefined, operation: string): ServiceError | undefined {
  if (fault === undefined) return undefined;
  if (fault === 'batch-access-denied')
    return serviceError('AccessDeniedException', `You are not authorized to perform bedrock:${operation}.`);
  const kind = shared[fault];
  return kind === undefined ? undefined : faultAnswer(kind, { retryAfterSeconds: 0, now: new Date() });
}

/** The region that the call was signed for, which its job is in. */
function regionOf(request: WireRequest): string {
  const scope = /Credential=[^/\s,]+\/\d{8}\/([^/\s,]+)\//.exec(headerOf(request, 'authorization') ?? '');
  return scope?.[1] ?? 'us-east-1';
}
