import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import { invalidInput, isRecord } from '../../domain/index.js';
import type { Place } from './findings.js';

type Key = string | number;

/** A value of a YAML or JSON file that knows where it stands. `$ref` to a place of the same file is followed. */
export interface ConfigNode {
  readonly value: unknown;
  readonly place: Place;
  /** A member; its value is undefined where there is none. */
  child(key: Key): ConfigNode;
  /** The items of a list; a single value counts as a list of one, nothing as an empty one. */
  items(): readonly ConfigNode[];
  /** The members of an object. */
  entries(): readonly (readonly [string, ConfigNode])[];
}

/** Reads YAML (JSON is a part of it) with lines. Throws `invalid-input` with every syntax error. */
export function parseConfig(text: string, file: string): ConfigNode {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, merge: true });
  if (document.errors.length > 0) {
    throw invalidInput(
      document.errors.map((error) => {
        const { line, col } = counter.linePos(error.pos[0]);
        const hint = 'Mend the YAML: indentation, quotes, colons.';
        return { code: 'bad-yaml', message: error.message, file, line, column: col, hint };
      }),
    );
  }
  let root: unknown;
  try {
    root = document.toJS({ maxAliasCount: 1000 });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw invalidInput([
      { code: 'bad-yaml', message, file, hint: 'Write the values out instead of aliases.' },
    ]);
  }
  const lineOf = (path: readonly Key[]): number | undefined => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      const range = isNode(node) ? node.range : undefined;
      if (range) return counter.linePos(keyOffset(document.contents, path.slice(0, length)) ?? range[0]).line;
    }
    return undefined;
  };
  return nodeAt({ file, root, lineOf }, [], root);
}

interface Source {
  readonly file: string;
  readonly root: unknown;
  readonly lineOf: (path: readonly Key[]) => number | undefined;
}

function nodeAt(source: Source, path: readonly Key[], written: unknown): ConfigNode {
  const target = referenced(source, written);
  const value = target === undefined ? written : { ...asObject(target.value), ...withoutRef(written) };
  const line = source.lineOf(path);
  return nodeOf(
    value,
    { file: source.file, ...(line !== undefined && { line }), path: pathText(path) },
    (key) => {
      const own = memberOf(written, key);
      if (own === undefined && target !== undefined) return target.child(key);
      return nodeAt(source, [...path, key], own);
    },
  );
}

/** A node over any value, with a way to its members. */
export function nodeOf(value: unknown, place: Place, child: (key: Key) => ConfigNode): ConfigNode {
  const items = (): readonly ConfigNode[] => {
    if (value === undefined || value === null) return [];
    return Array.isArray(value) ? value.map((_, at) => child(at)) : [nodeOf(value, place, child)];
  };
  const entries = () => (isRecord(value) ? Object.keys(value).map((key) => [key, child(key)] as const) : []);
  return { value, place, child, items, entries };
}

/** A node whose members all stand at one place: a row, a line. */
export function flatNode(value: unknown, place: Place): ConfigNode {
  return nodeOf(value, place, (key) =>
    flatNode(memberOf(value, key), { ...place, path: `${place.path ?? ''}${segment(key, place.path)}` }),
  );
}

function referenced(source: Source, written: unknown): ConfigNode | undefined {
  const ref = isRecord(written) && typeof written.$ref === 'string' ? written.$ref : undefined;
  if (ref === undefined || !ref.startsWith('#/')) return undefined;
  const path = ref
    .slice(2)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  let value: unknown = source.root;
  for (const key of path) value = memberOf(value, key);
  // A reference to itself would never end; one step is what configurations use.
  if (value === undefined || (isRecord(value) && '$ref' in value)) return undefined;
  return nodeAt(source, path, value);
}

function withoutRef(value: unknown): object {
  if (!isRecord(value)) return {};
  const { $ref: _, ...rest } = value;
  return rest;
}

function asObject(value: unknown): object {
  return isRecord(value) ? value : {};
}

function memberOf(value: unknown, key: Key): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isRecord(value) && Object.hasOwn(value, key) ? value[String(key)] : undefined;
}

function isNode(value: unknown): value is { readonly range?: readonly [number, number, number] | null } {
  return typeof value === 'object' && value !== null && 'range' in value;
}

/** A pair's value may begin on a later line than its key; people look for the key. */
function keyOffset(contents: unknown, path: readonly Key[]): number | undefined {
  let node = contents;
  let offset: number | undefined;
  for (const key of path) {
    offset = undefined;
    if (isMap(node)) {
      const pair = node.items.find((item) => String(item.key) === String(key));
      offset = isNode(pair?.key) ? pair.key.range?.[0] : undefined;
      node = pair?.value;
    } else if (isSeq(node)) node = node.items[Number(key)];
    else return undefined;
  }
  return offset;
}

function pathText(path: readonly Key[]): string {
  let text = '';
  for (const key of path) text += segment(key, text);
  return text;
}

function segment(key: Key, before: string | undefined): string {
  if (typeof key === 'number') return `[${key}]`;
  return before === undefined || before === '' ? key : `.${key}`;
}
