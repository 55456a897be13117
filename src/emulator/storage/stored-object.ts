import { isRecord, type JsonRecord } from '../../domain/index.js';
import { type Checksum, checksumAlgorithmOf } from './checksums.js';

/** What S3 remembers of an object beside its bytes. */
export interface StoredObject {
  readonly key: string;
  /** Name of the file with its bytes; another one for every version. */
  readonly file: string;
  readonly bytes: number;
  /** Without quotes. */
  readonly etag: string;
  readonly modifiedMs: number;
  /** `content-type` and like, and `x-amz-meta-…`, as they are given back. */
  readonly headers: { readonly [name: string]: string };
  readonly checksum: Checksum | undefined;
}

/** Reads what {@link StoredObject} was written as; undefined where it is something else. */
export function readStoredObject(value: JsonRecord | undefined): StoredObject | undefined {
  if (value === undefined) return undefined;
  const { key, file, bytes, etag, modifiedMs, headers } = value;
  if (typeof key !== 'string' || typeof file !== 'string' || typeof etag !== 'string') return undefined;
  if (typeof bytes !== 'number' || typeof modifiedMs !== 'number' || !isFileName(file)) return undefined;
  return {
    key,
    file,
    bytes,
    etag,
    modifiedMs,
    headers: readTexts(headers),
    checksum: readChecksum(value.checksum),
  };
}

/** The string members of a record. */
export function readTexts(value: unknown): { readonly [name: string]: string } {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function readChecksum(value: unknown): Checksum | undefined {
  if (!isRecord(value) || typeof value.value !== 'string') return undefined;
  const algorithm = checksumAlgorithmOf(typeof value.algorithm === 'string' ? value.algorithm : undefined);
  if (algorithm === undefined) return undefined;
  return { algorithm, value: value.value, type: value.type === 'COMPOSITE' ? 'COMPOSITE' : 'FULL_OBJECT' };
}

/** Names that the store gives; a state folder from elsewhere may name no other place. */
export function isFileName(name: string): boolean {
  return /^[0-9a-f-]{36}$/.test(name);
}
