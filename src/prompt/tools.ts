import { type Document, isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { didYouMean, isRecord, type JsonValue, type Problem } from '../domain/index.js';
import type { ToolConfig, ToolSpec } from '../model/port.js';
import { toolProblems } from './tool-problems.js';

/** A tool as written, with its line. */
export interface WrittenTool {
  readonly value: JsonValue;
  readonly line: number;
}

/** The choice as written, with its line. */
export interface WrittenChoice {
  readonly value: JsonValue;
  readonly line: number;
}

const LIST_HINT = 'Write a list of {name, description, inputSchema}.';

/** Reads a tools file: YAML or JSON holding a list, or a mapping whose `tools` is one. */
export function parseToolsFile(
  text: string,
  file: string,
): { readonly written: readonly WrittenTool[]; readonly problems: readonly Problem[] } {
  const counter = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: counter, prettyErrors: false });
  const problems = document.errors.map(({ message, pos }): Problem => {
    const { line } = counter.linePos(pos[0]);
    return { code: 'bad-yaml', message, file, line, hint: 'Mend the YAML or JSON.' };
  });
  if (problems.length > 0) return { written: [], problems };
  const root = document.contents;
  const list = isMap(root) ? root.get('tools', true) : root;
  return writtenTools(document, list as Node | null | undefined, {
    file,
    lineOf: (offset) => counter.linePos(offset).line,
  });
}

/** The items of a list of tools in a YAML document. */
export function writtenTools(
  document: Document,
  list: Node | null | undefined,
  place: { readonly file: string; readonly lineOf: (offset: number) => number },
): { readonly written: readonly WrittenTool[]; readonly problems: readonly Problem[] } {
  const { file, lineOf } = place;
  const line = lineOf(list?.range?.[0] ?? 0);
  if (!isSeq(list) || list.items.length === 0) {
    const message = isSeq(list) ? 'the list of tools is empty' : 'tools must be a list';
    return { written: [], problems: [{ code: 'wrong-type', message, file, line, hint: LIST_HINT }] };
  }
  try {
    const values = list.toJS(document, { maxAliasCount: 100 }) as readonly JsonValue[];
    const written = values.map((value, index) => {
      const item = list.items[index] as Node | undefined;
      return { value, line: lineOf(item?.range?.[0] ?? 0) };
    });
    return { written, problems: [] };
  } catch (error) {
    const message = `tools: ${error instanceof Error ? error.message : String(error)}`;
    const hint = 'Write the values out without aliases.';
    return { written: [], problems: [{ code: 'bad-yaml', message, file, line, hint }] };
  }
}

/**
 * The tools of a prompt. An item is `{name, description, inputSchema}`, or the same as the service writes it
 * (`{toolSpec: {…, inputSchema: {json: …}}}`). Every fault of every tool is a problem with its line.
 */
export function readTools(
  written: readonly WrittenTool[],
  file: string,
  choice?: WrittenChoice & { readonly file: string },
): { readonly tools: ToolConfig | undefined; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const tools: ToolSpec[] = [];
  const lines = new Map<string, number>();
  for (const { value, line } of written) {
    const plain = unwrapped(value);
    for (const { message, hint } of toolProblems(plain)) {
      problems.push({ code: 'bad-tool', message, file, line, path: 'tools', hint });
    }
    const name = isRecord(plain) ? plain.name : undefined;
    if (typeof name !== 'string') continue;
    const before = lines.get(name);
    if (before !== undefined) {
      const message = `a second tool "${name}"; the first is in line ${before}`;
      const hint = 'Give every tool its own name.';
      problems.push({ code: 'duplicate-tool', message, file, line, path: 'tools', hint });
    }
    lines.set(name, before ?? line);
    tools.push(plain as unknown as ToolSpec);
  }
  const read = choice === undefined ? undefined : readChoice(choice, lines);
  if (read?.problem !== undefined) problems.push(read.problem);
  if (problems.length > 0 || tools.length === 0) return { tools: undefined, problems };
  return { tools: { tools, ...(read?.choice !== undefined && { choice: read.choice }) }, problems };
}

/** The service's own form without its wrapping. */
function unwrapped(value: JsonValue): JsonValue {
  const spec = isRecord(value) && isRecord(value.toolSpec) ? value.toolSpec : value;
  if (!isRecord(spec)) return spec as JsonValue;
  const { inputSchema } = spec;
  const isWrapped = isRecord(inputSchema) && isRecord(inputSchema.json) && inputSchema.type === undefined;
  return (isWrapped ? { ...spec, inputSchema: inputSchema.json } : spec) as JsonValue;
}

/** `auto`, `any` or `{tool: <name>}`. */
function readChoice(
  { value, line, file }: WrittenChoice & { readonly file: string },
  known: ReadonlyMap<string, number>,
): { readonly choice?: NonNullable<ToolConfig['choice']>; readonly problem?: Problem } {
  if (value === 'auto' || value === 'any') return { choice: value };
  const tool = isRecord(value) && Object.keys(value).length === 1 ? value.tool : undefined;
  const place = { file, line, path: 'toolChoice' };
  if (typeof tool !== 'string') {
    const hint = 'Write auto, any, or { tool: <name> }.';
    return { problem: { code: 'wrong-type', message: 'toolChoice is not a choice', ...place, hint } };
  }
  if (known.has(tool)) return { choice: { tool } };
  const message = `toolChoice names "${tool}", which is not a tool of the prompt`;
  return { problem: { code: 'unknown-tool', message, ...place, hint: didYouMean(tool, known.keys()) } };
}
