import { formatProblem, ParsimonyError } from '../domain/index.js';

/** Where a command writes: results to stdout, everything else to stderr. */
export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  readonly isTty: boolean;
  readonly colour: boolean;
  readonly columns: number;
  out(text: string): void;
  err(text: string): void;
}

export function processTerminal(): Terminal {
  const { env } = process;
  const isTty = process.stderr.isTTY === true && env.CI === undefined;
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0';
  const refused = env.NO_COLOR !== undefined && env.NO_COLOR !== '';
  return {
    env,
    isTty,
    colour: !refused && (forced || process.stdout.isTTY === true),
    columns: Math.min(process.stdout.columns ?? 100, 100),
    out: (text) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    err: (text) => void process.stderr.write(text.endsWith('\n') ? text : `${text}\n`),
  };
}

/** One JSON document on stdout, and nothing else there. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out(JSON.stringify(value, null, 2));
}

const MOST_PROBLEMS = 50;

/** An error as a person reads it: what is wrong, where, what to do; a stack only for our own faults. */
export function printError(terminal: Terminal, error: unknown, options: { readonly verbose: boolean }): void {
  if (!(error instanceof ParsimonyError)) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.err(`parsimony: internal error\n${text}\nThis is a fault of Parsimony, not of your input.`);
    return;
  }
  terminal.err(`parsimony: ${error.message}`);
  for (const problem of error.problems.slice(0, MOST_PROBLEMS)) terminal.err(`  ${formatProblem(problem)}`);
  const more = error.problems.length - MOST_PROBLEMS;
  if (more > 0) terminal.err(`  … and ${more} more`);
  if (error.hint !== undefined) terminal.err(`  → ${error.hint}`);
  if (options.verbose && error.stack !== undefined) terminal.err(error.stack);
}
