import type { AwsCredentials } from './options.js';
import { proxySecrets } from './proxy-for.js';

type Environment = { readonly [name: string]: string | undefined };

/** Every credential that this process knows by itself, to be masked wherever a message repeats it. */
export function knownSecrets(credentials: AwsCredentials | undefined, env: Environment): readonly string[] {
  return [
    credentials?.accessKeyId,
    credentials?.secretAccessKey,
    credentials?.sessionToken,
    env.AWS_ACCESS_KEY_ID,
    env.AWS_SECRET_ACCESS_KEY,
    env.AWS_SESSION_TOKEN,
    env.AWS_BEARER_TOKEN_BEDROCK,
    env.AWS_CONTAINER_AUTHORIZATION_TOKEN,
    // The proxy is the process's, whatever environment the caller gave.
    ...proxySecrets(process.env),
    ...proxySecrets(env),
  ].filter((secret) => secret !== undefined);
}
