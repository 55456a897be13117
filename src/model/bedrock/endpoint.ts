type Environment = { readonly [name: string]: string | undefined };

/**
 * The endpoint of bedrock-runtime that the environment names: AWS_ENDPOINT_URL_BEDROCK_RUNTIME, else
 * AWS_ENDPOINT_URL; undefined when neither is set or AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is `true`.
 */
export function bedrockEndpointFromEnv(env: Environment): string | undefined {
  if (env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true') return undefined;
  return env.AWS_ENDPOINT_URL_BEDROCK_RUNTIME || env.AWS_ENDPOINT_URL || undefined;
}

/**
 * True when the URL names this machine (localhost, 127.0.0.0/8, ::1, the unspecified address). Bedrock is never
 * there: what answers is an emulator, and its answers must not be kept as the service's.
 */
export function isLoopbackEndpoint(url: string): boolean {
  try {
    return isLoopbackHost(new URL(url).hostname);
  } catch {
    return false;
  }
}

/** The same for a host name or address by itself. */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^\[|\]$/g, '');
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    /^127\.\d+\.\d+\.\d+$/.test(host) ||
    host === '0.0.0.0' ||
    host === '::1' ||
    host === '::' ||
    // An IPv4 address in IPv6 form, as URL writes it: 127.0.0.1 is 7f00:1.
    /^::ffff:7f[0-9a-f]{2}:/.test(host)
  );
}
