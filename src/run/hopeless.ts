import type { CallFailure } from '../domain/index.js';

const SIGN_IN = 'Sign in to AWS again: the credentials that were found are not, or no longer, valid.';

/** Failures that the next call will meet too (credentials, access, a model that is not there), with their remedies. */
const LASTING: ReadonlyMap<string, string> = new Map([
  ['AccessDeniedException', 'Allow bedrock:InvokeModel for these models, and enable them in this Region.'],
  [
    'ResourceNotFoundException',
    'Check the model ids and the Region: this Region does not have such a model.',
  ],
  ['UnrecognizedClientException', SIGN_IN],
  ['InvalidSignatureException', SIGN_IN],
  ['ExpiredTokenException', SIGN_IN],
]);

/** Failures on this machine, before anything is sent: the first one speaks for all, whatever the cache answered. */
const LOCAL: ReadonlyMap<string, string> = new Map([
  [
    'CredentialsProviderError',
    'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; or try without an account: --provider emulator.',
  ],
]);

/** What to do about a failure for which a run was given up. */
export function remedyFor(failure: CallFailure): string | undefined {
  return LASTING.get(failure.code) ?? LOCAL.get(failure.code);
}

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
