import { isRecord, type JsonRecord } from '../../domain/index.js';
import { type EmulatedModel, emulatedModels } from '../models.js';
import { authenticate } from '../wire/authenticate.js';
import {
  decodeSegment,
  pathOf,
  type Reporter,
  readBody,
  type ServiceHandler,
  sendError,
  sendJson,
} from '../wire/exchange.js';
import { unknownOperation } from '../wire/handler.js';
import { parseJson } from '../wire/json-value.js';
import { serviceError } from '../wire/service-error.js';
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
  return async (request, response) => {
    const unsigned = authenticate(request);
    if (unsigned !== undefined) return sendError(response, unsigned, options);
    const [, modelId] = /^\/foundation-model-availability\/([^/]+)$/.exec(pathOf(request)) ?? [];
    if (modelId !== undefined && request.method === 'GET') {
      const model = emulatedModels.find(({ id }) => id === decodeSegment(modelId));
      if (model === undefined) {
        const error = serviceError('ResourceNotFoundException', 'The provided model identifier is invalid.');
        return sendError(response, error, options);
      }
      return sendJson(response, 200, JSON.stringify(availabilityOf(model)));
    }
    if (request.headers['x-amz-target'] !== TARGET || request.method !== 'POST') {
      return sendError(response, unknownOperation(request), options);
    }
    const body = parseJson((await readBody(request, MOST_BODY_BYTES))?.toString('utf8') ?? '');
    if (!isRecord(body) || body.ServiceCode !== 'bedrock') {
      const error = serviceError('NoSuchResourceException', 'The specified service does not exist.');
      return sendError(response, error, options);
    }
    const page = pageOf(listQuotas(options.quotas ?? {}), body);
    sendJson(response, 200, JSON.stringify(page), { 'content-type': 'application/x-amz-json-1.1' });
  };
}

function availabilityOf(model: EmulatedModel): unknown {
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

/** A page of quotas; the token is the position of the next one. */
function pageOf(quotas: readonly unknown[], { MaxResults, NextToken }: JsonRecord): unknown {
  const from = Number(NextToken ?? 0);
  const size = typeof MaxResults === 'number' ? Math.min(MaxResults, MOST_PER_PAGE) : MOST_PER_PAGE;
  const next = from + size;
  return {
    Quotas: quotas.slice(from, next),
    ...(next < quotas.length && { NextToken: String(next) }),
  };
}
