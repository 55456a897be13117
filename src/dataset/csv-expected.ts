import { parse } from 'csv-parse/sync';
import type { JsonValue } from '../domain/index.js';

/** What an `__expected` cell says: an assertion, or why it cannot be one. */
export type ExpectedCell =
  | {
      readonly state: 'assertion';
      readonly assertion: { readonly type: string; readonly value?: JsonValue; readonly threshold?: number };
    }
  | { readonly state: 'refused'; readonly reason: string };

/** Assertions of the field by their usual names; other words before a colon are part of the expected text. */
const TYPES = [
  ...['equals', 'contains', 'icontains', 'contains-any', 'contains-all', 'icontains-any', 'icontains-all'],
  ...[
    'regex',
    'starts-with',
    'ends-with',
    'is-json',
    'contains-json',
    'json-schema',
    'levenshtein',
    'rouge-l',
  ],
  ...[
    'rouge-n',
    'bleu',
    'gleu',
    'meteor',
    'bertscore',
    'similar',
    'latency',
    'cost',
    'max-tokens',
    'is-refusal',
  ],
  ...['is-xml', 'llm-rubric', 'model-graded-closedqa', 'g-eval', 'factuality', 'model-graded-factuality'],
  ...['answer-relevance', 'context-faithfulness', 'context-recall', 'select-best'],
];
const LIST_TYPES: ReadonlySet<string> = new Set(
  ['contains-any', 'contains-all', 'icontains-any', 'icontains-all'].flatMap((type) => [type, `not-${type}`]),
);
const CODE_TYPES = ['javascript', 'python', 'ruby', 'fn', 'eval', 'file', 'webhook'];

/** Everything after the colon, line breaks included. */
const TYPED = /^(not-)?([a-z][a-z-]*)(?:\(([^)]*)\))?(?::([\s\S]*))?$/;

/**
 * Reads a cell in promptfoo's notation: `contains: x`, `similar(0.8): x`, `is-json`, `not-contains: x`,
 * `contains-any: a,b`, `grade: rubric`; anything else is the whole expected text (`equals`). Cells that hold
 * code are refused: a dataset is data.
 */
export function parseExpected(cell: string): ExpectedCell {
  const match = TYPED.exec(cell.trim());
  const [, not = '', name = '', bracket, rest] = match ?? [];
  if (CODE_TYPES.includes(name) && rest !== undefined) {
    return { state: 'refused', reason: `"${name}:" runs code or reads a file` };
  }
  const type = name === 'grade' && rest !== undefined ? 'llm-rubric' : name;
  // "regex" or "cost" alone is an expected word; only checks that need no value may stand bare.
  const bare = rest === undefined && bracket === undefined && !/^is-|^contains-json$/.test(type);
  if (match === null || !TYPES.includes(type) || bare) {
    return { state: 'assertion', assertion: { type: 'equals', value: cell } };
  }
  const threshold = bracket === undefined || bracket.trim() === '' ? undefined : Number(bracket);
  if (threshold !== undefined && !Number.isFinite(threshold)) {
    return { state: 'refused', reason: `the threshold "${bracket}" is not a number` };
  }
  const value =
    rest === undefined || rest.trim() === '' ? undefined : cellValue(`${not}${type}`, rest.trim());
  return {
    state: 'assertion',
    assertion: {
      type: `${not}${type}`,
      ...(value === undefined ? {} : { value }),
      ...(threshold === undefined ? {} : { threshold }),
    },
  };
}

function cellValue(type: string, text: string): JsonValue {
  if (LIST_TYPES.has(type)) return splitList(text);
  if (!/^(?:not-)?(?:is-json|contains-json|json-schema)$/.test(type)) return text;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

/** Comma-separated, with quotes as in CSV. */
export function splitList(text: string): readonly string[] {
  const rows = parse(text, { relax_quotes: true, trim: true, relax_column_count: true });
  return rows.flat().filter((item) => item !== '');
}
