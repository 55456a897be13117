import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BatchPart } from '../../store/index.js';
import type { BatchWork } from './port.js';
import { recordId } from './record-id.js';

/** An input file on disk. */
export interface SpooledFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * The input file of a part: the one on disk if it is whole, else written anew from the manifest, byte for byte the
 * same. Streamed either way (law 11).
 */
export async function spoolPart(
  part: BatchPart,
  work: Pick<BatchWork, 'store' | 'service' | 'run' | 'spoolFolder' | 'abort'>,
): Promise<SpooledFile> {
  const file = fileOf(part, work.spoolFolder);
  if (part.sha256 !== null && (await isWhole(file, part, work.abort)))
    return { file, bytes: part.bytes, sha256: part.sha256 };
  await mkdir(work.spoolFolder, { recursive: true });
  const hash = createHash('sha256');
  let bytes = 0;
  const lines = function* (): Generator<Buffer> {
    for (const { position, call } of work.store.batch.records.read(part)) {
      const line = Buffer.from(
        `${work.service.encode(recordId(work.run.name, part.part, position), call)}\n`,
      );
      hash.update(line);
      bytes += line.length;
      yield line;
    }
  };
  const draft = `${file}.tmp`;
  await pipeline(lines, createWriteStream(draft), { signal: work.abort });
  await rename(draft, file);
  return { file, bytes, sha256: hash.digest('hex') };
}

/** Removes the input file of a part that needs it no more, and the folder with the last one. */
export async function dropSpool(part: BatchPart, spoolFolder: string): Promise<void> {
  await rm(fileOf(part, spoolFolder), { force: true });
  await rmdir(spoolFolder).catch(() => undefined);
}

function fileOf({ part }: BatchPart, spoolFolder: string): string {
  return path.join(spoolFolder, `part-${part}.jsonl`);
}

async function isWhole(file: string, part: BatchPart, signal: AbortSignal): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  if (found?.size !== part.bytes) return false;
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash, { signal });
  return hash.digest('hex') === part.sha256;
}
