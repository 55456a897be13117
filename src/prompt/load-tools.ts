import { dirname, resolve } from 'node:path';
import type { Problem } from '../domain/index.js';
import type { ToolConfig } from '../model/port.js';
import type { FrontMatter } from './front-matter.js';
import { readText } from './read-text.js';
import { parseToolsFile, readTools } from './tools.js';

interface LoadedTools {
  readonly tools?: ToolConfig;
  /** The file that holds them, where it is not the prompt itself. */
  readonly file?: { readonly path: string; readonly text: string };
}

/** Reads the tools that a front matter declares or names; what is wrong with them is added to `problems`. */
export function loadTools(frontMatter: FrontMatter, promptPath: string, problems: Problem[]): LoadedTools {
  const { tools: declared, toolChoice } = frontMatter;
  const choice = toolChoice === undefined ? undefined : { ...toolChoice, file: promptPath };
  if (declared === undefined) {
    if (choice !== undefined) {
      const hint = 'Add `tools`, or remove the choice.';
      const place = { file: promptPath, line: choice.line, path: 'toolChoice' };
      problems.push({ code: 'contradiction', message: 'toolChoice without `tools`', ...place, hint });
    }
    return {};
  }
  if ('written' in declared) {
    const read = readTools(declared.written, promptPath, choice);
    problems.push(...read.problems);
    return read.tools === undefined ? {} : { tools: read.tools };
  }
  const path = resolve(dirname(promptPath), declared.path);
  const text = readText(path, 'tools', problems, { file: promptPath, line: declared.line });
  if (text === undefined) return {};
  const parsed = parseToolsFile(text, path);
  // Without a readable tool every choice would look unknown.
  const read = readTools(parsed.written, path, parsed.written.length === 0 ? undefined : choice);
  problems.push(...parsed.problems, ...read.problems);
  return { ...(read.tools !== undefined && { tools: read.tools }), file: { path, text } };
}
