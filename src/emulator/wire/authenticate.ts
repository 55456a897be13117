import { decodeSegment, headerOf } from './exchange.js';
import type { WireRequest } from './listener.js';
import { type ServiceError, serviceError } from './service-error.js';

/** Which proofs of identity a service takes beside a signed header. */
export type Accepted = 'signature-or-bearer' | 'signature-or-presigned';

const parts = {
  Credential: /[\s,]Credential=[^,\s/]+\/\d{8}\/[^/\s,]+\/[^/\s,]+\/aws4_request(?=[,\s]|$)/,
  SignedHeaders: /[\s,]SignedHeaders=[^,\s]+/,
  Signature: /[\s,]Signature=[0-9a-f]{64}(?=[,\s]|$)/,
} as const;
const presignedParts = [
  'X-Amz-Credential',
  'X-Amz-SignedHeaders',
  'X-Amz-Signature',
  'X-Amz-Date',
  'X-Amz-Expires',
];

const presignedPartsOfVersion2 = ['AWSAccessKeyId', 'Signature', 'Expires'];

/**
 * Checks that a call is signed (AWS Signature Version 4 with all its parts) or carries a token; not by whom, and not
 * that the signature is right: the emulator has no secrets to check with.
 */
export function authenticate(
  request: WireRequest,
  { accept }: { readonly accept: Accepted } = { accept: 'signature-or-bearer' },
): ServiceError | undefined {
  const authorization = headerOf(request, 'authorization');
  if (authorization === undefined || authorization === '') {
    if (accept === 'signature-or-presigned' && /[?&](?:X-Amz-)?Signature=/.test(request.url ?? ''))
      return checkPresigned(request.url ?? '');
    return serviceError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  if (accept === 'signature-or-bearer' && /^Bearer \S/.test(authorization)) return undefined;
  if (!authorization.startsWith('AWS4-HMAC-SHA256 ')) {
    const also =
      accept === 'signature-or-bearer'
        ? 'neither AWS Signature Version 4 nor a bearer token'
        : 'not AWS Signature Version 4';
    return serviceError('IncompleteSignatureException', `The authorization header is ${also}.`);
  }
  const missing = Object.entries(parts).filter(([, pattern]) => !pattern.test(authorization));
  return missing.length === 0 ? undefined : incomplete(missing.map(([name]) => name));
}

/** The service that a call is signed for, in its header or its query; undefined where it is not signed. */
export function signedService(request: WireRequest): string | undefined {
  const header = /[\s,]Credential=[^,\s]+/.exec(headerOf(request, 'authorization') ?? '')?.[0];
  if (header !== undefined) return header.split('/').at(-2);
  const query = /[?&]X-Amz-Credential=([^&]+)/.exec(request.url ?? '')?.[1];
  return query === undefined ? undefined : decodeSegment(query).split('/').at(-2);
}

/** Signature Version 4 in a query, or Version 2, which boto3 still presigns with by default. */
function checkPresigned(url: string): ServiceError | undefined {
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  const wanted = query.has('X-Amz-Signature') ? presignedParts : presignedPartsOfVersion2;
  const missing = wanted.filter((name) => !query.get(name));
  return missing.length === 0 ? undefined : incomplete(missing);
}

function incomplete(missing: readonly string[]): ServiceError {
  const what = missing.map((name) => `Authorization header requires '${name}' parameter.`).join(' ');
  return serviceError('IncompleteSignatureException', what);
}
