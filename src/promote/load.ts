import { readFile } from 'node:fs/promises';
import { LineCounter, parseDocument } from 'yaml';
import { invalidInput, ParsimonyError, type Problem } from '../domain/index.js';
import { type PromotedConfig, promotedConfigSchema } from './promoted-config.js';

const MAX_SYNTAX_PROBLEMS = 3;
/** Intents may refer to one prompt each; more than so many references are no promoted file. */
const MAX_ALIASES = 10_000;

/** How an application may load a promoted file. */
export interface LoadOptions {
  /** Lets a file through whose evidence came from an emulator; false by default. */
  readonly allowEmulated?: boolean;
}

/**
 * Reads and checks a promoted file. Throws `not-found`, `invalid-input` with every problem and its line, or
 * `refused` for emulated evidence that was not asked for: it says nothing of the model that would be called.
 */
export async function loadPromoted(file: string, options: LoadOptions = {}): Promise<PromotedConfig> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new ParsimonyError('not-found', `there is no promoted config ${file}`, {
      hint: 'Write one with `parsimony promote <run>`.',
      cause,
    });
  }
  const config = parsePromotion(text, file);
  if (config.emulated && options.allowEmulated !== true) {
    throw new ParsimonyError('refused', `${file} was promoted on emulated evidence`, {
      hint: 'Promote from a run on Bedrock, or load it with { allowEmulated: true } where no real model is called.',
    });
  }
  return config;
}

/** Parses the text of a promoted file; `file` names it in problems. Throws `invalid-input`. */
export function parsePromotion(text: string, file: string): PromotedConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const position = (offset: number | undefined): Pick<Problem, 'line' | 'column'> => {
    if (offset === undefined) return {};
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    // What follows the first syntax errors is mostly their echo.
    throw invalidInput(
      document.errors.slice(0, MAX_SYNTAX_PROBLEMS).map((error) => ({
        code: 'yaml-syntax',
        message: error.code === 'MULTIPLE_DOCS' ? 'a second YAML document begins here' : error.message,
        file,
        ...position(error.pos[0]),
        hint: 'Restore the file from version control, or promote again.',
      })),
    );
  }
  const content: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
  if (typeof content !== 'object' || content === null || !('schemaVersion' in content)) {
    const message = 'this is not a promoted config: it has no `schemaVersion`';
    const hint = 'Name a file that `parsimony promote` wrote.';
    throw invalidInput([{ code: 'not-promoted', message, file, line: 1, hint }]);
  }
  const result = promotedConfigSchema.safeParse(content);
  if (result.success) return result.data;
  throw invalidInput(
    result.error.issues.map((issue) => ({
      code: issue.code === 'unrecognized_keys' ? 'unknown-key' : 'invalid-value',
      message: issue.message,
      file,
      path: issue.path.join('.'),
      ...position(nearestOffset(document, issue.path)),
      hint: 'Promoted files are written by `parsimony promote`; promote again instead of editing.',
    })),
  );
}

/** Where the deepest part of a path that exists begins. */
function nearestOffset(
  document: ReturnType<typeof parseDocument>,
  issuePath: readonly PropertyKey[],
): number | undefined {
  for (let depth = issuePath.length; depth >= 0; depth -= 1) {
    const node: unknown = depth === 0 ? document.contents : document.getIn(issuePath.slice(0, depth), true);
    if (node !== null && typeof node === 'object' && 'range' in node && Array.isArray(node.range)) {
      const [start] = node.range as readonly unknown[];
      if (typeof start === 'number') return start;
    }
  }
  return undefined;
}
