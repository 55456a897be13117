import path from 'node:path';
import { isRecord, type JsonValue } from '../../domain/index.js';
import { type ConfigNode, parseConfig } from './config-node.js';
import type { Findings, Place } from './findings.js';
import { filesOf, holdsCode, readTextFile } from './text-file.js';

export type Vars = { readonly [name: string]: JsonValue };

/** The vars of a test: an object, or files with one; values that are files become their text. */
export function readVars(node: ConfigNode, findings: Findings): Vars {
  const vars: { [name: string]: JsonValue } = {};
  const sources =
    typeof node.value === 'string' || Array.isArray(node.value) ? varFiles(node, findings) : [node];
  for (const source of sources) {
    for (const [name, member] of source.entries()) {
      const value = varValue(member, findings);
      if (value !== undefined) vars[name] = value;
    }
  }
  return vars;
}

function varFiles(node: ConfigNode, findings: Findings): readonly ConfigNode[] {
  return node.items().flatMap(({ value, place }) => {
    if (typeof value !== 'string') return [];
    return filesOf(value, path.dirname(place.file)).flatMap((file) => {
      const read = holdsCode(file) ? undefined : readTextFile(file);
      if (read?.state === 'text') return [parseConfig(read.text, file)];
      findings.lost(
        place,
        `vars from ${value}: ${read?.reason ?? 'a function makes them'}`,
        'Write the vars out.',
      );
      return [];
    });
  });
}

function varValue(member: ConfigNode, findings: Findings): JsonValue | undefined {
  const { value, place } = member;
  if (typeof value === 'string' && value.startsWith('file://')) return fileValue(value, place, findings);
  if (Array.isArray(value)) {
    return member.items().flatMap((item) => {
      const one = varValue(item, findings);
      return one === undefined ? [] : [one];
    });
  }
  return value === undefined || value === null ? undefined : (value as JsonValue);
}

/** Text files as they are, YAML and JSON as data; several files that a pattern fits as a list. */
function fileValue(reference: string, place: Place, findings: Findings): JsonValue | undefined {
  const lost = (reason: string): undefined => {
    findings.lost(place, `${reference}: ${reason}`, 'Write the value itself into the sample.');
  };
  if (holdsCode(reference)) return lost('a function makes it');
  if (/\.(?:png|jpe?g|gif|webp|svg|pdf|mp[34]|wav|docx?|xlsx?)$/i.test(reference))
    return lost('it is no text');
  const values = filesOf(reference, path.dirname(place.file)).flatMap((file) => {
    const read = readTextFile(file);
    if (read.state === 'unreadable') {
      lost(read.reason);
      return [];
    }
    return [
      /\.(?:ya?ml|json)$/i.test(file)
        ? (parseConfig(read.text, file).value as JsonValue)
        : read.text.trimEnd(),
    ];
  });
  if (reference.includes('*')) return values;
  return values[0];
}

/** Every combination of the values of vars that hold lists, as promptfoo runs them. */
export function combinations(vars: Vars): readonly Vars[] {
  let expanded: readonly Vars[] = [{}];
  for (const [name, value] of Object.entries(vars)) {
    const values = Array.isArray(value) && value.length > 0 ? (value as readonly JsonValue[]) : [value];
    expanded = expanded.flatMap((one) => values.map((choice) => ({ ...one, [name]: choice })));
  }
  return expanded;
}

/** What is left of a text's templates once names were put in. */
export interface Filled {
  readonly text: string;
  /** The first template that was not filled in. */
  readonly open: string | undefined;
}

/** Puts vars in the place of `{{ name }}` and `{{ name.member }}`. A name that no var has gives nothing. */
export function fillIn(text: string, vars: Vars): Filled {
  const filled = text.replace(/\{\{-?\s*([A-Za-z_]\w*(?:\.\w+)*)\s*-?\}\}/g, (piece, name: string) => {
    if (name.startsWith('env.')) return piece;
    let value: unknown = vars;
    for (const key of name.split('.'))
      value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    if (value === undefined) return '';
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
  return { text: filled, open: /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/.exec(filled)?.[0] };
}

/** {@link fillIn} in every text of a value. */
export function fillValue(value: JsonValue, vars: Vars, onOpen: (piece: string) => void): JsonValue {
  if (typeof value === 'string') {
    const { text, open } = fillIn(value, vars);
    if (open !== undefined) onOpen(open);
    return text;
  }
  if (Array.isArray(value)) return value.map((item: JsonValue) => fillValue(item, vars, onOpen));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, fillValue(member as JsonValue, vars, onOpen)]),
  );
}
