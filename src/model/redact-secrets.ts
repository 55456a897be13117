const MASK = '[redacted]';

/**
 * What secrets look like in error messages of HTTP clients and AWS. The first group of each pattern is kept: it
 * says what stood there.
 */
const PATTERNS: readonly RegExp[] = [
  // Access key ids of every kind (AWS IAM user guide, "unique identifier prefixes").
  /()\b(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z0-9]{12,}/g,
  // Bedrock API keys, long-term and short-term.
  /()\b(?:ABSK[A-Za-z0-9+/=]{16,}|bedrock-api-key-[A-Za-z0-9+/=._-]+)/g,
  /((?:proxy-)?authorization["']?\s*[:=]\s*["']?)(?:AWS4-[A-Z0-9-]+\s+[^\r\n"']+|(?:bearer|basic|negotiate)\s+[^\s"',;]+|[^\s"',;]+)/gi,
  /(\b(?:bearer|basic)\s+)[A-Za-z0-9+/=._~-]{8,}/gi,
  /(\b(?:x-amz-)?(?:signature|credential|security-token)["']?\s*[:=]\s*["']?)[^\s"'&,;]+/gi,
  /(\b(?:aws_?)?(?:container_?)?(?:secret_?access_?key|session_?token|access_?key_?id|bearer_?token(?:_bedrock)?|authorization_?token|api[_-]?key|password)["']?\s*[:=]\s*["']?)[^\s"'&,;]+/gi,
  // User and password inside a URL; a user alone may be a token.
  /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+(?=@)/gi,
  /(\b(?:set-)?cookie["']?\s*[:=]\s*["']?)[^\r\n"']+/gi,
];

/**
 * The text with everything that looks like a credential masked: access key ids, secret keys, session and bearer
 * tokens, signatures, authorization headers, passwords in URLs, and every occurrence of the given `secrets`.
 */
export function redactSecrets(text: string, secrets: Iterable<string> = []): string {
  let clean = text;
  // A very short secret (a dummy of the emulator) would mask ordinary words.
  for (const secret of secrets) if (secret.length >= 8) clean = clean.replaceAll(secret, MASK);
  for (const pattern of PATTERNS) clean = clean.replace(pattern, `$1${MASK}`);
  return clean;
}
