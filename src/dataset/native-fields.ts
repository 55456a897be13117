import {
  type AssertionSpec,
  type Document,
  type Fact,
  type Facts,
  isRecord,
  type JsonValue,
  type Message,
  nearest,
} from '../domain/index.js';
import { nameOfType, type Report } from './sink.js';

// Hand-written checks: they run once per sample on every read, and each has to say what to do about a flaw.

const NOTHING: readonly never[] = [];
const NO_FACTS: Facts = { must: NOTHING, mustNot: NOTHING };

/** An optional text; undefined where it is absent or wrong. */
export function textField(value: unknown, path: string, report: Report): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value.trim() !== '') return value;
  wrongType(value, path, 'a text that is not blank', report);
  return undefined;
}

export function documentsField(value: unknown, report: Report): readonly Document[] {
  return listField(value, 'documents', report, (item, path) => {
    if (!isRecord(item)) return wrongType(item, path, '{"id": …, "text": …}', report);
    refuseUnknownKeys(item, ['id', 'text'], path, report);
    const id = requiredText(item.id, `${path}.id`, report);
    const text = requiredText(item.text, `${path}.text`, report);
    return id === undefined || text === undefined ? undefined : { id, text };
  });
}

/** Reports every document id that stands twice. */
export function refuseDuplicateDocuments(documents: readonly Document[], report: Report): void {
  for (let at = 1; at < documents.length; at++) {
    const id = documents[at]?.id;
    const first = documents.findIndex((document) => document.id === id);
    if (first === at) continue;
    const message = `document id "${id}" stands twice, first at documents[${first}]`;
    report(
      'duplicate-document',
      `documents[${at}].id`,
      message,
      'Give each document of a sample its own id.',
    );
  }
}

export function historyField(value: unknown, report: Report): readonly Message[] {
  return listField(value, 'history', report, (item, path) => {
    if (!isRecord(item)) return wrongType(item, path, '{"role": …, "content": …}', report);
    refuseUnknownKeys(item, ['role', 'content'], path, report);
    const { role } = item;
    const content = requiredText(item.content, `${path}.content`, report);
    if (role !== 'user' && role !== 'assistant') {
      const message = `role ${JSON.stringify(role) ?? 'is missing'} is neither "user" nor "assistant"`;
      const hint = 'System text belongs to the prompt; history holds user and assistant turns.';
      report('bad-role', `${path}.role`, message, hint);
      return undefined;
    }
    return content === undefined ? undefined : { role, content };
  });
}

export function referencesField(one: unknown, many: unknown, report: Report): readonly string[] {
  if (one !== undefined && many !== undefined) {
    const hint = 'Keep "references" and put the single one into its list.';
    report('both-references', 'reference', '"reference" and "references" are both given', hint);
  }
  if (one !== undefined) {
    const text = textField(one, 'reference', report);
    return text === undefined ? NOTHING : [text];
  }
  return listField(many, 'references', report, (item, path) => requiredText(item, path, report));
}

export function factsField(value: unknown, report: Report): Facts {
  if (value === undefined) return NO_FACTS;
  if (!isRecord(value)) {
    wrongType(value, 'facts', '{"must": […], "mustNot": […]}', report);
    return NO_FACTS;
  }
  refuseUnknownKeys(value, ['must', 'mustNot'], 'facts', report);
  const read = (key: 'must' | 'mustNot') =>
    listField(value[key], `facts.${key}`, report, (item, path) => factOf(item, path, report));
  return { must: read('must'), mustNot: read('mustNot') };
}

function factOf(item: unknown, path: string, report: Report): Fact | undefined {
  if (typeof item === 'string' && item.trim() !== '') return item;
  if (!isRecord(item)) return wrongType(item, path, 'a text, or {"anyOf": [texts]}', report);
  refuseUnknownKeys(item, ['anyOf'], path, report);
  const anyOf = listField(item.anyOf, `${path}.anyOf`, report, (text, at) => requiredText(text, at, report));
  if (anyOf.length > 0) return { anyOf };
  if (item.anyOf === undefined || Array.isArray(item.anyOf)) {
    report('empty-fact', path, 'a fact without alternatives', 'Give "anyOf" at least one text.');
  }
  return undefined;
}

const ASSERTION_KEYS = ['type', 'value', 'threshold', 'weight', 'metric', 'config', 'assert'] as const;

/** Assertions; those inside an `assert-set` have no sets of their own. */
export function assertField(value: unknown, report: Report, at = 'assert'): readonly AssertionSpec[] {
  return listField(value, at, report, (item, path) => {
    if (!isRecord(item)) return wrongType(item, path, '{"type": …, "value": …}', report);
    refuseUnknownKeys(item, ASSERTION_KEYS, path, report);
    const type = requiredText(item.type, `${path}.type`, report);
    const threshold = numberField(item.threshold, `${path}.threshold`, report);
    const weight = numberField(item.weight, `${path}.weight`, report, 0);
    const metric = textField(item.metric, `${path}.metric`, report);
    const config = item.config === undefined ? undefined : objectField(item.config, `${path}.config`, report);
    const members = item.assert === undefined ? undefined : membersField(item.assert, path, at, report);
    if (type === undefined) return undefined;
    return {
      type,
      ...(item.value === undefined ? {} : { value: item.value as JsonValue }),
      ...(threshold === undefined ? {} : { threshold }),
      ...(weight === undefined ? {} : { weight }),
      ...(metric === undefined ? {} : { metric }),
      ...(config === undefined ? {} : { config }),
      ...(members === undefined ? {} : { assert: members }),
    };
  });
}

function membersField(
  value: unknown,
  path: string,
  outer: string,
  report: Report,
): readonly AssertionSpec[] | undefined {
  if (outer === 'assert') return assertField(value, report, `${path}.assert`);
  report('bad-value', `${path}.assert`, 'a set inside a set', 'Put its members into the outer set.');
  return undefined;
}

/** An optional finite number of at least `min`. */
export function numberField(
  value: unknown,
  path: string,
  report: Report,
  min = Number.NEGATIVE_INFINITY,
): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) return wrongType(value, path, 'a number', report);
  if (value >= min) return value;
  report('out-of-range', path, `${value} is less than ${min}`, `Give a number of at least ${min}.`);
  return undefined;
}

/** An optional object; wrong ones count as empty. */
export function objectField(
  value: unknown,
  path: string,
  report: Report,
): { readonly [key: string]: JsonValue } {
  if (value === undefined) return {};
  if (isRecord(value)) return value as { readonly [key: string]: JsonValue };
  wrongType(value, path, 'an object', report);
  return {};
}

/** An optional list whose good items are kept; `read` reports the flaws of an item itself. */
export function listField<Item>(
  value: unknown,
  path: string,
  report: Report,
  read: (item: unknown, path: string) => Item | undefined,
): readonly Item[] {
  if (value === undefined) return NOTHING;
  if (!Array.isArray(value)) {
    wrongType(value, path, 'a list', report);
    return NOTHING;
  }
  const items: Item[] = [];
  for (let at = 0; at < value.length; at++) {
    const item = read(value[at], `${path}[${at}]`);
    if (item !== undefined) items.push(item);
  }
  return items;
}

/** A text that must be there and not be blank. */
export function requiredText(value: unknown, path: string, report: Report): string | undefined {
  if (value !== undefined) return textField(value, path, report);
  report('missing-key', path, 'is missing', 'Add it as a text.');
  return undefined;
}

/** Reports keys that mean nothing here, with the known one that is nearest. */
function refuseUnknownKeys(
  value: { readonly [key: string]: unknown },
  known: readonly string[],
  path: string,
  report: Report,
): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const near = nearest(key, known);
    const hint = near === undefined ? `Known keys: ${known.join(', ')}.` : `Did you mean "${near}"?`;
    report('unknown-key', path === '' ? key : `${path}.${key}`, `unknown key "${key}"`, hint);
  }
}

export function wrongType(value: unknown, path: string, wanted: string, report: Report): undefined {
  const blank = typeof value === 'string' && value.trim() === '';
  const found = blank ? 'a blank text' : nameOfType(value);
  const hint = value === null ? 'Leave the key out instead of null.' : `Write ${wanted}.`;
  report(blank ? 'blank-text' : 'wrong-type', path, `must be ${wanted}, not ${found}`, hint);
}
