import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createDigest } from './checksums.js';
import type { ObjectStore } from './object-store.js';

/** Makes an object of bytes that the emulator itself has written. */
export async function storeBytes(
  store: ObjectStore,
  object: {
    readonly bucket: string;
    readonly key: string;
    readonly bytes: AsyncIterable<Buffer> | Iterable<Buffer>;
    readonly contentType: string;
    readonly nowMs: number;
  },
): Promise<void> {
  const { bucket, key, contentType, nowMs } = object;
  const file = store.newFile();
  const md5 = createDigest('md5');
  const crc32 = createDigest('crc32');
  let count = 0;
  try {
    await pipeline(async function* digested() {
      for await (const chunk of object.bytes) {
        md5.update(chunk);
        crc32.update(chunk);
        count += chunk.length;
        yield chunk;
      }
    }, createWriteStream(file.path));
  } catch (error) {
    await rm(file.path, { force: true });
    throw error;
  }
  await store.put(bucket, {
    key,
    file: file.name,
    bytes: count,
    etag: md5.digest().toString('hex'),
    modifiedMs: nowMs,
    headers: { 'content-type': contentType },
    checksum: { algorithm: 'crc32', value: crc32.digest().toString('base64'), type: 'FULL_OBJECT' },
  });
}
