import { CsvError, parse } from 'csv-parse/sync';
import type { Problem } from '../domain/index.js';

/** A row of a CSV file, as many cells as the header has names. */
export interface CsvRow {
  /** 1-based line on which it begins. */
  readonly line: number;
  /** Counts all rows below the header from 0, those of another width too. */
  readonly index: number;
  readonly cells: readonly string[];
}

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly bytes: number };
}

/**
 * The header and the rows of a CSV file. The separator (comma, semicolon or tab) is the one that the header uses most;
 * cells follow RFC 4180 and may span lines. Undefined where there is no header to go by. A row of another width is
 * reported and left out; nothing is dropped in silence.
 */
export function readCsvRows(
  text: string,
  file: string,
  onProblem: (problem: Problem) => void,
): { readonly names: readonly string[]; readonly rows: () => Generator<CsvRow, void> } | undefined {
  const parsed = parseRows(text, file, onProblem);
  const header = parsed[0]?.record;
  if (header === undefined) return undefined;
  const names = header.map((name) => name.trim());
  const flaw = headerFlaw(names);
  if (flaw !== undefined) {
    onProblem({ ...flaw, file, line: 1 });
    return undefined;
  }
  return {
    names,
    *rows() {
      const lineAt = lineCounter(Buffer.from(text));
      for (let at = 1; at < parsed.length; at++) {
        const cells = parsed[at]?.record ?? [];
        const line = lineAt(parsed[at - 1]?.info.bytes ?? 0);
        if (cells.length === names.length) {
          yield { line, index: at - 1, cells };
          continue;
        }
        const message = `${cells.length} cells under a header of ${names.length} columns`;
        const hint = 'Put cells that hold separators, quotes or line breaks in double quotes.';
        onProblem({ code: 'bad-row', message, file, line, hint });
      }
    },
  };
}

function parseRows(text: string, file: string, onProblem: (problem: Problem) => void): readonly ParsedRow[] {
  const options = {
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    delimiter: delimiterOf(text),
  };
  try {
    // The declared result type leaves out what the `info` option does to it.
    return parse(text, options) as unknown as readonly ParsedRow[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    onProblem({
      code: 'bad-csv',
      message: error.message,
      file,
      line: errorLine(text, options),
      hint: 'Double a quote inside a quoted cell, and close every quoted cell.',
    });
    return [];
  }
}

/** The parser counts CRLF inside quotes twice; with bare line feeds its count is right. */
function errorLine(text: string, options: object): number {
  try {
    parse(text.replaceAll('\r\n', '\n'), options);
  } catch (error) {
    if (error instanceof CsvError && typeof error.lines === 'number') return error.lines;
  }
  return 1;
}

function delimiterOf(text: string): string {
  const header = text.slice(0, Math.max(0, text.search(/[\r\n]|$/)));
  const count = (separator: string): number => header.split(separator).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

function headerFlaw(names: readonly string[]): Problem | undefined {
  const empty = names.indexOf('');
  if (empty !== -1) {
    const message = `column ${empty + 1} of the header has no name`;
    return { code: 'bad-header', message, hint: 'Name every column.' };
  }
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return undefined;
  return { code: 'bad-header', message: `column "${twice}" stands twice`, hint: 'Name each column once.' };
}

/** The line of the first character after `offset` that is no line break; offsets must not fall. */
function lineCounter(bytes: Buffer): (offset: number) => number {
  let at = 0;
  let line = 1;
  return (offset) => {
    while (at < bytes.length && (at < offset || bytes[at] === 0x0a || bytes[at] === 0x0d)) {
      if (bytes[at] === 0x0a) line += 1;
      at += 1;
    }
    return line;
  };
}
