import { basename, dirname, extname, resolve } from 'node:path';
import { hashJson, invalidInput, type JsonValue, type Problem } from '../domain/index.js';
import { createEngine } from './engine.js';
import { type FewShotExample, parseFewShot } from './few-shot.js';
import { type FrontMatter, readFrontMatter } from './front-matter.js';
import { loadTools } from './load-tools.js';
import type { Prompt } from './port.js';
import { readText } from './read-text.js';
import { createRender, type PlacedSection } from './render.js';
import { type Section, splitSections } from './sections.js';
import type { StablePart } from './stable-part.js';
import { compileSection } from './template.js';

/** Names that the scope always gives; a sample's vars of these names are not seen by templates. */
const RESERVED_NAMES: readonly string[] = ['documents', 'history', 'examples', 'intent'];

/** A prompt with what its front matter said. */
export interface LoadedPrompt extends Prompt {
  /** Every front-matter key with its value; `output` is the output contract. */
  readonly frontMatter: { readonly [key: string]: JsonValue };
  /** Absolute path of the few-shot file, where there is one. */
  readonly fewShotPath?: string;
  /** Absolute path of the tools file, where there is one. */
  readonly toolsPath?: string;
}

export interface LoadPromptOptions {
  /** Front-matter keys to accept beside the known ones, for files that are a prompt and more (rubrics). */
  readonly extraKeys?: readonly string[];
}

/**
 * Reads and parses a prompt file: optional YAML front matter (`name`, `version`, `description`, `fewShot`, `tools`,
 * `toolChoice`, `output`), then `# system` (optional) and `# user` sections in LiquidJS. Without a `name` the file's
 * stem is the name, without a `version` the first 8 digits of its hash. Throws one `invalid-input` error that lists
 * every problem of the file, of its few-shot file and of its tools file, each with its line.
 */
export function loadPrompt(path: string, options: LoadPromptOptions = {}): LoadedPrompt {
  const problems: Problem[] = [];
  const text = readText(path, 'prompt', problems);
  if (text === undefined) throw invalidInput(problems);
  const split = splitSections(text, path);
  problems.push(...split.problems);

  const { frontMatter: head, ...sections } = split.sections;
  const read = head === undefined ? undefined : readFrontMatter(head, path, options.extraKeys ?? []);
  problems.push(...(read?.problems ?? []));
  const frontMatter: FrontMatter = read?.frontMatter ?? { values: {} };

  const engine = createEngine();
  const system = compiled(engine, sections.system, path, problems);
  const user = compiled(engine, sections.user, path, problems);

  const names = new Set([...(system?.names ?? []), ...(user?.names ?? [])]);
  const fewShot = readFewShot(frontMatter, path, problems);
  const offered = loadTools(frontMatter, path, problems);
  // Judged only when the template was understood: a syntax error would make every name look unused.
  if (problems.length === 0) problems.push(...fewShotMismatch(frontMatter, names.has('examples'), path));
  if (problems.length > 0 || user === undefined) throw invalidInput(problems);

  const { tools, file: toolsFile } = offered;
  const hash = hashJson({
    template: text,
    fewShot: fewShot?.text ?? null,
    // Tools in the front matter are in the template's own text.
    ...(toolsFile !== undefined && { tools: toolsFile.text }),
  });
  const stable = { system: system?.stable, user: user.stable };
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
    stableBy: stableBy([stable.system, stable.user], fewShot?.examples ?? []),
    uncacheableChars: uncacheableChars(stable),
    ...(tools !== undefined && { tools }),
    readsInside: [...(system?.nested ?? []), ...user.nested].some((name) => !RESERVED_NAMES.includes(name)),
    frontMatter: frontMatter.values,
    ...(fewShot === undefined ? {} : { fewShotPath: fewShot.path }),
    ...(toolsFile === undefined ? {} : { toolsPath: toolsFile.path }),
    render: createRender({
      path,
      ...(system !== undefined && { system }),
      user,
      examples: fewShot?.examples ?? [],
      tools: (tools?.tools ?? []).map((tool) => JSON.stringify(tool)),
    }),
  };
}

/** A section ready to be rendered; undefined, with problems, when it does not parse. */
function compiled(
  engine: ReturnType<typeof createEngine>,
  section: Section | undefined,
  path: string,
  problems: Problem[],
): PlacedSection | undefined {
  if (section === undefined) return undefined;
  const result = compileSection(engine, section, path);
  problems.push(...result.problems);
  return result.compiled && { ...result.compiled, line: section.line };
}

/** Examples differ by intent only where some of them name one. */
function stableBy(
  parts: readonly (StablePart | undefined)[],
  examples: readonly FewShotExample[],
): Prompt['stableBy'] {
  const reads = (name: string) => parts.some((part) => part?.names.has(name) === true);
  const chosen = reads('examples') && examples.some(({ intent }) => intent !== undefined);
  return chosen || reads('intent') ? 'intent' : 'all';
}

/** Literal text that no checkpoint can have before it; the user's turn is reached only through a stable system text. */
function uncacheableChars({
  system,
  user,
}: {
  readonly system: StablePart | undefined;
  readonly user: StablePart;
}): number {
  const inUser = user.literal.behind + (system?.isWhole === false ? user.literal.inside : 0);
  return (system?.literal.behind ?? 0) + inUser;
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
