import type { FaultKind } from '../../src/emulator/index.js';

/**
 * What a fault that strikes every attempt comes to for a caller: of the SDK's default client (HTTP/2), of the SDK's
 * client over our handler (HTTP/1.1), and of our client. `×n`: requests that were sent. `after text`: thrown when a
 * part of the answer had been handed out. `short (…)`: the caller was told of no failure and lacks these parts.
 * One text where all three agree; two where both of the SDK's do.
 */
export type Row =
  | string
  | readonly [sdk: string, ours: string]
  | readonly [http2: string, http1: string, ours: string];

type Table = { readonly [kind in FaultKind]?: Row };

/** Whatever the operation is. */
export const refused: Table = {
  throttle: 'ThrottlingException ×3',
  'throttle-retry-after': 'ThrottlingException ×3',
  'throttle-tokens': 'ThrottlingException ×3',
  'not-ready': 'ModelNotReadyException ×3',
  internal: 'InternalServerException ×3',
  'bad-gateway': ['SyntaxError ×3', 'http-502 ×3'],
  unavailable: 'ServiceUnavailableException ×3',
  'model-error': 'ModelErrorException ×1',
  'model-timeout': ['ModelTimeoutException ×1', 'ModelTimeoutException ×2'],
  overloaded: ['Unknown ×1', 'http-529 ×3'],
  'access-denied': 'AccessDeniedException ×1',
  'expired-token': ['ExpiredTokenException ×1', 'ExpiredTokenException ×2'],
  'clock-skew': ['InvalidSignatureException ×3', 'InvalidSignatureException ×2'],
  'end-of-life': ['ResourceNotFoundException ×1', 'model-end-of-life ×1'],
  'quota-exceeded': 'ServiceQuotaExceededException ×1',
  reset: ['TimeoutError ×3', 'connection-failed ×3'],
  'lose-answer': ['TimeoutError ×3', 'connection-failed ×3'],
  delay: 'answered ×1',
  drip: 'answered ×1',
};

/** Converse, InvokeModel and CountTokens. */
export const ofCalls: Table = {
  // A body that is cut over HTTP/2 is a body that has ended: only its JSON is broken.
  'reset-in-body': ['SyntaxError ×1', 'ECONNRESET ×3', 'connection-failed ×3'],
  'reset-after-body': 'answered ×1',
  html: ['SyntaxError ×1', 'malformed-response ×1'],
  'missing-metadata': ['short (usage) ×1', 'malformed-response ×1'],
};

const cutFrame = 'Truncated event message received. after text ×1';
const checksum = 'The message checksum (#) did not match the expected value of # after text ×1';

/** ConverseStream and InvokeModelWithResponseStream. */
export const ofStreams: Table = {
  'reset-in-body': [cutFrame, 'ECONNRESET after text ×1', 'connection-failed ×3'],
  'reset-after-body': ['answered ×1', 'ECONNRESET after text ×1', 'answered ×1'],
  html: ['Truncated event message received. ×1', 'malformed-response ×1'],
  'missing-metadata': ['short (usage) ×1', 'incomplete-stream ×3'],
  truncate: ['short (stop, usage) ×1', 'incomplete-stream ×3'],
  'truncate-in-frame': [cutFrame, 'incomplete-stream ×3'],
  cut: ['short (stop, usage) ×1', 'ECONNRESET after text ×1', 'connection-failed ×3'],
  'cut-in-frame': [cutFrame, 'ECONNRESET after text ×1', 'connection-failed ×3'],
  'missing-message-stop': ['short (stop) ×1', 'stream-out-of-order ×1'],
  'bad-checksum': [checksum, 'stream-checksum ×3'],
  'wrong-order': ['short (order) ×1', 'stream-out-of-order ×1'],
  'stream-throttling': ['ThrottlingException after text ×1', 'ThrottlingException ×3'],
  'stream-internal': ['InternalServerException after text ×1', 'InternalServerException ×3'],
  'stream-unavailable': ['ServiceUnavailableException after text ×1', 'ServiceUnavailableException ×3'],
  'stream-validation': ['ValidationException after text ×1', 'ValidationException ×1'],
  'stream-model-error': ['ModelStreamErrorException after text ×1', 'ModelStreamErrorException ×2'],
  // An exception that ConverseStream does not model keeps its name of the wire.
  'stream-model-timeout': ['modelTimeoutException after text ×1', 'ModelTimeoutException ×2'],
};

/** Where one operation differs from its kind. */
export const ofOperation: { readonly [operation: string]: Table } = {
  CountTokens: { 'missing-metadata': ['short (count) ×1', 'malformed-response ×1'] },
  InvokeModelWithResponseStream: { 'stream-model-timeout': 'ModelTimeoutException after text ×1' },
};

/**
 * The SDK tries a third time where its clock was corrected anew by the second answer, which it takes for so when the
 * offset moved: by a millisecond, or not at all where two attempts fell into one.
 */
export function withoutHaste(kind: string): (seen: string, client: number) => string {
  return (seen, client) => (kind.endsWith('clock-skew') && client < 2 ? seen.replace(/ ×2$/, ' ×3') : seen);
}
