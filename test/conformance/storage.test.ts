import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, type StorageFaultKind, startEmulator } from '../../src/emulator/index.js';
import { createHttpHandler } from '../../src/model/bedrock/http-handler.js';
import { createBatchService } from '../../src/model/index.js';
import { bucket as Bucket, sdkClients } from './control-clients.js';
import { takeNoWaits } from './no-waits.js';
import { optionsOf } from './runtime-clients.js';

takeNoWaits();

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
  folder = await mkdtemp(join(tmpdir(), 'parsimony-conformance-'));
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});

const { signal } = new AbortController();
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const bytesOf = async (s3: S3Client, Key: string, more: object = {}): Promise<Uint8Array> => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return (await Body?.transformToByteArray()) ?? new Uint8Array();
};

describe.each([
  { name: 'the SDK’s default client', handler: async () => ({}) },
  {
    name: 'the SDK’s client over our handler',
    handler: async () => ({
      requestHandler: await createHttpHandler({ maxConcurrency: 8, requestTimeoutMs: 10_000 }),
    }),
  },
])('S3 by $name', ({ name, handler }) => {
  const folderKey = `${name.replace(/\W/g, '-')}/`;
  let s3: S3Client;
  beforeAll(async () => {
    s3 = sdkClients(emulator, await handler()).s3();
  });
  afterAll(() => s3.destroy());

  it('puts bytes and streams, and gets, looks at and deletes them', async () => {
    const bytes = randomBytes(70_000);
    const Key = `${folderKey}object`;
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: bytes }));
    expect(sha256(await bytesOf(s3, Key))).toBe(sha256(bytes));
    // A stream goes out as aws-chunked with its checksum in a trailer.
    const Body = Readable.from([bytes.subarray(0, 30_000), bytes.subarray(30_000)]);
    await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentLength: bytes.length }));
    expect(sha256(await bytesOf(s3, Key, { ChecksumMode: 'ENABLED' }))).toBe(sha256(bytes));
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
    expect(head).toMatchObject({
      ContentLength: bytes.length,
      ChecksumCRC32: expect.stringMatching(/^.{8}$/),
    });
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await expect(bytesOf(s3, Key)).rejects.toMatchObject({
      name: 'NoSuchKey',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('gets ranges', async () => {
    const Key = `${folderKey}range`;
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: '0123456789' }));
    const range = async (Range: string) => Buffer.from(await bytesOf(s3, Key, { Range })).toString();
    expect([await range('bytes=2-4'), await range('bytes=7-'), await range('bytes=-2')]).toEqual([
      '234',
      '789',
      '89',
    ]);
    await expect(range('bytes=10-')).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  it('uploads in parts', async () => {
    const bytes = randomBytes(5 * 1024 ** 2 + 1);
    const Key = `${folderKey}parts`;
    const before = emulator.stats().received.UploadPart ?? 0;
    await new Upload({ client: s3, params: { Bucket, Key, Body: Readable.from([bytes]) } }).done();
    expect(emulator.stats().received.UploadPart).toBe(before + 2);
    expect(sha256(await bytesOf(s3, Key))).toBe(sha256(bytes));
  });

  it('lists what is below a prefix, page by page', async () => {
    const Prefix = `${folderKey}list/`;
    const keys = Array.from({ length: 5 }, (_, at) => `${Prefix}${at}`);
    for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    const first = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 3 }));
    expect(first.IsTruncated).toBe(true);
    const rest = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken: first.NextContinuationToken }),
    );
    const listed = [...(first.Contents ?? []), ...(rest.Contents ?? [])];
    expect(listed.map(({ Key, Size }) => [Key, Size])).toEqual(keys.map((key) => [key, 1]));
  });

  it('is refused a body whose checksum does not hold, and keeps nothing of it', async () => {
    const Key = `${folderKey}bad`;
    const bad = new PutObjectCommand({ Bucket, Key, Body: 'x', ChecksumCRC32: 'AAAAAA==' });
    await expect(s3.send(bad)).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: 'NotFound' });
  });
});

describe('S3 by our batch service', () => {
  it('puts a file there in parts, byte for byte, and says how large it is', async () => {
    // Just above the size of one part (16 MiB).
    const bytes = randomBytes(16 * 1024 ** 2 + 1);
    const file = join(folder, 'large.jsonl');
    await writeFile(file, bytes);
    const service = createBatchService(optionsOf(emulator));
    const uri = `s3://${Bucket}/ours/large.jsonl`;
    const expected = { state: 'done', value: { bytes: bytes.length } };
    expect(await service.upload(file, uri, signal)).toEqual(expected);
    expect(await service.stat(uri, signal)).toEqual(expected);
    expect(await service.stat(`s3://${Bucket}/ours/nothing`, signal)).toEqual({ state: 'done', value: null });
    const s3 = sdkClients(emulator).s3();
    expect(sha256(await bytesOf(s3, 'ours/large.jsonl'))).toBe(sha256(bytes));
    s3.destroy();
    await service.close();
  });
});

describe('a body that breaks once', () => {
  const id = 'aaaaaaaaaaaa';
  const usage = { inputTokens: 1, outputTokens: 1, totalTokens: 2 };
  const lines = Array.from({ length: 400 }, (_, at) => {
    const message = { role: 'assistant', content: [{ text: `answer ${at} ${'x'.repeat(100)}` }] };
    const modelOutput = { output: { message }, stopReason: 'end_turn', usage, metrics: { latencyMs: 1 } };
    return JSON.stringify({ recordId: `r${at}`, modelInput: {}, modelOutput });
  });

  /** What the SDK throws, and the record ids that our service reads, from an object whose first body is struck. */
  async function readStruck(kind: StorageFaultKind) {
    const struck = await startEmulator({ faults: { storage: [{ kind, every: 2, limit: 2 }] } });
    const s3 = sdkClients(struck).s3();
    const Key = `out/${id}/records.jsonl.out`;
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: lines.join('\n') }));
    await bytesOf(s3, Key);
    const thrown = await bytesOf(s3, Key).catch((error: unknown) => error);
    await bytesOf(s3, Key);
    const service = createBatchService(optionsOf(struck));
    const job = {
      arn: id,
      name: '',
      status: 'Completed',
      outputUri: `s3://${Bucket}/out/`,
      submittedAt: '',
      endedAt: null,
      records: null,
    } as const;
    const ids: string[] = [];
    for await (const result of service.results(job, signal))
      ids.push(result.state === 'read' ? result.recordId : result.state);
    await service.close();
    s3.destroy();
    const { faults } = struck.stats();
    await struck.close();
    return { thrown, ids, faults };
  }

  it.each(['s3-reset-in-body', 's3-bad-checksum'] as const)(
    '%s: the SDK throws, and ours reads on where the last whole line ended: each record once',
    async (kind) => {
      const { thrown, ids, faults } = await readStruck(kind);
      expect(thrown).toBeInstanceOf(Error);
      expect(faults).toEqual({ [kind]: 2 });
      expect(ids).toEqual(lines.map((_, at) => `r${at}`));
    },
  );
});
