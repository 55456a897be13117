import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { headerOf } from '../wire/exchange.js';
import { breakConnection } from '../wire/listener.js';
import { checksumHeaders } from './checksums.js';
import { readRange } from './object-range.js';
import type { ObjectStore } from './object-store.js';
import { receiveBody } from './receive-body.js';
import type { S3Answer } from './s3-answer.js';
import { refuse } from './s3-error.js';
import { keptHeaders, type S3Request } from './s3-request.js';
import type { StorageFaultKind } from './storage-faults.js';
import type { StoredObject } from './stored-object.js';

/** PutObject: the object is there, whole, before it is answered; one that fails leaves what was there before. */
export async function putObject(request: S3Request, store: ObjectStore, nowMs: number): Promise<S3Answer> {
  const { wire, bucket, key } = request;
  if (headerOf(wire, 'x-amz-copy-source') !== undefined) throw refuse('NotImplemented');
  checkWriteCondition(request, store.find(bucket, key));
  const file = store.newFile();
  const { bytes, md5, checksum } = await receiveBody(wire, file.path);
  const object: StoredObject = {
    key,
    file: file.name,
    bytes,
    etag: md5,
    modifiedMs: nowMs,
    headers: keptHeaders(wire),
    checksum,
  };
  await store.put(bucket, object);
  return { kind: 'empty', headers: { etag: `"${md5}"`, ...checksumHeaders(checksum) } };
}

/** GetObject and HeadObject, with `range` and the conditions that AWS clients send. */
export async function getObject(
  request: S3Request,
  store: ObjectStore,
  bodyFault: () => StorageFaultKind | undefined,
): Promise<S3Answer> {
  const { wire, bucket, key, method } = request;
  const opened = await store.open(bucket, key);
  if (opened === undefined) throw refuse('NoSuchKey');
  const { object, file } = opened;
  try {
    const changed = checkReadCondition(request, object);
    if (changed === 'not-modified') {
      await file.close();
      return { kind: 'empty', status: 304, headers: { etag: `"${object.etag}"` } };
    }
    const range = readRange(headerOf(wire, 'range'), object.bytes);
    if (range.state === 'unsatisfiable') throw refuse('InvalidRange');
    const part = range.state === 'part' ? range : { first: 0, last: object.bytes - 1 };
    const fault = method === 'HEAD' ? undefined : bodyFault();
    const headers = {
      ...object.headers,
      ...overrides(request),
      etag: `"${object.etag}"`,
      'last-modified': new Date(object.modifiedMs).toUTCString(),
      'accept-ranges': 'bytes',
      'content-length': part.last - part.first + 1,
      ...(range.state === 'part' && { 'content-range': `bytes ${part.first}-${part.last}/${object.bytes}` }),
      ...(range.state === 'whole' && wantsChecksum(request) && sentChecksum(object, fault)),
    };
    const status = range.state === 'part' ? 206 : 200;
    if (method === 'HEAD') {
      await file.close();
      return { kind: 'empty', status, headers };
    }
    const send = sender(file, part, fault, request);
    return { kind: 'body', status, headers, send, drop: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** DeleteObject: what is not there is deleted too. */
export async function deleteObject(request: S3Request, store: ObjectStore): Promise<S3Answer> {
  await store.remove(request.bucket, request.key);
  return { kind: 'empty', status: 204 };
}

function sender(
  file: FileHandle,
  { first, last }: { readonly first: number; readonly last: number },
  fault: StorageFaultKind | undefined,
  { wire }: S3Request,
): Extract<S3Answer, { kind: 'body' }>['send'] {
  return async (response) => {
    if (last < first) {
      await file.close();
      response.end();
      return;
    }
    const end = fault === 's3-reset-in-body' ? first + Math.floor((last - first) / 2) : last;
    const source = createReadStream('', { fd: file, start: first, end });
    if (fault !== 's3-reset-in-body') return pipeline(source, response);
    const out: NodeJS.WritableStream = response;
    for await (const chunk of source) await new Promise((sent) => out.write(chunk, sent));
    breakConnection(wire);
  };
}

function wantsChecksum({ wire }: S3Request): boolean {
  return headerOf(wire, 'x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
}

/** The checksum's headers; under the fault of a full object's checksum, those of other bytes. */
function sentChecksum(
  { checksum }: StoredObject,
  fault: StorageFaultKind | undefined,
): { readonly [name: string]: string } {
  if (checksum === undefined) return {};
  if (fault !== 's3-bad-checksum' || checksum.type === 'COMPOSITE') return checksumHeaders(checksum);
  const bytes = Buffer.from(checksum.value, 'base64').map((byte) => byte ^ 0xff);
  return checksumHeaders({ ...checksum, value: Buffer.from(bytes).toString('base64') });
}

/** `response-content-type` and like in the query replace what the object keeps. */
function overrides({ query }: S3Request): { readonly [name: string]: string } {
  return Object.fromEntries(
    [...query]
      .filter(([name]) =>
        /^response-(?:content-(?:type|disposition|language|encoding)|cache-control|expires)$/.test(name),
      )
      .map(([name, value]) => [name.replace(/^response-/, ''), value]),
  );
}

/** `if-none-match: *` and `if-match` of a write. */
export function checkWriteCondition({ wire }: S3Request, existing: StoredObject | undefined): void {
  if (headerOf(wire, 'if-none-match') === '*' && existing !== undefined) throw refuse('PreconditionFailed');
  const match = headerOf(wire, 'if-match');
  if (match === undefined) return;
  if (existing === undefined) throw refuse('NoSuchKey');
  if (!names(match, existing.etag)) throw refuse('PreconditionFailed');
}

function checkReadCondition({ wire }: S3Request, object: StoredObject): 'not-modified' | undefined {
  const match = headerOf(wire, 'if-match');
  if (match !== undefined && !names(match, object.etag)) throw refuse('PreconditionFailed');
  const none = headerOf(wire, 'if-none-match');
  return none !== undefined && names(none, object.etag) ? 'not-modified' : undefined;
}

function names(condition: string, etag: string): boolean {
  return condition
    .split(',')
    .map((entry) => entry.trim().replace(/^"(.*)"$/, '$1'))
    .some((entry) => entry === '*' || entry === etag);
}
