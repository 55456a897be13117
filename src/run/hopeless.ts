import type { CallFailure } from '../domain/index.js';

const SIGN_IN = 'Sign in to AWS again: the credentials that were found are not, or no longer, valid.';
const CLOCK = 'Set the clock of this machine: the service refuses signatures of another time.';

/** Failures that every further call meets, whatever the model (credentials, clock, proxy), with their remedies. */
const OF_THE_ACCOUNT: ReadonlyMap<string, string> = new Map([
  ['UnrecognizedClientException', SIGN_IN],
  ['InvalidSignatureException', SIGN_IN],
  ['IncompleteSignatureException', SIGN_IN],
  ['InvalidClientTokenId', SIGN_IN],
  ['ExpiredTokenException', SIGN_IN],
  ['ExpiredToken', SIGN_IN],
  ['TokenRefreshRequired', SIGN_IN],
  ['http-407', 'Write user and password into the proxy variable: the proxy asks for them.'],
  ['RequestTimeTooSkewed', CLOCK],
  ['RequestExpired', CLOCK],
  ['RequestInTheFuture', CLOCK],
]);

/** Failures that every further call of the same model meets. */
const OF_THE_MODEL: ReadonlyMap<string, string> = new Map([
  ['AccessDeniedException', 'Allow bedrock:InvokeModel for these models, and enable them in this Region.'],
  [
    'ResourceNotFoundException',
    'Check the model ids and the Region: this Region does not have such a model.',
  ],
  [
    'model-end-of-life',
    'The service has retired this model version: name its successor in the experiment (`parsimony prices list` shows what is priced).',
  ],
]);

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
  return OF_THE_ACCOUNT.get(failure.code) ?? OF_THE_MODEL.get(failure.code) ?? LOCAL.get(failure.code);
}

/** The call failed for want of access by the account or from this machine: that says nothing of the cell it was made for. */
export function failedForTheAccount(failure: CallFailure): boolean {
  return OF_THE_ACCOUNT.has(failure.code) || LOCAL.has(failure.code);
}

/** Codes of the failures that are forgotten when a run is given up: mended, the same calls may succeed. */
export const LASTING_CODES: readonly string[] = [
  ...OF_THE_ACCOUNT.keys(),
  ...OF_THE_MODEL.keys(),
  ...LOCAL.keys(),
];

/** The client has asked for new credentials and tried again before it says so: few are enough. */
const ENOUGH_OF_THE_ACCOUNT = 5;
const ENOUGH_OF_A_MODEL = 20;

/**
 * Notices when a sitting can come to nothing more, so that a run of thousands stops early: calls fail one after the
 * other for the account's sake, or every model that it calls has refused them one after the other. That may begin in
 * mid-run, after any number of answers: credentials expire, a model is taken away. Answers of the cache say nothing.
 */
export class HopelessWatch {
  #ofTheAccount = 0;
  #unresolved: CallFailure | undefined;
  /** Refusals in a row, by each model that was called. */
  readonly #refusals = new Map<string, number>();

  /** A call of `model` is about to be made. */
  calls(model: string): void {
    if (!this.#refusals.has(model)) this.#refusals.set(model, 0);
  }

  /** The service answered a call of `model`. */
  succeeded(model: string): void {
    this.#ofTheAccount = 0;
    this.#refusals.set(model, 0);
  }

  /** The failure to stop for, once enough calls in a row have met lasting failures. */
  failed(model: string, failure: CallFailure): CallFailure | undefined {
    if (LOCAL.has(failure.code)) return failure;
    if (OF_THE_ACCOUNT.has(failure.code)) {
      this.#ofTheAccount += 1;
      this.#unresolved = failure;
      return this.#ofTheAccount >= ENOUGH_OF_THE_ACCOUNT ? failure : undefined;
    }
    if (!OF_THE_MODEL.has(failure.code)) return undefined;
    this.#refusals.set(model, (this.#refusals.get(model) ?? 0) + 1);
    return [...this.#refusals.values()].every((refused) => refused >= ENOUGH_OF_A_MODEL)
      ? failure
      : undefined;
  }

  /** Why calls of the sitting failed for the account's sake: perhaps too few to stop for, but none is a result. */
  get unresolved(): CallFailure | undefined {
    return this.#unresolved;
  }
}
