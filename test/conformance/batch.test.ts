import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { testClock } from '../emulator/batch/batch-fixture.js';
import {
  type BatchAnswer,
  bucket,
  type ControlClient,
  controlClients,
  type Told,
} from './control-clients.js';
import { conversations, converseOf, model } from './conversation.js';
import { runtimeClients } from './runtime-clients.js';

/** Requests that Converse batches take: without tools. */
const requests = Object.values(conversations).filter(({ tools }) => tools === undefined);
const records = Array.from({ length: 100 }, (_, at) => requests[at % requests.length]);
const lines = records.map((request, at) => {
  const modelInput = request === undefined ? {} : converseOf(request);
  return `${JSON.stringify({ recordId: `r${at}`, modelInput })}\n`;
});

let emulator: Emulator;
let folder: string;
let file: string;
const clock = testClock();

beforeAll(async () => {
  emulator = await startEmulator({ clock });
  folder = await mkdtemp(join(tmpdir(), 'parsimony-conformance-'));
  file = join(folder, 'records.jsonl');
  await writeFile(file, lines.join(''));
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});

const submission = {
  jobName: 'nightly',
  clientToken: 'token-1',
  model,
  inputUri: `s3://${bucket}/in/records.jsonl`,
  outputUri: `s3://${bucket}/out/`,
  roleArn: 'arn:aws:iam::123456789012:role/batch',
  timeoutHours: 24,
};

function done<T>(outcome: Told<T>): T {
  return outcome.state === 'done' ? outcome.value : expect.fail(`${outcome.name}: ${outcome.message}`);
}

/** Polls until the job has ended; no wait of the service is waited, its clock is the test's. */
async function ended(client: ControlClient, arn: string) {
  for (;;) {
    const job = done(await client.get(arn));
    if (!['Submitted', 'Validating', 'Scheduled', 'InProgress', 'Stopping'].includes(job.status)) return job;
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}

describe.each(controlClients)('batch jobs by $name', ({ name, open }) => {
  const which = controlClients.findIndex((each) => each.name === name);
  const jobName = `nightly-${which}`;
  let client: ControlClient;
  let arn: string;
  beforeAll(async () => {
    client = await open(emulator);
  });
  afterAll(() => client.close());

  it('puts the input there, whole, and finds it and nothing else', async () => {
    const key = `in/${which}/records.jsonl`;
    expect(await client.head(key)).toEqual(
      which === 2
        ? { state: 'done', value: null }
        : { state: 'failed', name: 'NotFound', message: expect.any(String) },
    );
    done(await client.upload(file, key));
    expect(done(await client.head(key))).toBe(Buffer.byteLength(lines.join('')));
  });

  it('makes one job of one token, runs it to its end and counts its records', async () => {
    const inputUri = `s3://${bucket}/in/${which}/records.jsonl`;
    const job = { ...submission, jobName, inputUri, clientToken: `token-${which}` };
    clock.hold();
    arn = done(await client.create(job));
    expect(arn).toMatch(/^arn:aws:bedrock:us-east-1:\d{12}:model-invocation-job\/[a-z0-9]{12}$/);
    expect(done(await client.create(job))).toBe(arn);
    expect(done(await client.get(arn))).toMatchObject({ arn, name: jobName, status: 'Submitted' });
    clock.release();
    expect(await ended(client, arn)).toEqual({
      arn,
      name: jobName,
      status: 'Completed',
      outputUri: `s3://${bucket}/out/`,
      records: { total: 100, succeeded: 100, failed: 0 },
    });
  });

  it('lists it by its name, newest first', async () => {
    const other = { ...submission, jobName: `${jobName}-b`, clientToken: `other-${which}` };
    const second = done(await client.create(other));
    expect(done(await client.list(jobName))).toEqual([`${jobName}-b`, jobName]);
    expect(done(await client.list('no-such-name'))).toEqual([]);
    await ended(client, second);
  });

  it('stops a job that runs', async () => {
    clock.hold();
    const job = { ...submission, jobName: `${jobName}-c`, clientToken: `stopped-${which}` };
    const stopped = done(await client.create(job));
    done(await client.stop(stopped));
    clock.release();
    expect((await ended(client, stopped)).status).toBe('Stopped');
  });

  it('reads every answer, each with the text and usage that Converse gives the same body', async () => {
    const answers = done(await client.output(arn));
    expect([...answers.keys()].sort()).toEqual(records.map((_, at) => `r${at}`).sort());
    const live = await runtimeClients[0].open(emulator);
    for (const [at, request] of requests.entries()) {
      const outcome = await live.Converse?.(request);
      if (outcome?.state !== 'answered') expect.fail('Converse has no answer');
      const { text, usage } = outcome.answer;
      const expected: BatchAnswer = { text, inputTokens: usage.input, outputTokens: usage.output };
      for (let nth = at; nth < records.length; nth += requests.length)
        expect(answers.get(`r${nth}`)).toEqual(expected);
    }
    await live.close();
  });
});
