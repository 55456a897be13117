import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { proxyFor, proxySecrets } from '../../src/model/bedrock/proxy-for.js';
import type { BedrockOptions } from '../../src/model/index.js';
import { type Bench, benchOf } from './bedrock-setup.js';
import { callOf } from './contract.js';
import { startProxy } from './proxy-server.js';
import { answerFrames, stream } from './stream-frames.js';
import { answer, converseAnswer } from './stub-server.js';

const VARIABLES = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'];
beforeEach(() => {
  for (const name of VARIABLES) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toUpperCase(), undefined);
  }
});

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closers.splice(0)) await close();
});
function closing<T extends { close(): Promise<void> }>(opened: T): T {
  closers.push(() => opened.close());
  return opened;
}

const away = (overrides: Partial<BedrockOptions> = {}): Promise<Bench> =>
  benchOf(() => {}, {
    provider: 'bedrock',
    endpoint: 'http://bedrock.test:8123',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
    ...overrides,
  }).then(closing);

const stub = () =>
  benchOf((response, { path }) =>
    path.endsWith('stream') ? stream(response, ...answerFrames('Yes.')) : answer(response),
  ).then(closing);

describe('a call through a proxy', () => {
  it.each([
    ['HTTP_PROXY', false],
    ['http_proxy', false],
    ['ALL_PROXY', true],
  ])(
    'of %s is forwarded with the host of the service, its credentials for the proxy alone',
    async (name, streamed) => {
      const { stub: service } = await stub();
      const proxy = closing(await startProxy(Number(new URL(service.url).port)));
      vi.stubEnv(name, `http://alice:hunter%402@127.0.0.1:${proxy.port}`);
      const { ask } = await away();
      expect(await ask(callOf('q', { stream: streamed }))).toMatchObject({ state: 'completed' });
      const [seen] = proxy.seen;
      expect(seen?.target).toMatch(/^http:\/\/bedrock\.test:8123\/model\//);
      expect(seen?.headers['proxy-authorization']).toBe(
        `Basic ${Buffer.from('alice:hunter@2').toString('base64')}`,
      );
      expect(service.seen[0]?.headers.host).toBe('bedrock.test:8123');
      expect(service.seen).toHaveLength(1);
    },
  );

  it('of HTTPS_PROXY goes through a tunnel, kept for the next call', async () => {
    const secure = createTlsServer({ key: KEY, cert: CERTIFICATE }, (request, response) => {
      request.resume();
      request.on('end', () => answer(response, converseAnswer()));
    });
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    closers.push(
      () =>
        new Promise((resolve) => {
          secure.closeAllConnections();
          secure.close(() => resolve());
        }),
    );
    const proxy = closing(await startProxy((secure.address() as AddressInfo).port));
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${proxy.port}`);
    // The certificate is this test's own; a user's proxy with its own authority sets NODE_EXTRA_CA_CERTS.
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const { ask } = await away({ endpoint: 'https://bedrock.test' });
    expect(await ask()).toMatchObject({ state: 'completed' });
    expect(await ask()).toMatchObject({ state: 'completed' });
    expect(proxy.seen.map(({ method, target }) => [method, target])).toEqual([
      ['CONNECT', 'bedrock.test:443'],
    ]);
  });

  it('that is named by NO_PROXY, or that leads to this machine, is made directly', async () => {
    const { ask, stub: service } = await stub();
    const proxy = closing(await startProxy(1));
    for (const name of VARIABLES.slice(0, 3)) vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
    expect(await ask()).toMatchObject({ state: 'completed' });
    expect(service.seen).toHaveLength(1);
    expect(proxy.seen).toHaveLength(0);
    vi.stubEnv('NO_PROXY', 'other.test,.amazonaws.com');
    const host = 'bedrock-runtime.us-east-1.amazonaws.com';
    expect(proxyFor({ protocol: 'https:', hostname: host })).toBe('');
    expect(proxyFor({ protocol: 'https:', hostname: 'bedrock.test' })).not.toBe('');
    expect(proxyFor({ protocol: 'https:', hostname: '[::1]', port: 1 })).toBe('');
  });

  it.each([
    ['https://bedrock.test', 407, 'http-407', /user and password into the proxy variable/],
    ['http://bedrock.test', 407, 'http-407', /user and password into the proxy variable/],
    ['https://bedrock.test', 503, 'http-503', /./],
  ])('to %s that refuses with %i fails as %s', async (endpoint, status, code, message) => {
    const proxy = closing(await startProxy(1, status));
    vi.stubEnv('ALL_PROXY', `http://alice:hunter-two-secret@127.0.0.1:${proxy.port}`);
    const { ask } = await away({ endpoint });
    const outcome = await ask();
    expect(outcome).toMatchObject({ failure: { code, message: expect.stringMatching(message) } });
    expect(JSON.stringify(outcome)).not.toContain('hunter-two-secret');
  });

  it('that nobody runs is a failed connection, its password unsaid', async () => {
    const proxy = await startProxy(1);
    await proxy.close();
    vi.stubEnv('HTTPS_PROXY', `http://alice:hunter-two-secret@127.0.0.1:${proxy.port}`);
    const { ask } = await away({ endpoint: 'https://bedrock.test' });
    const outcome = await ask();
    expect(outcome).toMatchObject({ failure: { code: 'connection-failed' } });
    expect(JSON.stringify(outcome)).not.toContain('hunter-two-secret');
  });

  it.each(['socks5://alice:hunter-two-secret@10.0.0.1:1080', 'http://a b:c'])(
    '%s cannot be spoken to, and is said so',
    async (proxy) => {
      vi.stubEnv('ALL_PROXY', proxy);
      const { ask } = await away();
      const outcome = await ask();
      expect(outcome).toMatchObject({ failure: { code: 'proxy-unsupported', attempts: 1 } });
      expect(JSON.stringify(outcome)).not.toContain('hunter-two-secret');
    },
  );
});

it('what must not be shown of a proxy is its password in every form', () => {
  const env = {
    HTTPS_PROXY: 'http://alice:p%40ss-word@proxy:1',
    all_proxy: 'not a url',
    no_proxy: 'http://x:y@z',
  };
  const secrets = proxySecrets(env);
  expect(secrets).toEqual(
    expect.arrayContaining(['p%40ss-word', 'p@ss-word', Buffer.from('alice:p@ss-word').toString('base64')]),
  );
  expect(secrets).not.toContain('y');
});

/** For bedrock.test and nothing else: made for this test, trusted by nobody, valid for a hundred years. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBnjCCAUSgAwIBAgIUdd933l4Sl0yFGeQpP6jnffcJ2aswCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMYmVkcm9jay50ZXN0MCAXDTI2MTEyMjE4NTMzOVoYDzIxMjYx
MDI5MTg1MzM5WjAXMRUwEwYDVQQDDAxiZWRyb2NrLnRlc3QwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAAR+xEK+jD3ikOTjtVYOy380ghtuOcZIRI9+GJzH4NAF7OYk
kCq54q7EpAdNn8wdiYEFzZP3A1n6AR9qpoJqSBC8o2wwajAdBgNVHQ4EFgQU3kjf
yuX7YD+11XiPUh6h2yuVeUUwHwYDVR0jBBgwFoAU3kjfyuX7YD+11XiPUh6h2yuV
eUUwDwYDVR0TAQH/BAUwAwEB/zAXBgNVHREEEDAOggxiZWRyb2NrLnRlc3QwCgYI
KoZIzj0EAwIDSAAwRQIhAN7ethNfqFK+qh9pwwjZSishxUR3uVbC8lfbcjRgeK2k
AiBqdA+pAgU4tHeQC77O0squEbwM3Z2hgr4kvPm7HSCL0A==
-----END CERTIFICATE-----`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgs+w48bpIIa69PLd9
OspjCitIg9AdahwKHJETEqlPXJ6hRANCAAR+xEK+jD3ikOTjtVYOy380ghtuOcZI
RI9+GJzH4NAF7OYkkCq54q7EpAdNn8wdiYEFzZP3A1n6AR9qpoJqSBC8
-----END PRIVATE KEY-----`;
