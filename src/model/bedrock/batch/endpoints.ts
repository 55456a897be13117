import { isLoopbackEndpoint } from '../endpoint.js';

type Environment = { readonly [name: string]: string | undefined };

/** Where batch work leads; undefined: the SDK's own address. */
export interface BatchEndpoints {
  /** Of the service that runs jobs. */
  readonly control: string | undefined;
  /** Of S3. */
  readonly storage: string | undefined;
}

/**
 * The endpoints that the environment names: AWS_ENDPOINT_URL_BEDROCK and AWS_ENDPOINT_URL_S3, each falling back to
 * AWS_ENDPOINT_URL, unless AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is `true`.
 */
export function batchEndpointsFromEnv(env: Environment): BatchEndpoints {
  if (env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true')
    return { control: undefined, storage: undefined };
  const general = env.AWS_ENDPOINT_URL || undefined;
  return {
    control: env.AWS_ENDPOINT_URL_BEDROCK || general,
    storage: env.AWS_ENDPOINT_URL_S3 || general,
  };
}

/** Who is behind the endpoints: `mixed` when only one of the two is on this machine. */
export function batchProviderOf({ control, storage }: BatchEndpoints): 'bedrock' | 'emulator' | 'mixed' {
  const local = [control, storage].map((url) => url !== undefined && isLoopbackEndpoint(url));
  if (local[0] !== local[1]) return 'mixed';
  return local[0] === true ? 'emulator' : 'bedrock';
}
