import { modelAddress } from '../../cost/index.js';
import type { CallFailure } from '../../domain/index.js';
import { capabilitiesOf } from '../model-capabilities.js';
import type { ModelRequest, TokenCounter } from '../port.js';
import { type AttemptResult, withRetry } from '../retry.js';
import { BACKOFF, connectionOf } from './connection.js';
import { countableBody } from './converse-request.js';
import type { BedrockOptions } from './options.js';
import { readError } from './read-error.js';
import { createRuntimeClient, type RuntimeClient } from './runtime-client.js';

/**
 * Counts input tokens by the service's CountTokens: free of charge, and what the call would be billed. It wants the
 * bare foundation-model id, so the profile (`global.`, `us.` …) is taken off. A model that it does not count fails
 * with `count-tokens-unsupported`, without a request where the capability table knows. Checkpoints, parameters and
 * the output schema are not sent: the operation has no place for them. Retries, proxies and secrets as for calls.
 */
export function createTokenCounter(options: BedrockOptions): TokenCounter {
  const { secrets, ...connection } = connectionOf(options);
  let client: Promise<RuntimeClient> | undefined;
  let closed = false;

  const attempt = async (
    { request, modelId }: { readonly request: ModelRequest; readonly modelId: string },
    signal: AbortSignal,
  ): Promise<AttemptResult<number>> => {
    if (closed) return { state: 'failed', failure: { ...CLOSED, retry: 'never', retryAfterMs: null } };
    let opened: RuntimeClient | undefined;
    let refreshes = 0;
    try {
      client ??= createRuntimeClient({ ...options, ...connection, secrets });
      opened = await client;
      refreshes = opened.refreshes();
      const input = { modelId, input: { converse: countableBody(request) } };
      const { output } = await opened.countTokens(input, signal);
      const { inputTokens, $metadata } = output;
      const attempts = $metadata.attempts ?? 1;
      if (inputTokens !== undefined && Number.isSafeInteger(inputTokens) && inputTokens >= 0) {
        return { state: 'answered', value: inputTokens, attempts };
      }
      return { state: 'failed', failure: { ...MALFORMED, attempts, retry: 'never', retryAfterMs: null } };
    } catch (error) {
      signal.throwIfAborted();
      const { remedy, ...failure } = readError(error, secrets);
      if (remedy !== null) await opened?.apply(remedy, error, refreshes);
      const unsupported = failure.code === 'ValidationException' && UNSUPPORTED_TEXT.test(failure.message);
      if (!unsupported) return { state: 'failed', failure };
      return { state: 'failed', failure: { ...failure, ...unsupportedModel(modelId, failure.message) } };
    }
  };
  const retried = withRetry(attempt, { ...options, backoff: BACKOFF });
  return {
    async count(request, signal) {
      signal.throwIfAborted();
      const modelId = modelAddress(request.model).base;
      const known = capabilitiesOf(request.model, options.capabilities).countTokens;
      if (request.model.includes(':application-inference-profile/') || known === 'unsupported') {
        return { state: 'failed', failure: { ...unsupportedModel(modelId), attempts: 0 } };
      }
      const result = await retried({ request, modelId }, signal);
      return result.state === 'failed' ? result : { state: 'counted', inputTokens: result.value };
    },
    async close() {
      closed = true;
      const made = await client?.catch(() => undefined);
      made?.destroy();
    },
  };
}

const UNSUPPORTED_TEXT = /support\w* counting tokens|counting tokens .*support/i;

const CLOSED: CallFailure = { code: 'model-closed', message: 'the token counter was closed', attempts: 0 };
const MALFORMED = { code: 'malformed-response', message: 'the answer has no count of input tokens' };

function unsupportedModel(
  modelId: string,
  said?: string,
): { readonly code: string; readonly message: string } {
  const reason = said === undefined ? '' : ` (the service says: ${said})`;
  return {
    code: 'count-tokens-unsupported',
    message: `CountTokens does not count for ${modelId}${reason}; estimate without --exact, or from recorded usage`,
  };
}
