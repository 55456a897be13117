import { readFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { hashJson, invalidInput, type JsonValue, type Problem, textFlaw } from '../domain/index.js';
import { createEngine, MAX_TEMPLATE_CHARS } from './engine.js';
import { type FewShotExample, parseFewShot } from './few-shot.js';
import { type FrontMatter, readFrontMatter } from './front-matter.js';
import type { Prompt } from './port.js';
import { createRender } from './render.js';
import { splitSections } from './sections.js';
import { compileSection } from './template.js';

/** Names that the scope always gives; a sample's vars of these names are not seen by templates. */
const RESERVED_NAMES: readonly string[] = ['documents', 'history', 'examples', 'intent'];

/** A prompt with what its front matter said. */
export interface LoadedPrompt extends Prompt {
  /** Every front-matter key with its value; `output` is the output contract. */
  readonly frontMatter: { readonly [key: string]: JsonValue };
  /** Absolute path of the few-shot file, where there is one. */
  readonly fewShotPath?: string;
}

export interface LoadPromptOptions {
  /** Front-matter keys to accept beside the known ones, for files that are a prompt and more (rubrics). */
  readonly extraKeys?: readonly string[];
}

/**
 * Reads and parses a prompt file: optional YAML front matter (`name`, `version`, `description`, `fewShot`,
 * `output`), then `# system` (optional) and `# user` sections in LiquidJS. Without a `name` the file's stem is
 * the name, without a `version` the first 8 digits of its hash. Throws one `invalid-input` error that lists
 * every problem of the file and of its few-shot file, each with its line.
 */
export function loadPrompt(path: string, options: LoadPromptOptions = {}): LoadedPrompt {
  const problems: Problem[] = [];
  const text = readText(path, 'prompt', problems);
  if (text === undefined) throw invalidInput(problems);
  const split = splitSections(text, path);
  problems.push(...split.problems);

  const { frontMatter: head, system, user } = split.sections;
  const read = head === undefined ? undefined : readFrontMatter(head, path, options.extraKeys ?? []);
  problems.push(...(read?.problems ?? []));
  const frontMatter: FrontMatter = read?.frontMatter ?? { values: {} };

  const engine = createEngine();
  const systemPart = system === undefined ? undefined : compileSection(engine, system, path);
  const userPart = user === undefined ? undefined : compileSection(engine, user, path);
  problems.push(...(systemPart?.problems ?? []), ...(userPart?.problems ?? []));

  const names = new Set([...(systemPart?.compiled?.names ?? []), ...(userPart?.compiled?.names ?? [])]);
  const fewShot = readFewShot(frontMatter, path, problems);
  // Judged only when the template was understood: a syntax error would make every name look unused.
  if (problems.length === 0) problems.push(...fewShotMismatch(frontMatter, names.has('examples'), path));
  if (problems.length > 0 || user === undefined || userPart?.compiled === undefined)
    throw invalidInput(problems);

  const hash = hashJson({ template: text, fewShot: fewShot?.text ?? null });
  const uses = {
    documents: names.has('documents'),
    fewShot: names.has('examples'),
    // A template that does not name the history gets it as messages: it always has an effect.
    history: true,
  };
  return {
    name: frontMatter.name ?? basename(path, extname(path)),
    version: frontMatter.version ?? hash.slice(0, 8),
    path,
    hash,
    text,
    uses,
    variables: [...names].filter((name) => !RESERVED_NAMES.includes(name)).sort(),
    stableBy: 'all',
    readsInside: [...(systemPart?.compiled?.nested ?? []), ...userPart.compiled.nested].some(
      (name) => !RESERVED_NAMES.includes(name),
    ),
    frontMatter: frontMatter.values,
    ...(fewShot === undefined ? {} : { fewShotPath: fewShot.path }),
    render: createRender({
      path,
      ...(system === undefined || systemPart?.compiled === undefined
        ? {}
        : { system: { ...systemPart.compiled, line: system.line } }),
      user: { ...userPart.compiled, line: user.line },
      examples: fewShot?.examples ?? [],
    }),
  };
}

function readFewShot(
  frontMatter: FrontMatter,
  promptPath: string,
  problems: Problem[],
):
  | { readonly path: string; readonly text: string; readonly examples: readonly FewShotExample[] }
  | undefined {
  if (frontMatter.fewShot === undefined) return undefined;
  const path = resolve(dirname(promptPath), frontMatter.fewShot.path);
  const text = readText(path, 'few-shot', problems, { file: promptPath, line: frontMatter.fewShot.line });
  if (text === undefined) return undefined;
  const parsed = parseFewShot(text, path);
  problems.push(...parsed.problems);
  return { path, text, examples: parsed.examples };
}

/** A few-shot file that no template shows, or a template that waits for a file: one half was forgotten. */
function fewShotMismatch(frontMatter: FrontMatter, named: boolean, file: string): Problem[] {
  const declared = frontMatter.fewShot;
  if (named && declared === undefined) {
    const message = 'the template names "examples" but the front matter declares no fewShot file';
    return [
      { code: 'no-few-shot-file', message, file, line: 1, hint: 'Add "fewShot: path/to/examples.jsonl".' },
    ];
  }
  if (!named && declared !== undefined) {
    const message = 'a fewShot file is declared but the template never names "examples"';
    const hint = 'Add {% for example in examples %}…{% endfor %}, or remove fewShot.';
    return [{ code: 'unused-few-shot', message, file, line: declared.line, hint }];
  }
  return [];
}

/** A file's text; undefined, with a problem, when it is missing, too large or not clean UTF-8. */
function readText(
  path: string,
  what: 'prompt' | 'few-shot',
  problems: Problem[],
  namedAt: { readonly file?: string; readonly line?: number } = {},
): string | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const missing = code === 'ENOENT';
    const message = missing
      ? `${what} file ${path} does not exist`
      : `${what} file ${path} cannot be read (${code})`;
    const hint = 'Paths are relative to the file that names them.';
    problems.push({
      code: missing ? 'missing-file' : 'unreadable-file',
      message,
      file: path,
      ...namedAt,
      hint,
    });
    return undefined;
  }
  const flaw = flawOf(bytes);
  if (flaw === undefined) return bytes.toString('utf8');
  problems.push({ ...flaw, file: path });
  return undefined;
}

function flawOf(bytes: Buffer): Omit<Problem, 'file'> | undefined {
  if (bytes.length > 4 * MAX_TEMPLATE_CHARS) {
    const message = `${bytes.length} bytes are more than a prompt may have (${4 * MAX_TEMPLATE_CHARS})`;
    return { code: 'file-too-large', message, hint: 'Bring large texts in through the dataset.' };
  }
  return textFlaw(bytes);
}
