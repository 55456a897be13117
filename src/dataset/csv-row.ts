import { isRecord, type JsonRecord } from '../domain/index.js';
import { parseExpected, splitList } from './csv-expected.js';
import type { Report } from './sink.js';

/** Columns that are fields of a sample and not variables. */
const TEXT_COLUMNS = ['id', 'intent', 'reference', 'cluster', 'sessionId'];
const NUMBER_COLUMNS = ['turn', 'weight'];
const JSON_COLUMNS = ['documents', 'history', 'references', 'facts', 'assert', 'metadata'];
const EXPECTED_COLUMNS = ['expected', 'expectedOutput', 'expected_output', 'target'];

/** How the columns of one file are read. */
export interface ColumnPlan {
  readonly names: readonly string[];
  /** The column that holds the wanted answer, where the file is of `{input, expected}` or Bedrock shape. */
  readonly reference: string | undefined;
  /** True for Bedrock's `prompt`, `referenceResponse`, `category`. */
  readonly bedrock: boolean;
}

export function planColumns(names: readonly string[]): ColumnPlan {
  const bedrock = names.includes('prompt') && names.includes('referenceResponse');
  const expected = names.includes('input')
    ? names.find((name) => EXPECTED_COLUMNS.includes(name))
    : undefined;
  return { names, bedrock, reference: bedrock ? 'referenceResponse' : expected };
}

/** What the cells of a row have built so far. */
interface Draft {
  readonly record: { [key: string]: unknown };
  readonly vars: { [name: string]: string };
  readonly metadata: { [name: string]: unknown };
  readonly assert: { [key: string]: unknown }[];
  /** `__config:__expected…:threshold` by the column it speaks of. */
  readonly thresholds: Map<string, number>;
  /** The assertion that each `__expected…` column gave. */
  readonly byColumn: Map<string, { [key: string]: unknown }>;
  metric: string | undefined;
}

/**
 * Turns a row into a native record. Columns named like a sample's fields (`id`, `intent`, `reference`, `cluster`,
 * `sessionId`, `turn`, `weight`, `tags`; `documents`, `history`, `facts` … as JSON) are those fields; columns with
 * two leading underscores follow promptfoo; every other column is a variable.
 */
export function recordOfRow(
  cells: readonly string[],
  plan: ColumnPlan,
  fallbackId: string,
  report: Report,
): JsonRecord {
  const draft: Draft = {
    record: { id: fallbackId },
    vars: {},
    metadata: {},
    assert: [],
    thresholds: new Map(),
    byColumn: new Map(),
    metric: undefined,
  };
  for (const [at, name] of plan.names.entries()) {
    const cell = cells[at] ?? '';
    if (name.startsWith('__')) readSpecial(name, cell, draft, report);
    else readColumn(name, cell, plan, draft, report);
  }
  for (const [column, threshold] of draft.thresholds) {
    const assertion = draft.byColumn.get(column);
    if (assertion !== undefined) assertion.threshold = threshold;
  }
  if (draft.metric !== undefined) for (const assertion of draft.assert) assertion.metric = draft.metric;

  const { record, vars, metadata, assert } = draft;
  record.vars = vars;
  if (assert.length > 0) record.assert = [...asList(record.assert), ...assert];
  if (Object.keys(metadata).length > 0) record.metadata = { ...metadata, ...asObject(record.metadata) };
  return record;
}

function readColumn(name: string, cell: string, plan: ColumnPlan, draft: Draft, report: Report): void {
  const { record, vars } = draft;
  if (name === plan.reference) {
    if (cell !== '') record.reference = cell;
  } else if (plan.bedrock && name === 'prompt') {
    vars.question = cell;
  } else if (plan.bedrock && name === 'category') {
    if (cell !== '') record.intent = cell;
  } else if (name === 'id') {
    record.id = cell;
  } else if (TEXT_COLUMNS.includes(name)) {
    if (cell !== '') record[name] = cell;
  } else if (NUMBER_COLUMNS.includes(name)) {
    if (cell !== '') record[name] = numberOf(cell);
  } else if (name === 'tags') {
    record.tags = cell
      .split(/[;,]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
  } else if (JSON_COLUMNS.includes(name)) {
    if (cell !== '') record[name] = jsonOf(cell, name, report);
  } else {
    vars[name] = cell;
  }
}

function readSpecial(name: string, cell: string, draft: Draft, report: Report): void {
  if (cell === '') return;
  const threshold = /^__config:(__expected\d*):threshold$/.exec(name)?.[1];
  const metadataKey = /^__metadata:(.+?)(\[\])?$/.exec(name);
  if (/^__expected\d*$/.test(name)) {
    const parsed = parseExpected(cell);
    if (parsed.state === 'refused') {
      report(
        'unsupported-assertion',
        name,
        parsed.reason,
        'Use a declarative assertion, for example "contains: x".',
      );
      return;
    }
    const assertion = { ...parsed.assertion };
    draft.assert.push(assertion);
    draft.byColumn.set(name, assertion);
  } else if (threshold !== undefined || name === '__threshold') {
    const value = numberOf(cell);
    if (typeof value !== 'number') report('wrong-type', name, `"${cell}" is not a number`, 'Write a number.');
    else if (threshold !== undefined) draft.thresholds.set(threshold, value);
    else draft.metadata.threshold = value;
  } else if (metadataKey?.[1] !== undefined) {
    draft.metadata[metadataKey[1]] = metadataKey[2] === undefined ? cell : splitList(cell);
  } else if (name === '__metric') {
    draft.metric = cell;
  } else if (name === '__description') {
    draft.metadata.description = cell;
  } else {
    const hint =
      'Read are __expected, __expected1…, __metric, __threshold, __description, __metadata:key, __metadata:key[] and __config:__expected:threshold; text for every prompt belongs to the template.';
    report('unknown-key', name, `column "${name}" cannot be carried over`, hint);
  }
}

/** A number, or the text as it was, so that the reader of native records reports its type. */
function numberOf(cell: string): number | string {
  const value = Number(cell);
  return cell.trim() !== '' && Number.isFinite(value) ? value : cell;
}

function jsonOf(cell: string, name: string, report: Report): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    report('bad-json', name, `the cell of column "${name}" is not JSON`, 'Write the list or object as JSON.');
    return undefined;
  }
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asObject(value: unknown): JsonRecord {
  return isRecord(value) ? value : {};
}
