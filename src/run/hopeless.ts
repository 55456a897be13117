import type { CallFailure } from '../domain/index.js';

/** Failures that the next call will meet too: credentials, access, a model that is not there. */
const LASTING = new Set([
  'AccessDeniedException',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'ExpiredTokenException',
  'ResourceNotFoundException',
]);

/** Failures on this machine, before anything is sent: the first one speaks for all, whatever the cache answered. */
const LOCAL = new Set(['CredentialsProviderError']);

const ENOUGH = 20;

/** Notices when every call of a sitting fails for one lasting reason, so that a run of thousands stops early. */
export class HopelessWatch {
  #failures = 0;
  #anySuccess = false;

  succeeded(): void {
    this.#anySuccess = true;
  }

  /** The failure to stop for, once enough calls have met lasting failures and none succeeded. */
  failed(failure: CallFailure): CallFailure | undefined {
    if (LOCAL.has(failure.code)) return failure;
    if (this.#anySuccess || !LASTING.has(failure.code)) return undefined;
    this.#failures += 1;
    return this.#failures >= ENOUGH ? failure : undefined;
  }
}
