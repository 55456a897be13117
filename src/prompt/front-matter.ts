import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { JsonValue, Problem } from '../domain/index.js';
import type { Section } from './sections.js';

/** What the YAML head of a prompt file says. */
export interface FrontMatter {
  readonly name?: string;
  /** As written: `1.0` stays `1.0`. */
  readonly version?: string;
  /** Path as written, relative to the prompt file, with its line. */
  readonly fewShot?: { readonly path: string; readonly line: number };
  /** Every key with its value. */
  readonly values: { readonly [key: string]: JsonValue };
}

const KNOWN_KEYS = ['name', 'version', 'description', 'fewShot', 'output'] as const;

/** Reads the front matter; unknown keys, wrong types and YAML errors are problems with their lines. */
export function readFrontMatter(
  section: Section,
  file: string,
  extraKeys: readonly string[],
): { readonly frontMatter: FrontMatter; readonly problems: readonly Problem[] } {
  const counter = new LineCounter();
  const document = parseDocument(section.text, { lineCounter: counter, prettyErrors: false });
  const lineOf = (offset: number): number => counter.linePos(offset).line + section.line - 1;
  const problems: Problem[] = document.errors.map((error) => ({
    code: 'bad-yaml',
    message: `front matter: ${error.message}`,
    file,
    line: lineOf(error.pos[0]),
    hint: 'Mend the YAML between the two --- lines.',
  }));
  if (problems.length > 0 || document.contents === null) return { frontMatter: { values: {} }, problems };
  if (!isMap(document.contents)) {
    const hint = 'Write one key per line, for example "name: concise".';
    problems.push({
      code: 'wrong-type',
      message: 'front matter must be a mapping',
      file,
      line: section.line,
      hint,
    });
    return { frontMatter: { values: {} }, problems };
  }

  const known = [...KNOWN_KEYS, ...extraKeys];
  const texts: { name?: string; version?: string; fewShot?: { path: string; line: number } } = {};
  for (const pair of document.contents.items) {
    const keyNode = pair.key as Node;
    const key = isScalar(keyNode) ? String(keyNode.value) : String(keyNode);
    const line = lineOf(keyNode.range?.[0] ?? 0);
    if (!known.includes(key)) {
      const hint = `Known keys: ${known.join(', ')}.`;
      problems.push({ code: 'unknown-key', message: `unknown key "${key}"`, file, line, path: key, hint });
      continue;
    }
    const text = scalarText(pair.value);
    const wrong = typeProblem(key, pair.value, text);
    if (wrong !== undefined) {
      const message = `"${key}" must be ${wrong}`;
      problems.push({ code: 'wrong-type', message, file, line, path: key, hint: `Write ${wrong}.` });
    } else if (key === 'fewShot') {
      texts.fewShot = { path: text ?? '', line };
    } else if (key === 'name' || key === 'version') {
      texts[key] = text ?? '';
    }
  }
  const values = valuesOf(
    () => document.toJS() as { [key: string]: JsonValue },
    file,
    section.line,
    problems,
  );
  return { frontMatter: { ...texts, values }, problems };
}

/** `version` may be written as a number and keeps its digits; the other texts must be texts. */
function typeProblem(key: string, value: unknown, text: string | undefined): string | undefined {
  if (key === 'output') return isMap(value) ? undefined : 'a mapping';
  if (key !== 'name' && key !== 'version' && key !== 'fewShot' && key !== 'description') return undefined;
  const isText = isScalar(value) && (typeof value.value === 'string' || key === 'version');
  return isText && text !== undefined && text.trim() !== '' ? undefined : 'a text that is not empty';
}

function scalarText(value: unknown): string | undefined {
  if (!isScalar(value) || value.value === null) return undefined;
  return typeof value.value === 'string' ? value.value : (value.source ?? String(value.value));
}

/** An alias bomb makes `toJS` throw. */
function valuesOf(
  toValue: () => { [key: string]: JsonValue },
  file: string,
  line: number,
  problems: Problem[],
): { readonly [key: string]: JsonValue } {
  try {
    return toValue();
  } catch (error) {
    const message = `front matter: ${error instanceof Error ? error.message : String(error)}`;
    problems.push({ code: 'bad-yaml', message, file, line, hint: 'Write the values out without aliases.' });
    return {};
  }
}
