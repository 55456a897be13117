import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import http from 'node:http';
import { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import type { Emulator } from '../../../src/emulator/index.js';
import { folder, s3Client, started } from './s3-client.js';

const Bucket = 'golden-sets';

async function read(s3: S3Client, Key: string, more: object = {}): Promise<Buffer> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

function put(s3: S3Client, Key: string, Body: string | Buffer | Readable, more: object = {}) {
  return s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
}

/** A request that no SDK would send. */
function raw(
  emulator: Emulator,
  method: string,
  path: string,
  options: { readonly headers?: http.OutgoingHttpHeaders; readonly body?: string } = {},
): Promise<{ readonly status: number; readonly body: string; readonly headers: http.IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: signature, ...options.headers };
    const request = http.request(
      { host: '127.0.0.1', port: emulator.port, method, path, headers },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
        );
      },
    );
    request.on('error', reject);
    request.end(options.body);
  });
}

const signature = `AWS4-HMAC-SHA256 Credential=emulator/20261122/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;

describe('objects', () => {
  it('come back byte for byte, with their headers, whether sent as a buffer or as a stream', async () => {
    const s3 = s3Client(await started());
    const bytes = randomBytes(300_000);
    await put(s3, 'a/buffer.bin', bytes, { ContentType: 'text/x-test', Metadata: { run: 'r1' } });
    // A stream of unknown checksum goes out framed as aws-chunked with a trailer.
    await put(s3, 'a/stream.bin', Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]), {
      ContentLength: bytes.length,
    });
    expect((await read(s3, 'a/buffer.bin')).equals(bytes)).toBe(true);
    expect((await read(s3, 'a/stream.bin')).equals(bytes)).toBe(true);
    const head = await s3.send(
      new HeadObjectCommand({ Bucket, Key: 'a/buffer.bin', ChecksumMode: 'ENABLED' }),
    );
    expect(head).toMatchObject({
      ContentLength: bytes.length,
      ContentType: 'text/x-test',
      Metadata: { run: 'r1' },
    });
    expect(head.ChecksumCRC32).toMatch(/^.{8}$/);
    expect(head.ContentEncoding).toBeUndefined();
  });

  it('give ranges: first bytes, a middle, the rest, the last bytes, and 416 beyond the end', async () => {
    const s3 = s3Client(await started());
    await put(s3, 'digits', '0123456789');
    const part = await s3.send(new GetObjectCommand({ Bucket, Key: 'digits', Range: 'bytes=2-4' }));
    expect(part).toMatchObject({
      ContentRange: 'bytes 2-4/10',
      ContentLength: 3,
      $metadata: { httpStatusCode: 206 },
    });
    expect(await part.Body?.transformToString()).toBe('234');
    expect(String(await read(s3, 'digits', { Range: 'bytes=7-' }))).toBe('789');
    expect(String(await read(s3, 'digits', { Range: 'bytes=-2' }))).toBe('89');
    expect(String(await read(s3, 'digits', { Range: 'bytes=8-99' }))).toBe('89');
    await expect(read(s3, 'digits', { Range: 'bytes=10-' })).rejects.toMatchObject({
      name: 'InvalidRange',
      $metadata: { httpStatusCode: 416 },
    });
  });

  it('may be empty', async () => {
    const s3 = s3Client(await started());
    await put(s3, 'nothing', '');
    expect((await read(s3, 'nothing')).length).toBe(0);
  });

  it('are answered as S3 does where there is nothing to say: a length of 0, and a type for those without', async () => {
    const emulator = await started();
    const stored = await raw(emulator, 'PUT', `/${Bucket}/plain`, { body: 'x' });
    expect(stored.headers).toMatchObject({ 'content-length': '0' });
    const { headers } = await raw(emulator, 'GET', `/${Bucket}/plain`);
    expect(headers).toMatchObject({ 'content-type': 'binary/octet-stream', 'content-length': '1' });
    expect((await raw(emulator, 'DELETE', `/${Bucket}/plain`)).headers['content-length']).toBeUndefined();
    expect(emulator.stats().answered).toEqual({ PutObject: 1, GetObject: 1, DeleteObject: 1 });
  });

  it('are replaced whole; a reader that has begun keeps the version it began with', async () => {
    const s3 = s3Client(await started());
    const old = Buffer.alloc(2_000_000, 'o');
    await put(s3, 'k', old);
    const begun = await s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    await put(s3, 'k', 'new');
    expect(old.equals((await begun.Body?.transformToByteArray()) ?? old.subarray(1))).toBe(true);
    expect(String(await read(s3, 'k'))).toBe('new');
  });

  it('keep to the conditions of a write and a read', async () => {
    const s3 = s3Client(await started());
    const { ETag } = await put(s3, 'once', '1', { IfNoneMatch: '*' });
    await expect(put(s3, 'once', '2', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    await expect(put(s3, 'once', '2', { IfMatch: '"0"' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    await put(s3, 'once', '2', { IfMatch: ETag });
    await expect(read(s3, 'once', { IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'are checked by %s as the SDK computes it',
    async (ChecksumAlgorithm) => {
      const s3 = s3Client(await started());
      const sent = await put(s3, 'checked', randomBytes(70_001), { ChecksumAlgorithm });
      const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'checked', ChecksumMode: 'ENABLED' }));
      const member = `Checksum${ChecksumAlgorithm}` as const;
      expect(head[member]).toBeTruthy();
      expect(head[member]).toBe(sent[member]);
      expect((await read(s3, 'checked', { ChecksumMode: 'ENABLED' })).length).toBe(70_001);
    },
  );

  it('are refused with BadDigest where a checksum in header or trailer does not hold, and leave nothing', async () => {
    const emulator = await started();
    const s3 = s3Client(emulator);
    await expect(put(s3, 'k', 'x', { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({
      name: 'BadDigest',
      $metadata: { httpStatusCode: 400 },
    });
    const framed = { 'content-encoding': 'aws-chunked', 'x-amz-decoded-content-length': '3' };
    const wrong = await raw(emulator, 'PUT', `/${Bucket}/k`, {
      headers: { ...framed, 'x-amz-trailer': 'x-amz-checksum-crc32' },
      body: '3\r\nabc\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n',
    });
    expect(wrong).toMatchObject({ status: 400, body: expect.stringContaining('<Code>BadDigest</Code>') });
    const md5 = await raw(emulator, 'PUT', `/${Bucket}/k`, {
      headers: { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' },
      body: 'abc',
    });
    expect(md5.body).toContain('<Code>BadDigest</Code>');
    const short = await raw(emulator, 'PUT', `/${Bucket}/k`, {
      headers: framed,
      body: '2\r\nab\r\n0\r\n\r\n',
    });
    expect(short.body).toContain('<Code>IncompleteBody</Code>');
    const hash = await raw(emulator, 'PUT', `/${Bucket}/k`, {
      headers: { 'x-amz-content-sha256': '0'.repeat(64) },
      body: 'abc',
    });
    expect(hash.body).toContain('<Code>XAmzContentSHA256Mismatch</Code>');
    await expect(read(s3, 'k')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('are taken from frames with a signature on each, as other SDKs send them', async () => {
    const emulator = await started();
    const framed = await raw(emulator, 'PUT', `/${Bucket}/signed`, {
      headers: {
        'content-encoding': 'aws-chunked,gzip',
        'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
        'x-amz-decoded-content-length': '11',
      },
      body: `6;chunk-signature=${'a'.repeat(64)}\r\nhello \r\n5;chunk-signature=${'b'.repeat(64)}\r\nworld\r\n0;chunk-signature=${'c'.repeat(64)}\r\n\r\n`,
    });
    expect(framed.status).toBe(200);
    const s3 = s3Client(emulator);
    const answer = await s3.send(new GetObjectCommand({ Bucket, Key: 'signed' }));
    expect(answer.ContentEncoding).toBe('gzip');
    expect(await answer.Body?.transformToString()).toBe('hello world');
  });

  it('may have any key: none leaves the state folder or meets another', async () => {
    const state = await folder();
    const s3 = s3Client(await started({ state }));
    const keys = [
      '../../escape',
      '..',
      '/',
      '//etc/passwd',
      'a\\b',
      'nul\u0001',
      'con.txt',
      'π/漫画 100%?#&<>"',
      'a'.repeat(1024),
      '.json',
    ];
    for (const key of keys) await put(s3, key, key);
    for (const key of keys) expect(String(await read(s3, key))).toBe(key);
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, EncodingType: 'url' }));
    expect(Contents?.map(({ Key }) => decodeURIComponent(Key ?? '')).sort()).toEqual([...keys].sort());
    expect((await readdir(state)).sort()).toEqual(['data', 'emulator.lock', 'jobs', 'objects', 'uploads']);
    for (const name of await readdir(`${state}/objects/${Bucket}`))
      expect(name).toMatch(/^[0-9a-f]{64}\.json$/);
    await expect(put(s3, 'é'.repeat(513), '')).rejects.toMatchObject({ name: 'KeyTooLongError' });
  });

  it('are gone when deleted, one or many; what was not there is deleted too', async () => {
    const s3 = s3Client(await started());
    for (const key of ['a', 'b', 'c']) await put(s3, key, key);
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'never' }));
    const Delete = { Objects: [{ Key: 'b' }, { Key: 'never & ever' }] };
    const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['b', 'never & ever']);
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['c']);
    await expect(read(s3, 'a')).rejects.toMatchObject({
      name: 'NoSuchKey',
      $metadata: { httpStatusCode: 404 },
    });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });
});

describe('listing', () => {
  it('pages through every key once, in the order of UTF-8 bytes', async () => {
    const s3 = s3Client(await started());
    const keys = ['z', 'a/1', 'a/2', 'é', '\u{1f600}', '\uff5e', 'b'];
    for (const key of keys) await put(s3, key, 'x');
    const seen: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 2, ContinuationToken }));
      seen.push(...(page.Contents ?? []).map(({ Key }) => Key ?? ''));
      ContinuationToken = page.NextContinuationToken;
      expect(page.IsTruncated).toBe(ContinuationToken !== undefined);
    } while (ContinuationToken !== undefined);
    expect(seen).toEqual([...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  });

  it('rolls keys up to common prefixes, each of which counts and is given once over all pages', async () => {
    const s3 = s3Client(await started());
    for (const key of ['in/1', 'in/2', 'out/1', 'out/2', 'top']) await put(s3, key, 'x');
    const first = await s3.send(new ListObjectsV2Command({ Bucket, Delimiter: '/', MaxKeys: 1 }));
    expect(first.CommonPrefixes).toEqual([{ Prefix: 'in/' }]);
    const rest = await s3.send(
      new ListObjectsV2Command({ Bucket, Delimiter: '/', ContinuationToken: first.NextContinuationToken }),
    );
    expect(rest.CommonPrefixes).toEqual([{ Prefix: 'out/' }]);
    expect(rest.Contents?.map(({ Key }) => Key)).toEqual(['top']);
    expect(rest.KeyCount).toBe(2);
    const inside = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'out/', StartAfter: 'out/1' }));
    expect(inside.Contents?.map(({ Key }) => Key)).toEqual(['out/2']);
    await expect(
      s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken: 'nonsense!' })),
    ).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});

describe('buckets', () => {
  it('are there on first use', async () => {
    const s3 = s3Client(await started());
    await s3.send(new HeadBucketCommand({ Bucket: 'never-made' }));
    await put(s3, 'k', 'v');
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual([Bucket, 'never-made']);
  });

  it('have to be made where that is asked for', async () => {
    const emulator = await started({ buckets: 'explicit' });
    const s3 = s3Client(emulator);
    await expect(put(s3, 'k', 'v')).rejects.toMatchObject({
      name: 'NoSuchBucket',
      $metadata: { httpStatusCode: 404 },
    });
    await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'NotFound' });
    await s3.send(new CreateBucketCommand({ Bucket }));
    await put(s3, 'k', 'v');
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketNotEmpty',
    });
    const elsewhere = s3Client(emulator, 'eu-west-1');
    await expect(elsewhere.send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketAlreadyOwnedByYou',
    });
    expect((await elsewhere.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe(
      'eu-west-1',
    );
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    await s3.send(new DeleteBucketCommand({ Bucket }));
    await expect(put(s3, 'k', 'v')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it('may be called model, which is a path of the runtime too', async () => {
    const s3 = s3Client(await started());
    await s3.send(new PutObjectCommand({ Bucket: 'model', Key: 'x/converse', Body: 'y' }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'model', Key: 'x/converse' }));
    expect(await Body?.transformToString()).toBe('y');
  });
});

describe('a presigned address', () => {
  it.each([
    [
      'Version 4',
      `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=e%2F20261122%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20261122T000000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=${'0'.repeat(64)}`,
    ],
    ['Version 2, as boto3 makes it', 'AWSAccessKeyId=emulator&Signature=abc%3D&Expires=1795378411'],
  ])('of %s reads an object without a header', async (_, query) => {
    const emulator = await started();
    await put(s3Client(emulator), 'k', 'shared');
    const answer = await fetch(`${emulator.url}/${Bucket}/k?${query}`);
    expect(await answer.text()).toBe('shared');
  });
});

describe('errors of S3', () => {
  it('are XML with a request id, and none but a status for HEAD', async () => {
    const emulator = await started();
    const missing = await raw(emulator, 'GET', `/${Bucket}/no%20such`);
    expect(missing.status).toBe(404);
    expect(missing.headers['content-type']).toBe('application/xml');
    expect(missing.body).toContain('<Code>NoSuchKey</Code>');
    expect(missing.body).toContain(`<RequestId>${missing.headers['x-amz-request-id'] ?? '?'}</RequestId>`);
    expect(await raw(emulator, 'HEAD', `/${Bucket}/no`)).toMatchObject({ status: 404, body: '' });
  });

  it.each([
    ['an unsigned call', 'GET', '/bucket/k', { authorization: '' }, 403, 'AccessDenied'],
    [
      'a bearer token',
      'GET',
      '/bucket/k',
      { authorization: 'Bearer x' },
      400,
      'AuthorizationHeaderMalformed',
    ],
    [
      'half a signature',
      'GET',
      '/bucket/k',
      { authorization: signature.replace(/, Signature.*/, '') },
      400,
      'AuthorizationHeaderMalformed',
    ],
    [
      'half a presigned query',
      'GET',
      '/bucket/k?X-Amz-Signature=0',
      { authorization: '' },
      400,
      'AuthorizationHeaderMalformed',
    ],
    ['a bad bucket name', 'GET', '/No_Bucket/k', {}, 400, 'InvalidBucketName'],
    ['an address as a bucket name', 'GET', '/10.0.0.1/k', {}, 400, 'InvalidBucketName'],
    ['a copy', 'PUT', '/bucket/k', { 'x-amz-copy-source': '/b/k' }, 501, 'NotImplemented'],
    ['an access list', 'GET', '/bucket/k?acl', {}, 501, 'NotImplemented'],
    ['a method that S3 does not know', 'PATCH', '/bucket/k', {}, 501, 'NotImplemented'],
    ['a write to no bucket', 'PUT', '/', {}, 405, 'MethodNotAllowed'],
    [
      'a body that is not framed as it says',
      'PUT',
      '/bucket/k',
      { 'content-encoding': 'aws-chunked' },
      400,
      'InvalidRequest',
    ],
    [
      'too large a body',
      'PUT',
      '/bucket/k',
      { 'x-amz-decoded-content-length': '6000000000' },
      400,
      'EntityTooLarge',
    ],
  ])('answers %s', async (_, method, path, headers, status, code) => {
    const emulator = await started();
    const given = Object.fromEntries(
      Object.entries({ authorization: signature, ...headers }).filter(([, value]) => value !== ''),
    );
    const answer = await new Promise<{ status: number; body: string }>((resolve, reject) => {
      const request = http.request(
        { host: '127.0.0.1', port: emulator.port, method, path, headers: given },
        (response) => {
          let body = '';
          response.on('data', (chunk: Buffer) => {
            body += String(chunk);
          });
          response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
        },
      );
      request.on('error', reject);
      request.end(method === 'PUT' ? 'not frames\r\n' : undefined);
    });
    expect(answer).toMatchObject({ status, body: expect.stringContaining(`<Code>${code}</Code>`) });
  });
});
