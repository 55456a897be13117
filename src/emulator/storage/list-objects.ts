import { compareKeys } from './object-store.js';
import { refuse } from './s3-error.js';
import type { StoredObject } from './stored-object.js';
import type { XmlElements } from './xml.js';

const mostKeys = 1_000;

/**
 * ListObjectsV2 over objects sorted by key. Keys that have `delimiter` after the prefix are rolled up to one common
 * prefix, which counts as one key; the continuation token names the last entry given.
 */
export function listObjectsV2(
  bucket: string,
  objects: readonly StoredObject[],
  query: URLSearchParams,
): XmlElements {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after');
  const maxKeys = readMaxKeys(query.get('max-keys'));
  const encode = encoder(query.get('encoding-type'));
  const after = token === null ? (startAfter ?? '') : readToken(token);
  const contents: StoredObject[] = [];
  const prefixes: string[] = [];
  let last: string | undefined;
  let truncated = false;
  for (const object of objects) {
    const entry = rollUp(object.key, prefix, delimiter);
    if (after !== '' && compareKeys(entry, after) <= 0) continue;
    if (entry === last) continue;
    if (contents.length + prefixes.length >= maxKeys) {
      truncated = maxKeys > 0;
      break;
    }
    if (entry === object.key) contents.push(object);
    else prefixes.push(entry);
    last = entry;
  }
  return {
    Name: bucket,
    Prefix: encode(prefix),
    ...(delimiter !== '' && { Delimiter: encode(delimiter) }),
    MaxKeys: maxKeys,
    KeyCount: contents.length + prefixes.length,
    IsTruncated: truncated,
    ...(token !== null && { ContinuationToken: token }),
    ...(truncated &&
      last !== undefined && { NextContinuationToken: Buffer.from(last).toString('base64url') }),
    ...(startAfter !== null && { StartAfter: encode(startAfter) }),
    ...(query.get('encoding-type') === 'url' && { EncodingType: 'url' }),
    Contents: contents.map((object) => ({
      Key: encode(object.key),
      LastModified: new Date(object.modifiedMs).toISOString(),
      ETag: `"${object.etag}"`,
      ...(object.checksum !== undefined && {
        ChecksumAlgorithm: object.checksum.algorithm.toUpperCase(),
        ChecksumType: object.checksum.type,
      }),
      Size: object.bytes,
      StorageClass: 'STANDARD',
    })),
    CommonPrefixes: prefixes.map((entry) => ({ Prefix: encode(entry) })),
  };
}

function rollUp(key: string, prefix: string, delimiter: string): string {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? key : key.slice(0, at + delimiter.length);
}

function readMaxKeys(text: string | null): number {
  if (text === null || text === '') return mostKeys;
  const value = Number(text);
  if (!/^\d+$/.test(text))
    throw refuse('InvalidArgument', 'Provided max-keys not an integer or within integer range');
  return Math.min(value, mostKeys);
}

function readToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString();
  if (key === '' || Buffer.from(key).toString('base64url') !== token)
    throw refuse('InvalidArgument', 'The continuation token provided is incorrect');
  return key;
}

/** With `encoding-type=url` keys are percent-encoded, slashes kept: XML cannot carry every character of a key. */
function encoder(type: string | null): (text: string) => string {
  if (type === null) return (text) => text;
  if (type !== 'url') throw refuse('InvalidArgument', 'Invalid Encoding Method specified in Request');
  return (text) =>
    encodeURIComponent(text)
      .replaceAll('%2F', '/')
      .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
