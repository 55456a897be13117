import { isUtf8 } from 'node:buffer';
import type { Problem } from '../domain/index.js';
import { type ByteLine, isBlank, readByteLines } from './byte-lines.js';
import { jsonFault } from './json-syntax.js';
import type { RawRecord, ReadOptions } from './source.js';

/** The records of a JSONL file, one line in memory at a time. Blank lines are passed over. */
export function* readJsonl(fd: number, options: ReadOptions): Generator<RawRecord, void> {
  const { path, onProblem, skip } = options;
  for (const line of readByteLines(fd, options)) {
    if (line.overlongBytes === undefined && isBlank(line.bytes)) continue;
    if (skip()) continue;
    const flaw = flawOf(line, options.maxLineBytes);
    if (flaw !== undefined) {
      onProblem({ ...flaw, file: path, line: line.number });
      continue;
    }
    const text = line.bytes.toString('utf8');
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      onProblem(syntaxProblem(text, path, line.number));
      continue;
    }
    // Escapes are rare: the exact check runs only on lines that hold one that could matter.
    const bad = text.includes('\\u') && SUSPECT_ESCAPE.test(text) ? badCharacter(value) : undefined;
    if (bad === undefined)
      yield { value, line: line.number, offset: line.offset, fallbackId: `line-${line.number}` };
    else onProblem({ ...bad, file: path, line: line.number });
  }
}

/** The record that starts at `offset`, read again; undefined where it cannot be. */
export function readJsonlAt(fd: number, offset: number, maxLineBytes: number): unknown {
  for (const line of readByteLines(fd, { from: offset, maxLineBytes, chunkBytes: 1 << 14 })) {
    return JSON.parse(line.bytes.toString('utf8'));
  }
  return undefined;
}

/** What is wrong with the bytes of a line, before it is text. */
function flawOf(line: ByteLine, maxLineBytes: number): Problem | undefined {
  if (line.overlongBytes !== undefined) {
    const message = `a line of ${line.overlongBytes} bytes is over the limit of ${maxLineBytes}`;
    return { code: 'line-too-long', message, hint: 'Shorten its documents, or raise the limit.' };
  }
  return byteFlaw(line.bytes);
}

/** Invalid UTF-8 and NUL bytes, with the column in bytes. */
export function byteFlaw(bytes: Buffer): Problem | undefined {
  const nul = bytes.indexOf(0);
  if (nul !== -1) {
    const hint = 'Remove it; a file full of them is UTF-16: save it as UTF-8.';
    return { code: 'nul-byte', message: 'a NUL byte', column: nul + 1, hint };
  }
  if (isUtf8(bytes)) return undefined;
  const hint = 'Save the file as UTF-8 (it may be Latin-1, Shift_JIS or UTF-16).';
  return { code: 'invalid-utf8', message: 'not valid UTF-8', column: firstInvalid(bytes) + 1, hint };
}

/** The length of the longest prefix that is valid UTF-8. */
function firstInvalid(bytes: Buffer): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isUtf8(bytes.subarray(0, characterStart(bytes, middle)))) valid = middle;
    else invalid = middle;
  }
  // The search moves in steps of whole characters, so it may be off by one of them, at most four bytes.
  let exact = Math.min(bytes.length, valid + 4);
  while (exact > 0 && !isUtf8(bytes.subarray(0, exact))) exact -= 1;
  return exact;
}

function characterStart(bytes: Buffer, at: number): number {
  let start = at;
  while (start > 0 && at - start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1;
  return start;
}

function syntaxProblem(text: string, file: string, line: number): Problem {
  const fault = jsonFault(text);
  const hint = 'Each line is one whole JSON object; a file that is one JSON list is named .json.';
  if (fault === undefined) return { code: 'bad-json', message: 'not JSON', file, line, hint };
  return {
    code: 'bad-json',
    message: `not JSON: ${fault.message}`,
    file,
    line,
    column: fault.offset + 1,
    hint,
  };
}

const SUSPECT_ESCAPE = /\\u(?:0000|[dD][89a-fA-F])/;

/** Characters that JSON can escape but that no request can carry: NUL and halves of surrogate pairs. */
export function badCharacter(value: unknown): Problem | undefined {
  const flaw = findCharacter(value);
  if (flaw === undefined) return undefined;
  const message =
    flaw === 'nul' ? 'an escaped NUL character' : 'half of a surrogate pair (\\ud800 to \\udfff)';
  return { code: flaw === 'nul' ? 'nul-byte' : 'invalid-utf8', message, hint: 'Remove it from the text.' };
}

function findCharacter(value: unknown): 'nul' | 'surrogate' | undefined {
  if (typeof value === 'string') {
    if (value.includes('\0')) return 'nul';
    return /\p{Surrogate}/u.test(value) ? 'surrogate' : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const flaw = findCharacter(key) ?? findCharacter(member);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}
