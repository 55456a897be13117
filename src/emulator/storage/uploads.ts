import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonRecord } from '../../domain/index.js';
import { readJsonFile, writeJsonFile } from '../state/json-file.js';
import { type ChecksumAlgorithm, checksumAlgorithmOf } from './checksums.js';
import { isFileName, readTexts } from './stored-object.js';

/** A multipart upload that was begun and neither completed nor aborted. */
export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly headers: { readonly [name: string]: string };
  readonly algorithm: ChecksumAlgorithm;
  readonly checksumType: 'COMPOSITE' | 'FULL_OBJECT';
  readonly startedMs: number;
}

/** A part on disk. */
export interface UploadPart {
  readonly number: number;
  readonly file: string;
  readonly bytes: number;
  /** Hex of its MD5, without quotes. */
  readonly etag: string;
  /** base64, by the upload's algorithm. */
  readonly checksum: string;
  readonly modifiedMs: number;
}

/** Uploads in progress, each in a folder of its own. */
export interface Uploads {
  begin(upload: Omit<Upload, 'id'>): Promise<Upload>;
  find(id: string): Upload | undefined;
  /** By number. */
  parts(id: string): readonly UploadPart[];
  newFile(id: string): { readonly name: string; readonly path: string };
  /** Keeps a part, in place of the one of that number. */
  putPart(id: string, part: UploadPart): Promise<void>;
  partPath(id: string, part: UploadPart): string;
  /** Forgets an upload and its parts. */
  end(id: string): Promise<void>;
}

interface Held {
  readonly upload: Upload;
  readonly parts: Map<number, UploadPart>;
}

/** Opens the uploads of a state folder. */
export async function openUploads(folder: string): Promise<Uploads> {
  const root = join(folder, 'uploads');
  await mkdir(root, { recursive: true });
  const held = new Map<string, Held>();
  for (const id of await readdir(root)) {
    const found = await readUpload(root, id);
    if (found === undefined) await rm(join(root, id), { recursive: true, force: true });
    else held.set(id, found);
  }
  return {
    async begin(begun) {
      const upload = { ...begun, id: randomUUID() };
      await mkdir(join(root, upload.id));
      await writeJsonFile(join(root, upload.id, 'upload.json'), upload);
      held.set(upload.id, { upload, parts: new Map() });
      return upload;
    },
    find: (id) => held.get(id)?.upload,
    parts: (id) => [...(held.get(id)?.parts.values() ?? [])].sort((a, b) => a.number - b.number),
    newFile(id) {
      const name = randomUUID();
      return { name, path: join(root, id, name) };
    },
    async putPart(id, part) {
      const parts = held.get(id)?.parts;
      if (parts === undefined) return;
      const before = parts.get(part.number);
      parts.set(part.number, part);
      await writeJsonFile(join(root, id, `part-${part.number}.json`), part);
      if (before !== undefined) await rm(join(root, id, before.file), { force: true });
    },
    partPath: (id, part) => join(root, id, part.file),
    async end(id) {
      if (held.delete(id)) await rm(join(root, id), { recursive: true, force: true });
    },
  };
}

async function readUpload(root: string, id: string): Promise<Held | undefined> {
  const value = await readJsonFile(join(root, id, 'upload.json'));
  if (value === undefined || !isFileName(id)) return undefined;
  const { bucket, key, startedMs, algorithm, checksumType } = value;
  const known = checksumAlgorithmOf(typeof algorithm === 'string' ? algorithm : undefined);
  if (typeof bucket !== 'string' || typeof key !== 'string' || known === undefined) return undefined;
  const parts = new Map<number, UploadPart>();
  for (const name of await readdir(join(root, id))) {
    const part = name.startsWith('part-') ? readPart(await readJsonFile(join(root, id, name))) : undefined;
    if (part !== undefined) parts.set(part.number, part);
  }
  const upload: Upload = {
    id,
    bucket,
    key,
    headers: readTexts(value.headers),
    algorithm: known,
    checksumType: checksumType === 'FULL_OBJECT' ? 'FULL_OBJECT' : 'COMPOSITE',
    startedMs: typeof startedMs === 'number' ? startedMs : 0,
  };
  return { upload, parts };
}

function readPart(value: JsonRecord | undefined): UploadPart | undefined {
  if (value === undefined) return undefined;
  const { number, file, bytes, etag, checksum, modifiedMs } = value;
  if (typeof number !== 'number' || typeof bytes !== 'number' || typeof modifiedMs !== 'number')
    return undefined;
  if (typeof file !== 'string' || typeof etag !== 'string' || typeof checksum !== 'string') return undefined;
  return isFileName(file) ? { number, file, bytes, etag, checksum, modifiedMs } : undefined;
}
