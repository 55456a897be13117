import { readFileSync } from 'node:fs';
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { invalidInput, type Problem, textFlaw } from '../domain/index.js';

/** Far above any honest experiment; keeps a mistaken path (a dataset, say) from being read as one. */
const MAX_BYTES = 1_048_576;

const MAX_SYNTAX_PROBLEMS = 3;

export type DocumentPath = readonly (string | number)[];

/** A YAML file as data, with the place of every key. */
export interface Source {
  readonly file: string;
  readonly data: unknown;
  /** Problems that leave the rest readable (duplicate keys, unknown tags). */
  readonly problems: readonly Problem[];
  /** Where the deepest existing part of the path stands: its key, or its item. */
  locate(path: DocumentPath): { readonly line: number; readonly column: number };
}

/** Reads a YAML file. Throws one `invalid-input` error with every problem when it cannot be understood at all. */
export function readSource(file: string): Source {
  const text = readText(file);
  const lines = new LineCounter();
  let document: Document.Parsed;
  let data: unknown;
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
    const problems = [...document.errors, ...document.warnings].map((error): Problem => {
      const place = lines.linePos(error.pos[0]);
      const code =
        error.code === 'DUPLICATE_KEY'
          ? 'duplicate-key'
          : error.name === 'YAMLWarning'
            ? 'unknown-tag'
            : 'syntax';
      return {
        code,
        message: error.code === 'MULTIPLE_DOCS' ? 'a second YAML document begins here' : error.message,
        file,
        line: place.line,
        column: place.col,
        hint: SYNTAX_HINTS[code],
      };
    });
    // What follows the first syntax errors is mostly their echo: a file of another kind would give hundreds.
    const syntax = problems.filter((problem) => problem.code === 'syntax');
    if (syntax.length > 0) throw invalidInput(syntax.slice(0, MAX_SYNTAX_PROBLEMS));
    // Aliases may repeat text, but not multiply it without bound.
    data = document.toJS({ maxAliasCount: 100 });
    return { file, data, problems, locate: (path) => locate(document, lines, path) };
  } catch (error) {
    if (error instanceof ReferenceError) {
      throw refuse(file, 'alias', error.message, 'Write the text out, or let variants extend one another.');
    }
    if (error instanceof RangeError) {
      throw refuse(
        file,
        'too-deep',
        'the document is nested too deeply',
        'An experiment is a few levels deep.',
      );
    }
    throw error;
  }
}

const SYNTAX_HINTS = {
  'duplicate-key': 'Remove one of the two.',
  'unknown-tag': 'Write plain values, without tags.',
  syntax: 'Mend the YAML here: look at indentation, quotes and brackets.',
};

function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw code === 'ENOENT'
      ? refuse(
          file,
          'missing-file',
          'the experiment does not exist',
          'Check the path; it is relative to the working folder.',
        )
      : refuse(
          file,
          'unreadable-file',
          code === 'EISDIR'
            ? 'this is a folder, not an experiment'
            : `the experiment cannot be read (${code})`,
          'Name a readable YAML file.',
        );
  }
  if (bytes.length > MAX_BYTES) {
    throw refuse(
      file,
      'file-too-large',
      `${bytes.length} bytes are more than an experiment may have (${MAX_BYTES})`,
      'Is this the right file? Samples belong into a dataset.',
    );
  }
  const flaw = textFlaw(bytes);
  if (flaw !== undefined) throw refuse(file, flaw.code, flaw.message, flaw.hint, flaw.line);
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function refuse(file: string, code: string, message: string, hint: string, line?: number): Error {
  return invalidInput([{ code, message, file, hint, ...(line === undefined ? {} : { line }) }]);
}

function locate(document: Document.Parsed, lines: LineCounter, path: DocumentPath) {
  let node: Node | null | undefined = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => String(isScalar(item.key) ? item.key.value : item.key) === String(step),
      );
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as Node | undefined;
      if (item === undefined) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  const place = lines.linePos(offset);
  return { line: place.line, column: place.col };
}
