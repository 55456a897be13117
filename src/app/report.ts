import { existsSync } from 'node:fs';
import { ParsimonyError } from '../domain/index.js';
import type { ReportModel, SearchDocument } from '../report/port.js';
import { openStore } from '../store/index.js';
import { databasePath } from './places.js';
import type { RunContext } from './port.js';
import { type ReportOptions, reportRun } from './report-run.js';
import { findRunOrSearch, type RunOrSearch } from './run-or-search.js';
import { reportSearch } from './search/report-search.js';

/** What was reported again. */
export type Reported =
  | { readonly of: 'run'; readonly model: ReportModel }
  | { readonly of: 'search'; readonly document: SearchDocument };

/** Writes the reports of a stored run, or of a stored search, again. `latest`: of the newest finished one of both. */
export async function report(options: ReportOptions, context: Pick<RunContext, 'cwd'>): Promise<Reported> {
  const found = find(options, context);
  const named = found === undefined ? options : { ...options, run: found.row.name };
  if (found?.of !== 'search') return { of: 'run', model: await reportRun(named, context) };
  if (options.reprice !== undefined) {
    throw new ParsimonyError('invalid-input', `--reprice: ${found.title} is a search`, {
      hint: 'Name a run. What a search asked for followed from the prices it knew: its `--price-range` says what others would change.',
    });
  }
  return { of: 'search', document: await reportSearch({ ...named, id: named.run }, context) };
}

function find({ run, db }: ReportOptions, context: Pick<RunContext, 'cwd'>): RunOrSearch | undefined {
  const file = databasePath(db === undefined ? {} : { db }, context);
  // Whoever reads runs says what is wrong, a missing database last.
  if (!existsSync(file)) return undefined;
  const store = openStore(file, { mustExist: true });
  try {
    return findRunOrSearch(store, run);
  } finally {
    store.close();
  }
}
