import { invalidInput, isRecord, type JsonRecord, type Problem } from '../domain/index.js';
import type { PicoUsd } from './money.js';
import {
  type EndOfLife,
  makePriceBook,
  type PriceBook,
  type PricedModel,
  type PriceRow,
  type PriceSource,
  RATE_FIELDS,
} from './price-book.js';
import { unitPrice } from './unit-price.js';

type Path = readonly (string | number)[];
type Report = (code: string, path: Path, message: string, hint?: string) => void;

const ROW_KEYS = ['region', 'abovePromptTokens', 'effective', ...RATE_FIELDS, 'source', 'verified', 'note'];

/** Where a path of the document stands in its file. */
export type Locate = (path: Path) => { readonly line: number; readonly column: number } | undefined;

/**
 * Checks a price book that was read from `file` and converts it exactly. Every problem is reported at once, in
 * one `invalid-input` error. `locate` adds lines to the problems where the caller still has the text.
 */
export function parsePriceBook(value: unknown, file: string, locate?: Locate): PriceBook {
  const problems: Problem[] = [];
  const report: Report = (code, path, message, hint) =>
    problems.push({
      code,
      message,
      file,
      path: path.join('.'),
      ...locate?.(path),
      ...(hint === undefined ? {} : { hint }),
    });
  const top = fields(value, [], report, ['$schema', 'date', 'sources', 'models', 'checked']);
  const date = isoDate(top.date, ['date'], report) ?? '';
  const sources = readSources(top.sources, report);
  const models = new Map<string, PricedModel>();
  const listed = top.models === undefined ? undefined : fields(top.models, ['models'], report);
  if (listed === undefined) report('missing-key', [], 'a price book has `models`', 'Add "models": {…}.');
  for (const [id, entry] of Object.entries(listed ?? {}))
    models.set(id, readModel(id, entry, sources, report));
  const checked = readChecked(top.checked, report);
  if (problems.length > 0) throw invalidInput(problems);
  return makePriceBook({ date, sources, models, checked });
}

function readModel(id: string, value: unknown, sources: PriceBook['sources'], report: Report): PricedModel {
  const path = ['models', id];
  const entry = fields(value, path, report, ['name', 'awsNames', 'endOfLife', 'prices']);
  const name = typeof entry.name === 'string' ? entry.name : id;
  if (entry.name !== undefined && typeof entry.name !== 'string') {
    report('wrong-type', [...path, 'name'], 'a name is a text', 'Put it in quotes.');
  }
  const rows: PriceRow[] = [];
  if (!Array.isArray(entry.prices) || entry.prices.length === 0) {
    report(
      'missing-key',
      [...path, 'prices'],
      `${id} lists no prices`,
      'Add "prices": [{"input": …, "output": …}].',
    );
  } else {
    for (const [index, row] of entry.prices.entries()) {
      rows.push(readRow(row, [...path, 'prices', index], sources, report));
    }
    checkRows(rows, [...path, 'prices'], report);
  }
  const awsNames = entry.awsNames ?? [];
  if (!Array.isArray(awsNames) || awsNames.some((other) => typeof other !== 'string')) {
    report('wrong-type', [...path, 'awsNames'], '`awsNames` is a list of texts', 'Write ["…"].');
  }
  const endOfLife = readEndOfLife(entry.endOfLife, [...path, 'endOfLife'], report);
  return { id, name, awsNames: awsNames as readonly string[], endOfLife, rows };
}

function readChecked(value: unknown, report: Report): ReadonlyMap<string, string> {
  const checked = new Map<string, string>();
  if (value === undefined) return checked;
  for (const [id, day] of Object.entries(fields(value, ['checked'], report))) {
    checked.set(id, isoDate(day, ['checked', id], report) ?? '');
  }
  return checked;
}

function readRow(value: unknown, path: Path, sources: PriceBook['sources'], report: Report): PriceRow {
  const row = fields(value, path, report, ROW_KEYS);
  const rates: { [field: string]: PicoUsd } = {};
  for (const field of RATE_FIELDS) {
    if (row[field] === undefined) {
      if (field === 'input' || field === 'output') {
        report('missing-key', path, `a price row needs \`${field}\``, 'Write "0" for what is free.');
      }
      continue;
    }
    const price = unitPrice(row[field]);
    if (price.state === 'exact') rates[field] = price.perToken;
    else report('invalid-price', [...path, field], price.reason, 'Write for example "0.3125".');
  }
  const region = row.region ?? 'any';
  if (region !== 'any' && region !== 'global' && region !== 'regional') {
    report('invalid-value', [...path, 'region'], '`region` is global, regional or any');
  }
  const above = row.abovePromptTokens ?? 0;
  if (typeof above !== 'number' || !Number.isSafeInteger(above) || above < 0) {
    report(
      'invalid-value',
      [...path, 'abovePromptTokens'],
      '`abovePromptTokens` is a whole number of tokens',
    );
  }
  if (row.verified !== undefined && typeof row.verified !== 'boolean') {
    report('wrong-type', [...path, 'verified'], '`verified` is true or false');
  }
  if (row.note !== undefined && typeof row.note !== 'string') {
    report('wrong-type', [...path, 'note'], '`note` is a text');
  }
  const effective =
    row.effective === undefined ? null : isoDate(row.effective, [...path, 'effective'], report);
  return {
    region: region as PriceRow['region'],
    abovePromptTokens: above as number,
    effective: effective ?? null,
    rates: rates as unknown as PriceRow['rates'],
    sources: readSourceKeys(row.source, [...path, 'source'], sources, report),
    verified: row.verified !== false,
    ...(typeof row.note === 'string' ? { note: row.note } : {}),
  };
}

function checkRows(rows: readonly PriceRow[], path: Path, report: Report): void {
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const key = `${row.region} ${row.abovePromptTokens} ${row.effective ?? ''}`;
    if (seen.has(key)) {
      report('duplicate-row', [...path, index], 'a row with the same region, tier and date exists already');
    }
    seen.add(key);
    if (row.region === 'any' && rows.some((other) => other.region !== 'any')) {
      report(
        'contradiction',
        [...path, index],
        'a row for any region stands beside rows for one',
        'Name every region.',
      );
    }
    if (
      row.abovePromptTokens > 0 &&
      !rows.some((o) => o.region === row.region && o.abovePromptTokens === 0)
    ) {
      report(
        'missing-row',
        [...path, index],
        'a long-prompt tier needs the row for shorter prompts beside it',
      );
    }
  }
}

function readEndOfLife(value: unknown, path: Path, report: Report): EndOfLife | null {
  if (value === undefined || value === null) return null;
  const entry = fields(value, path, report, ['date', 'note']);
  const date = isoDate(entry.date, [...path, 'date'], report) ?? '';
  return { date, ...(typeof entry.note === 'string' ? { note: entry.note } : {}) };
}

function readSources(value: unknown, report: Report): { readonly [key: string]: PriceSource } {
  const sources: { [key: string]: PriceSource } = {};
  if (value === undefined) return sources;
  for (const [key, entry] of Object.entries(fields(value, ['sources'], report))) {
    const source = fields(entry, ['sources', key], report, ['title', 'date']);
    const date = isoDate(source.date, ['sources', key, 'date'], report) ?? '';
    if (typeof source.title !== 'string') {
      report(
        'missing-key',
        ['sources', key],
        'a source has a title',
        'Say where the figures can be looked up.',
      );
    }
    sources[key] = { title: String(source.title ?? ''), date };
  }
  return sources;
}

function readSourceKeys(
  value: unknown,
  path: Path,
  known: PriceBook['sources'],
  report: Report,
): readonly string[] {
  const keys = Array.isArray(value) ? value : [value];
  if (value === undefined || keys.length === 0 || keys.some((key) => typeof key !== 'string')) {
    report('missing-key', path, 'a price names its source', 'Add "source": "…".');
    return [];
  }
  // A user's own file may name a contract in plain words; a book with a source list must be consistent.
  if (Object.keys(known).length > 0) {
    for (const key of keys) {
      if (!Object.hasOwn(known, key))
        report('unknown-source', path, `source ${key} is not listed under \`sources\``);
    }
  }
  return keys;
}

function fields(value: unknown, path: Path, report: Report, allowed?: readonly string[]): JsonRecord {
  if (!isRecord(value)) {
    report('wrong-type', path, 'a mapping is expected here', 'Write {"key": value}.');
    return {};
  }
  for (const key of Object.keys(value)) {
    if (allowed !== undefined && !allowed.includes(key)) {
      report('unknown-key', [...path, key], `unknown key \`${key}\``, `Known keys: ${allowed.join(', ')}.`);
    }
  }
  return value;
}

function isoDate(value: unknown, path: Path, report: Report): string | undefined {
  const valid =
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    new Date(value).toISOString().startsWith(value);
  if (valid) return value;
  report('invalid-date', path, 'a date is expected here', 'Write it as YYYY-MM-DD.');
  return undefined;
}
