import { fstatSync, readSync } from 'node:fs';
import { readCsv } from './csv.js';
import { readDocument } from './document-records.js';
import { byteFlaw, readJsonl } from './jsonl.js';
import type { Format, RawRecord, ReadOptions } from './source.js';

/** JSON, YAML and CSV are read whole: larger ones belong in JSONL, which is read a line at a time. */
const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;

/** The records of an open file in any format. */
export function* readRecords(fd: number, format: Format, options: ReadOptions): Generator<RawRecord, void> {
  if (format === 'jsonl') {
    yield* readJsonl(fd, options);
    return;
  }
  const { path, onProblem } = options;
  const bytes = readWhole(fd, options);
  if (bytes === undefined) return;
  const flaw = byteFlaw(bytes);
  if (flaw !== undefined) {
    const before = bytes.subarray(0, (flaw.column ?? 1) - 1);
    const line = before.toString('latin1').split('\n').length;
    onProblem({ ...flaw, file: path, line, column: before.length - before.lastIndexOf(0x0a) });
    return;
  }
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const records =
    format === 'csv' ? readCsv(text, path, onProblem) : readDocument(text, format, path, onProblem);
  for (const record of records) {
    if (!options.skip()) yield record;
  }
}

function readWhole(fd: number, { path, onProblem, onChunk }: ReadOptions): Buffer | undefined {
  const { size } = fstatSync(fd);
  if (size > MAX_DOCUMENT_BYTES) {
    const message = `${size} bytes are more than this format may have (${MAX_DOCUMENT_BYTES})`;
    onProblem({ code: 'file-too-large', message, file: path, hint: 'Write it as JSONL: that is streamed.' });
    return undefined;
  }
  const bytes = Buffer.alloc(size);
  let filled = 0;
  while (filled < size) {
    const read = readSync(fd, bytes, filled, size - filled, filled);
    if (read === 0) break;
    filled += read;
  }
  const whole = bytes.subarray(0, filled);
  onChunk?.(whole);
  return whole;
}
