import type { Problem } from '../domain/index.js';
import { planColumns, recordOfRow } from './csv-row.js';
import { readCsvRows } from './csv-rows.js';
import type { RawRecord } from './source.js';

/**
 * The records of a CSV file: a header, then one sample a row. A row with a flawed cell is left out, unless `keepFlawed`
 * asks for it without the cell.
 */
export function* readCsv(
  text: string,
  file: string,
  onProblem: (problem: Problem) => void,
  options: { readonly keepFlawed?: boolean } = {},
): Generator<RawRecord, void> {
  const table = readCsvRows(text, file, onProblem);
  if (table === undefined) return;
  const plan = planColumns(table.names);
  for (const { line, index, cells } of table.rows()) {
    let flawed = false;
    const fallbackId = `line-${line}`;
    const value = recordOfRow(cells, plan, fallbackId, (code, path, message, hint) => {
      flawed = true;
      onProblem({ code, path, message, hint, file, line });
    });
    if (!flawed || options.keepFlawed === true) yield { value, line, offset: index, fallbackId };
  }
}
