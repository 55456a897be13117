import path from 'node:path';
import type { RunDocument } from '../report/port.js';
import type { RunContext, RunOptions } from './port.js';

const DEFAULT_DB = '.parsimony/parsimony.db';

/** Where the database of a set of options is. */
export function databasePath(options: Pick<RunOptions, 'db'>, context: Pick<RunContext, 'cwd'>): string {
  return path.resolve(context.cwd, options.db ?? DEFAULT_DB);
}

/** Where a run's reports go, relative to the working folder for the document. */
export function reportPaths(
  options: Pick<RunOptions, 'output'>,
  context: Pick<RunContext, 'cwd'>,
  run: { readonly experiment: string; readonly run: string },
): { readonly directory: string; readonly relative: RunDocument['reports'] } {
  const directory = path.resolve(context.cwd, options.output ?? 'reports', run.experiment, run.run);
  const relative = path.relative(context.cwd, directory) || '.';
  return {
    directory,
    relative: {
      html: path.join(relative, 'report.html'),
      markdown: path.join(relative, 'report.md'),
      json: path.join(relative, 'report.json'),
      junit: path.join(relative, 'junit.xml'),
    },
  };
}

/** A path as the experiment file would write it: the same on every machine that has the project. */
export function portablePath(experimentFile: string, file: string): string {
  return path.relative(path.dirname(experimentFile), file).split(path.sep).join('/');
}
