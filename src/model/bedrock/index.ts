import type { CallFailure, Completion, CompletionOutcome } from '../../domain/index.js';
import { limitConcurrency } from '../limit-concurrency.js';
import type { CapabilityOverrides } from '../model-capabilities.js';
import type { Model, ModelCall } from '../port.js';
import { type AttemptResult, type RetryPolicy, withRetry } from '../retry.js';
import { type AwsCredentials, type ConverseClient, createConverseClient } from './converse-client.js';
import { converseRequest } from './converse-request.js';
import { readConverseResponse } from './converse-response.js';
import { bedrockEndpointFromEnv, isLoopbackEndpoint } from './endpoint.js';
import { readError } from './read-error.js';

export type { AwsCredentials } from './converse-client.js';
export { EMULATOR_HEADER } from './emulation-label.js';
export { bedrockEndpointFromEnv, isLoopbackEndpoint } from './endpoint.js';

/** How to reach Bedrock, and how patiently. */
export interface BedrockOptions {
  readonly region: string;
  readonly provider: 'bedrock' | 'emulator';
  /** Default: what `env` names, else the SDK's own. */
  readonly endpoint?: string;
  /** Calls at once; a call that waits to be retried keeps its place, so that a throttled service sees fewer. */
  readonly maxConcurrency: number;
  /** Silence of the server after which an attempt is given up. */
  readonly requestTimeoutMs: number;
  /** Time for one call with all its attempts and waits. */
  readonly deadlineMs: number;
  /** Attempts of one call in all. */
  readonly maxAttempts: number;
  /** Default: the SDK's chain; for `emulator` dummy keys, so that real ones never leave for it. */
  readonly credentials?: AwsCredentials;
  /** Milliseconds, never going back. */
  readonly clock: () => number;
  /** Uniform on [0, 1): jitter only, no result depends on it. */
  readonly rng: () => number;
  readonly sleep?: NonNullable<RetryPolicy['sleep']>;
  readonly capabilities?: CapabilityOverrides;
  /** Default `process.env`. */
  readonly env?: { readonly [name: string]: string | undefined };
}

/** Per-minute token quotas outlast the SDK's default waits of a few seconds: throttling may wait a minute. */
const BACKOFF = { transientBaseMs: 200, throttleBaseMs: 1_000, capMs: 60_000 } as const;

const EMULATOR_CREDENTIALS: AwsCredentials = { accessKeyId: 'emulator', secretAccessKey: 'emulator' };

/**
 * A model behind Bedrock's Converse operation, over HTTP/1.1 and the AWS SDK, which is loaded at the first call.
 * A `bedrock` provider whose endpoint is this machine is an `emulator`: its answers are labelled and never serve
 * a real run from the cache. No message carries a credential.
 */
export function createBedrockModel(options: BedrockOptions): Model {
  const env = options.env ?? process.env;
  const endpoint = options.endpoint ?? bedrockEndpointFromEnv(env);
  const loopback = endpoint !== undefined && isLoopbackEndpoint(endpoint);
  const provider = loopback ? 'emulator' : options.provider;
  const credentials =
    options.credentials ?? (options.provider === 'emulator' ? EMULATOR_CREDENTIALS : undefined);
  const secrets = knownSecrets(credentials, env);
  let client: Promise<ConverseClient> | undefined;
  let closed = false;

  const attempt = async (
    call: ModelCall,
    signal: AbortSignal,
  ): Promise<AttemptResult<Omit<Completion, 'attempts'>>> => {
    if (closed) return { state: 'failed', failure: { ...CLOSED, retry: 'never', retryAfterMs: null } };
    const { input, droppedParameters } = converseRequest(call, options.capabilities);
    try {
      client ??= createConverseClient({ ...options, endpoint, credentials });
      const { output, emulated } = await (await client).send(input, signal);
      const attempts = output.$metadata.attempts ?? 1;
      const read = readConverseResponse(output);
      if (read.state === 'failed') {
        return {
          state: 'failed',
          failure: { ...read.failure, attempts, retry: 'never', retryAfterMs: null },
        };
      }
      const value = { ...read.answer, emulated: emulated || provider === 'emulator', droppedParameters };
      return { state: 'answered', value, attempts };
    } catch (error) {
      signal.throwIfAborted();
      return { state: 'failed', failure: readError(error, secrets) };
    }
  };

  const retried = withRetry(attempt, { ...options, backoff: BACKOFF });
  const model: Model = {
    provider,
    async complete(call, signal): Promise<CompletionOutcome> {
      signal.throwIfAborted();
      const result = await retried(call, signal);
      if (result.state === 'failed') return result;
      return { state: 'completed', completion: { ...result.value, attempts: result.attempts } };
    },
    async close() {
      closed = true;
      const made = await client?.catch(() => undefined);
      made?.destroy();
    },
  };
  return limitConcurrency(model, options.maxConcurrency);
}

const CLOSED: CallFailure = { code: 'model-closed', message: 'the model was closed', attempts: 0 };

function knownSecrets(
  credentials: AwsCredentials | undefined,
  env: { readonly [name: string]: string | undefined },
): readonly string[] {
  return [
    credentials?.accessKeyId,
    credentials?.secretAccessKey,
    credentials?.sessionToken,
    env.AWS_ACCESS_KEY_ID,
    env.AWS_SECRET_ACCESS_KEY,
    env.AWS_SESSION_TOKEN,
    env.AWS_BEARER_TOKEN_BEDROCK,
  ].filter((secret) => secret !== undefined);
}
