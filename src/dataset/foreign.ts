import { isRecord, type JsonRecord, nearest } from '../domain/index.js';
import { NATIVE_KEYS } from './native.js';
import type { Report } from './sink.js';

/** The record shapes that are read, by whose habit they follow. */
export type Shape = 'native' | 'promptfoo' | 'pair' | 'bedrock';

/** Where evalite, Langfuse (two spellings) and Inspect keep the wanted answer. */
const EXPECTED_KEYS = ['expected', 'expectedOutput', 'expected_output', 'target'] as const;
const BEDROCK_KEYS = ['prompt', 'referenceResponse', 'category', 'modelResponses'] as const;
const PROMPTFOO_KEYS = ['vars', 'assert', 'metadata', 'description', 'threshold'] as const;
/** Parts of a promptfoo test that change what is asked or how it is judged: ignoring them would falsify it. */
const PROMPTFOO_UNSUPPORTED = [
  'options',
  'provider',
  'providers',
  'prompts',
  'assertScoringFunction',
] as const;

/** Native keys that only our own format has; `vars` without any of them and without an id is promptfoo's. */
const OWN_KEYS = NATIVE_KEYS.filter((key) => !['id', 'vars', 'assert', 'metadata'].includes(key));

/** Tells a record's shape by its keys. */
export function shapeOf(record: JsonRecord): Shape {
  if ('vars' in record) {
    const declared = ['description', 'threshold', ...PROMPTFOO_UNSUPPORTED].some((key) => key in record);
    const native = 'id' in record || OWN_KEYS.some((key) => key in record);
    return declared || !native ? 'promptfoo' : 'native';
  }
  if ('prompt' in record && !('input' in record)) return 'bedrock';
  return 'input' in record ? 'pair' : 'native';
}

/**
 * Rewrites a foreign record with our keys; a native one stays as it is.
 * - promptfoo `{vars, assert, metadata, description, threshold}`: the last two are kept in `metadata`.
 * - `{input, expected | expectedOutput | target}`: a text input is the question, an object the vars, a list of
 *   chat messages history and question; the wanted answer is the reference (objects as JSON).
 * - Bedrock evaluation `{prompt, referenceResponse, category}`: question, reference and intent.
 * Without an id the record gets `fallbackId`. Keys of ours may stand beside the foreign ones; whatever else is
 * there goes to `metadata` under its name (nothing is dropped), unless it looks like a misspelt key.
 */
export function toNative(record: JsonRecord, fallbackId: string, report: Report): JsonRecord {
  const shape = shapeOf(record);
  if (shape === 'native') return record;
  const present = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
  const own = shape === 'promptfoo' ? fromPromptfoo(present, report) : fromOthers(shape, present, report);
  const given = present.id;
  const id = typeof given === 'number' && Number.isFinite(given) ? String(given) : (given ?? fallbackId);
  return { ...own, id };
}

function fromPromptfoo(record: JsonRecord, report: Report): JsonRecord {
  for (const key of PROMPTFOO_UNSUPPORTED) {
    if (record[key] === undefined || isEmpty(record[key])) continue;
    const hint = 'Say it in the experiment (prompts, variants, scorers) and remove it here.';
    report('unsupported-key', key, `a test's "${key}" cannot be carried over`, hint);
  }
  const vars = record.vars;
  if (isRecord(vars)) refuseFileReferences(vars, report);
  const { description, threshold } = record;
  const known = [...PROMPTFOO_KEYS, ...PROMPTFOO_UNSUPPORTED];
  return withRest(record, known, { vars, assert: record.assert }, { description, threshold }, report);
}

function refuseFileReferences(vars: JsonRecord, report: Report): void {
  for (const [name, value] of Object.entries(vars)) {
    if (typeof value !== 'string' || !value.startsWith('file://')) continue;
    const hint = 'Write the text itself: a dataset is one file, so that its hash covers all of it.';
    report('file-reference', `vars.${name}`, `${value} refers to another file`, hint);
  }
}

function fromOthers(shape: 'pair' | 'bedrock', record: JsonRecord, report: Report): JsonRecord {
  if (shape === 'bedrock') {
    const { prompt, referenceResponse, category, modelResponses } = record;
    const own = { vars: { question: prompt }, reference: referenceResponse, intent: category };
    return withRest(record, BEDROCK_KEYS, own, { modelResponses }, report);
  }
  const given = EXPECTED_KEYS.filter((key) => record[key] !== undefined);
  if (given.length > 1) {
    report(
      'both-references',
      given[1] ?? '',
      `"${given.join('" and "')}" are both given`,
      'Keep one of them.',
    );
  }
  const expected = record[given[0] ?? 'expected'];
  const own = { ...inputOf(record.input), ...referencesOf(expected) };
  return withRest(record, ['input', ...EXPECTED_KEYS], own, {}, report);
}

function inputOf(input: unknown): JsonRecord {
  if (isRecord(input)) return { vars: input };
  if (!Array.isArray(input) || !input.every((turn) => isRecord(turn) && 'role' in turn)) {
    return { vars: { input } };
  }
  // Chat messages: the last one asks, those before are history (a system turn is reported there as a bad role).
  const asked: unknown = input.at(-1);
  const question = isRecord(asked) && asked.role === 'user' ? asked.content : undefined;
  return { vars: { input: question }, history: input.slice(0, -1) };
}

function referencesOf(expected: unknown): JsonRecord {
  if (expected === undefined) return {};
  if (Array.isArray(expected)) return { references: expected.map(asText) };
  return { reference: asText(expected) };
}

function asText(value: unknown): unknown {
  return typeof value === 'string' || value === null ? value : JSON.stringify(value);
}

/** Adds our own keys that stand in the record, and moves all other keys into `metadata`. */
function withRest(
  record: JsonRecord,
  known: readonly string[],
  own: JsonRecord,
  extra: JsonRecord,
  report: Report,
): JsonRecord {
  const result: { [key: string]: unknown } = {};
  const moved: { [key: string]: unknown } = {};
  const ours: readonly string[] = NATIVE_KEYS;
  for (const [key, value] of Object.entries(record)) {
    if (ours.includes(key)) result[key] = value;
    else if (!known.includes(key)) {
      const near = nearest(key, [...known, ...ours]);
      if (near === undefined) moved[key] = value;
      else report('unknown-key', key, `unknown key "${key}"`, `Did you mean "${near}"?`);
    }
  }
  for (const [key, value] of Object.entries(own)) if (value !== undefined) result[key] = value;
  for (const [key, value] of Object.entries(extra)) if (value !== undefined) moved[key] = value;
  const given = record.metadata;
  // A wrong type stays as it is, to be reported by the reader of native records.
  if (Object.keys(moved).length > 0 && (given === undefined || isRecord(given))) {
    result.metadata = { ...moved, ...given };
  }
  return result;
}

function isEmpty(value: unknown): boolean {
  return (Array.isArray(value) && value.length === 0) || (isRecord(value) && Object.keys(value).length === 0);
}
