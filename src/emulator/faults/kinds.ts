import { type ServiceError, serviceError } from '../wire/service-error.js';

/** Where a fault can strike: any call of the runtime, or streams only. */
export type FaultPlace = 'any' | 'stream';

interface FaultEntry {
  readonly on: FaultPlace;
  /** Whether the work is done and billed although the fault strikes; `part`: what was sent until it struck. */
  readonly billed: 'no' | 'yes' | 'part';
  readonly about: string;
}

/** Every fault of the runtime that can be injected; docs/emulator.md holds this table. */
export const faultKinds = {
  delay: { on: 'any', billed: 'yes', about: 'waits `pauseMs` before anything else' },
  throttle: { on: 'any', billed: 'no', about: '429 ThrottlingException, too many requests, no Retry-After' },
  'throttle-retry-after': {
    on: 'any',
    billed: 'no',
    about: '429 ThrottlingException with `Retry-After: retryAfterSeconds`',
  },
  'throttle-tokens': { on: 'any', billed: 'no', about: '429 ThrottlingException, too many tokens' },
  'not-ready': { on: 'any', billed: 'no', about: '429 ModelNotReadyException' },
  internal: { on: 'any', billed: 'no', about: '500 InternalServerException' },
  'bad-gateway': { on: 'any', billed: 'no', about: '502 with an HTML page and no exception name' },
  unavailable: { on: 'any', billed: 'no', about: '503 ServiceUnavailableException' },
  'model-error': { on: 'any', billed: 'no', about: '424 ModelErrorException' },
  'model-timeout': { on: 'any', billed: 'no', about: '408 ModelTimeoutException' },
  overloaded: { on: 'any', billed: 'no', about: '529 without an exception name' },
  'access-denied': { on: 'any', billed: 'no', about: '403 AccessDeniedException' },
  'expired-token': { on: 'any', billed: 'no', about: '403 ExpiredTokenException' },
  'clock-skew': {
    on: 'any',
    billed: 'no',
    about: '403 InvalidSignatureException, signature expired, with a Date header 15 minutes ahead',
  },
  'end-of-life': { on: 'any', billed: 'no', about: '404 ResourceNotFoundException, end of life' },
  'quota-exceeded': { on: 'any', billed: 'no', about: '400 ServiceQuotaExceededException' },
  reset: { on: 'any', billed: 'no', about: 'connection destroyed before the work' },
  'lose-answer': {
    on: 'any',
    billed: 'yes',
    about: 'connection destroyed after the work, before the answer',
  },
  'reset-in-body': { on: 'any', billed: 'part', about: 'connection destroyed in the middle of the body' },
  'reset-after-body': { on: 'any', billed: 'yes', about: 'connection destroyed after the whole body' },
  html: { on: 'any', billed: 'yes', about: '200 with an HTML page instead of the answer' },
  drip: { on: 'any', billed: 'yes', about: 'body in 32 pieces, `dripMs` apart' },
  'missing-metadata': {
    on: 'any',
    billed: 'yes',
    about:
      'answer without `usage` and `metrics`, a count without its number; a stream without its last event',
  },
  truncate: { on: 'stream', billed: 'part', about: 'clean end of the body between two frames, half-way' },
  'truncate-in-frame': { on: 'stream', billed: 'part', about: 'clean end of the body inside a frame' },
  cut: { on: 'stream', billed: 'part', about: 'connection destroyed between two frames, half-way' },
  'cut-in-frame': { on: 'stream', billed: 'part', about: 'connection destroyed inside a frame' },
  'missing-message-stop': { on: 'stream', billed: 'yes', about: 'no `messageStop`, all else in place' },
  'bad-checksum': { on: 'stream', billed: 'yes', about: 'wrong message checksum half-way' },
  'wrong-order': { on: 'stream', billed: 'yes', about: '`messageStop` before the second half of the text' },
  'stream-throttling': { on: 'stream', billed: 'part', about: 'throttlingException in the stream, half-way' },
  'stream-internal': { on: 'stream', billed: 'part', about: 'internalServerException in the stream' },
  'stream-unavailable': { on: 'stream', billed: 'part', about: 'serviceUnavailableException in the stream' },
  'stream-validation': { on: 'stream', billed: 'part', about: 'validationException in the stream' },
  'stream-model-error': { on: 'stream', billed: 'part', about: 'modelStreamErrorException in the stream' },
  'stream-model-timeout': {
    on: 'stream',
    billed: 'part',
    about: 'modelTimeoutException in the stream (InvokeModelWithResponseStream)',
  },
} as const satisfies { readonly [kind: string]: FaultEntry };

/** The name of a fault. */
export type FaultKind = keyof typeof faultKinds;

export function isFaultKind(name: string): name is FaultKind {
  return Object.hasOwn(faultKinds, name);
}

/** What a fault answers in place of the service; undefined where it strikes elsewhere than in the status. */
export function faultAnswer(
  kind: FaultKind,
  options: { readonly retryAfterSeconds: number; readonly now: Date },
): ServiceError | undefined {
  const make = errors[kind];
  return make?.(options);
}

type MakeError = (options: { readonly retryAfterSeconds: number; readonly now: Date }) => ServiceError;

const tooManyRequests = 'Too many requests, please wait before trying again.';
const htmlHeaders = { 'content-type': 'text/html' } as const;
/** The page of a proxy that stands before the service. */
export const htmlPage =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';

const errors: { readonly [kind in FaultKind]?: MakeError } = {
  throttle: () => serviceError('ThrottlingException', tooManyRequests),
  'throttle-retry-after': ({ retryAfterSeconds }) => ({
    ...serviceError('ThrottlingException', tooManyRequests),
    headers: { 'retry-after': String(retryAfterSeconds) },
  }),
  'throttle-tokens': () =>
    serviceError('ThrottlingException', 'Too many tokens, please wait before trying again.'),
  'not-ready': () =>
    serviceError(
      'ModelNotReadyException',
      'Model is not ready for inference. Wait and try your request again.',
    ),
  internal: () =>
    serviceError(
      'InternalServerException',
      'The system encountered an unexpected error during processing. Try your request again.',
    ),
  'bad-gateway': () => ({
    name: 'BadGateway',
    status: 502,
    message: '',
    page: htmlPage,
    headers: htmlHeaders,
  }),
  unavailable: () =>
    serviceError('ServiceUnavailableException', 'The service is temporarily unavailable. Try again later.'),
  'model-error': () =>
    serviceError('ModelErrorException', 'The system encountered an unexpected error during processing.'),
  'model-timeout': () =>
    serviceError(
      'ModelTimeoutException',
      'Model has timed out in processing the request. Try your request again.',
    ),
  overloaded: () => ({ name: 'Overloaded', status: 529, message: 'Overloaded', nameless: true }),
  'access-denied': () =>
    serviceError('AccessDeniedException', "You don't have access to the model with the specified model ID."),
  'expired-token': () =>
    serviceError('ExpiredTokenException', 'The security token included in the request is expired'),
  'clock-skew': ({ now }) => {
    const server = new Date(now.getTime() + skewMs);
    const [signed, current] = [now, server].map((date) => date.toISOString().replace(/[-:]|\.\d+/g, ''));
    return {
      ...serviceError(
        'InvalidSignatureException',
        `Signature expired: ${signed} is now earlier than ${current} (${current} - 5 min.)`,
      ),
      headers: { date: server.toUTCString() },
    };
  },
  'end-of-life': () =>
    serviceError('ResourceNotFoundException', 'This model version has reached the end of its life.'),
  'quota-exceeded': () =>
    serviceError('ServiceQuotaExceededException', 'Your request exceeds the service quota for your account.'),
};

const skewMs = 15 * 60_000;
