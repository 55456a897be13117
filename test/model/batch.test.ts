import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/index.js';
import { splitLines } from '../../src/model/bedrock/batch/lines.js';
import { readManifest, readOutputLine } from '../../src/model/bedrock/batch/output-line.js';
import { jobFolder, readS3Uri } from '../../src/model/bedrock/batch/s3-uri.js';
import {
  type BatchServiceOptions,
  batchEndpointsFromEnv,
  batchProviderOf,
  createBatchService,
  hashRequest,
} from '../../src/model/index.js';
import type { ModelCall, ModelRequest } from '../../src/model/port.js';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

const NEVER = new AbortController().signal;

function serviceAt(endpoint: string, options: Partial<BatchServiceOptions> = {}) {
  const service = createBatchService({
    region: 'us-east-1',
    provider: 'emulator',
    endpoint,
    requestTimeoutMs: 5_000,
    deadlineMs: 10_000,
    maxAttempts: 2,
    clock: () => performance.now(),
    rng: () => 0,
    sleep: async () => {},
    ...options,
  });
  cleanups.push(() => service.close());
  return service;
}

function temporaryFile(bytes: Buffer): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'parsimony-batch-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'input.jsonl');
  writeFileSync(file, bytes);
  return file;
}

function lineOf(value: unknown): Buffer {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
}

const PLACE = { line: 4, emulated: true };
const OUTPUT = {
  output: { message: { role: 'assistant', content: [{ text: 'hi' }] } },
  stopReason: 'end_turn',
  usage: { inputTokens: 3, outputTokens: 1, totalTokens: 4 },
  metrics: { latencyMs: 12 },
};

describe('an output line', () => {
  it('with a Converse response is an answer of a batch job', () => {
    expect(
      readOutputLine(lineOf({ recordId: 'r', modelInput: {}, modelOutput: OUTPUT }), PLACE),
    ).toMatchObject({
      state: 'read',
      recordId: 'r',
      emulated: true,
      outcome: {
        state: 'completed',
        completion: { text: 'hi', batch: true, emulated: true, attempts: 1, usage: { inputTokens: 3 } },
      },
    });
  });

  it('with an error is a failed call, by the table that live calls have', () => {
    const read = (error: unknown) => readOutputLine(lineOf({ recordId: 'r', error }), PLACE);
    expect(read({ errorCode: 400, errorMessage: 'bad request' })).toMatchObject({
      outcome: { state: 'failed', failure: { code: 'http-400', message: 'bad request', attempts: 1 } },
    });
    expect(read('odd')).toMatchObject({ outcome: { state: 'failed', failure: { code: 'batch-error' } } });
    expect(readOutputLine(lineOf({ recordId: 'r' }), PLACE)).toMatchObject({
      outcome: { state: 'failed', failure: { message: expect.stringContaining('neither') } },
    });
  });

  it('law 4: with an unknown stop reason keeps what it was billed', () => {
    const modelOutput = { ...OUTPUT, stopReason: 'tired' };
    expect(readOutputLine(lineOf({ recordId: 'r', modelOutput }), PLACE)).toMatchObject({
      outcome: { state: 'failed', failure: { code: 'unknown-stop-reason', usage: { inputTokens: 3 } } },
    });
  });

  it('law 4: with an answer that cannot be read, or with nothing, may have been billed; with an error it was not', () => {
    const unseen = (line: object) => {
      const read = readOutputLine(lineOf({ recordId: 'r', ...line }), PLACE);
      return read.state === 'read' && read.outcome.state === 'failed' && read.outcome.failure.unseenAttempts;
    };
    expect(unseen({ modelOutput: { ...OUTPUT, usage: undefined } })).toBe(1);
    expect(unseen({})).toBe(1);
    expect(unseen({ modelOutput: { ...OUTPUT, stopReason: 'tired' } })).toBeUndefined();
    expect(unseen({ error: { errorCode: 500, errorMessage: 'no' } })).toBeUndefined();
  });

  it.each([['{"recordId":'], ['[]'], ['{"modelOutput":{}}'], ['\u0000']])(
    'that says nothing (%j) keeps its number',
    (text) => {
      expect(readOutputLine(lineOf(text), PLACE)).toMatchObject({ state: 'unreadable', line: 4 });
    },
  );

  it('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.json(), fc.uint8Array(), (json, bytes) => {
        expect(['read', 'unreadable']).toContain(readOutputLine(lineOf(json), PLACE).state);
        expect(['read', 'unreadable']).toContain(readOutputLine(bytes, PLACE).state);
      }),
    );
  });

  it('the manifest gives totals, or nothing where it is of another form', () => {
    const counts = { successRecordCount: 9, inputTokenCount: 90, outputTokenCount: 45 };
    expect(readManifest(JSON.stringify(counts))).toEqual({
      state: 'totals',
      succeeded: 9,
      inputTokens: 90,
      outputTokens: 45,
    });
    expect(readManifest('{"successRecordCount":9}')).toMatchObject({ inputTokens: null, outputTokens: null });
    expect(readManifest('<html>')).toBeUndefined();
  });
});

describe('lines of a stream', () => {
  it('are the same however the bytes arrive, and each says where it ends', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 7 }),
        async (texts, size) => {
          const lines = texts.map((text) => text.replaceAll('\n', ' '));
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
          const chunks = async function* () {
            for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
          };
          const found: string[] = [];
          let end = 0;
          for await (const line of splitLines(chunks(), 0)) {
            expect(line.end).toBe(end + line.bytes.length + 1);
            ({ end } = line);
            found.push(Buffer.from(line.bytes).toString());
          }
          expect(found).toEqual(lines);
          expect(end).toBe(bytes.length);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('where batch work leads', () => {
  it('follows the variables of each service, and AWS_ENDPOINT_URL for both', () => {
    const local = 'http://127.0.0.1:1';
    const cases: readonly [NodeJS.ProcessEnv, string][] = [
      [{}, 'bedrock'],
      [{ AWS_ENDPOINT_URL: local }, 'emulator'],
      [{ AWS_ENDPOINT_URL_S3: local }, 'mixed'],
      [{ AWS_ENDPOINT_URL_S3: local, AWS_ENDPOINT_URL_BEDROCK: local }, 'emulator'],
      [{ AWS_ENDPOINT_URL: local, AWS_ENDPOINT_URL_BEDROCK: 'https://bedrock.example.com' }, 'mixed'],
      [{ AWS_ENDPOINT_URL: local, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, 'bedrock'],
    ];
    for (const [env, provider] of cases) expect(batchProviderOf(batchEndpointsFromEnv(env))).toBe(provider);
  });

  it('a job writes into the folder of its id below its output address', () => {
    const arn = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/abc123def456';
    expect(jobFolder({ arn, outputUri: 's3://b/p/out' })).toEqual({
      bucket: 'b',
      key: 'p/out/abc123def456/',
    });
    expect(() => readS3Uri('https://b/k')).toThrow('not an S3 address');
  });
});

describe('the service behind the port', () => {
  const request: ModelRequest = {
    model: 'global.anthropic.claude-opus-4-7',
    system: 'Be brief.',
    messages: [{ role: 'user', content: 'Hello' }],
    maxTokens: 20,
    temperature: 0,
  };
  const call: ModelCall = {
    request,
    requestHash: hashRequest(request),
    repeat: 2,
    role: 'candidate',
    metadata: { intent: 'faq' },
  };

  it('encodes the Converse body without the model, and names what the model does not take', () => {
    const service = serviceAt('http://127.0.0.1:1');
    expect(JSON.parse(service.encode('r-1', call))).toEqual({
      recordId: 'r-1',
      modelInput: {
        system: [{ text: 'Be brief.' }],
        messages: [{ role: 'user', content: [{ text: 'Hello' }] }],
        inferenceConfig: { maxTokens: 20 },
        requestMetadata: { intent: 'faq', repeat: '2' },
      },
    });
    expect(service.droppedParameters(call)).toEqual(['temperature']);
  });

  it('uploads a file of several parts whole', async () => {
    const emulator = await startEmulator({ port: 0 });
    cleanups.push(() => emulator.close());
    const service = serviceAt(emulator.url);
    // 33 MiB: two whole parts and a rest, of bytes that are not all alike.
    const bytes = Buffer.alloc(33 * 1024 * 1024, createHash('sha512').update('seed').digest());
    const uri = 's3://bucket/folder/input.jsonl';
    expect(await service.stat(uri, NEVER)).toEqual({ state: 'done', value: null });
    const uploaded = await service.upload(temporaryFile(bytes), uri, NEVER);
    expect(uploaded).toEqual({ state: 'done', value: { bytes: bytes.length } });
    const storage = new S3Client({
      endpoint: emulator.url,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
    });
    cleanups.push(() => storage.destroy());
    const object = await storage.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'folder/input.jsonl' }));
    const back = createHash('sha256').update((await object.Body?.transformToByteArray()) ?? '');
    expect(back.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('refusals are values without a credential in them', async () => {
    const secret = 'wJalrXUtnFEMIK7MDENGbPxRfiCYPLANTEDSECRET';
    const server = createServer((_, response) => {
      response.writeHead(403, {
        'x-amzn-errortype': 'AccessDeniedException',
        'content-type': 'application/json',
      });
      response.end(JSON.stringify({ message: `not allowed with ${secret}` }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => new Promise<void>((resolve) => void server.close(() => resolve())));
    const service = serviceAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: secret },
    });
    const listed = await service.list('x', NEVER);
    expect(listed).toMatchObject({ state: 'failed', failure: { code: 'AccessDeniedException' } });
    expect(JSON.stringify(listed)).not.toContain(secret);
    await service.close();
    expect(await service.list('x', NEVER)).toMatchObject({ state: 'failed' });
  });

  it('throws only what the caller aborts with', async () => {
    const reason = new Error('enough');
    const service = serviceAt('http://127.0.0.1:1');
    await expect(service.get('arn', AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
