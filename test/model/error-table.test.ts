import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  classifyError,
  ERROR_TABLE,
  type ErrorFacts,
  type ErrorRow,
} from '../../src/model/bedrock/error-table.js';
import { printedErrorTable } from './printed-error-table.js';

it('docs/bedrock.md prints the table of the code', () => {
  const page = readFileSync(new URL('../../docs/bedrock.md', import.meta.url), 'utf8');
  const [, shown] = /<!-- error table -->\n\n([\s\S]*?)\n\n<!-- end of error table -->/.exec(page) ?? [];
  expect(shown).toBe(printedErrorTable(ERROR_TABLE));
});

describe('the table', () => {
  it.each(ERROR_TABLE.map((row) => [row.because, row] as const))('no row before hides: %s', (_, row) => {
    for (const facts of examplesOf(row)) {
      expect(classifyError(facts), JSON.stringify(facts)).toMatchObject({
        retry: row.retry,
        throttled: row.throttled === true,
        remedy: row.remedy ?? null,
        ...(row.code !== undefined && { code: row.code }),
      });
    }
  });

  it('knows batch records by their status alone', () => {
    const batch = (status: number) => classifyError({ name: 'Error', status, message: 'no' });
    expect(batch(400)).toMatchObject({ code: 'http-400', retry: 'never' });
    expect(batch(424)).toMatchObject({ code: 'http-424', retry: 'once' });
    expect(batch(429)).toMatchObject({ code: 'http-429', retry: 'throttle', throttled: true });
    expect(batch(500)).toMatchObject({ code: 'http-500', retry: 'transient' });
  });

  it('keeps the name of an exception that it does not know, and judges it by its status', () => {
    expect(classifyError({ name: 'BrandNewException', status: 503 })).toMatchObject({
      code: 'BrandNewException',
      retry: 'transient',
    });
    expect(classifyError({ name: 'BrandNewException', status: 400 })).toMatchObject({
      code: 'BrandNewException',
      retry: 'never',
    });
    for (const name of ['SyntaxError', 'Error', 'Unknown', 'UnknownError', 'two words', 'x'.repeat(99)])
      expect(classifyError({ name, status: 418 })).toMatchObject({ code: 'http-418' });
    expect(classifyError({ name: 'constructor' })).toMatchObject({ code: 'constructor', retry: 'never' });
  });

  it('keeps the error codes of S3, which hints are looked up by', () => {
    for (const [name, status] of [
      ['AccessDenied', 403],
      ['NoSuchBucket', 404],
      ['NotFound', 404],
    ] as const)
      expect(classifyError({ name, status })).toMatchObject({ code: name, retry: 'never' });
  });

  it('tells a socket that timed out from one that was reset, though the SDK names both TimeoutError', () => {
    expect(classifyError({ name: 'TimeoutError', errno: 'ETIMEDOUT' }).code).toBe('timeout');
    expect(classifyError({ name: 'TimeoutError', errno: 'ECONNRESET' }).code).toBe('connection-failed');
    expect(classifyError({ name: 'TimeoutError' }).code).toBe('timeout');
  });
});

describe('law 4: whether an attempt may have been billed', () => {
  it.each<[string, ErrorFacts, boolean]>([
    ['refused work', { name: 'ThrottlingException', status: 429 }, false],
    ['the same inside a stream', { name: 'ThrottlingException', begun: true }, true],
    ['an unknown exception', { name: 'BrandNewException', status: 400 }, false],
    ['a page under 200', { name: 'SyntaxError', status: 200 }, true],
    ['a gateway that waited no longer', { name: 'SyntaxError', status: 504 }, true],
    ['a connection that was refused', { name: 'Error', errno: 'ECONNREFUSED', syscall: 'connect' }, false],
    ['a host that is not known', { name: 'Error', errno: 'ENOTFOUND', syscall: 'getaddrinfo' }, false],
    ['a connection that was lost', { name: 'TimeoutError', errno: 'ECONNRESET' }, true],
    ['a route that was lost', { name: 'Error', errno: 'EHOSTUNREACH', syscall: 'read' }, true],
    ['no route at all', { name: 'Error', errno: 'EHOSTUNREACH', syscall: 'connect' }, false],
    ['a socket that timed out', { name: 'TimeoutError', errno: 'ETIMEDOUT' }, true],
    ['a connect that timed out', { name: 'TimeoutError', errno: 'ETIMEDOUT', syscall: 'connect' }, false],
    [
      'a connection that came about too late',
      {
        name: 'TimeoutError',
        message:
          'the request socket did not establish a connection with the server within the configured timeout of 10000 ms.',
      },
      false,
    ],
    [
      'a handshake that was cut',
      {
        name: 'TimeoutError',
        errno: 'ECONNRESET',
        message: 'Client network socket disconnected before secure TLS connection was established',
      },
      false,
    ],
    ['a certificate that is not trusted', { name: 'Error', errno: 'SELF_SIGNED_CERT_IN_CHAIN' }, false],
    ['what nobody knows', { name: 'Error', errno: 'HPE_INVALID_CONSTANT' }, true],
  ])('%s', (_, facts, expected) => {
    expect(classifyError(facts).mayBeBilled).toBe(expected);
  });
});

/** Every error that a row names. */
function examplesOf(row: ErrorRow): ErrorFacts[] {
  const message = row.text === undefined ? '' : (SAID[row.text.source] ?? expect.fail('no such message'));
  return (row.names ?? ['Error']).flatMap((name) =>
    (row.statuses ?? [undefined]).flatMap((status) =>
      (row.errnos ?? [undefined]).map((errno) => ({
        name,
        message,
        ...(status !== undefined && { status }),
        ...(errno !== undefined && { errno }),
      })),
    ),
  );
}

/** A message that each pattern of the table finds. */
const SAID: { readonly [source: string]: string } = {
  'signature expired|signature not yet current': 'Signature expired: 20261122T000000Z is now earlier than',
  'end of its life|end[- ]of[- ]life': 'This model version has reached the end of its life.',
};
