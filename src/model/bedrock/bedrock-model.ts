import type { CallFailure, CompletionOutcome, Usage } from '../../domain/index.js';
import { limitConcurrency } from '../limit-concurrency.js';
import type { Model, ModelCall } from '../port.js';
import { redactSecrets } from '../redact-secrets.js';
import { type Admit, type AttemptFailure, type AttemptResult, isThrottled, withRetry } from '../retry.js';
import { BACKOFF, connectionOf } from './connection.js';
import { converseOnce } from './converse-attempt.js';
import { quotaTokens, reservedTokens } from './estimate-tokens.js';
import type { BedrockOptions } from './options.js';
import { readError } from './read-error.js';
import { createRuntimeClient, type RuntimeClient } from './runtime-client.js';
import { type Answer, BegunError } from './sent-request.js';

/**
 * A model behind Bedrock's Converse and ConverseStream operations, over HTTP/1.1 and the AWS SDK, which is loaded at
 * the first call. A `bedrock` provider whose endpoint is this machine is an `emulator`: its answers are labelled and
 * never serve a real run from the cache. No message carries a credential.
 */
export function createBedrockModel(options: BedrockOptions): Model {
  const { provider, secrets, ...connection } = connectionOf(options);
  let client: Promise<RuntimeClient> | undefined;
  let closed = false;

  const attempt = async (call: ModelCall, signal: AbortSignal): Promise<AttemptResult<Answer>> => {
    if (closed) return { state: 'failed', failure: { ...CLOSED, retry: 'never', retryAfterMs: null } };
    let opened: RuntimeClient | undefined;
    let refreshes = 0;
    try {
      client ??= createRuntimeClient({ ...options, ...connection, secrets });
      opened = await client;
      refreshes = opened.refreshes();
      const result = await converseOnce({ ...options, client: opened, call, signal });
      if (result.state === 'failed') return { ...result, failure: redacted(result.failure, secrets) };
      return provider === 'emulator' ? { ...result, value: { ...result.value, emulated: true } } : result;
    } catch (error) {
      signal.throwIfAborted();
      const begun = error instanceof BegunError;
      const cause = begun ? error.cause : error;
      const { remedy, ...read } = readError(cause, secrets, { begun });
      const failure = { ...read, mayBeBilled: read.mayBeBilled && opened?.wasSent(error) === true };
      if (begun && error.usage !== undefined) {
        return { state: 'failed', failure: { ...failure, retry: 'never', usage: error.usage } };
      }
      if (remedy !== null) await opened?.apply(remedy, cause, refreshes);
      return { state: 'failed', failure };
    }
  };

  const policy = { ...options, backoff: BACKOFF };
  const retried = withRetry(attempt, policy, admission(options), ({ unseen }) => unseen);
  const model: Model = {
    provider,
    async complete(call, signal): Promise<CompletionOutcome> {
      signal.throwIfAborted();
      const result = await retried(call, signal);
      if (result.state === 'failed') return result;
      const { value, attempts, throttles, unseen } = result;
      const completion = {
        ...value,
        attempts,
        ...(throttles > 0 && { throttles }),
        ...(unseen > 0 && { unseenAttempts: unseen }),
      };
      return { state: 'completed', completion };
    },
    async close() {
      closed = true;
      const made = await client?.catch(() => undefined);
      made?.destroy();
    },
  };
  return options.limiter === undefined ? limitConcurrency(model, options.maxConcurrency) : model;
}

/** What an answer says of itself (a stop reason) is as little to be trusted as an error's text. */
function redacted(failure: AttemptFailure, secrets: Iterable<string>): AttemptFailure {
  return { ...failure, message: redactSecrets(failure.message, secrets) };
}

const CLOSED: CallFailure = { code: 'model-closed', message: 'the model was closed', attempts: 0 };

/** Each attempt asks the limiter for leave and tells it how it ended. */
function admission({
  limiter,
  outputBurndown = () => 1,
}: BedrockOptions): Admit<ModelCall, Answer> | undefined {
  if (limiter === undefined) return undefined;
  return async ({ request }, signal) => {
    const permit = await limiter.acquire(request.model, reservedTokens(request), signal);
    const counted = (usage: Usage): number => quotaTokens(usage, outputBurndown(request.model));
    return (result) => {
      if (result?.state === 'answered') {
        permit.done('answered', result.value.usage && counted(result.value.usage));
      } else {
        const throttled = result !== null && isThrottled(result.failure);
        const usage = result?.failure.usage;
        permit.done(throttled ? 'throttled' : 'failed', usage === undefined ? null : counted(usage));
      }
    };
  };
}
