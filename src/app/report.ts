import { existsSync } from 'node:fs';
import { ParsimonyError } from '../domain/index.js';
import type { ReportModel, SearchDocument } from '../report/port.js';
import { openStore } from '../store/index.js';
import { databasePath } from './places.js';
import type { RunContext } from './port.js';
import { type ReportOptions, reportRun } from './report-run.js';
import { reportSearch } from './search/report-search.js';

/** What was reported again. */
export type Reported =
  | { readonly of: 'run'; readonly model: ReportModel }
  | { readonly of: 'search'; readonly document: SearchDocument };

/** Writes the reports of a stored run, or of a stored search, again. */
export async function report(options: ReportOptions, context: Pick<RunContext, 'cwd'>): Promise<Reported> {
  if (!isSearch(options, context)) return { of: 'run', model: await reportRun(options, context) };
  if (options.reprice !== undefined) {
    throw new ParsimonyError('invalid-input', `--reprice: ${options.run} is a search`, {
      hint: 'What it asked for followed from the prices it knew: `--price-range` of a search says what others would change.',
    });
  }
  return { of: 'search', document: await reportSearch({ ...options, id: options.run }, context) };
}

function isSearch({ run, db }: ReportOptions, context: Pick<RunContext, 'cwd'>): boolean {
  const file = databasePath(db === undefined ? {} : { db }, context);
  // Whoever reads runs says what is wrong, a missing database last.
  if (!existsSync(file)) return false;
  const store = openStore(file, { mustExist: true });
  try {
    return store.runs.find(run)?.snapshot.purpose === 'search';
  } finally {
    store.close();
  }
}
