import { headerOf } from './exchange.js';
import type { WireRequest } from './listener.js';
import { type ServiceError, serviceError } from './service-error.js';

/** The emulator checks that a call is signed or carries a token, not by whom: it has no secrets to check with. */
export function authenticate(request: WireRequest): ServiceError | undefined {
  const authorization = headerOf(request, 'authorization');
  if (authorization === undefined)
    return serviceError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  if (/^AWS4-HMAC-SHA256 \S|^Bearer \S/.test(authorization)) return undefined;
  return serviceError(
    'IncompleteSignatureException',
    'The authorization header is neither AWS Signature Version 4 nor a bearer token.',
  );
}
