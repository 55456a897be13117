import { textWidth, truncateMiddle } from './width.js';

/** A column of a plain-text table. */
export interface Column {
  readonly header: string;
  readonly align: 'left' | 'right';
  /** Which columns go first when the table is too wide: the highest; 0 always stays and is cut instead. */
  readonly drop: number;
}

const GAP = '  ';
/** A first column wider than this is cut before any other column is left out. */
const MAX_FIRST = 40;

/**
 * Lines of a table (header, rule, rows) within `columns`. Whole columns are left out, the least needed first;
 * when only those with `drop` 0 are left, the first one is cut in the middle.
 */
export function layoutTable(
  allColumns: readonly Column[],
  allRows: readonly (readonly string[])[],
  columns: number,
): readonly string[] {
  let kept = allColumns.map((_, at) => at);
  while (tableWidth(allColumns, allRows, kept) > columns) {
    const candidate = kept.reduce((worst, at) =>
      dropOf(allColumns, at) >= dropOf(allColumns, worst) ? at : worst,
    );
    if (dropOf(allColumns, candidate) === 0) break;
    kept = kept.filter((at) => at !== candidate);
  }
  const widths = kept.map((at) => columnWidth(allColumns, allRows, at));
  const excess = tableWidth(allColumns, allRows, kept) - columns;
  if (excess > 0 && widths[0] !== undefined) widths[0] = Math.max(4, widths[0] - excess);
  const line = (cells: readonly string[]): string =>
    kept
      .map((at, position) => pad(cells[at] ?? '', widths[position] ?? 0, allColumns[at]?.align ?? 'left'))
      .join(GAP)
      .trimEnd();
  return [
    line(allColumns.map((column) => column.header)),
    widths.map((width) => '─'.repeat(width)).join(GAP),
    ...allRows.map(line),
  ];
}

function pad(text: string, width: number, align: Column['align']): string {
  const short = truncateMiddle(text, width);
  const space = ' '.repeat(Math.max(0, width - textWidth(short)));
  return align === 'left' ? short + space : space + short;
}

function dropOf(columns: readonly Column[], at: number): number {
  return columns[at]?.drop ?? 0;
}

function columnWidth(columns: readonly Column[], rows: readonly (readonly string[])[], at: number): number {
  const widest = Math.max(
    textWidth(columns[at]?.header ?? ''),
    ...rows.map((row) => textWidth(row[at] ?? '')),
  );
  return at === 0 ? Math.min(widest, MAX_FIRST) : widest;
}

function tableWidth(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  kept: readonly number[],
): number {
  return kept.reduce((sum, at) => sum + columnWidth(columns, rows, at) + GAP.length, -GAP.length);
}
