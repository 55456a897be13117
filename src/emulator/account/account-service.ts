import { isRecord, type JsonRecord } from '../../domain/index.js';
import { type EmulatedModel, emulatedModels } from '../models.js';
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
import type { WireRequest } from '../wire/listener.js';
import { isServiceError, type ServiceError, serviceError } from '../wire/service-error.js';
import { quotaModelName } from './model-name.js';

/** Quotas that the emulator enforces, by model id as it is called, by its bare id, or `*`. */
export interface AccountQuotas {
  readonly [model: string]: {
    readonly requestsPerMinute?: number;
    readonly tokensPerMinute?: number;
  };
}

/** What is said of a quota that is not enforced: round figures of this emulator, nobody's account. */
const SAID = { requestsPerMinute: 10_000, tokensPerMinute: 5_000_000 } as const;
/** As many as Service Quotas gives at once. */
const MOST_PER_PAGE = 100;
const MOST_BODY_BYTES = 1_000_000;
const TARGET = 'ServiceQuotasV20190624.ListServiceQuotas';

/**
 * The two questions that a client asks about its account: GetFoundationModelAvailability of the control plane, and
 * ListServiceQuotas (JSON 1.1 at `/`, told by its `x-amz-target`).
 */
export function createAccountService(
  options: Reporter & { readonly quotas?: AccountQuotas },
): ServiceHandler {
  const { log, quotas = {} } = options;
  return async (request, response) => {
    const found = operationOf(request);
    if (found === undefined) return sendError(response, unknownOperation(request), options);
    const invocation = headerOf(request, 'amz-sdk-invocation-id');
    log.received(found.name, invocation);
    try {
      const result = authenticate(request) ?? (await found.run(request, quotas));
      if (isServiceError(result)) return sendError(response, result, options);
      log.answered(found.name, { invocation });
      sendJson(response, 200, JSON.stringify(result), { 'content-type': found.contentType });
    } finally {
      log.finished();
    }
  };
}

interface Operation {
  readonly name: string;
  readonly contentType: string;
  readonly run: (request: WireRequest, quotas: AccountQuotas) => Promise<object | ServiceError>;
}

const availability: Operation = {
  name: 'GetFoundationModelAvailability',
  contentType: 'application/json',
  async run(request) {
    const modelId = decodeSegment(pathOf(request).split('/').at(-1) ?? '');
    const model = emulatedModels.find(({ id }) => id === modelId);
    return model === undefined
      ? serviceError('ResourceNotFoundException', 'The provided model identifier is invalid.')
      : availabilityOf(model);
  },
};

const serviceQuotas: Operation = {
  name: 'ListServiceQuotas',
  contentType: 'application/x-amz-json-1.1',
  async run(request, quotas) {
    const body = parseJson((await readBody(request, MOST_BODY_BYTES))?.toString('utf8') ?? '');
    if (!isRecord(body) || body.ServiceCode !== 'bedrock')
      return serviceError('NoSuchResourceException', 'The specified service does not exist.');
    return pageOf(listQuotas(quotas), body);
  },
};

function operationOf(request: WireRequest): Operation | undefined {
  if (request.method === 'GET' && /^\/foundation-model-availability\/[^/]+$/.test(pathOf(request)))
    return availability;
  return request.method === 'POST' && request.headers['x-amz-target'] === TARGET ? serviceQuotas : undefined;
}

function availabilityOf(model: EmulatedModel): object {
  return {
    modelId: model.id,
    agreementAvailability: { status: 'AVAILABLE' },
    authorizationStatus: 'AUTHORIZED',
    entitlementAvailability: model.endOfLife ? 'NOT_AVAILABLE' : 'AVAILABLE',
    regionAvailability: model.profileOnly ? 'NOT_AVAILABLE' : 'AVAILABLE',
  };
}

function listQuotas(enforced: AccountQuotas): readonly unknown[] {
  const current = emulatedModels.filter(({ endOfLife }) => !endOfLife);
  return current.flatMap((model, at) => {
    const reaches = [
      ...(model.profileOnly ? [] : [['On-demand', ''] as const]),
      ['Cross-region', 'us.'] as const,
      ['Global cross-region', 'global.'] as const,
    ];
    return reaches.flatMap(([reach, profile], which) => {
      const own = enforced[profile + model.id] ?? enforced[model.id] ?? enforced['*'] ?? {};
      return (['requests', 'tokens'] as const).map((unit, odd) => ({
        ServiceCode: 'bedrock',
        QuotaCode: `L-${(0xe0000000 + at * 16 + which * 2 + odd).toString(16).toUpperCase()}`,
        QuotaName: `${reach} model inference ${unit} per minute for ${quotaModelName(model.id)}`,
        Value: own[`${unit}PerMinute`] ?? SAID[`${unit}PerMinute`],
        Unit: 'None',
        Adjustable: true,
        GlobalQuota: false,
      }));
    });
  });
}

/** A page of quotas, or what is wrong with the question; the token is the position of the next one. */
function pageOf(quotas: readonly unknown[], { MaxResults, NextToken }: JsonRecord): object | ServiceError {
  const from = Number(NextToken ?? 0);
  const size = MaxResults ?? MOST_PER_PAGE;
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > MOST_PER_PAGE)
    return illegal(`MaxResults must be from 1 to ${MOST_PER_PAGE}.`);
  if (!Number.isInteger(from) || from < 0) return illegal('NextToken is invalid.');
  const next = from + size;
  return {
    Quotas: quotas.slice(from, next),
    ...(next < quotas.length && { NextToken: String(next) }),
  };
}

function illegal(message: string): ServiceError {
  return serviceError('IllegalArgumentException', message);
}
