import {
  type AssertionSpec,
  type Facts,
  type JsonRecord,
  type JsonValue,
  nearest,
  questionOf,
  type Sample,
} from '../domain/index.js';
import {
  assertField,
  documentsField,
  factsField,
  historyField,
  listField,
  numberField,
  objectField,
  referencesField,
  refuseDuplicateDocuments,
  requiredText,
  textField,
  wrongType,
} from './native-fields.js';
import type { Report } from './sink.js';

/** The keys of a native dataset line, in the order in which they are written. */
export const NATIVE_KEYS = [
  'id',
  'intent',
  'vars',
  'documents',
  'history',
  'reference',
  'references',
  'facts',
  'assert',
  'cluster',
  'sessionId',
  'turn',
  'tags',
  'weight',
  'metadata',
] as const;

const NATIVE_KEY_SET: ReadonlySet<string> = new Set(NATIVE_KEYS);
const QUESTION_KEYS = ['question', 'query', 'input'] as const;
/** Names that a prompt's scope gives from the sample's own fields; a var of that name would never be seen. */
const RESERVED_VARS = ['documents', 'history', 'examples', 'intent'] as const;
const MAX_ID_CHARS = 256;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * Reads one native record into a sample and reports each of its flaws. What is returned after a report is good
 * enough to go on checking (facts against references) but never to be run. Undefined without a usable id.
 */
export function readNative(record: JsonRecord, report: Report): Sample | undefined {
  for (const key of Object.keys(record)) {
    if (!NATIVE_KEY_SET.has(key)) reportUnknown(key, report);
  }
  const id = requiredText(record.id, 'id', report);
  if (id !== undefined) checkId(id, report);
  const intent = textField(record.intent, 'intent', report) ?? 'default';
  const vars = varsField(record.vars, report);
  const documents = documentsField(record.documents, report);
  refuseDuplicateDocuments(documents, report);
  const history = historyField(record.history, report);
  const references = referencesField(record.reference, record.references, report);
  const facts: Facts = factsField(record.facts, report);
  const assert: readonly AssertionSpec[] = assertField(record.assert, report);
  const cluster = textField(record.cluster, 'cluster', report) ?? id ?? '';
  const sessionId = textField(record.sessionId, 'sessionId', report);
  const turn = turnField(record.turn, record.sessionId, report);
  const tags = tagsField(record.tags, report);
  const weight = numberField(record.weight, 'weight', report, 0) ?? 1;
  const metadata = objectField(record.metadata, 'metadata', report);
  if (id === undefined) return undefined;
  const sample = {
    id,
    intent,
    vars,
    documents,
    history,
    references,
    facts,
    assert,
    cluster,
    tags,
    weight,
    metadata,
  };
  if (sessionId === undefined) return sample;
  return turn === undefined ? { ...sample, sessionId } : { ...sample, sessionId, turn };
}

function reportUnknown(key: string, report: Report): void {
  const isVar = (QUESTION_KEYS as readonly string[]).includes(key);
  const near = nearest(key, NATIVE_KEYS);
  const hint = isVar
    ? `Put it into "vars": {"${key}": …}.`
    : near === undefined
      ? `Put what is yours into "vars" (templates see it) or "metadata". Known keys: ${NATIVE_KEYS.join(', ')}.`
      : `Did you mean "${near}"?`;
  report('unknown-key', key, `unknown key "${key}"`, hint);
}

function checkId(id: string, report: Report): void {
  if (id.length > MAX_ID_CHARS) {
    const hint = `Use at most ${MAX_ID_CHARS} characters.`;
    report('bad-id', 'id', `an id of ${id.length} characters`, hint);
  } else if (CONTROL.test(id) || id !== id.trim()) {
    const hint = 'Ids are printed in reports: no line breaks, control characters or blanks at the ends.';
    report('bad-id', 'id', `${JSON.stringify(id)} is not a printable id`, hint);
  }
}

function varsField(value: unknown, report: Report): { readonly [name: string]: JsonValue } {
  if (value === undefined) {
    report('missing-key', 'vars', 'is missing', 'Add "vars": {"question": …}.');
    return {};
  }
  const vars = objectField(value, 'vars', report);
  const given = QUESTION_KEYS.filter((name) => vars[name] !== undefined);
  const question = questionOf({ vars });
  if (question === undefined || question.trim() === '') {
    const found = given.length > 0 ? `vars.${given[0]} is not a text with content` : 'there is none';
    const hint = `Give one of vars.${QUESTION_KEYS.join(', vars.')} a text that is not blank.`;
    report('empty-question', `vars.${given[0] ?? 'question'}`, `a sample needs a question: ${found}`, hint);
  }
  for (const name of RESERVED_VARS) {
    if (vars[name] === undefined) continue;
    const hint = `Use the sample's own "${name}", or another name.`;
    report('reserved-variable', `vars.${name}`, `"${name}" would hide the sample's own field`, hint);
  }
  return vars;
}

function turnField(value: unknown, sessionId: unknown, report: Report): number | undefined {
  const turn = numberField(value, 'turn', report, 0);
  if (turn === undefined) return undefined;
  if (!Number.isInteger(turn)) return wrongType(value, 'turn', 'a whole number', report);
  if (sessionId === undefined) {
    report(
      'turn-without-session',
      'turn',
      'a turn without a sessionId',
      'Add "sessionId", or remove "turn".',
    );
  }
  return turn;
}

function tagsField(value: unknown, report: Report): readonly string[] {
  const tags = listField(value, 'tags', report, (item, path) => requiredText(item, path, report));
  if (tags.length > 1 && new Set(tags).size < tags.length) {
    const twice = tags.filter((tag, at) => tags.indexOf(tag) !== at);
    report('duplicate-tag', 'tags', `"${twice.join('", "')}" stands twice`, 'Keep each tag once.');
  }
  return tags;
}
