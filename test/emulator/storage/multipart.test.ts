import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { describe, expect, it } from 'vitest';
import { folder, s3Client, started } from './s3-client.js';

const Bucket = 'uploads';
const Key = 'big.jsonl';
const partBytes = 5 * 1024 ** 2;

async function begin(s3: S3Client, more: object = {}): Promise<string> {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
  return UploadId ?? '';
}

async function part(
  s3: S3Client,
  UploadId: string,
  PartNumber: number,
  Body: string | Buffer,
): Promise<string> {
  const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
  return ETag ?? '';
}

function complete(s3: S3Client, UploadId: string, Parts: readonly { PartNumber: number; ETag: string }[]) {
  return s3.send(
    new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: [...Parts] } }),
  );
}

async function sha256Of(s3: S3Client): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const hash = createHash('sha256');
  for await (const chunk of Body as Readable) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

describe('a multipart upload', () => {
  it('by the SDK’s uploader from a stream gives the object in order, with the tag of its parts', async () => {
    const s3 = s3Client(await started());
    const bytes = randomBytes(2 * partBytes + 12_345);
    const pieces = Array.from({ length: 8 }, (_, at) =>
      bytes.subarray((at * bytes.length) >> 3, ((at + 1) * bytes.length) >> 3),
    );
    const upload = new Upload({
      client: s3,
      params: { Bucket, Key, Body: Readable.from(pieces), ContentType: 'application/jsonl' },
    });
    await upload.done();
    expect(await sha256Of(s3)).toBe(createHash('sha256').update(bytes).digest('hex'));
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
    const md5 = (from: number, to?: number) => createHash('md5').update(bytes.subarray(from, to)).digest();
    const tags = [md5(0, partBytes), md5(partBytes, 2 * partBytes), md5(2 * partBytes)];
    expect(head.ETag).toBe(`"${createHash('md5').update(Buffer.concat(tags)).digest('hex')}-3"`);
    expect(head).toMatchObject({ ContentLength: bytes.length, ContentType: 'application/jsonl' });
    expect(head.ChecksumCRC32).toMatch(/-3$/);
  });

  it('keeps the newest version of a part, lists what is there, and is gone when completed', async () => {
    const s3 = s3Client(await started());
    const id = await begin(s3);
    await part(s3, id, 2, 'tail');
    await part(s3, id, 1, 'too small');
    const first = await part(s3, id, 1, Buffer.alloc(partBytes, '1'));
    const second = await part(s3, id, 2, 'end');
    const listed = await s3.send(new ListPartsCommand({ Bucket, Key, UploadId: id, MaxParts: 1 }));
    expect(listed).toMatchObject({
      IsTruncated: true,
      Parts: [{ PartNumber: 1, ETag: first, Size: partBytes }],
    });
    const rest = await s3.send(new ListPartsCommand({ Bucket, Key, UploadId: id, PartNumberMarker: '1' }));
    expect(rest).toMatchObject({ IsTruncated: false, Parts: [{ PartNumber: 2, Size: 3 }] });
    const done = await complete(s3, id, [
      { PartNumber: 1, ETag: first },
      { PartNumber: 2, ETag: second },
    ]);
    expect(done.ETag).toMatch(/-2"$/);
    await expect(part(s3, id, 3, 'late')).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  it('refuses parts out of order, unknown parts, other tags, small parts in the middle, and no parts', async () => {
    const s3 = s3Client(await started());
    const id = await begin(s3);
    const one = { PartNumber: 1, ETag: await part(s3, id, 1, 'a') };
    const two = { PartNumber: 2, ETag: await part(s3, id, 2, 'b') };
    await expect(complete(s3, id, [two, one])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete(s3, id, [one, { ...two, PartNumber: 3 }])).rejects.toMatchObject({
      name: 'InvalidPart',
    });
    await expect(complete(s3, id, [{ ...one, ETag: two.ETag }])).rejects.toMatchObject({
      name: 'InvalidPart',
    });
    await expect(complete(s3, id, [one, two])).rejects.toMatchObject({ name: 'EntityTooSmall' });
    await expect(complete(s3, id, [])).rejects.toMatchObject({ name: 'MalformedXML' });
    await expect(part(s3, id, 10_001, 'x')).rejects.toMatchObject({ name: 'InvalidArgument' });
    await complete(s3, id, [one]);
  });

  it('leaves nothing when aborted', async () => {
    const s3 = s3Client(await started());
    const id = await begin(s3);
    await part(s3, id, 1, 'a');
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId: id }));
    await expect(part(s3, id, 2, 'b')).rejects.toMatchObject({
      name: 'NoSuchUpload',
      $metadata: { httpStatusCode: 404 },
    });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('has the checksum of the whole object where that is asked for', async () => {
    const s3 = s3Client(await started());
    const id = await begin(s3, { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
    const ETag = await part(s3, id, 1, '123456789');
    const done = await complete(s3, id, [{ PartNumber: 1, ETag }]);
    // CRC-32 of `123456789` is cbf43926.
    expect(done).toMatchObject({
      ChecksumCRC32: Buffer.from('cbf43926', 'hex').toString('base64'),
      ChecksumType: 'FULL_OBJECT',
    });
    await expect(
      s3.send(
        new CreateMultipartUploadCommand({
          Bucket,
          Key,
          ChecksumAlgorithm: 'SHA256',
          ChecksumType: 'FULL_OBJECT',
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidRequest' });
  });

  it('and every object survive a restart where the state has a folder', async () => {
    const state = await folder();
    const before = await started({ state });
    const one = s3Client(before);
    const id = await begin(one);
    const ETag = await part(one, id, 1, 'kept');
    await before.close(0);
    const two = s3Client(await started({ state }));
    await complete(two, id, [{ PartNumber: 1, ETag }]);
    expect(await sha256Of(two)).toBe(createHash('sha256').update('kept').digest('hex'));
  });
});
