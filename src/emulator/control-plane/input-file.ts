import { createReadStream } from 'node:fs';
import { copyFile, link, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectStore } from '../storage/index.js';
import type { BatchOptions } from './batch-options.js';
import { readRecord } from './batch-record.js';
import type { Job } from './job.js';

/** An input file as the job works on it: a version of the object that nothing changes any more. */
export interface InputFile {
  /** Relative to the folder that was given; the file's own name where a file was. */
  readonly name: string;
  readonly path: string;
  /** Where each record's line begins and how many bytes it has, without its end. */
  readonly lines: readonly (readonly [offset: number, bytes: number])[];
}

/** The files of a job, or why the job fails validation. */
export type InputReading =
  | { readonly state: 'valid'; readonly files: readonly InputFile[]; readonly records: number }
  | { readonly state: 'invalid'; readonly message: string };

type Limits = Required<
  Pick<BatchOptions, 'minimumRecords' | 'maximumRecords' | 'maximumFileBytes' | 'maximumJobBytes'>
>;

/**
 * What the service does while a job is validated: finds the files, takes hold of them, and reads every line. It
 * checks that each is a record, not that `modelInput` suits the model.
 */
export async function readInput(
  job: Job,
  options: { readonly store: ObjectStore; readonly folder: string; readonly limits: Limits },
): Promise<InputReading> {
  const { store, folder, limits } = options;
  const found = findFiles(job, store);
  if (found.length === 0)
    return invalid(`No .jsonl file was found at s3://${job.request.input.bucket}/${job.request.input.key}.`);
  const sizes = found.map(({ bytes }) => bytes);
  if (Math.max(...sizes) > limits.maximumFileBytes)
    return invalid(`An input file is larger than the maximum of ${limits.maximumFileBytes} bytes.`);
  if (sizes.reduce((sum, bytes) => sum + bytes, 0) > limits.maximumJobBytes)
    return invalid(`The input of the job is larger than the maximum of ${limits.maximumJobBytes} bytes.`);
  const files: InputFile[] = [];
  let records = 0;
  for (const [at, { key, name }] of found.entries()) {
    const path = join(folder, `${at}.in`);
    if (!(await takeHold(store, job.request.input.bucket, key, path)))
      return invalid(`The input file ${name} was deleted while the job was validated.`);
    const reading = await readLines(path);
    if (typeof reading === 'string') return invalid(`The input file ${name} is malformed: ${reading}.`);
    files.push({ name, path, lines: reading });
    records += reading.length;
  }
  if (records < limits.minimumRecords)
    return invalid(
      `Batch job ${job.arn} contains less records (${records}) than the required minimum of: ${limits.minimumRecords}`,
    );
  if (records > limits.maximumRecords)
    return invalid(
      `Batch job ${job.arn} contains more records (${records}) than the allowed maximum of: ${limits.maximumRecords}`,
    );
  return { state: 'valid', files, records };
}

/** The files that {@link readInput} found before the emulator was restarted. */
export async function readHeldInput(
  job: Job,
  names: readonly string[],
  folder: string,
): Promise<InputReading> {
  const files: InputFile[] = [];
  for (const [at, name] of names.entries()) {
    const path = join(folder, `${at}.in`);
    const lines = await readLines(path);
    if (typeof lines === 'string') return invalid(`The input file ${name} is malformed: ${lines}.`);
    files.push({ name, path, lines });
  }
  return { state: 'valid', files, records: job.tally.total };
}

function invalid(message: string): InputReading {
  return { state: 'invalid', message };
}

function findFiles(
  { request }: Job,
  store: ObjectStore,
): readonly { readonly key: string; readonly name: string; readonly bytes: number }[] {
  const { bucket, key } = request.input;
  const file = key.endsWith('/') ? undefined : store.find(bucket, key);
  if (file !== undefined)
    return key.endsWith('.jsonl')
      ? [{ key, name: key.slice(key.lastIndexOf('/') + 1), bytes: file.bytes }]
      : [];
  const prefix = key === '' || key.endsWith('/') ? key : `${key}/`;
  return store
    .list(bucket, prefix)
    .filter((object) => object.key.endsWith('.jsonl'))
    .map((object) => ({ key: object.key, name: object.key.slice(prefix.length), bytes: object.bytes }));
}

/** Gives the bytes of an object a second name, so that they stay when the object is replaced or deleted. */
async function takeHold(store: ObjectStore, bucket: string, key: string, path: string): Promise<boolean> {
  const object = store.find(bucket, key);
  if (object === undefined) return false;
  await rm(path, { force: true });
  await link(store.pathOf(object), path).catch(() => copyFile(store.pathOf(object), path));
  return true;
}

/** Where the records of a file are, or what is wrong with it. Empty lines are passed over. */
async function readLines(path: string): Promise<readonly (readonly [number, number])[] | string> {
  const lines: (readonly [number, number])[] = [];
  let begun: Buffer[] = [];
  let offset = 0;
  let lineNumber = 0;
  let problem: string | undefined;
  const end = (): void => {
    const line = Buffer.concat(begun);
    begun = [];
    lineNumber += 1;
    const text = line.toString('utf8').trim();
    if (text !== '') {
      const record = readRecord(text, lines.length + 1);
      if (typeof record === 'string') problem ??= `line ${lineNumber} ${record}`;
      lines.push([offset, line.length]);
    }
    offset += line.length + 1;
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, from)) {
      begun.push(chunk.subarray(from, at));
      end();
      from = at + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
    if (problem !== undefined) return problem;
  }
  if (begun.length > 0) end();
  return problem ?? lines;
}
