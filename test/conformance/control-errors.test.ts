import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateModelInvocationJobCommand } from '@aws-sdk/client-bedrock';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type BatchFaultKind,
  type Emulator,
  type EmulatorOptions,
  type StorageFaultKind,
  startEmulator,
} from '../../src/emulator/index.js';
import { createBatchService } from '../../src/model/index.js';
import { testClock } from '../emulator/batch/batch-fixture.js';
import {
  bucket,
  type ControlClient,
  commandOf,
  controlClients,
  sdkClients,
  type Told,
} from './control-clients.js';
import { ofHeads, ofJobs, ofWrites } from './control-outcomes.js';
import { model } from './conversation.js';
import { takeNoWaits } from './no-waits.js';
import { type Row, withoutHaste } from './outcomes.js';
import { optionsOf } from './runtime-clients.js';

takeNoWaits();

const submission = {
  jobName: 'nightly',
  clientToken: 'token-1',
  model,
  inputUri: `s3://${bucket}/in/records.jsonl`,
  outputUri: `s3://${bucket}/out/`,
  roleArn: 'arn:aws:iam::123456789012:role/batch',
  timeoutHours: 24,
};

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parsimony-conformance-'));
  file = join(folder, 'records.jsonl');
  await writeFile(file, '{"recordId":"r0","modelInput":{}}\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What one operation comes to for each client, one after the other before the same emulator. */
async function outcomesOf(
  options: EmulatorOptions,
  operation: string,
  ask: (client: ControlClient, job: string) => Promise<Told<unknown>>,
  clients: readonly (typeof controlClients)[number][] = controlClients,
): Promise<readonly string[]> {
  const clock = testClock();
  // A job that never goes on: it can be looked at and stopped.
  clock.hold();
  const emulator = await startEmulator({ clock, ...options });
  const job = await somethingToAskAbout(emulator, operation);
  const seen: string[] = [];
  for (const { open } of clients) {
    const client = await open(emulator);
    const before = emulator.stats().received[operation] ?? 0;
    const outcome = await ask(client, job);
    const sent = (emulator.stats().received[operation] ?? 0) - before;
    seen.push(`${outcome.state === 'done' ? 'done' : outcome.name} ×${sent}`);
    await client.close();
  }
  await emulator.close();
  return seen;
}

/** Puts an object there for HEAD to find, or makes a job, whose ARN it gives, for what asks about one. */
async function somethingToAskAbout(emulator: Emulator, operation: string): Promise<string> {
  const { bedrock, s3, destroy } = sdkClients(emulator);
  try {
    if (operation === 'HeadObject')
      await s3().send(new PutObjectCommand({ Bucket: bucket, Key: 'in/records.jsonl', Body: 'x' }));
    if (!/^(?:Get|List|Stop)ModelInvocationJobs?$/.test(operation)) return '';
    return (await bedrock().send(new CreateModelInvocationJobCommand(commandOf(submission)))).jobArn ?? '';
  } finally {
    destroy();
  }
}

/** A row as one text for each client. */
function textsOf(row: Row | undefined): readonly string[] {
  if (row === undefined) throw new Error('the table has no such row');
  if (typeof row === 'string') return [row, row, row];
  return row.length === 2 ? [row[0], row[0], row[1]] : row;
}

const jobOperations = {
  CreateModelInvocationJob: (client: ControlClient) => client.create(submission),
  GetModelInvocationJob: (client: ControlClient, job: string) => client.get(job),
  ListModelInvocationJobs: (client: ControlClient) => client.list('nightly'),
  StopModelInvocationJob: (client: ControlClient, job: string) => client.stop(job),
};

describe.each(Object.entries(jobOperations))('%s', (operation, ask) => {
  it.each(Object.keys(ofJobs) as BatchFaultKind[])('%s comes to what the table says', async (kind) => {
    const faults = { batch: [{ kind, operation }] };
    const seen = await outcomesOf({ faults }, operation, ask);
    expect(seen.map(withoutHaste(kind))).toEqual(textsOf(ofJobs[kind]));
  });
});

describe('an answer that is lost once', () => {
  const lostOnce = (operation: string): EmulatorOptions => ({
    faults: { batch: [{ kind: 'batch-lose-answer', operation, limit: 1 }] },
  });

  it.each(Object.entries(jobOperations))('%s: is asked for again, and comes', async (operation, ask) => {
    for (const client of controlClients)
      expect(await outcomesOf(lostOnce(operation), operation, ask, [client])).toEqual(['done ×2']);
  });

  it('makes one job, not two: the token of the first attempt is that of the second', async () => {
    for (const { open } of controlClients) {
      const clock = testClock();
      clock.hold();
      const emulator = await startEmulator({ clock, ...lostOnce('CreateModelInvocationJob') });
      const client = await open(emulator);
      await client.create(submission);
      expect(await client.list('')).toEqual({ state: 'done', value: ['nightly'] });
      await client.close();
      await emulator.close();
    }
  });
});

const storageOperations = {
  PutObject: (client: ControlClient) => client.upload(file, 'in/records.jsonl'),
  HeadObject: (client: ControlClient) => client.head('in/records.jsonl'),
  ListObjectsV2: (client: ControlClient) => client.output('aaaaaaaaaaaa'),
};

describe.each(Object.entries(storageOperations))('%s', (operation, ask) => {
  it.each(Object.keys(ofWrites) as StorageFaultKind[])('%s comes to what the table says', async (kind) => {
    const row = (operation === 'HeadObject' ? ofHeads[kind] : undefined) ?? ofWrites[kind];
    const seen = await outcomesOf({ faults: { storage: [{ kind, operation }] } }, operation, ask);
    expect(seen.map(withoutHaste(kind))).toEqual(textsOf(row));
  });
});

describe('refusals of the services themselves', () => {
  const noSuchJob = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/aaaaaaaaaaaa';
  const conditions: readonly {
    readonly name: string;
    readonly operation: string;
    readonly ask: (client: ControlClient, job: string) => Promise<Told<unknown>>;
    readonly row: Row;
    readonly options?: EmulatorOptions;
  }[] = [
    {
      name: 'a name with a space',
      operation: 'CreateModelInvocationJob',
      ask: (client) => client.create({ ...submission, jobName: 'my job' }),
      row: 'ValidationException ×1',
    },
    {
      name: 'a model that there is not',
      operation: 'CreateModelInvocationJob',
      ask: (client) => client.create({ ...submission, model: 'us.anthropic.claude-9' }),
      row: 'ResourceNotFoundException ×1',
    },
    {
      name: 'a model past its end',
      operation: 'CreateModelInvocationJob',
      ask: (client) => client.create({ ...submission, model: 'anthropic.claude-3-haiku-20240307-v1:0' }),
      row: ['ResourceNotFoundException ×1', 'model-end-of-life ×1'],
    },
    {
      name: 'a job that there is not',
      operation: 'GetModelInvocationJob',
      ask: (client) => client.get(noSuchJob),
      row: 'ResourceNotFoundException ×1',
    },
    {
      name: 'no name of a job',
      operation: 'GetModelInvocationJob',
      ask: (client) => client.get('no-such-job'),
      row: 'ValidationException ×1',
    },
    {
      name: 'stopping a job that there is not',
      operation: 'StopModelInvocationJob',
      ask: (client) => client.stop(noSuchJob),
      row: 'ResourceNotFoundException ×1',
    },
    {
      name: 'an object that there is not',
      operation: 'HeadObject',
      ask: (client) => client.head('nowhere'),
      // Ours says so by a value.
      row: ['NotFound ×1', 'done ×1'],
    },
    {
      name: 'a bucket that nobody made',
      operation: 'PutObject',
      ask: (client) => client.upload(file, 'k'),
      row: 'NoSuchBucket ×1',
      options: { buckets: 'explicit' },
    },
  ];
  it.each(conditions)('$name', async ({ operation, ask, row, options = {} }) => {
    expect(await outcomesOf(options, operation, ask)).toEqual(textsOf(row));
  });

  it.each([
    ['a token that made another job', { jobName: 'other' }, {}, 'ConflictException'],
    [
      'more jobs than the quota',
      { clientToken: 'token-2' },
      { maximumJobs: 1 },
      'ServiceQuotaExceededException',
    ],
  ] as const)('%s', async (_, change, batch, name) => {
    for (const { open } of controlClients) {
      const clock = testClock();
      clock.hold();
      const emulator = await startEmulator({ clock, batch });
      const client = await open(emulator);
      expect(await client.create(submission)).toMatchObject({ state: 'done' });
      expect(await client.create({ ...submission, ...change })).toMatchObject({ state: 'failed', name });
      expect(emulator.stats().received.CreateModelInvocationJob).toBe(2);
      await client.close();
      await emulator.close();
    }
  });

  it('stopping a job that has ended is a conflict for the SDK, and done for us', async () => {
    const seen = [];
    for (const { open } of controlClients) {
      const emulator = await startEmulator({ clock: testClock() });
      const client = await open(emulator);
      const made = await client.create(submission);
      if (made.state === 'failed') expect.fail(made.message);
      await untilEnded(client, made.value);
      const outcome = await client.stop(made.value);
      seen.push(outcome.state === 'done' ? 'done' : outcome.name);
      await client.close();
      await emulator.close();
    }
    expect(seen).toEqual(['ConflictException', 'ConflictException', 'done']);
  });
});

async function untilEnded(client: ControlClient, job: string): Promise<void> {
  for (;;) {
    const outcome = await client.get(job);
    if (outcome.state === 'failed') throw new Error(outcome.message);
    if (outcome.value.status === 'Failed') return;
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}

describe('credentials that expire in batch work', () => {
  const asksAgain = async (emulator: Emulator): Promise<number> => {
    let asked = 0;
    const credentials = async () => {
      asked += 1;
      return { accessKeyId: `key-${asked}`, secretAccessKey: 'emulator' };
    };
    // What the SDK takes as credentials may be a function; our own options name fixed keys only.
    const service = createBatchService({ ...optionsOf(emulator), credentials: credentials as never });
    expect(await service.list('', new AbortController().signal)).toMatchObject({ state: 'done' });
    await service.close();
    return asked;
  };

  it('are asked for anew before the second attempt, which gets through', async () => {
    const calm = await startEmulator();
    const expired = await startEmulator({ faults: { batch: [{ kind: 'batch-expired-token', limit: 1 }] } });
    expect(await asksAgain(expired)).toBeGreaterThan(await asksAgain(calm));
    await calm.close();
    await expired.close();
  });
});
