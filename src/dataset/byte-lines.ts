import { readSync } from 'node:fs';

/** One line of a file. `bytes` is a view that is valid only until the next line is asked for. */
export interface ByteLine {
  /** 1-based. */
  readonly number: number;
  /** Where the line starts in the file, in bytes. */
  readonly offset: number;
  /** Without its line end; without the byte order mark on the first line. Empty for an overlong line. */
  readonly bytes: Buffer;
  /** The line's length in bytes when it is over the limit: then its content was not kept. */
  readonly overlongBytes?: number;
}

export interface ByteLineOptions {
  readonly maxLineBytes: number;
  /** Where to start, in bytes. */
  readonly from?: number;
  /** How much is read at once: small for a look at one line. */
  readonly chunkBytes?: number;
  /** Sees every byte of the file once, in order. */
  readonly onChunk?: (chunk: Uint8Array) => void;
}

const CHUNK_BYTES = 1 << 20;
const LF = 0x0a;
const CR = 0x0d;

/**
 * The lines of an open file, read in chunks: memory is bounded by the chunk and the longest line allowed,
 * whatever the file's size. Lines end in LF or CRLF.
 */
export function* readByteLines(fd: number, options: ByteLineOptions): Generator<ByteLine, void> {
  const { maxLineBytes, onChunk } = options;
  let buffer = Buffer.allocUnsafe(options.chunkBytes ?? CHUNK_BYTES);
  /** File offset of `buffer[0]`. */
  let base = options.from ?? 0;
  let start = 0;
  let filled = 0;
  /** Bytes of the current line that were already thrown away because it is too long. */
  let dropped = 0;
  let number = 0;

  const take = (end: number): ByteLine => {
    number += 1;
    const length = dropped + end - start;
    const line =
      length > maxLineBytes
        ? { number, offset: base + start - dropped, bytes: buffer.subarray(0, 0), overlongBytes: length }
        : { number, offset: base + start, bytes: contentOf(buffer, start, end, base + start === 0) };
    dropped = 0;
    start = end + 1;
    return line;
  };

  for (;;) {
    if (start > 0) {
      buffer.copyWithin(0, start, filled);
      base += start;
      filled -= start;
      start = 0;
    }
    if (filled > maxLineBytes) {
      dropped += filled;
      base += filled;
      filled = 0;
    }
    if (filled === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
    const read = readSync(fd, buffer, filled, buffer.length - filled, base + filled);
    if (read === 0) break;
    onChunk?.(buffer.subarray(filled, filled + read));
    let scan = filled;
    filled += read;
    for (;;) {
      const end = buffer.indexOf(LF, scan);
      // The tail of the buffer may hold stale bytes beyond what was read.
      if (end === -1 || end >= filled) break;
      yield take(end);
      scan = start;
    }
  }
  if (filled > start || dropped > 0) yield take(filled);
}

function contentOf(buffer: Buffer, start: number, end: number, atFileStart: boolean): Buffer {
  const from = atFileStart && hasByteOrderMark(buffer, start, end) ? start + 3 : start;
  const to = end > from && buffer[end - 1] === CR ? end - 1 : end;
  return buffer.subarray(from, to);
}

function hasByteOrderMark(buffer: Buffer, start: number, end: number): boolean {
  return (
    end - start >= 3 && buffer[start] === 0xef && buffer[start + 1] === 0xbb && buffer[start + 2] === 0xbf
  );
}

/** True for a line of nothing but spaces and tabs. */
export function isBlank(bytes: Uint8Array): boolean {
  for (const byte of bytes) {
    if (byte !== 0x20 && byte !== 0x09 && byte !== CR) return false;
  }
  return true;
}
