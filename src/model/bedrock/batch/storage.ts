import { createReadStream } from 'node:fs';
import type { BatchClients } from './clients.js';
import { readS3Uri, type S3Place } from './s3-uri.js';

const PART_BYTES = 16 * 1024 * 1024;

/** Puts a file there, streamed and in parts, each with its CRC-32; answers with what the storage then has. */
export async function uploadFile(
  clients: BatchClients,
  file: string,
  uri: string,
  signal: AbortSignal,
): Promise<{ readonly bytes: number }> {
  const { Upload } = await import('@aws-sdk/lib-storage');
  const { bucket, key } = readS3Uri(uri);
  const body = createReadStream(file);
  const upload = new Upload({
    client: clients.storage,
    params: {
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentType: 'application/jsonl',
      ChecksumAlgorithm: 'CRC32',
    },
    partSize: PART_BYTES,
    queueSize: 2,
  });
  const abort = (): void => void upload.abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    await upload.done();
  } finally {
    signal.removeEventListener('abort', abort);
    body.destroy();
  }
  const stored = await statObject(clients, uri, signal);
  if (stored === null) throw new Error('the file is not there although its upload was confirmed');
  return stored;
}

/** Size of an object; null: there is none. */
export async function statObject(
  { storage }: BatchClients,
  uri: string,
  signal: AbortSignal,
): Promise<{ readonly bytes: number } | null> {
  const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
  const { bucket, key } = readS3Uri(uri);
  try {
    const head = await storage.send(new HeadObjectCommand({ Bucket: bucket, Key: key }), {
      abortSignal: signal,
    });
    return { bytes: head.ContentLength ?? 0 };
  } catch (error) {
    if (error instanceof Error && (error.name === 'NotFound' || error.name === 'NoSuchKey')) return null;
    throw error;
  }
}

/** The keys in a folder, in the storage's order. */
export async function listKeys(
  { storage }: BatchClients,
  folder: S3Place,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = await storage.send(
      new ListObjectsV2Command({
        Bucket: folder.bucket,
        Prefix: folder.key,
        ...(token === undefined ? {} : { ContinuationToken: token }),
      }),
      { abortSignal: signal },
    );
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return keys;
}

/** The bytes of an object from an offset on, and whether an emulator gave them. */
export async function readObject(
  { storage, label }: BatchClients,
  place: S3Place,
  from: number,
  signal: AbortSignal,
): Promise<{ readonly chunks: AsyncIterable<Uint8Array>; readonly emulated: boolean }> {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const output = await storage.send(
    new GetObjectCommand({
      Bucket: place.bucket,
      Key: place.key,
      ...(from > 0 && { Range: `bytes=${from}-` }),
    }),
    { abortSignal: signal },
  );
  if (output.Body === undefined) throw new Error('the object has no body');
  return { chunks: output.Body as unknown as AsyncIterable<Uint8Array>, emulated: label.has(output) };
}
