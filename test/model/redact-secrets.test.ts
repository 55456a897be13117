import { afterEach, describe, expect, it, vi } from 'vitest';
import { redactSecrets } from '../../src/model/index.js';
import { type Bench, benchOf } from './bedrock-setup.js';
import { callOf } from './contract.js';
import { errorFrame, exceptionFrame, stream } from './stream-frames.js';
import { answer, converseAnswer, type Handler, refuse } from './stub-server.js';

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
    ['token as the user of a URL', 'connect https://ghp-token-1234@proxy:8080', 'ghp-token-1234'],
    ['cookie', 'set-cookie: session=abcdef123456; path=/', 'abcdef123456'],
    ['container token', 'AWS_CONTAINER_AUTHORIZATION_TOKEN=abcd-efgh', 'abcd-efgh'],
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

const credentials = { accessKeyId: KEY_ID, secretAccessKey: SECRET, sessionToken: SESSION };

it('a token that only the chain of the SDK knew is masked too, wherever an answer puts it', async () => {
  const token = 'only-the-chain-knew-this-token';
  const chain = async () => ({ accessKeyId: KEY_ID, secretAccessKey: SECRET, sessionToken: token });
  const bench = await benchOf(
    (response, { headers }) =>
      refuse(response, 403, 'AccessDeniedException', {
        message: `sent: ${Object.entries(headers).flat().join(' ')}`,
      }),
    { provider: 'bedrock', credentials: chain as never },
  );
  const outcome = JSON.stringify(await bench.ask());
  await bench.close();
  expect(bench.stub.seen[0]?.headers['x-amz-security-token']).toBe(token);
  expect(outcome).toContain('sent: ');
  expect(outcome).not.toContain(token);
});

describe('a failed call', () => {
  let bench: Bench;
  afterEach(() => {
    vi.unstubAllEnvs();
    return bench.close();
  });

  const PROXY_PASSWORD = 'p%40ss-of-the-proxy';
  const planted = (headers: object) =>
    [
      `denied ${SECRET} ${SESSION} ${BEARER} with ${JSON.stringify(headers)}`,
      `via http://alice:${PROXY_PASSWORD}@proxy:8080 or ${decodeURIComponent(PROXY_PASSWORD)}`,
    ].join(' ');
  const secretsIn = (sent: string) => [
    KEY_ID,
    SECRET,
    SESSION,
    BEARER,
    PROXY_PASSWORD,
    decodeURIComponent(PROXY_PASSWORD),
    /Signature=([0-9a-f]+)/.exec(sent)?.[1],
  ];

  it.each<[string, boolean, Handler]>([
    [
      'as an error of the service',
      false,
      (response, { headers }) =>
        refuse(response, 403, 'AccessDeniedException', { message: planted(headers) }),
    ],
    [
      'as an exception inside a stream',
      true,
      (response, { headers }) => stream(response, exceptionFrame('validationException', planted(headers))),
    ],
    [
      'as an unmodelled error inside a stream',
      true,
      (response, { headers }) => stream(response, errorFrame('SomeError', planted(headers).slice(0, 8_000))),
    ],
    [
      'in the headers of the answer',
      false,
      (response, { headers }) =>
        refuse(response, 403, 'AccessDeniedException', {
          message: 'denied',
          headers: { 'x-echo': String(headers.authorization), 'retry-after': '1' },
        }),
    ],
    [
      'as a page of a proxy',
      false,
      (response, { headers }) => answer(response, `<p>denied ${planted(headers)}</p>`, { status: 403 }),
    ],
    [
      'as a stop reason',
      false,
      (response) => answer(response, converseAnswer({ stopReason: `${SECRET} ${KEY_ID}` })),
    ],
  ])(
    'never repeats a planted secret that comes back %s, in its outcome or on the console',
    async (_, streamed, handler) => {
      vi.stubEnv('HTTPS_PROXY', `http://alice:${PROXY_PASSWORD}@proxy:8080`);
      const said: string[] = [];
      for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
        vi.spyOn(console, level).mockImplementation((...parts) => {
          said.push(parts.map(String).join(' '));
        });
      }
      bench = await benchOf(handler, { credentials, env: { AWS_BEARER_TOKEN_BEDROCK: BEARER } });
      const outcome = JSON.stringify(await bench.ask(callOf('q', { stream: streamed })));
      vi.restoreAllMocks();
      expect(JSON.parse(outcome).state).toBe('failed');
      for (const secret of secretsIn(bench.stub.seen[0]?.headers.authorization ?? '')) {
        expect(secret).toMatch(/\S{8}/);
        expect(outcome).not.toContain(secret);
        expect(said.join('\n')).not.toContain(secret);
      }
    },
  );
});
