import { createReadStream } from 'node:fs';

/** One line of a file and where its bytes lie, so that it can be read again without keeping it. */
export interface FileLine {
  /** The bytes of the line without its line feed; valid until the next line is asked for. */
  readonly bytes: Buffer;
  /** Position of the first byte in the file. */
  readonly offset: number;
  /** 1-based. */
  readonly line: number;
  /** True when the line was longer than the limit: `bytes` then holds only its beginning. */
  readonly tooLong: boolean;
}

/**
 * The lines of a file in order, in memory bounded by the longest line (and by `maxLineBytes`, beyond which a
 * line is cut). `onChunk` sees every byte of the file once, for a running hash.
 */
export async function* readLines(
  path: string,
  options: { readonly maxLineBytes: number; readonly onChunk?: (chunk: Buffer) => void },
): AsyncGenerator<FileLine> {
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

  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    options.onChunk?.(chunk);
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, start)) {
      keep(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  if (pendingBytes + dropped > 0) yield take();
}
