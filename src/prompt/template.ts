import type { Liquid, Template } from 'liquidjs';
import type { Problem } from '../domain/index.js';
import { MAX_RENDERED_CHARS, MAX_TEMPLATE_CHARS, refusedFilter } from './engine.js';
import type { Section } from './sections.js';
import { type StablePart, stablePart } from './stable-part.js';

/** A section, parsed once. */
export interface CompiledSection {
  /** Names at the top level of the scope that the template reads. */
  readonly names: ReadonlySet<string>;
  /** Those of them that it reads an inner value of, as `product` in `{{ product.price }}`. */
  readonly nested: ReadonlySet<string>;
  /** Its beginning, as far as no sample changes it. */
  readonly stable: StablePart;
  /** Throws what `templateFaults` can read. */
  render(scope: object): string;
}

/** One thing that went wrong in a template, with its place in the prompt file. */
export interface TemplateFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** The variable's path, when it is missing. */
  readonly missing?: string;
}

/** Parses a section; syntax errors, unknown tags and unknown filters come back as problems, all at once. */
export function compileSection(
  engine: Liquid,
  section: Section,
  file: string,
): { readonly compiled: CompiledSection | undefined; readonly problems: readonly Problem[] } {
  let templates: Template[];
  try {
    templates = engine.parse(section.text);
  } catch (error) {
    const problems = templateFaults(error, section.line).map((fault) => syntaxProblem(fault, file));
    return { compiled: undefined, problems };
  }
  const names = new Set<string>();
  const nested = new Set<string>();
  for (const uses of Object.values(engine.analyzeSync(templates, { partials: false }).globals)) {
    for (const { segments } of uses) {
      if (typeof segments[0] !== 'string') continue;
      names.add(segments[0]);
      if (segments.length > 1) nested.add(segments[0]);
    }
  }
  const render = (scope: object): string => {
    const text: string = engine.renderSync(templates, scope);
    if (text.length > MAX_RENDERED_CHARS) {
      throw new Error(`rendered to ${text.length} characters, more than ${MAX_RENDERED_CHARS}`);
    }
    return text;
  };
  return { compiled: { names, nested, stable: stablePart(engine, templates), render }, problems: [] };
}

/** Reads every fault out of what LiquidJS threw; `firstLine` is the section's first line in the file. */
export function templateFaults(error: unknown, firstLine: number): readonly TemplateFault[] {
  // Errors inside a block are wrapped: a list inside an error inside a list.
  const nested = memberOf(error, 'errors') ?? memberOf(memberOf(error, 'originalError'), 'errors');
  if (Array.isArray(nested) && nested.length > 0) {
    return nested.flatMap((one) => templateFaults(one, firstLine));
  }
  return [faultOf(error, firstLine)];
}

function faultOf(error: unknown, firstLine: number): TemplateFault {
  const cause = memberOf(error, 'originalError') ?? error;
  const token = memberOf(error, 'token');
  const position = hasPosition(token) ? token.getPosition() : [1, 1];
  const [row = 1, column = 1] = position;
  const missing = memberOf(cause, 'variableName');
  const raw = cause instanceof Error ? cause.message : String(cause);
  // LiquidJS appends its own position, which counts from the section's start.
  const message = raw.replace(/, line:\d+, col:\d+$/, '');
  const place = { message, line: firstLine + row - 1, column };
  return typeof missing === 'string' ? { ...place, missing } : place;
}

function syntaxProblem({ message, line, column }: TemplateFault, file: string): Problem {
  const filter = /^undefined filter: (.+)$/.exec(message)?.[1];
  if (filter !== undefined) {
    const reason = refusedFilter(filter);
    return {
      code: 'unknown-filter',
      message: reason === undefined ? `unknown filter "${filter}"` : `filter "${filter}" is not available`,
      file,
      line,
      column,
      hint:
        reason === undefined
          ? 'See the list of Liquid filters; names are in snake_case.'
          : `Because ${reason}.`,
    };
  }
  const tag = /^tag "(.+)" (not found|is not available)/.exec(message);
  if (tag !== null) {
    const refused = tag[2] === 'is not available';
    return {
      code: refused ? 'refused-tag' : 'unknown-tag',
      message: refused ? message : `unknown tag "${tag[1]}"`,
      file,
      line,
      column,
      hint: refused
        ? 'Put the text into this file.'
        : 'Tags are for example if, unless, case, for, assign, raw.',
    };
  }
  if (message.startsWith('parse length limit')) {
    return {
      code: 'file-too-large',
      message: `a section may have ${MAX_TEMPLATE_CHARS} characters at most`,
      file,
      line,
      hint: 'Bring large texts in through the dataset.',
    };
  }
  const hint = 'Mend the Liquid syntax; {% raw %}…{% endraw %} prints braces as they are.';
  return { code: 'template-syntax', message, file, line, column, hint };
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function hasPosition(token: unknown): token is { getPosition(): number[] } {
  return typeof memberOf(token, 'getPosition') === 'function';
}
