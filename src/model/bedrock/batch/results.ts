import type { CallFailure } from '../../../domain/index.js';
import type { BatchOutcome, BatchResult } from '../../port.js';
import { splitLines } from './lines.js';
import { readManifest, readOutputLine } from './output-line.js';
import type { S3Place } from './s3-uri.js';

/** What reading needs of the storage; failures are values. */
export interface OutputStorage {
  list(folder: S3Place): Promise<BatchOutcome<readonly string[]>>;
  read(
    place: S3Place,
    from: number,
  ): Promise<BatchOutcome<{ readonly chunks: AsyncIterable<Uint8Array>; readonly emulated: boolean }>>;
  /** What an error inside a body comes to. */
  readonly failureOf: (error: unknown) => CallFailure;
}

/** How often one file may break off before the rest of it is left for another time. */
const MOST_BREAKS = 5;
const MANIFEST = 'manifest.json.out';
const OUTPUT = '.jsonl.out';
const MOST_MANIFEST_BYTES = 1024 * 1024;

/** Every line of a job's output files, then the totals of its manifest; `broken` ends it early. */
export async function* readResults(folder: S3Place, storage: OutputStorage): AsyncGenerator<BatchResult> {
  const keys = await storage.list(folder);
  if (keys.state === 'failed') return yield { state: 'broken', failure: keys.failure };
  for (const key of keys.value.filter((each) => each.endsWith(OUTPUT))) {
    const failure = yield* readFile({ bucket: folder.bucket, key }, storage);
    if (failure !== null) return yield { state: 'broken', failure };
  }
  const manifest = keys.value.find((key) => key.endsWith(`/${MANIFEST}`));
  if (manifest === undefined) return;
  const totals = await readTotals({ bucket: folder.bucket, key: manifest }, storage);
  if (totals !== undefined) yield totals;
}

/** The lines of one file; goes on behind the last whole line when the stream breaks off. */
async function* readFile(
  place: S3Place,
  storage: OutputStorage,
): AsyncGenerator<BatchResult, CallFailure | null> {
  let end = 0;
  let line = 0;
  for (let breaks = 0; ; breaks += 1) {
    const opened = await storage.read(place, end);
    if (opened.state === 'failed') {
      // Everything was read already: the storage has nothing behind the last byte.
      return end > 0 && opened.failure.code === 'InvalidRange' ? null : opened.failure;
    }
    const { chunks, emulated } = opened.value;
    try {
      for await (const { bytes, end: upTo } of splitLines(chunks, end)) {
        line += 1;
        if (bytes.length > 0) yield readOutputLine(bytes, { line, emulated });
        end = upTo;
      }
      return null;
    } catch (error) {
      const failure = storage.failureOf(error);
      if (breaks >= MOST_BREAKS) return failure;
    }
  }
}

async function readTotals(
  place: S3Place,
  storage: OutputStorage,
): Promise<Extract<BatchResult, { readonly state: 'totals' }> | undefined> {
  const opened = await storage.read(place, 0);
  if (opened.state === 'failed') return undefined;
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of opened.value.chunks) {
      parts.push(chunk);
      size += chunk.length;
      if (size > MOST_MANIFEST_BYTES) return undefined;
    }
  } catch {
    return undefined;
  }
  return readManifest(Buffer.concat(parts).toString('utf8'));
}
