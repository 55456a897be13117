import { readSync } from 'node:fs';
import { extname } from 'node:path';
import { isBlank, readByteLines } from './byte-lines.js';
import type { Format } from './source.js';

const BY_EXTENSION: { readonly [extension: string]: Format } = {
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.csv': 'csv',
};

/**
 * The format of an open file: by its extension, and where that leaves a doubt by its first bytes. A `.json` file
 * whose first line is a whole object with more lines after it is JSONL. Undefined when nothing fits.
 */
export function formatOf(fd: number, path: string): Format | undefined {
  const extension = extname(path).toLowerCase();
  const known = BY_EXTENSION[extension];
  if (known !== undefined) return known;
  const head = headOf(fd);
  if (head === '[') return 'json';
  if (head === '{') return isJsonLines(fd) ? 'jsonl' : 'json';
  // An empty or broken .json file is still a JSON file: its reader says what is wrong.
  return extension === '.json' ? 'json' : undefined;
}

/** True when the file begins with a byte order mark of UTF-16 in either order. */
export function isUtf16(fd: number): boolean {
  const bytes = Buffer.alloc(2);
  readSync(fd, bytes, 0, 2, 0);
  const mark = bytes.readUInt16BE(0);
  return mark === 0xfffe || mark === 0xfeff;
}

function headOf(fd: number): string | undefined {
  const bytes = Buffer.alloc(4096);
  const read = readSync(fd, bytes, 0, bytes.length, 0);
  return bytes
    .toString('utf8', 0, read)
    .replace(/^\uFEFF/, '')
    .trimStart()[0];
}

/** Looks at the first line that is not blank: JSONL when it is a whole object. */
function isJsonLines(fd: number): boolean {
  let first: boolean | undefined;
  for (const { bytes, overlongBytes } of readByteLines(fd, { maxLineBytes: 1 << 24, chunkBytes: 1 << 16 })) {
    if (overlongBytes !== undefined) return false;
    if (isBlank(bytes)) continue;
    // A second line settles it: a single one-line object may be a document with its list inside.
    if (first !== undefined) return first;
    try {
      const value: unknown = JSON.parse(bytes.toString('utf8'));
      first = typeof value === 'object' && value !== null;
    } catch {
      return false;
    }
    if (hasListKey(bytes)) return false;
  }
  return first === true;
}

function hasListKey(bytes: Buffer): boolean {
  const value = JSON.parse(bytes.toString('utf8')) as { readonly [key: string]: unknown };
  return ['samples', 'tests', 'data'].some((key) => key in value);
}
