import { afterEach, describe, expect, it } from 'vitest';
import { redactSecrets } from '../../src/model/index.js';
import { type Bench, benchOf } from './bedrock-setup.js';
import { refuse } from './stub-server.js';

// The key pair of AWS's own documentation, and tokens made up for this test.
const KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const SESSION = 'FwoGZXIvYXdzEJr//////////wEaDPlanted+Session/Token==';
const BEARER = 'ABSKQmVkcm9ja0FQSUtleS1wbGFudGVk';

describe('redactSecrets', () => {
  it.each([
    ['access key id', `The key ${KEY_ID} is unknown`, KEY_ID],
    ['temporary access key id', 'ASIAIOSFODNN7EXAMPLE expired', 'ASIAIOSFODNN7EXAMPLE'],
    ['secret in an assignment', `aws_secret_access_key = ${SECRET}`, SECRET],
    ['secret in JSON', `{"secretAccessKey":"${SECRET}","x":1}`, SECRET],
    ['secret in the environment', `AWS_SECRET_ACCESS_KEY=${SECRET} node`, SECRET],
    ['session token', `sessionToken: "${SESSION}"`, SESSION],
    ['session token header', `x-amz-security-token: ${SESSION}`, SESSION],
    ['signature', 'Signature=fe5f80f77d5fa3beca038a248ff027d0', 'fe5f80f77d5fa3beca038a248ff027d0'],
    ['presigned URL', 'https://h/?X-Amz-Signature=abc123def456&X-Amz-Date=1', 'abc123def456'],
    ['presigned credential', 'X-Amz-Credential=key%2F20261122%2Fus-east-1', 'key%2F20261122'],
    [
      'authorization header',
      `authorization: AWS4-HMAC-SHA256 Credential=abc/20261122, SignedHeaders=host, Signature=0011`,
      '20261122',
    ],
    ['bearer token', `Authorization: Bearer ${BEARER}`, BEARER],
    ['bearer token by itself', `token ${BEARER} refused`, BEARER],
    ['basic proxy authorization', 'proxy-authorization: Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
    ['password in a URL', 'connect http://alice:hunter2@proxy:8080', 'hunter2'],
  ])('masks a %s', (_, text, secret) => {
    expect(text).toContain(secret);
    expect(redactSecrets(text)).not.toContain(secret);
    expect(redactSecrets(text)).toContain('[redacted]');
  });

  it('masks the secrets that it is told, wherever they stand', () => {
    expect(redactSecrets('a plain-secret-value b', ['plain-secret-value'])).toBe('a [redacted] b');
  });

  it.each([
    'The provided model identifier is invalid.',
    'Too many tokens, please wait before trying again.',
    'The bearer of the token was refused: signature does not match',
    'Invocation of model ID anthropic.claude-sonnet-4-6 with on-demand throughput isn’t supported.',
    'connect ECONNREFUSED 127.0.0.1:8080',
    'temperature and top_p cannot both be specified',
  ])('leaves an ordinary message as it is: %s', (text) => {
    expect(redactSecrets(text)).toBe(text);
  });
});

describe('a failed call', () => {
  let bench: Bench;
  afterEach(() => bench.close());

  it('never repeats a planted secret that the service echoes', async () => {
    const credentials = { accessKeyId: KEY_ID, secretAccessKey: SECRET, sessionToken: SESSION };
    bench = await benchOf(
      (response, request) =>
        refuse(response, 403, 'AccessDeniedException', {
          message: `denied ${SECRET} ${SESSION} ${BEARER} with ${JSON.stringify(request.headers)}`,
        }),
      { credentials, env: { AWS_BEARER_TOKEN_BEDROCK: BEARER } },
    );
    const outcome = JSON.stringify(await bench.ask());
    const signature = /Signature=([0-9a-f]+)/.exec(bench.stub.seen[0]?.headers.authorization ?? '')?.[1];
    expect(outcome).toContain('denied');
    for (const secret of [KEY_ID, SECRET, SESSION, BEARER, signature]) {
      expect(secret).toMatch(/\S{8}/);
      expect(outcome).not.toContain(secret);
    }
  });
});
