import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StopModelInvocationJobCommand } from '@aws-sdk/client-bedrock';
import { ConverseCommand, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { folder, started } from '../storage/s3-client.js';
import { haiku, sdkClient } from '../wire-client.js';
import { batchClient, bucket, converseBody, records, testClock } from './batch-fixture.js';

describe('a batch job', () => {
  it('goes through every status and answers each record once, as Converse answers the same body', async () => {
    const lines: string[] = [];
    const emulator = await started({ clock: testClock(), log: (line) => lines.push(line) });
    const batch = batchClient(emulator);
    await batch.put('in/records.jsonl', records(100));
    const job = await batch.create();
    const done = await batch.until(job, 'Completed');
    const id = job.slice(-12);
    expect(job).toMatch(/^arn:aws:bedrock:us-east-1:\d{12}:model-invocation-job\/[a-z0-9]{12}$/);
    expect(lines.filter((line) => line.startsWith('batch job'))).toEqual(
      ['Validating', 'Scheduled', 'InProgress', 'Completed'].map((status) => `batch job ${id} ${status}`),
    );
    expect(done).toMatchObject({
      jobName: 'nightly',
      modelId: haiku,
      modelInvocationType: 'Converse',
      totalRecordCount: 100,
      processedRecordCount: 100,
      successRecordCount: 100,
      errorRecordCount: 0,
    });
    const times = [done.submitTime, done.lastModifiedTime, done.endTime, done.jobExpirationTime];
    expect(times).toEqual([...times].sort((a, b) => Number(a) - Number(b)));
    expect(Number(done.jobExpirationTime) - Number(done.submitTime)).toBe(24 * 3_600_000);

    const output = await batch.output(job);
    const answers = output['records.jsonl.out'] ?? [];
    const ids = answers.map(({ recordId }) => recordId);
    expect(new Set(ids)).toEqual(new Set(Array.from({ length: 100 }, (_, at) => `r${at}`)));
    expect(ids).toHaveLength(100);
    expect(ids).not.toEqual(Array.from({ length: 100 }, (_, at) => `r${at}`));
    const live = sdkClient(emulator, 'http1');
    for (const at of [0, 57]) {
      const same = await live.send(
        new ConverseCommand({
          modelId: haiku,
          ...(converseBody(`How much is volume ${at}?`) as object),
        } as never),
      );
      const answer = answers.find(({ recordId }) => recordId === `r${at}`);
      expect(answer?.modelOutput?.usage).toMatchObject({ ...same.usage });
      expect(answer?.modelOutput?.output).toEqual(same.output);
      expect(answer?.modelInput).toEqual(converseBody(`How much is volume ${at}?`));
    }
    const sum = (kind: 'inputTokens' | 'outputTokens') =>
      answers.reduce((total, { modelOutput }) => total + (modelOutput?.usage[kind] ?? 0), 0);
    expect(output['manifest.json.out']).toEqual([
      {
        totalRecordCount: 100,
        processedRecordCount: 100,
        successRecordCount: 100,
        errorRecordCount: 0,
        inputTokenCount: sum('inputTokens'),
        outputTokenCount: sum('outputTokens'),
      },
    ]);
    expect(emulator.stats().batch).toEqual({
      jobs: { Completed: 1 },
      records: { answered: 100, failed: 0 },
      tokens: { input: sum('inputTokens'), output: sum('outputTokens') },
    });
    expect(emulator.stats().answered.BatchRecord).toBe(100);
  });

  it('ends within seconds on the clock of the machine, at the speed that it has by default', async () => {
    const batch = batchClient(await started());
    await batch.put('in/records.jsonl', records(100));
    await batch.until(await batch.create(), 'Completed');
  });

  it('gives the same lines in the same order under the same name and seed', async () => {
    const texts: string[] = [];
    for (let run = 0; run < 2; run += 1) {
      const batch = batchClient(await started({ clock: testClock(), seed: 7 }));
      await batch.put('in/records.jsonl', records(100));
      const job = await batch.create();
      await batch.until(job, 'Completed');
      texts.push(JSON.stringify(await batch.output(job)));
    }
    expect(texts[0]).toBe(texts[1]);
  });

  it('takes every .jsonl file of a folder, passes over empty lines, and names records that have no id', async () => {
    const batch = batchClient(await started({ clock: testClock(), batch: { minimumRecords: 3 } }));
    await batch.put('in/a.jsonl', `${JSON.stringify({ modelInput: converseBody('One?') })}\n\n${records(1)}`);
    await batch.put('in/deep/b.jsonl', records(2).trimEnd());
    await batch.put('in/notes.txt', 'no records');
    const job = await batch.create({
      inputDataConfig: { s3InputDataConfig: { s3Uri: `s3://${bucket}/in` } },
    });
    const { totalRecordCount } = await batch.until(job, 'Completed');
    expect(totalRecordCount).toBe(4);
    const output = await batch.output(job);
    expect(Object.keys(output).sort()).toEqual(['a.jsonl.out', 'deep/b.jsonl.out', 'manifest.json.out']);
    const ids = output['a.jsonl.out']?.map(({ recordId }) => recordId).sort();
    expect(ids).toEqual(['R0000000001', 'r0']);
  });

  it('answers what it can: a record with tools or with a bad body fails alone, unbilled', async () => {
    const emulator = await started({ clock: testClock(), batch: { minimumRecords: 1 } });
    const batch = batchClient(emulator);
    const toolConfig = { tools: [{ toolSpec: { name: 't', inputSchema: { json: {} } } }] };
    // As deep as a line may be, whose record is deeper still.
    const deep = JSON.parse(`${'['.repeat(497)}${']'.repeat(497)}`);
    const bodies = [
      { ...converseBody('Hi?'), toolConfig },
      { messages: [], deep },
      { ...converseBody('Hi?'), deep },
    ];
    await batch.put(
      'in/records.jsonl',
      records(3, (at) => bodies[at]),
    );
    const job = await batch.create();
    const done = await batch.until(job, 'Completed');
    expect(done).toMatchObject({ processedRecordCount: 3, successRecordCount: 1, errorRecordCount: 2 });
    const lines = (await batch.output(job))['records.jsonl.out'] ?? [];
    const failed = lines.filter(({ error }) => error !== undefined);
    expect(failed.map(({ recordId }) => recordId).sort()).toEqual(['r0', 'r1']);
    for (const line of failed) {
      expect(line.error).toMatchObject({ errorCode: 400, errorMessage: expect.stringMatching(/./) });
      expect(line).not.toHaveProperty('modelOutput');
    }
    expect(failed.find(({ recordId }) => recordId === 'r0')?.error?.errorMessage).toMatch(/toolConfig/);
    expect(emulator.stats().batch.records).toEqual({ answered: 1, failed: 2 });
  });

  it('reads the version of its input that was there when it was validated', async () => {
    const clock = testClock();
    const batch = batchClient(await started({ clock, batch: { minimumRecords: 2 } }));
    await batch.put('in/records.jsonl', records(2));
    clock.hold();
    const job = await batch.create();
    await clock.step();
    await clock.step();
    await batch.until(job, 'Scheduled');
    await batch.put('in/records.jsonl', 'something else');
    await batch.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'in/records.jsonl' }));
    clock.release();
    expect(await batch.until(job, 'Completed')).toMatchObject({ successRecordCount: 2 });
  });
});

describe('validation of a job’s input', () => {
  it.each([
    ['no such file', undefined, /No \.jsonl file/],
    ['too few records', records(99), /less records \(99\) than the required minimum of: 100/],
    ['too many records', records(121), /more records \(121\) than the allowed maximum of: 120/],
    [
      'too large a file',
      records(100, () => converseBody('x'.repeat(2_000))),
      /larger than the maximum of 100000 bytes/,
    ],
    ['a line that is not JSON', `${records(100)}{"recordId":`, /malformed: line 101 is not a JSON object/],
    [
      'a line nested without end',
      `{"modelInput":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}\n${records(100)}`,
      /malformed: line 1 is not a JSON object/,
    ],
    ['a line without modelInput', `{"recordId":"a"}\n${records(100)}`, /malformed: line 1 has no modelInput/],
    [
      'a recordId that is no string',
      `{"recordId":1,"modelInput":{}}\n${records(100)}`,
      /malformed: line 1 has a recordId/,
    ],
  ])('fails the job for %s, and says why', async (_, text, message) => {
    const limits = { maximumRecords: 120, maximumFileBytes: 100_000 };
    const emulator = await started({ clock: testClock(), batch: limits });
    const batch = batchClient(emulator);
    if (text !== undefined) await batch.put('in/records.jsonl', text);
    const job = await batch.create();
    const failed = await batch.until(job, 'Failed');
    expect(failed.message).toMatch(message);
    expect(failed.endTime).toBeInstanceOf(Date);
    expect(await batch.output(job)).toEqual({});
    expect(emulator.stats().batch.records.answered).toBe(0);
  });

  it('fails the job for a bucket that nobody made, where buckets have to be made', async () => {
    const batch = batchClient(await started({ clock: testClock(), buckets: 'explicit' }));
    expect((await batch.until(await batch.create(), 'Failed')).message).toMatch(
      /bucket batch-bucket does not exist/,
    );
  });
});

describe('a job that does not run to its end', () => {
  it('expires when it is queued longer than its timeout, with nothing answered or billed', async () => {
    const emulator = await started({ clock: testClock(), batch: { queueSeconds: 25 * 3600 } });
    const batch = batchClient(emulator);
    await batch.put('in/records.jsonl', records(100));
    const job = await batch.create();
    const expired = await batch.until(job, 'Expired');
    expect(expired.endTime).toEqual(expired.jobExpirationTime);
    expect(await batch.output(job)).toEqual({});
    expect(emulator.stats().batch.records.answered).toBe(0);
  });

  it('is partially completed when it runs out of time, and keeps what it has', async () => {
    const batch = batchClient(await started({ clock: testClock(), batch: { lanes: 0.0003 } }));
    await batch.put('in/records.jsonl', records(100));
    const job = await batch.create();
    const partial = await batch.until(job, 'PartiallyCompleted');
    const answered = partial.successRecordCount ?? 0;
    expect(answered).toBeGreaterThan(0);
    expect(answered).toBeLessThan(100);
    expect(partial.totalRecordCount).toBe(100);
    const output = await batch.output(job);
    expect(output['records.jsonl.out']).toHaveLength(answered);
    expect(output['manifest.json.out']?.[0]).toMatchObject({ processedRecordCount: answered });
  });

  it('is stopped before it began without output, and cannot be stopped twice', async () => {
    const clock = testClock();
    const batch = batchClient(await started({ clock }));
    await batch.put('in/records.jsonl', records(100));
    clock.hold();
    const jobIdentifier = await batch.create();
    await batch.bedrock.send(new StopModelInvocationJobCommand({ jobIdentifier }));
    expect((await batch.get(jobIdentifier)).status).toBe('Stopping');
    await batch.bedrock.send(new StopModelInvocationJobCommand({ jobIdentifier }));
    clock.release();
    await batch.until(jobIdentifier, 'Stopped');
    expect(await batch.output(jobIdentifier)).toEqual({});
    await expect(
      batch.bedrock.send(new StopModelInvocationJobCommand({ jobIdentifier })),
    ).rejects.toMatchObject({
      name: 'ConflictException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('is stopped in the middle with the output of what it had answered, all of it billed', async () => {
    const clock = testClock();
    const emulator = await started({ clock });
    const batch = batchClient(emulator);
    await batch.put('in/records.jsonl', records(2_000));
    clock.hold();
    const jobIdentifier = await batch.create();
    for (let step = 0; step < 3; step += 1) await clock.step();
    await batch.until(jobIdentifier, 'InProgress');
    await clock.step();
    await batch.bedrock.send(new StopModelInvocationJobCommand({ jobIdentifier }));
    clock.release();
    const stopped = await batch.until(jobIdentifier, 'Stopped');
    const answered = stopped.successRecordCount ?? 0;
    expect(answered).toBeGreaterThan(0);
    expect(answered).toBeLessThan(2_000);
    const lines = (await batch.output(jobIdentifier))['records.jsonl.out'] ?? [];
    expect(lines).toHaveLength(answered);
    expect(emulator.stats().batch.records.answered).toBe(answered);
  });
});

describe('a restart', () => {
  it('lets a running job go on where it was: every record answered once over both processes', async () => {
    const state = await folder();
    const clock = testClock();
    const first = await started({ clock, state });
    const before = batchClient(first);
    await before.put('in/records.jsonl', records(600));
    clock.hold();
    const token = 'resume-me';
    const job = await before.create({ clientRequestToken: token });
    for (let step = 0; step < 3; step += 1) await clock.step();
    await before.until(job, 'InProgress');
    await clock.step();
    await first.close(0);
    const answeredBefore = first.stats().answered.BatchRecord ?? 0;
    expect(answeredBefore).toBeGreaterThan(0);
    expect(answeredBefore).toBeLessThan(600);

    const second = await started({ clock: testClock(), state });
    const after = batchClient(second);
    expect(await after.create({ clientRequestToken: token })).toBe(job);
    expect(await after.until(job, 'Completed')).toMatchObject({ successRecordCount: 600 });
    const lines = (await after.output(job))['records.jsonl.out'] ?? [];
    expect(new Set(lines.map(({ recordId }) => recordId)).size).toBe(600);
    expect(lines).toHaveLength(600);
    expect(answeredBefore + (second.stats().answered.BatchRecord ?? 0)).toBe(600);
    expect(second.stats().batch.records.answered).toBe(600);
  });

  it('is refused while another emulator holds the folder, which is given back at the end', async () => {
    const state = await folder();
    const first = await started({ state });
    await expect(started({ state })).rejects.toMatchObject({ code: 'refused' });
    await first.close(0);
    await started({ state });
  });

  it.each([
    ['a process that is gone', '999999999 1'],
    ['an earlier process of the same id', `${process.pid} 1`],
    ['nobody', ''],
  ])('takes a folder over from %s', async (_, lock) => {
    const state = await folder();
    await writeFile(join(state, 'emulator.lock'), lock);
    await started({ state });
  });

  it('cannot be had from a folder that is a file', async () => {
    await expect(started({ state: '/dev/null/state' })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('a job of type InvokeModel', () => {
  it('takes Anthropic bodies, tools included, and answers and bills them as InvokeModel does', async () => {
    const emulator = await started({ clock: testClock(), batch: { minimumRecords: 2 } });
    const batch = batchClient(emulator);
    const body = {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 50,
      temperature: 0,
      messages: [{ role: 'user', content: 'How much is volume 3?' }],
    };
    const tools = [{ name: 'price_of', description: 'A price', input_schema: { type: 'object' } }];
    await batch.put(
      'in/records.jsonl',
      records(2, (at) => (at === 0 ? body : { ...body, tools })),
    );
    const job = await batch.create({ modelInvocationType: 'InvokeModel' });
    expect(await batch.until(job, 'Completed')).toMatchObject({ successRecordCount: 2 });
    const lines = (await batch.output(job))['records.jsonl.out'] ?? [];
    const live = await sdkClient(emulator, 'http1').send(
      new InvokeModelCommand({ modelId: haiku, body: JSON.stringify(body) }),
    );
    const same: unknown = JSON.parse(new TextDecoder().decode(live.body));
    expect(lines.find(({ recordId }) => recordId === 'r0')?.modelOutput).toEqual(same);
    const { input, output } = emulator.stats().batch.tokens;
    expect([input, output].every((tokens) => tokens > 0)).toBe(true);
  });

  it('goes on after a restart with the tokens of what it had answered', async () => {
    const state = await folder();
    const clock = testClock();
    const first = await started({ clock, state });
    const body = {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 20,
      messages: [{ role: 'user', content: 'Hi?' }],
    };
    const before = batchClient(first);
    await before.put(
      'in/records.jsonl',
      records(400, () => body),
    );
    clock.hold();
    const job = await before.create({ modelInvocationType: 'InvokeModel' });
    for (let step = 0; step < 3; step += 1) await clock.step();
    await before.until(job, 'InProgress');
    await clock.step();
    await first.close(0);
    const second = await started({ clock: testClock(), state });
    await batchClient(second).until(job, 'Completed');
    const total = first.stats().tokens.input + second.stats().tokens.input;
    expect(second.stats().batch).toMatchObject({ records: { answered: 400 }, tokens: { input: total } });
  });
});

describe('prompt caching in a job', () => {
  it('is passed over: every input token is an ordinary one', async () => {
    const emulator = await started({ clock: testClock(), batch: { minimumRecords: 2 } });
    const batch = batchClient(emulator);
    const cachePoint = { type: 'default' };
    const body = { ...converseBody('Hi?'), system: [{ text: 'rule '.repeat(6_000) }, { cachePoint }] };
    await batch.put(
      'in/records.jsonl',
      records(2, () => body),
    );
    const job = await batch.create();
    await batch.until(job, 'Completed');
    for (const line of (await batch.output(job))['records.jsonl.out'] ?? [])
      expect(line.modelOutput?.usage).toMatchObject({ cacheReadInputTokens: 0, cacheWriteInputTokens: 0 });
    expect(emulator.stats().tokens).toMatchObject({ cacheRead: 0, cacheWrite5m: 0 });
  });
});
