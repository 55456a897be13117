import { LineCounter, parseDocument } from 'yaml';
import { invalidInput } from '../domain/index.js';
import { type Locate, parsePriceBook } from './parse-price-book.js';
import type { PriceBook } from './price-book.js';

const MAX_SYNTAX_PROBLEMS = 3;

/** Reads the text of a price file (JSON, or YAML): as {@link parsePriceBook}, with a line for every problem. */
export function parsePriceBookText(text: string, file: string): PriceBook {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    // What follows the first syntax errors is mostly their echo.
    throw invalidInput(
      document.errors.slice(0, MAX_SYNTAX_PROBLEMS).map((error) => {
        const place = lines.linePos(error.pos[0]);
        return {
          code: 'syntax',
          message: error.code === 'MULTIPLE_DOCS' ? 'a second document begins here' : error.message,
          file,
          line: place.line,
          column: place.col,
          hint: 'Write the price file as plain JSON or YAML.',
        };
      }),
    );
  }
  if (document.contents === null) {
    const hint = 'Write {"date": "YYYY-MM-DD", "models": {…}}.';
    throw invalidInput([{ code: 'empty-file', message: 'the price file is empty', file, line: 1, hint }]);
  }
  const locate: Locate = (path) => {
    // A missing member has no place of its own: its nearest ancestor stands in.
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      const offset = (node as { range?: readonly number[] | null } | null | undefined)?.range?.[0];
      if (offset === undefined) continue;
      const place = lines.linePos(offset);
      return { line: place.line, column: place.col };
    }
    return undefined;
  };
  return parsePriceBook(document.toJS({ maxAliasCount: 100 }), file, locate);
}
