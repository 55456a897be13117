import { bedrockEndpointFromEnv, isLoopbackEndpoint } from './endpoint.js';
import { knownSecrets } from './known-secrets.js';
import type { AwsCredentials, BedrockOptions } from './options.js';

/** Per-minute quotas outlast the SDK's waits of a few seconds: see `withRetry` for how long these last. */
export const BACKOFF = { transientBaseMs: 200, throttleBaseMs: 1_000, capMs: 60_000 } as const;

const EMULATOR_CREDENTIALS: AwsCredentials = { accessKeyId: 'emulator', secretAccessKey: 'emulator' };

/** Where a client of the runtime leads, with which keys, and what must not be shown of them. */
export interface Connection {
  readonly endpoint: string | undefined;
  /** A `bedrock` provider whose endpoint is this machine is an `emulator`. */
  readonly provider: 'bedrock' | 'emulator';
  readonly credentials: AwsCredentials | undefined;
  /** Grows by what the SDK's chain found, once it is sent. */
  readonly secrets: Set<string>;
}

/** Reads the connection from options and environment. */
export function connectionOf(
  options: Pick<BedrockOptions, 'provider' | 'endpoint' | 'credentials' | 'env'>,
): Connection {
  const env = options.env ?? process.env;
  const endpoint = options.endpoint ?? bedrockEndpointFromEnv(env);
  const credentials =
    options.credentials ?? (options.provider === 'emulator' ? EMULATOR_CREDENTIALS : undefined);
  return {
    endpoint,
    provider: endpoint !== undefined && isLoopbackEndpoint(endpoint) ? 'emulator' : options.provider,
    credentials,
    secrets: new Set(knownSecrets(credentials, env)),
  };
}
