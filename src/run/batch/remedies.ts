import type { CallFailure } from '../../domain/index.js';

const SIGN_IN = 'Sign in to AWS again: the credentials that were found are not, or no longer, valid.';

const ALLOW_S3 =
  'Allow s3:PutObject, s3:GetObject and s3:ListBucket on batch.bucket; docs/permissions.md has the policy.';

/** What to do about a failure that stops batch work. */
const REMEDIES: ReadonlyMap<string, string> = new Map([
  [
    'AccessDeniedException',
    'Allow bedrock:CreateModelInvocationJob and its siblings, iam:PassRole on batch.roleArn, and access to the model; docs/permissions.md has the policy.',
  ],
  ['AccessDenied', ALLOW_S3],
  // The answer to the question for an object's size has no body that could say why.
  ['http-403', `S3 does not say why. ${ALLOW_S3} If they are allowed, check this machine's clock.`],
  ['http-400', `S3 does not say why; most often credentials have ended. ${SIGN_IN}`],
  ['RequestTimeTooSkewed', `Set this machine's clock.`],
  ['NoSuchBucket', 'Create the bucket that batch.bucket names, in the Region of the run, or name another.'],
  ['PermanentRedirect', 'The bucket is in another Region than the run: name one in the same Region.'],
  [
    'ValidationException',
    'Check batch.roleArn, batch.bucket and that the model can be used in batch in this Region (most need an inference profile).',
  ],
  [
    'batch-job-failed',
    'Check that batch.roleArn trusts bedrock.amazonaws.com and may read and write batch.bucket, and that the model can be used in batch in this Region. Nothing was paid for it.',
  ],
  [
    'batch-job-stopped',
    'The calls that it did not answer are submitted again with --batch; without, they are asked live at full price.',
  ],
  ['ExpiredTokenException', SIGN_IN],
  ['ExpiredToken', SIGN_IN],
  ['UnrecognizedClientException', SIGN_IN],
  ['InvalidSignatureException', SIGN_IN],
  [
    'CredentialsProviderError',
    'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; or try without an account: --provider emulator.',
  ],
]);

export function batchRemedy(failure: CallFailure): string {
  return REMEDIES.get(failure.code) ?? 'The service may be well again later. What was received is saved.';
}

/** Failures of the way to the service, which may be gone at the next look; a job runs on meanwhile. */
export function isPassing({ code }: CallFailure): boolean {
  return (
    ['connection-failed', 'timeout', 'ThrottlingException', 'ServiceUnavailableException'].includes(code) ||
    ['InternalServerException', 'InternalError', 'SlowDown', 'ServiceUnavailable'].includes(code) ||
    /^http-(?:408|429|5\d\d)$/.test(code)
  );
}
