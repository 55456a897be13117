import { createHash, randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJsonFile, writeJsonFile } from '../state/json-file.js';
import { readStoredObject, type StoredObject } from './stored-object.js';

/**
 * Objects on disk. Bytes are in `data/<uuid>`, one JSON file per object in `objects/<bucket>/<sha256 of the key>`:
 * no part of a key becomes part of a path. In memory is what a listing needs.
 */
export interface ObjectStore {
  readonly bucketNames: readonly string[];
  hasBucket(bucket: string): boolean;
  /** When a bucket was made; only for buckets that are there. */
  createBucket(bucket: string): Promise<void>;
  removeBucket(bucket: string): Promise<void>;
  find(bucket: string, key: string): StoredObject | undefined;
  /** Every object whose key begins with `prefix`, by the bytes of the keys. */
  list(bucket: string, prefix: string): readonly StoredObject[];
  /** A new path to write bytes to, and the name to put them into the store under. */
  newFile(): { readonly name: string; readonly path: string };
  /** Makes the bytes of a new file an object, in place of the one of that key. */
  put(bucket: string, object: StoredObject): Promise<void>;
  /** A handle that stays readable whatever becomes of the object; undefined where there is none. */
  open(
    bucket: string,
    key: string,
  ): Promise<{ readonly object: StoredObject; readonly file: FileHandle } | undefined>;
  pathOf(object: StoredObject): string;
  remove(bucket: string, key: string): Promise<void>;
}

/** Opens the store of a state folder and clears away what an interrupted upload left. */
export async function openObjectStore(folder: string): Promise<ObjectStore> {
  const objects = join(folder, 'objects');
  const data = join(folder, 'data');
  await mkdir(objects, { recursive: true });
  await mkdir(data, { recursive: true });
  const buckets = await readBuckets(objects);
  await removeOrphans(data, buckets);
  // One change at a time: what is in memory and what is on disk agree on which version is the last.
  let changes: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(change: () => Promise<T>): Promise<T> => {
    const next = changes.then(change);
    changes = next.catch(() => undefined);
    return next;
  };
  const recordPath = (bucket: string, key: string): string =>
    join(objects, bucket, `${createHash('sha256').update(key).digest('hex')}.json`);
  const pathOf = (object: StoredObject): string => join(data, object.file);
  const createBucket = async (bucket: string): Promise<Map<string, StoredObject>> => {
    const existing = buckets.get(bucket);
    if (existing !== undefined) return existing;
    await mkdir(join(objects, bucket), { recursive: true });
    const created = new Map<string, StoredObject>();
    buckets.set(bucket, created);
    return created;
  };
  return {
    get bucketNames() {
      return [...buckets.keys()].sort();
    },
    hasBucket: (bucket) => buckets.has(bucket),
    createBucket: (bucket) => inTurn(async () => void (await createBucket(bucket))),
    removeBucket: (bucket) =>
      inTurn(async () => {
        buckets.delete(bucket);
        await rm(join(objects, bucket), { recursive: true, force: true });
      }),
    find: (bucket, key) => buckets.get(bucket)?.get(key),
    list: (bucket, prefix) =>
      [...(buckets.get(bucket)?.values() ?? [])]
        .filter((object) => object.key.startsWith(prefix))
        .sort((a, b) => compareKeys(a.key, b.key)),
    newFile: () => {
      const name = randomUUID();
      return { name, path: join(data, name) };
    },
    put: (bucket, object) =>
      inTurn(async () => {
        const kept = await createBucket(bucket);
        const before = kept.get(object.key);
        await writeJsonFile(recordPath(bucket, object.key), object);
        kept.set(object.key, object);
        if (before !== undefined) await rm(pathOf(before), { force: true });
      }),
    async open(bucket, key) {
      // Between the look and the opening another version may take the place of this one.
      for (;;) {
        const object = buckets.get(bucket)?.get(key);
        if (object === undefined) return undefined;
        try {
          return { object, file: await open(pathOf(object)) };
        } catch (error) {
          if (buckets.get(bucket)?.get(key) === object) throw error;
        }
      }
    },
    pathOf,
    remove: (bucket, key) =>
      inTurn(async () => {
        const object = buckets.get(bucket)?.get(key);
        if (object === undefined) return;
        await rm(recordPath(bucket, key), { force: true });
        buckets.get(bucket)?.delete(key);
        await rm(pathOf(object), { force: true });
      }),
  };
}

/** S3 sorts by the UTF-8 bytes of keys, which is not the order of UTF-16 strings. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

async function readBuckets(objects: string): Promise<Map<string, Map<string, StoredObject>>> {
  const buckets = new Map<string, Map<string, StoredObject>>();
  for (const bucket of await readdir(objects)) {
    const kept = new Map<string, StoredObject>();
    for (const name of await readdir(join(objects, bucket))) {
      const object = name.endsWith('.json')
        ? readStoredObject(await readJsonFile(join(objects, bucket, name)))
        : undefined;
      if (object !== undefined) kept.set(object.key, object);
    }
    buckets.set(bucket, kept);
  }
  return buckets;
}

async function removeOrphans(
  data: string,
  buckets: ReadonlyMap<string, ReadonlyMap<string, StoredObject>>,
): Promise<void> {
  const known = new Set([...buckets.values()].flatMap((kept) => [...kept.values()].map(({ file }) => file)));
  for (const name of await readdir(data)) {
    if (!known.has(name)) await rm(join(data, name), { recursive: true, force: true });
  }
}
