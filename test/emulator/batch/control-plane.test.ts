import {
  CreateModelInvocationJobCommand,
  type CreateModelInvocationJobCommandInput,
  GetModelInvocationJobCommand,
  ListModelInvocationJobsCommand,
  type ListModelInvocationJobsCommandInput,
  StopModelInvocationJobCommand,
} from '@aws-sdk/client-bedrock';
import { describe, expect, it } from 'vitest';
import { started } from '../storage/s3-client.js';
import { raw } from '../wire-client.js';
import { batchClient, bucket, jobInput, testClock } from './batch-fixture.js';

type Change = Partial<CreateModelInvocationJobCommandInput>;

const input = (s3Uri: string): Change => ({ inputDataConfig: { s3InputDataConfig: { s3Uri } } });

describe('CreateModelInvocationJob', () => {
  it.each<[string, Change, string, RegExp]>([
    ['a name with a space', { jobName: 'my job' }, 'ValidationException', /'jobName' failed/],
    [
      'too long a name',
      { jobName: 'a'.repeat(64) },
      'ValidationException',
      /length less than or equal to 63/,
    ],
    ['a role that is no ARN', { roleArn: 'batch-role' }, 'ValidationException', /'roleArn' failed/],
    [
      'an input that is no S3 URI',
      input('records.jsonl'),
      'ValidationException',
      /s3InputDataConfig\.s3Uri' failed/,
    ],
    ['23 hours', { timeoutDurationInHours: 23 }, 'ValidationException', /'timeoutDurationInHours' failed/],
    ['169 hours', { timeoutDurationInHours: 169 }, 'ValidationException', /from 24 to 168/],
    [
      'an unknown type',
      { modelInvocationType: 'Chat' as never },
      'ValidationException',
      /\[InvokeModel, Converse\]/,
    ],
    [
      'a token with a space',
      { clientRequestToken: 'a b' },
      'ValidationException',
      /'clientRequestToken' failed/,
    ],
    [
      'an unknown model',
      { modelId: 'us.anthropic.claude-9' },
      'ResourceNotFoundException',
      /identifier is invalid/,
    ],
    [
      'a model past its end',
      { modelId: 'anthropic.claude-3-haiku-20240307-v1:0' },
      'ResourceNotFoundException',
      /end of its life/,
    ],
    [
      'a bare id where a profile is needed',
      { modelId: 'anthropic.claude-haiku-4-5-20251001-v1:0' },
      'ValidationException',
      /inference profile/,
    ],
    [
      'a provisioned model',
      { modelId: 'arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc' },
      'ValidationException',
      /isn't supported/,
    ],
  ])('refuses %s', async (_, change, name, message) => {
    const { create } = batchClient(await started());
    await expect(create(change)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  });

  it('tells all broken constraints at once', async () => {
    const { create } = batchClient(await started());
    const bad = { jobName: '!', roleArn: '!', timeoutDurationInHours: 1 };
    await expect(create(bad)).rejects.toThrow(/^3 validation errors detected: .*jobName.*roleArn.*timeout/);
  });

  it('gives the same job for the same token and body, and a conflict for another body', async () => {
    const { create, bedrock } = batchClient(await started());
    const clientRequestToken = 'token-1';
    const first = await create({ clientRequestToken });
    expect(await create({ clientRequestToken })).toBe(first);
    await expect(create({ clientRequestToken, jobName: 'other' })).rejects.toMatchObject({
      name: 'ConflictException',
      $metadata: { httpStatusCode: 400 },
    });
    expect(await create()).not.toBe(first);
    const { invocationJobSummaries } = await bedrock.send(new ListModelInvocationJobsCommand({}));
    expect(invocationJobSummaries).toHaveLength(2);
  });

  it('holds the quota of jobs that have not ended, by base model', async () => {
    const clock = testClock();
    const { create, until } = batchClient(await started({ clock, batch: { maximumJobs: 2 } }));
    clock.hold();
    const job = await create();
    await create({ modelId: 'global.anthropic.claude-haiku-4-5-20251001-v1:0' });
    await expect(create()).rejects.toMatchObject({
      name: 'ServiceQuotaExceededException',
      $metadata: { httpStatusCode: 400 },
    });
    await create({ modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0' });
    clock.release();
    await until(job, 'Failed');
    await create();
  });

  it('puts the job into the region that the call was signed for', async () => {
    const emulator = await started();
    const { bedrock } = batchClient(emulator);
    bedrock.config.region = async () => 'eu-central-1';
    const { jobArn } = await bedrock.send(new CreateModelInvocationJobCommand(jobInput()));
    expect(jobArn).toMatch(/^arn:aws:bedrock:eu-central-1:/);
  });
});

describe('GetModelInvocationJob and StopModelInvocationJob', () => {
  it('take the ARN or the bare id, and give back what the job was created with', async () => {
    const { create, get } = batchClient(await started());
    const job = await create({ clientRequestToken: 'once' });
    for (const identifier of [job, job.slice(-12)]) {
      const found = await get(identifier);
      expect(found).toMatchObject({ ...jobInput(), jobArn: job, clientRequestToken: 'once' });
      expect(found.submitTime).toBeInstanceOf(Date);
    }
  });

  it.each([
    ['aaaaaaaaaaaa', 'ResourceNotFoundException', 404],
    [
      'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/aaaaaaaaaaaa',
      'ResourceNotFoundException',
      404,
    ],
    ['no-such-job', 'ValidationException', 400],
  ])('refuse %s', async (jobIdentifier, name, httpStatusCode) => {
    const { bedrock } = batchClient(await started());
    const expected = { name, $metadata: { httpStatusCode } };
    await expect(bedrock.send(new GetModelInvocationJobCommand({ jobIdentifier }))).rejects.toMatchObject(
      expected,
    );
    await expect(bedrock.send(new StopModelInvocationJobCommand({ jobIdentifier }))).rejects.toMatchObject(
      expected,
    );
  });
});

describe('ListModelInvocationJobs', () => {
  async function withJobs(count: number) {
    const clock = testClock();
    const batch = batchClient(await started({ clock }));
    clock.hold();
    const jobs: string[] = [];
    for (let at = 0; at < count; at += 1) {
      jobs.push(await batch.create({ jobName: `job-${at % 2 === 0 ? 'even' : 'odd'}-${at}` }));
      await clock.step();
    }
    const list = async (query: ListModelInvocationJobsCommandInput) => {
      const { invocationJobSummaries = [], nextToken } = await batch.bedrock.send(
        new ListModelInvocationJobsCommand(query),
      );
      return {
        names: invocationJobSummaries.map(({ jobName }) => jobName),
        nextToken,
        all: invocationJobSummaries,
      };
    };
    return { ...batch, list, jobs };
  }

  it('pages newest first, each job once although new ones come between', async () => {
    const { list, create } = await withJobs(5);
    const first = await list({ maxResults: 2 });
    expect(first.names).toEqual(['job-even-4', 'job-odd-3']);
    await create({ jobName: 'new' });
    const second = await list({
      maxResults: 2,
      ...(first.nextToken !== undefined && { nextToken: first.nextToken }),
    });
    expect(second.names).toEqual(['job-even-2', 'job-odd-1']);
    const third = await list({
      maxResults: 2,
      ...(second.nextToken !== undefined && { nextToken: second.nextToken }),
    });
    expect(third).toMatchObject({ names: ['job-even-0'], nextToken: undefined });
  });

  it('filters by name, status and time, and sorts', async () => {
    const { list, bedrock, jobs, until } = await withJobs(4);
    expect(
      (await list({ nameContains: 'odd', sortBy: 'CreationTime', sortOrder: 'Ascending' })).names,
    ).toEqual(['job-odd-1', 'job-odd-3']);
    await bedrock.send(new StopModelInvocationJobCommand({ jobIdentifier: jobs[3] }));
    await until(jobs[3] ?? '', 'Stopped');
    expect((await list({ statusEquals: 'Stopped' })).names).toEqual(['job-odd-3']);
    const { all } = await list({ sortOrder: 'Ascending' });
    const time = all[1]?.submitTime;
    expect((await list({ submitTimeAfter: time, sortOrder: 'Ascending' })).names).toEqual(
      all.slice(2).map(({ jobName }) => jobName),
    );
    expect((await list({ submitTimeBefore: time })).names).toEqual(['job-even-0']);
    expect(all[2]).toMatchObject({
      inputDataConfig: { s3InputDataConfig: { s3Uri: `s3://${bucket}/in/records.jsonl` } },
    });
  });

  it('refuses a question that makes no sense', async () => {
    const emulator = await started();
    const path =
      '/model-invocation-jobs?maxResults=0&statusEquals=Sleeping&submitTimeAfter=soon&sortOrder=Sideways';
    const answer = await raw(emulator, { method: 'GET', path });
    expect(answer).toMatchObject({ status: 400, headers: { 'x-amzn-errortype': 'ValidationException' } });
    expect(answer.body).toMatch(/4 validation errors.*maxResults.*submitTimeAfter.*statusEquals.*sortOrder/);
    const token = await raw(emulator, { method: 'GET', path: '/model-invocation-jobs?nextToken=abc' });
    expect(token.body).toMatch(/nextToken is invalid/);
  });
});

describe('the wire of batch jobs', () => {
  it.each([
    ['no signature', { headers: { authorization: '' } }, 403, 'MissingAuthenticationTokenException'],
    [
      'half a signature',
      { headers: { authorization: 'AWS4-HMAC-SHA256 Credential=a/20261122/us-east-1/bedrock/aws4_request' } },
      403,
      'IncompleteSignatureException',
    ],
    ['a body that is not JSON', { body: '{' }, 400, 'SerializationException'],
    ['another method', { method: 'PUT' }, 404, 'UnknownOperationException'],
    [
      'a path below a job',
      { path: '/model-invocation-job/aaaaaaaaaaaa/stop/now' },
      404,
      'UnknownOperationException',
    ],
  ])('answers %s', async (_, call, status, name) => {
    const emulator = await started();
    const answer = await raw(emulator, { path: '/model-invocation-job', ...call });
    expect(answer).toMatchObject({ status, headers: { 'x-amzn-errortype': name } });
  });

  it('refuses a host that is not loopback before anything else', async () => {
    const emulator = await started();
    const answer = await raw(emulator, {
      method: 'GET',
      path: '/model-invocation-jobs',
      headers: { host: 'evil.example' },
    });
    expect(answer.status).toBe(403);
  });

  it('tells of its jobs at /_parsimony/stats', async () => {
    const emulator = await started();
    const { create, until } = batchClient(emulator);
    await until(await create(), 'Failed');
    const { body } = await raw(emulator, { method: 'GET', path: '/_parsimony/stats' });
    expect(JSON.parse(body)).toMatchObject({
      batch: { jobs: { Failed: 1 }, records: { answered: 0 } },
      answered: { CreateModelInvocationJob: 1 },
    });
  });
});
