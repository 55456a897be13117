import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { JsonValue, Problem } from '../domain/index.js';
import type { Section } from './sections.js';
import { type WrittenChoice, type WrittenTool, writtenTools } from './tools.js';

/** What the YAML head of a prompt file says. */
export interface FrontMatter {
  readonly name?: string;
  /** As written: `1.0` stays `1.0`. */
  readonly version?: string;
  /** Path as written, relative to the prompt file, with its line. */
  readonly fewShot?: { readonly path: string; readonly line: number };
  /** Tools as written in the head, or the path of the file that holds them. */
  readonly tools?:
    | { readonly written: readonly WrittenTool[] }
    | { readonly path: string; readonly line: number };
  readonly toolChoice?: WrittenChoice;
  /** Every key with its value. */
  readonly values: { readonly [key: string]: JsonValue };
}

const KNOWN_KEYS = ['name', 'version', 'description', 'fewShot', 'tools', 'toolChoice', 'output'] as const;

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

  let choiceLine: number | undefined;
  const known = [...KNOWN_KEYS, ...extraKeys];
  const head: { -readonly [key in keyof FrontMatter]: FrontMatter[key] } = { values: {} };
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
    } else if (key === 'toolChoice') {
      choiceLine = line;
    } else if (key === 'tools' && isSeq(pair.value)) {
      const read = writtenTools(document, pair.value, { file, lineOf });
      problems.push(...read.problems);
      head.tools = { written: read.written };
    } else {
      keepText(head, key, text ?? '', line);
    }
  }
  const values = valuesOf(
    () => document.toJS() as { [key: string]: JsonValue },
    file,
    section.line,
    problems,
  );
  if (choiceLine !== undefined) head.toolChoice = { value: values.toolChoice ?? null, line: choiceLine };
  return { frontMatter: { ...head, values }, problems };
}

function keepText(
  head: { -readonly [key in keyof FrontMatter]: FrontMatter[key] },
  key: string,
  text: string,
  line: number,
): void {
  if (key === 'name' || key === 'version') head[key] = text;
  if (key === 'fewShot' || key === 'tools') head[key] = { path: text, line };
}

/** `version` may be written as a number and keeps its digits; the other texts must be texts. */
function typeProblem(key: string, value: unknown, text: string | undefined): string | undefined {
  if (key === 'output') return isMap(value) ? undefined : 'a mapping';
  const texts = ['name', 'version', 'fewShot', 'tools', 'description'];
  if (!texts.includes(key) || (key === 'tools' && isSeq(value))) return undefined;
  const isText = isScalar(value) && (typeof value.value === 'string' || key === 'version');
  if (isText && text !== undefined && text.trim() !== '') return undefined;
  return key === 'tools' ? 'a list of tools or the path of a file with one' : 'a text that is not empty';
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
