import type { BatchFaultKind, StorageFaultKind } from '../../src/emulator/index.js';
import type { Row } from './outcomes.js';

/** As in outcomes.ts, for batch jobs: what a fault that strikes every attempt comes to, whatever the operation is. */
export const ofJobs: { readonly [kind in BatchFaultKind]?: Row } = {
  'batch-throttle': 'ThrottlingException ×3',
  'batch-internal': 'InternalServerException ×3',
  'batch-unavailable': 'ServiceUnavailableException ×3',
  'batch-access-denied': 'AccessDeniedException ×1',
  'batch-expired-token': ['ExpiredTokenException ×1', 'ExpiredTokenException ×2'],
  'batch-clock-skew': ['InvalidSignatureException ×3', 'InvalidSignatureException ×2'],
  'batch-reset': ['TimeoutError ×3', 'connection-failed ×3'],
  'batch-lose-answer': ['TimeoutError ×3', 'connection-failed ×3'],
};

type StorageTable = { readonly [kind in StorageFaultKind]?: Row };

/**
 * The same for S3. A HEAD has no body that could name its error. Our uploads repeat a part three times in the SDK and
 * the whole three times around it.
 */
export const ofWrites: StorageTable = {
  's3-slow-down': ['SlowDown ×3', 'SlowDown ×9'],
  's3-internal': ['InternalError ×3', 'InternalError ×9'],
  's3-access-denied': 'AccessDenied ×1',
  's3-expired-token': ['ExpiredToken ×1', 'ExpiredToken ×2'],
  's3-clock-skew': ['RequestTimeTooSkewed ×3', 'RequestTimeTooSkewed ×6'],
  's3-reset': ['TimeoutError ×3', 'connection-failed ×9'],
  's3-lose-answer': ['TimeoutError ×3', 'connection-failed ×9'],
};

/** Of `HEAD`, where it differs. */
export const ofHeads: StorageTable = {
  's3-slow-down': ['Unknown ×3', 'http-503 ×9'],
  's3-internal': ['Unknown ×3', 'http-500 ×9'],
  's3-access-denied': ['Unknown ×1', 'http-403 ×1'],
  's3-expired-token': ['Unknown ×1', 'http-400 ×1'],
  's3-clock-skew': ['Unknown ×3', 'http-403 ×3'],
};
