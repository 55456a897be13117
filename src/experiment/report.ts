import type { Problem } from '../domain/index.js';
import type { DocumentPath, Source } from './source.js';

/** Collects every problem of an experiment, each with file, line and path. */
export interface ProblemReport {
  /** The experiment file. */
  readonly file: string;
  readonly problems: readonly Problem[];
  /** A problem at a place of the experiment file. */
  at(path: DocumentPath, code: string, message: string, hint?: string): void;
  /** A problem with a value from the command line; `flag` for example `--seed`. */
  flag(flag: string, code: string, message: string, hint?: string): void;
  /** Problems that another room found in a file of its own. */
  add(problems: readonly Problem[]): void;
}

export function createReport(source: Source): ProblemReport {
  const problems: Problem[] = [...source.problems];
  const hinted = (hint: string | undefined) => (hint === undefined ? {} : { hint });
  return {
    file: source.file,
    problems,
    at(path, code, message, hint) {
      const place = source.locate(path);
      problems.push({ code, message, file: source.file, ...place, path: path.join('.'), ...hinted(hint) });
    },
    flag(flag, code, message, hint) {
      problems.push({ code, message, path: flag, ...hinted(hint) });
    },
    add(more) {
      problems.push(...more);
    },
  };
}
