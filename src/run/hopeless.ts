import type { CallFailure } from '../domain/index.js';

const SIGN_IN = 'Sign in to AWS again: the credentials that were found are not, or no longer, valid.';

/** Failures that the next call will meet too (credentials, access, a model that is not there), with their remedies. */
const LASTING: ReadonlyMap<string, string> = new Map([
  ['AccessDeniedException', 'Allow bedrock:InvokeModel for these models, and enable them in this Region.'],
  [
    'ResourceNotFoundException',
    'Check the model ids and the Region: this Region does not have such a model.',
  ],
  ['model-end-of-life', 'Name a current model: this version is retired on Bedrock.'],
  ['http-407', 'Write user and password into the proxy variable: the proxy asks for them.'],
  ['UnrecognizedClientException', SIGN_IN],
  ['InvalidSignatureException', SIGN_IN],
  ['ExpiredTokenException', SIGN_IN],
]);

/** Those of them that may begin in mid-run: a session that ends ends for every call that follows. */
const SESSION_ENDED: ReadonlySet<string> = new Set(['UnrecognizedClientException', 'ExpiredTokenException']);

/** Failures on this machine, before anything is sent: the first one speaks for all, whatever the cache answered. */
const LOCAL: ReadonlyMap<string, string> = new Map([
  [
    'CredentialsProviderError',
    'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; or try without an account: --provider emulator.',
  ],
  [
    'proxy-unsupported',
    'Set HTTPS_PROXY to an http or https proxy, or name the host of Bedrock in NO_PROXY.',
  ],
]);

/** What to do about a failure for which a run was given up. */
export function remedyFor(failure: CallFailure): string | undefined {
  return LASTING.get(failure.code) ?? LOCAL.get(failure.code);
}

const ENOUGH = 20;

/**
 * Notices when a sitting can come to nothing more: every call of it failed for one lasting reason, or a session ended
 * in mid-run and nothing has succeeded since. So a run of thousands stops early, and its failures are forgotten.
 */
export class HopelessWatch {
  #failures = 0;
  #sinceSuccess = 0;
  #anySuccess = false;

  succeeded(): void {
    this.#anySuccess = true;
    this.#sinceSuccess = 0;
  }

  /** The failure to stop for, once enough calls have met lasting failures. */
  failed(failure: CallFailure): CallFailure | undefined {
    if (LOCAL.has(failure.code)) return failure;
    if (SESSION_ENDED.has(failure.code) && ++this.#sinceSuccess >= ENOUGH) return failure;
    if (this.#anySuccess || !LASTING.has(failure.code)) return undefined;
    this.#failures += 1;
    return this.#failures >= ENOUGH ? failure : undefined;
  }
}
