import { isAlias, isMap, isSeq, LineCounter, type Node, parseDocument, type YAMLSeq } from 'yaml';
import { isRecord, type JsonRecord, type Problem } from '../domain/index.js';
import { jsonFault } from './json-syntax.js';
import { badCharacter } from './jsonl.js';
import { nameOfType } from './sink.js';
import type { RawRecord } from './source.js';

type ParsedDocument = ReturnType<typeof parseDocument>;

/** Keys under which a file may keep its list of samples. */
const LIST_KEYS = ['samples', 'tests', 'data'] as const;

/**
 * The records of a JSON or YAML file: a list, or an object with the list under `samples`, `tests` or `data`.
 * In a promptfoo configuration `defaultTest` is laid under every test. Problems carry the line on which the
 * record starts. YAML's reader finds the lines for both, JSON being a subset of YAML 1.2.
 */
export function* readDocument(
  text: string,
  format: 'json' | 'yaml',
  file: string,
  onProblem: (problem: Problem) => void,
): Generator<RawRecord, void> {
  const fault = format === 'json' ? jsonFault(text) : undefined;
  if (fault !== undefined) {
    onProblem(jsonProblem(text, fault, file));
    return;
  }
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  for (const error of document.errors) {
    const { line, col } = counter.linePos(error.pos[0]);
    const hint = format === 'yaml' ? 'Mend the YAML: indentation, quotes, colons.' : 'Give each key once.';
    onProblem({ code: `bad-${format}`, message: error.message, file, line, column: col, hint });
  }
  if (document.errors.length > 0) return;
  const found = findList(document, file, onProblem);
  if (found !== undefined) yield* recordsOf(found, document, counter, file, onProblem);
}

interface FoundList {
  readonly nodes: YAMLSeq;
  readonly items: readonly unknown[];
  readonly defaults: JsonRecord | undefined;
}

function findList(
  document: ParsedDocument,
  file: string,
  onProblem: (problem: Problem) => void,
): FoundList | undefined {
  const root = document.contents;
  const key = isMap(root) ? LIST_KEYS.find((name) => root.has(name)) : undefined;
  const nodes = isMap(root) && key !== undefined ? root.get(key, true) : root;
  const value = plainValue(() => document.toJS() as unknown, file, onProblem);
  const items = isRecord(value) && key !== undefined ? value[key] : value;
  if (isSeq(nodes) && Array.isArray(items)) {
    const defaults = isRecord(value) && isRecord(value.defaultTest) ? value.defaultTest : undefined;
    return { nodes, items, defaults };
  }
  if (value !== undefined && value !== null) onProblem(notAList(items, key, file));
  return undefined;
}

function* recordsOf(
  { nodes, items, defaults }: FoundList,
  document: ParsedDocument,
  counter: LineCounter,
  file: string,
  onProblem: (problem: Problem) => void,
): Generator<RawRecord, void> {
  for (const [at, item] of items.entries()) {
    const node = nodes.items[at] as Node;
    const range = isAlias(node) ? node.resolve(document)?.range : node.range;
    const { line } = counter.linePos(range?.[0] ?? 0);
    const flaw = badCharacter(item) ?? notJson(item, '');
    if (flaw !== undefined) {
      onProblem({ ...flaw, file, line });
      continue;
    }
    const value = defaults !== undefined && isRecord(item) ? withDefaults(defaults, item) : item;
    yield { value, line, offset: at, fallbackId: `item-${at + 1}` };
  }
}

function jsonProblem(text: string, fault: { offset: number; message: string }, file: string): Problem {
  const before = text.slice(0, fault.offset);
  const line = before.split('\n').length;
  const column = fault.offset - before.lastIndexOf('\n');
  const hint = 'One sample per line is JSONL: then name the file .jsonl.';
  return { code: 'bad-json', message: `not JSON: ${fault.message}`, file, line, column, hint };
}

/** Aliases that multiply beyond reason make the YAML reader throw. */
function plainValue(read: () => unknown, file: string, onProblem: (problem: Problem) => void): unknown {
  try {
    return read();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    onProblem({ code: 'bad-yaml', message, file, hint: 'Write the values out instead of using aliases.' });
    return undefined;
  }
}

function notAList(value: unknown, key: string | undefined, file: string): Problem {
  const where = key === undefined ? 'the file' : `"${key}"`;
  const message = `${where} must hold a list of samples, not ${nameOfType(value)}`;
  const hint = `Write a list, or an object with the list under ${LIST_KEYS.join(', ')}.`;
  return { code: 'wrong-type', message, file, line: 1, hint };
}

/** YAML knows values that JSON cannot carry: they would be lost in requests and hashes. */
function notJson(value: unknown, path: string): Problem | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return {
      code: 'wrong-type',
      path,
      message: `${value} is not a JSON number`,
      hint: 'Write a finite number.',
    };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const flaw = notJson(member, path === '' ? key : `${path}.${key}`);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

/** promptfoo's inheritance: vars and metadata are merged, assertions appended, anything else overridden. */
function withDefaults(defaults: JsonRecord, test: JsonRecord): JsonRecord {
  const merged: { [key: string]: unknown } = { ...defaults, ...test };
  for (const key of ['vars', 'metadata', 'options']) {
    const [base, own] = [defaults[key], test[key]];
    if (isRecord(base) && isRecord(own)) merged[key] = { ...base, ...own };
  }
  const [base, own] = [defaults.assert, test.assert];
  if (Array.isArray(base) && Array.isArray(own)) merged.assert = [...base, ...own];
  return merged;
}
