import { createReadStream } from 'node:fs';
import {
  BedrockClient,
  CreateModelInvocationJobCommand,
  GetModelInvocationJobCommand,
  type GetModelInvocationJobResponse,
  ListModelInvocationJobsCommand,
  StopModelInvocationJobCommand,
} from '@aws-sdk/client-bedrock';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { Emulator } from '../../src/emulator/index.js';
import { createHttpHandler } from '../../src/model/bedrock/http-handler.js';
import { createBatchService } from '../../src/model/index.js';
import type { BatchJob, BatchOutcome, BatchSubmission } from '../../src/model/port.js';
import { failed } from './answers.js';
import { optionsOf } from './runtime-clients.js';

export const bucket = 'conformance';

/** What an operation came to for its caller. */
export type Told<T> =
  | { readonly state: 'done'; readonly value: T }
  | { readonly state: 'failed'; readonly name: string; readonly message: string };

/** A job as every client can tell it. */
export interface Job {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly outputUri: string;
  readonly records: { readonly total: number; readonly succeeded: number; readonly failed: number } | null;
}

/** A client of batch jobs and their storage: one outcome each and never a rejection. */
export interface ControlClient {
  create(job: BatchSubmission): Promise<Told<string>>;
  get(arn: string): Promise<Told<Job>>;
  list(nameContains: string): Promise<Told<readonly string[]>>;
  stop(arn: string): Promise<Told<null>>;
  /** Uploads a file; as parts where it is larger than one. */
  upload(file: string, key: string): Promise<Told<null>>;
  /** Bytes of an object; null: there is none. */
  head(key: string): Promise<Told<number | null>>;
  /** Texts and usages of a job's output by record id. */
  output(arn: string): Promise<Told<ReadonlyMap<string, BatchAnswer>>>;
  close(): Promise<void>;
}

export interface BatchAnswer {
  readonly text: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export const controlClients = [
  { name: 'the SDK’s default clients', open: async (at: Emulator) => sdkControl(at) },
  {
    name: 'the SDK’s clients over our handler',
    open: async (at: Emulator) =>
      sdkControl(at, {
        requestHandler: await createHttpHandler({ maxConcurrency: 8, requestTimeoutMs: 10_000 }),
      }),
  },
  { name: 'our batch service', open: async (at: Emulator) => ourControl(at) },
] as const;

/** The SDK's clients with nothing set but where they lead and whose they are, unless a handler is given. */
export function sdkClients(
  emulator: Emulator,
  handler: { readonly requestHandler?: Awaited<ReturnType<typeof createHttpHandler>> } = {},
) {
  const credentials = { accessKeyId: 'emulator', secretAccessKey: 'emulator' };
  const account = { endpoint: emulator.url, region: 'us-east-1', credentials, ...handler };
  // Making a client takes longer than a call: each is made when it is first asked for.
  let bedrock: BedrockClient | undefined;
  let s3: S3Client | undefined;
  return {
    bedrock() {
      bedrock ??= new BedrockClient(account);
      return bedrock;
    },
    s3() {
      s3 ??= new S3Client(account);
      return s3;
    },
    destroy() {
      bedrock?.destroy();
      s3?.destroy();
    },
  };
}

function sdkControl(emulator: Emulator, handler: Parameters<typeof sdkClients>[1] = {}): ControlClient {
  const { bedrock, s3, destroy } = sdkClients(emulator, handler);
  const read = async (Key: string): Promise<string> =>
    (await (await s3().send(new GetObjectCommand({ Bucket: bucket, Key }))).Body?.transformToString()) ?? '';
  return {
    create: (job) =>
      told(async () => {
        const { jobArn } = await bedrock().send(new CreateModelInvocationJobCommand(commandOf(job)));
        return jobArn ?? '';
      }),
    get: (jobIdentifier) =>
      told(async () => jobOf(await bedrock().send(new GetModelInvocationJobCommand({ jobIdentifier })))),
    list: (nameContains) =>
      told(async () => {
        const query = { nameContains, sortBy: 'CreationTime', sortOrder: 'Descending' } as const;
        const list = await bedrock().send(new ListModelInvocationJobsCommand(query));
        return (list.invocationJobSummaries ?? []).map(({ jobName }) => jobName ?? '');
      }),
    stop: (jobIdentifier) =>
      told(async () => {
        await bedrock().send(new StopModelInvocationJobCommand({ jobIdentifier }));
        return null;
      }),
    upload: (file, Key) =>
      told(async () => {
        const Body = createReadStream(file);
        await new Upload({ client: s3(), params: { Bucket: bucket, Key, Body } }).done();
        return null;
      }),
    head: (Key) =>
      told(async () => (await s3().send(new HeadObjectCommand({ Bucket: bucket, Key }))).ContentLength ?? 0),
    output: (arn) =>
      told(async () => {
        const Prefix = `out/${arn.slice(-12)}/`;
        const { Contents = [] } = await s3().send(new ListObjectsV2Command({ Bucket: bucket, Prefix }));
        const answers = new Map<string, BatchAnswer>();
        for (const { Key = '' } of Contents.filter(({ Key }) => Key?.endsWith('.jsonl.out'))) {
          for (const line of (await read(Key)).split('\n').filter((each) => each !== '')) {
            const { recordId, modelOutput } = JSON.parse(line);
            const { inputTokens, outputTokens } = modelOutput.usage;
            const text = modelOutput.output.message.content[0].text ?? '';
            answers.set(recordId, { text, inputTokens, outputTokens });
          }
        }
        return answers;
      }),
    async close() {
      destroy();
    },
  };
}

function ourControl(emulator: Emulator): ControlClient {
  const service = createBatchService(optionsOf(emulator));
  const { signal } = new AbortController();
  const uriOf = (key: string): string => `s3://${bucket}/${key}`;
  return {
    create: async (job) => mapped(await service.submit(job, signal), ({ arn }) => arn),
    get: async (arn) => mapped(await service.get(arn, signal), ourJob),
    list: async (name) => mapped(await service.list(name, signal), (jobs) => jobs.map((job) => job.name)),
    stop: async (arn) => mapped(await service.stop(arn, signal), () => null),
    upload: async (file, key) => mapped(await service.upload(file, uriOf(key), signal), () => null),
    head: async (key) => mapped(await service.stat(uriOf(key), signal), (found) => found?.bytes ?? null),
    async output(arn) {
      const answers = new Map<string, BatchAnswer>();
      const outputUri = uriOf('out/');
      const job = {
        arn,
        outputUri,
        name: '',
        status: 'Completed',
        submittedAt: '',
        endedAt: null,
        records: null,
      } as const;
      for await (const result of service.results(job, signal)) {
        if (result.state === 'broken')
          return { state: 'failed', name: result.failure.code, message: result.failure.message };
        if (result.state !== 'read' || result.outcome.state !== 'completed') continue;
        const { text, usage } = result.outcome.completion;
        const { inputTokens = Number.NaN, outputTokens = Number.NaN } = usage ?? {};
        answers.set(result.recordId, { text, inputTokens, outputTokens });
      }
      return { state: 'done', value: answers };
    },
    close: () => service.close(),
  };
}

async function told<T>(ask: () => Promise<T>): Promise<Told<T>> {
  try {
    return { state: 'done', value: await ask() };
  } catch (error) {
    const { name, message } = failed(error);
    return { state: 'failed', name, message };
  }
}

function mapped<T, U>(outcome: BatchOutcome<T>, map: (value: T) => U): Told<U> {
  if (outcome.state === 'done') return { state: 'done', value: map(outcome.value) };
  return { state: 'failed', name: outcome.failure.code, message: outcome.failure.message };
}

/** What the SDK is told to create a job. */
export function commandOf(job: BatchSubmission) {
  return {
    jobName: job.jobName,
    clientRequestToken: job.clientToken,
    roleArn: job.roleArn,
    modelId: job.model,
    modelInvocationType: 'Converse' as const,
    inputDataConfig: { s3InputDataConfig: { s3Uri: job.inputUri, s3InputFormat: 'JSONL' as const } },
    outputDataConfig: { s3OutputDataConfig: { s3Uri: job.outputUri } },
    timeoutDurationInHours: job.timeoutHours,
  };
}

function jobOf(job: GetModelInvocationJobResponse): Job {
  const { totalRecordCount: total, successRecordCount = 0, errorRecordCount = 0 } = job;
  return {
    arn: job.jobArn ?? '',
    name: job.jobName ?? '',
    status: job.status ?? '',
    outputUri: job.outputDataConfig?.s3OutputDataConfig?.s3Uri ?? '',
    records: total === undefined ? null : { total, succeeded: successRecordCount, failed: errorRecordCount },
  };
}

function ourJob({ arn, name, status, outputUri, records }: BatchJob): Job {
  const counts =
    records === null ? null : { total: records.total, succeeded: records.succeeded, failed: records.failed };
  return { arn, name, status, outputUri, records: counts };
}
