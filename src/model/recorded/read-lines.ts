import { open } from 'node:fs/promises';

/** One line of a file and where its bytes lie, so that it can be read again without keeping it. */
export interface FileLine {
  /** The bytes of the line without its line feed; valid until the next group is asked for. */
  readonly bytes: Buffer;
  /** Position of the first byte in the file. */
  readonly offset: number;
  /** 1-based. */
  readonly line: number;
  /** True when the line was longer than the limit: `bytes` then holds only its beginning. */
  readonly tooLong: boolean;
}

/** Large enough that waiting for the file costs nothing beside reading its lines; one buffer serves the whole file. */
const CHUNK_BYTES = 256 * 1024;

/**
 * The lines of a file in order, in groups as they come: all that end in one chunk. Memory is bounded by the longest
 * line (and by `maxLineBytes`, beyond which a line is cut). `onChunk` sees every byte of the file once, for a running
 * hash.
 */
export async function* readLines(
  path: string,
  options: { readonly maxLineBytes: number; readonly onChunk?: (chunk: Buffer) => void },
): AsyncGenerator<readonly FileLine[]> {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let dropped = 0;
  let offset = 0;
  let line = 1;

  const keep = (piece: Buffer) => {
    const room = Math.max(0, options.maxLineBytes - pendingBytes);
    const kept = piece.subarray(0, room);
    if (kept.length > 0) pending.push(kept);
    pendingBytes += kept.length;
    dropped += piece.length - kept.length;
  };
  const take = (): FileLine => {
    const [only] = pending;
    const bytes = pending.length === 1 && only !== undefined ? only : Buffer.concat(pending);
    const found = { bytes, offset, line, tooLong: dropped > 0 };
    offset += pendingBytes + dropped + 1;
    line += 1;
    pending = [];
    pendingBytes = 0;
    dropped = 0;
    return found;
  };

  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES);
      if (bytesRead === 0) break;
      const chunk = buffer.subarray(0, bytesRead);
      options.onChunk?.(chunk);
      const lines: FileLine[] = [];
      let start = 0;
      for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, start)) {
        keep(chunk.subarray(start, end));
        lines.push(take());
        start = end + 1;
      }
      // What follows the last line feed has to outlive the buffer.
      keep(Buffer.from(chunk.subarray(start)));
      if (lines.length > 0) yield lines;
    }
    if (pendingBytes + dropped > 0) yield [take()];
  } finally {
    await file.close();
  }
}
