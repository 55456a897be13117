/** Headers that carry a credential as it is; a signature tells nothing and changes with each request. */
const CREDENTIAL_HEADERS = ['x-amz-security-token', 'x-amz-s3session-token', 'x-amz-sso_bearer_token'];

/**
 * Adds the credentials in a request's headers to `secrets`: only what was sent can come back in an error, and only
 * the SDK's chain knows it beforehand. Session tokens last an hour, so they are few.
 */
export function noteSentSecrets(
  headers: { readonly [name: string]: string | undefined },
  secrets: Set<string>,
): void {
  for (const [name, value = ''] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (CREDENTIAL_HEADERS.includes(lower)) secrets.add(value);
    const bearer = lower === 'authorization' ? /^bearer\s+(\S+)$/i.exec(value)?.[1] : undefined;
    if (bearer !== undefined) secrets.add(bearer);
  }
}
