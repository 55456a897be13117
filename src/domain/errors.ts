/** One thing that is wrong with what the user gave, with where it stands and what to do about it. */
export interface Problem {
  /** A literal, kebab-case name that tests and tools can match, for example `unknown-key`. */
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** Path inside the document, for example `variants.concise.maxTokens`. */
  readonly path?: string;
  /** What to do about it, as a sentence. */
  readonly hint?: string;
}

/** What kind of failure an error is; the command line maps each to one exit code (design.md §6). */
export type ErrorCode =
  | 'invalid-input' // 2: the user can mend it
  | 'budget-exceeded' // 102: the spend guard stopped the run
  | 'interrupted' // 130
  | 'store-busy' // 2: another process holds the database
  | 'store-unusable' // 2: read-only, full, damaged or from a newer version
  | 'not-found' // 2: a run, variant or file that was named does not exist
  | 'refused' // 2: an action that the rules forbid (promote a failing variant, say)
  | 'internal'; // 1

/** The one error class. User-fixable errors print `message` (and `problems`) without a stack. */
export class ParsimonyError extends Error {
  override readonly name = 'ParsimonyError';
  readonly code: ErrorCode;
  readonly problems: readonly Problem[];
  readonly hint: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      readonly problems?: readonly Problem[];
      readonly hint?: string;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.problems = options.problems ?? [];
    this.hint = options.hint;
  }
}

/** Bundles problems into one `invalid-input` error whose message lists them all. */
export function invalidInput(problems: readonly Problem[], summary?: string): ParsimonyError {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return new ParsimonyError('invalid-input', summary ?? `${count} in the input`, { problems });
}

/** `file:line:column path: message` and the hint on a line of its own. */
export function formatProblem(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':');
  const head = [place, problem.path].filter((part) => part !== undefined && part !== '').join(' ');
  const hint = problem.hint === undefined ? '' : `\n    → ${problem.hint}`;
  return `${head === '' ? '' : `${head}: `}${problem.message} [${problem.code}]${hint}`;
}
