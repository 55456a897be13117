import { readFile } from 'node:fs/promises';
import { CreateModelInvocationJobCommand, ListModelInvocationJobsCommand } from '@aws-sdk/client-bedrock';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import {
  type BatchFaultRule,
  batchFaultKinds,
  type StorageFaultRule,
  storageFaultKinds,
} from '../../../src/emulator/index.js';
import { started } from '../storage/s3-client.js';
import { batchClient, bucket, jobInput, records, testClock } from './batch-fixture.js';

async function withFaults(faults: { batch?: BatchFaultRule[]; storage?: StorageFaultRule[] }, count = 100) {
  const emulator = await started({ clock: testClock(), faults });
  const batch = batchClient(emulator);
  if (faults.storage === undefined) await batch.put('in/records.jsonl', records(count));
  return { ...batch, emulator };
}

describe('faults of batch jobs', () => {
  it('write output lines twice: every record is there, billed once', async () => {
    const { create, until, output, emulator } = await withFaults({
      batch: [{ kind: 'duplicate-line', every: 10 }],
    });
    const job = await create();
    await until(job, 'Completed');
    const ids = ((await output(job))['records.jsonl.out'] ?? []).map(({ recordId }) => recordId);
    expect(ids).toHaveLength(110);
    expect(new Set(ids).size).toBe(100);
    expect(emulator.stats()).toMatchObject({
      batch: { records: { answered: 100 } },
      faults: { 'duplicate-line': 10 },
    });
  });

  it('leave output lines out, although they are counted and billed', async () => {
    const { create, until, output, emulator } = await withFaults({
      batch: [{ kind: 'missing-line', every: 10 }],
    });
    const job = await create();
    expect(await until(job, 'Completed')).toMatchObject({ successRecordCount: 100 });
    expect((await output(job))['records.jsonl.out']).toHaveLength(90);
    expect(emulator.stats().batch.records.answered).toBe(100);
  });

  it('cut output lines in half, although they are counted and billed', async () => {
    const { create, until, s3, emulator } = await withFaults({
      batch: [{ kind: 'damaged-line', every: 10 }],
    });
    const job = await create();
    await until(job, 'Completed');
    const Key = `out/${job.slice(-12)}/records.jsonl.out`;
    const lines = (await s3.send(new GetObjectCommand({ Bucket: bucket, Key }))).Body?.transformToString();
    const whole = ((await lines) ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => line.endsWith('}'));
    expect([whole.length, whole.filter((one) => one).length]).toEqual([100, 90]);
    expect(emulator.stats().batch.records.answered).toBe(100);
  });

  it('fail records with each status that a record can have, unbilled', async () => {
    const statuses = { 400: 'record-400', 408: 'record-408', 424: 'record-424', 429: 'record-429' } as const;
    const others = { 500: 'record-error', 503: 'record-503' } as const;
    const kinds = { ...statuses, ...others };
    const { create, until, output } = await withFaults({
      batch: Object.values(kinds).map((kind) => ({ kind, limit: 2 })),
    });
    const job = await create();
    expect(await until(job, 'Completed')).toMatchObject({ successRecordCount: 88, errorRecordCount: 12 });
    const codes = ((await output(job))['records.jsonl.out'] ?? []).flatMap(
      ({ error }) => error?.errorCode ?? [],
    );
    expect(codes).toEqual(Object.keys(kinds).flatMap((code) => [Number(code), Number(code)]));
  });

  it('fail records, one in n or a share of them, unbilled', async () => {
    const rules: BatchFaultRule[] = [
      { kind: 'record-error', every: 25 },
      { kind: 'record-error', rate: 0.2 },
    ];
    const { create, until, output, emulator } = await withFaults({ batch: rules });
    const job = await create();
    const { errorRecordCount = 0, successRecordCount = 0 } = await until(job, 'Completed');
    expect(errorRecordCount).toBeGreaterThan(8);
    expect(errorRecordCount).toBeLessThan(45);
    expect(successRecordCount + errorRecordCount).toBe(100);
    const failed = ((await output(job))['records.jsonl.out'] ?? []).filter(
      ({ error }) => error?.errorCode === 500,
    );
    expect(failed).toHaveLength(errorRecordCount);
    expect(emulator.stats().batch.records).toEqual({
      answered: successRecordCount,
      failed: errorRecordCount,
    });
  });

  it.each([
    ['job-fails', 'Failed', []],
    ['job-expires', 'Expired', []],
    ['job-partial', 'PartiallyCompleted', ['manifest.json.out', 'records.jsonl.out']],
    ['manifest-only', 'Completed', ['manifest.json.out']],
    ['no-manifest', 'Completed', ['records.jsonl.out']],
  ] as const)('%s: the second job ends %s', async (kind, status, files) => {
    const { create, until, output } = await withFaults({ batch: [{ kind, every: 2 }] });
    await until(await create(), 'Completed');
    const job = await create();
    await until(job, status);
    expect(Object.keys(await output(job)).sort()).toEqual(files);
    if (kind === 'job-partial') expect((await output(job))['records.jsonl.out']).toHaveLength(50);
  });

  it('strike the control plane: throttled, failed, reset, and answered into the void once', async () => {
    const { bedrock, create, emulator } = await withFaults({
      batch: [
        { kind: 'batch-throttle', every: 1, limit: 1, operation: 'ListModelInvocationJobs' },
        { kind: 'batch-internal', every: 1, limit: 1, operation: 'ListModelInvocationJobs' },
        { kind: 'batch-reset', every: 1, limit: 1, operation: 'ListModelInvocationJobs' },
        { kind: 'batch-lose-answer', every: 1, limit: 1, operation: 'CreateModelInvocationJob' },
      ],
    });
    const list = () => bedrock.send(new ListModelInvocationJobsCommand({}));
    await expect(list()).rejects.toMatchObject({
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 429 },
    });
    await expect(list()).rejects.toMatchObject({
      name: 'InternalServerException',
      $metadata: { httpStatusCode: 500 },
    });
    await expect(list()).rejects.toThrow();
    const clientRequestToken = 'lost-and-found';
    await expect(
      bedrock.send(new CreateModelInvocationJobCommand({ ...jobInput(), clientRequestToken })),
    ).rejects.toThrow();
    const job = await create({ clientRequestToken });
    expect((await list()).invocationJobSummaries?.map(({ jobArn }) => jobArn)).toEqual([job]);
    expect(emulator.stats().faults).toEqual({
      'batch-throttle': 1,
      'batch-internal': 1,
      'batch-reset': 1,
      'batch-lose-answer': 1,
    });
  });
});

describe('the page of the emulator', () => {
  it('names every fault of batch jobs and S3', async () => {
    const page = await readFile(new URL('../../../docs/emulator.md', import.meta.url), 'utf8');
    for (const kind of [...Object.keys(batchFaultKinds), ...Object.keys(storageFaultKinds)])
      expect(page, kind).toContain(`\`${kind}\``);
  });
});

describe('faults of S3', () => {
  const put = new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'x'.repeat(100_000) });
  const get = new GetObjectCommand({ Bucket: bucket, Key: 'k', ChecksumMode: 'ENABLED' });

  it('slow down, fail and reset calls; a write whose answer is lost took effect', async () => {
    const { s3 } = await withFaults({
      storage: [
        { kind: 's3-slow-down', limit: 1, operation: 'PutObject' },
        { kind: 's3-internal', limit: 1, operation: 'PutObject' },
        { kind: 's3-reset', limit: 1, operation: 'PutObject' },
        { kind: 's3-lose-answer', limit: 1, operation: 'PutObject' },
      ],
    });
    await expect(s3.send(put)).rejects.toMatchObject({
      name: 'SlowDown',
      $metadata: { httpStatusCode: 503 },
    });
    await expect(s3.send(put)).rejects.toMatchObject({
      name: 'InternalError',
      $metadata: { httpStatusCode: 500 },
    });
    await expect(s3.send(put)).rejects.toThrow();
    expect((await s3.send(new ListObjectsV2Command({ Bucket: bucket }))).KeyCount).toBe(0);
    await expect(s3.send(put)).rejects.toThrow();
    expect((await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'k' }))).ContentLength).toBe(100_000);
  });

  it('break a body off in the middle, and send one that its checksum does not fit', async () => {
    const { s3 } = await withFaults({
      storage: [
        { kind: 's3-reset-in-body', limit: 1 },
        { kind: 's3-bad-checksum', limit: 1 },
      ],
    });
    await s3.send(put);
    const read = async () => (await s3.send(get)).Body?.transformToString();
    await expect(read()).rejects.toThrow();
    await expect(read()).rejects.toThrow(/[Cc]hecksum/);
    expect(await read()).toHaveLength(100_000);
  });
});
