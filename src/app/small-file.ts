import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { invalidInput, type Problem, textFlaw } from '../domain/index.js';

/** What a file is and where its path was given, for the messages of {@link readSmallText}. */
export interface SmallFile {
  /** For example `price file`. */
  readonly what: string;
  /** What to do when it is not there. */
  readonly hint: string;
}

/** The text of a file that a person named; throws `invalid-input` when it is missing, no file, or not clean UTF-8. */
export function readSmallText(file: string, { what, hint }: SmallFile): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const missing = code === 'ENOENT' || code === 'ENOTDIR';
    const message = missing
      ? `the ${what} does not exist`
      : code === 'EISDIR'
        ? `the ${what} is a folder`
        : `the ${what} cannot be read (${code})`;
    throw invalidInput([{ code: missing ? 'missing-file' : 'unreadable-file', message, file, hint }]);
  }
  const flaw = textFlaw(bytes);
  if (flaw === undefined) return bytes.toString('utf8').replace(/^\uFEFF/, '');
  throw invalidInput([{ ...flaw, file }]);
}

/** A JSON file as data, of any size; as {@link readSmallText}, and a syntax error with its line. */
export function readSmallJson(file: string, kind: SmallFile): unknown {
  const text = readSmallText(file, kind);
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const position = /at position (\d+)/.exec(reason)?.[1];
    // Without a position the text ended too early.
    const line = text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length;
    const message = `the ${kind.what} is not JSON: ${reason.replace(/ in JSON at position .*$/s, '')}`;
    throw invalidInput([{ code: 'syntax', message, file, line, hint: kind.hint }]);
  }
}

/** A YAML or JSON file as data, with the line of any path in it. */
export interface SmallDocument {
  readonly value: unknown;
  /** 1-based line of the deepest part of a path that exists. */
  lineOf(path: readonly (string | number)[]): number | undefined;
}

/** Reads a small YAML or JSON file; as {@link readSmallText}, and its first syntax error with its place. */
export function readSmallDocument(file: string, kind: SmallFile): SmallDocument {
  const text = readSmallText(file, kind);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  // What follows the first syntax error is mostly its echo.
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    const hint = `Mend the YAML or JSON of the ${kind.what} here.`;
    const problem: Problem = { code: 'syntax', message: error.message, file, line, column: col, hint };
    throw invalidInput([problem]);
  }
  return {
    value: document.toJS({ maxAliasCount: 100 }),
    lineOf(path) {
      for (let length = path.length; length >= 0; length -= 1) {
        const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
        const range = node !== null && typeof node === 'object' && 'range' in node ? node.range : undefined;
        if (Array.isArray(range) && typeof range[0] === 'number') return lines.linePos(range[0]).line;
      }
      return undefined;
    },
  };
}
