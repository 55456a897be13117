import {
  BedrockClient,
  CreateModelInvocationJobCommand,
  type CreateModelInvocationJobCommandInput,
  GetModelInvocationJobCommand,
  type GetModelInvocationJobCommandOutput,
} from '@aws-sdk/client-bedrock';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Clock, Emulator } from '../../../src/emulator/index.js';
import { credentials, s3Client } from '../storage/s3-client.js';
import { haiku } from '../wire-client.js';

export const bucket = 'batch-bucket';

/** A clock that a test moves: waits pass at once, or, while it is held, one `step` at a time. */
export interface TestClock extends Clock {
  hold(): void;
  /** Ends the waits that are there, as soon as there is one. */
  step(): Promise<void>;
  release(): void;
}

export function testClock(): TestClock {
  let nowMs = Date.UTC(2026, 10, 22, 12);
  let held = false;
  const waiting = new Set<() => void>();
  const wakeAll = (): void => {
    for (const wake of waiting) wake();
  };
  return {
    now: () => nowMs,
    wait(milliseconds, signal) {
      return new Promise((resolve) => {
        const end = (): void => {
          waiting.delete(end);
          nowMs += milliseconds;
          setImmediate(resolve);
        };
        if (!held || signal.aborted) return end();
        waiting.add(end);
        signal.addEventListener('abort', end, { once: true });
      });
    },
    hold() {
      held = true;
    },
    async step() {
      while (waiting.size === 0) await new Promise(setImmediate);
      wakeAll();
    },
    release() {
      held = false;
      wakeAll();
    },
  };
}

export interface BatchClient {
  readonly bedrock: BedrockClient;
  readonly s3: S3Client;
  put(key: string, text: string): Promise<void>;
  create(change?: Partial<CreateModelInvocationJobCommandInput>): Promise<string>;
  get(job: string): Promise<GetModelInvocationJobCommandOutput>;
  /** Waits until the job has the status; throws where it ends with another. */
  until(job: string, status: string): Promise<GetModelInvocationJobCommandOutput>;
  /** Every object of the job's output, by name; `.jsonl.out` files as parsed lines. */
  output(job: string): Promise<{ readonly [name: string]: readonly OutputLine[] }>;
}

export interface OutputLine {
  readonly recordId?: string;
  readonly modelInput?: unknown;
  readonly modelOutput?: {
    readonly usage: { readonly inputTokens: number; readonly outputTokens: number };
    readonly output: { readonly message: { readonly content: readonly [{ readonly text: string }] } };
  };
  readonly error?: { readonly errorCode: number; readonly errorMessage: string };
  readonly [count: string]: unknown;
}

const ended = ['Completed', 'PartiallyCompleted', 'Failed', 'Expired', 'Stopped'];

/** The SDK's own clients with what tests do over and over. */
export function batchClient(emulator: Emulator): BatchClient {
  const bedrock = new BedrockClient({
    endpoint: emulator.url,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
  });
  const s3 = s3Client(emulator);
  const get = (jobIdentifier: string) => bedrock.send(new GetModelInvocationJobCommand({ jobIdentifier }));
  return {
    bedrock,
    s3,
    get,
    async put(Key, Body) {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
    },
    async create(change = {}) {
      const { jobArn } = await bedrock.send(
        new CreateModelInvocationJobCommand({ ...jobInput(), ...change }),
      );
      return jobArn ?? '';
    },
    async until(job, status) {
      const states = () => JSON.stringify(emulator.stats().batch.jobs);
      for (;;) {
        // A question costs more than a job's step: it is asked again only once some job has changed.
        const before = states();
        const found = await get(job);
        if (found.status === status) return found;
        if (ended.includes(found.status ?? ''))
          throw new Error(`The job ended ${found.status}: ${found.message}`);
        while (states() === before) await new Promise((resolve) => setTimeout(resolve, 1));
      }
    },
    async output(job) {
      const prefix = `out/${job.slice(-12)}/`;
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
      const files = Contents.map(async ({ Key = '' }) => {
        const { Body } = await s3.send(
          new GetObjectCommand({ Bucket: bucket, Key, ChecksumMode: 'ENABLED' }),
        );
        const lines = ((await Body?.transformToString()) ?? '').split('\n').filter((line) => line !== '');
        return [Key.slice(prefix.length), lines.map((line) => JSON.parse(line) as OutputLine)] as const;
      });
      return Object.fromEntries(await Promise.all(files));
    },
  };
}

export function jobInput(): CreateModelInvocationJobCommandInput {
  return {
    jobName: 'nightly',
    roleArn: 'arn:aws:iam::123456789012:role/batch',
    modelId: haiku,
    modelInvocationType: 'Converse',
    inputDataConfig: {
      s3InputDataConfig: { s3Uri: `s3://${bucket}/in/records.jsonl`, s3InputFormat: 'JSONL' },
    },
    outputDataConfig: { s3OutputDataConfig: { s3Uri: `s3://${bucket}/out/` } },
    timeoutDurationInHours: 24,
  };
}

export function converseBody(text: string): object {
  return {
    messages: [{ role: 'user', content: [{ text }] }],
    inferenceConfig: { maxTokens: 64, temperature: 0 },
  };
}

/** An input file; record `r<n>` asks about volume n. */
export function records(count: number, change?: (at: number) => object | undefined): string {
  return Array.from({ length: count }, (_, at) => {
    const modelInput = change?.(at) ?? converseBody(`How much is volume ${at}?`);
    return `${JSON.stringify({ recordId: `r${at}`, modelInput })}\n`;
  }).join('');
}
