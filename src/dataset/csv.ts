import { CsvError, parse } from 'csv-parse/sync';
import type { Problem } from '../domain/index.js';
import { planColumns, recordOfRow } from './csv-row.js';
import type { RawRecord } from './source.js';

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly bytes: number };
}

/**
 * The records of a CSV file: a header, then one sample a row; the separator (comma, semicolon or tab) is the one
 * that the header uses most. Cells follow RFC 4180 and may span lines. A row with a flawed cell is left out, unless
 * `keepFlawed` asks for it without the cell.
 */
export function* readCsv(
  text: string,
  file: string,
  onProblem: (problem: Problem) => void,
  options: { readonly keepFlawed?: boolean } = {},
): Generator<RawRecord, void> {
  const rows = parseRows(text, file, onProblem);
  const header = rows[0]?.record;
  if (header === undefined) return;
  const names = header.map((name) => name.trim());
  const flaw = headerFlaw(names);
  if (flaw !== undefined) {
    onProblem({ ...flaw, file, line: 1 });
    return;
  }
  const plan = planColumns(names);
  const bytes = Buffer.from(text);
  const lineAt = lineCounter(bytes);
  for (const [at, { record: cells }] of rows.slice(1).entries()) {
    const line = lineAt(rows[at]?.info.bytes ?? 0);
    if (cells.length !== names.length) {
      const message = `${cells.length} cells under a header of ${names.length} columns`;
      const hint = 'Put cells that hold separators, quotes or line breaks in double quotes.';
      onProblem({ code: 'bad-row', message, file, line, hint });
      continue;
    }
    let flawed = false;
    const fallbackId = `line-${line}`;
    const value = recordOfRow(cells, plan, fallbackId, (code, path, message, hint) => {
      flawed = true;
      onProblem({ code, path, message, hint, file, line });
    });
    if (!flawed || options.keepFlawed === true) yield { value, line, offset: at, fallbackId };
  }
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
