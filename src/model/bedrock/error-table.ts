import type { RetryClass } from '../retry.js';

/**
 * Exceptions of the runtime by name. Where this departs from the SDK it says why: the SDK never repeats a
 * ModelTimeoutException or a ModelStreamErrorException, of which the service's own text advises one retry.
 */
const BY_NAME: { readonly [exception: string]: RetryClass } = {
  ThrottlingException: 'throttle',
  TooManyRequestsException: 'throttle',
  RequestLimitExceeded: 'throttle',
  SlowDown: 'throttle',
  ModelNotReadyException: 'throttle',
  ServiceUnavailableException: 'transient',
  InternalServerException: 'transient',
  RequestTimeout: 'transient',
  RequestTimeoutException: 'transient',
  ModelTimeoutException: 'once',
  ModelStreamErrorException: 'once',
  ModelErrorException: 'never',
  ValidationException: 'never',
  AccessDeniedException: 'never',
  ResourceNotFoundException: 'never',
  ServiceQuotaExceededException: 'never',
  ConflictException: 'never',
};

/** Statuses without a known name: a proxy's page, a new exception. 529 is "overloaded", which the SDK gives up on. */
const BY_STATUS: { readonly [status: number]: RetryClass } = {
  408: 'once',
  429: 'throttle',
  500: 'transient',
  502: 'transient',
  503: 'transient',
  504: 'transient',
  529: 'throttle',
};

const CONNECTION_CODES: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** What is known of an error of the SDK, whatever its class. */
export interface ErrorFacts {
  readonly name: string;
  /** Node's error code, for example `ECONNRESET`. */
  readonly errno?: string;
  readonly status?: number;
}

/** The failure code that an error gets, and whether its call is tried again. */
export function classifyError({ name, errno, status }: ErrorFacts): {
  readonly code: string;
  readonly retry: RetryClass;
} {
  const known = Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;
  if (known !== undefined) return { code: name, retry: known };
  // A reset surfaces as `TimeoutError` with its errno on HTTP/1.1: the errno tells it from a silent server.
  if (name === 'TimeoutError' && (errno === undefined || errno === 'ETIMEDOUT')) {
    return { code: 'timeout', retry: 'transient' };
  }
  if (errno !== undefined && CONNECTION_CODES.has(errno)) {
    return { code: 'connection-failed', retry: 'transient' };
  }
  const failedStatus = status !== undefined && status >= 300;
  // A 200 that cannot be read was answered and perhaps billed: asking again would not make it readable.
  if (name === 'SyntaxError' && !failedStatus) return { code: 'malformed-response', retry: 'never' };
  if (failedStatus) {
    const named = /^[A-Z]\w*(?:Exception|Error|Failure)$/.test(name) && name !== 'SyntaxError';
    return { code: named ? name : `http-${status}`, retry: BY_STATUS[status] ?? 'never' };
  }
  return { code: name === 'Error' ? (errno ?? 'client-error') : name, retry: 'never' };
}
