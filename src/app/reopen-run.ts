import { ParsimonyError } from '../domain/index.js';
import { openStore, type RunRow, type Store } from '../store/index.js';
import { databasePath } from './places.js';
import type { RunContext } from './port.js';

/** Names the newest runs, for the hint beside a run that does not exist. */
export function newestRuns(store: Store): string {
  const known = store.runs.list(5).map(({ name, experiment }) => `${name} (${experiment})`);
  if (known.length > 0) return `The newest are ${known.join(', ')}.`;
  return store.searches.newest(1).length === 0
    ? 'The database holds no run yet.'
    : 'The database holds no run yet; `parsimony search list` shows its searches.';
}

/** Opens the database and finds a run in it; hands both to `use` and closes what it opened. */
export async function reopenRun<T>(
  options: { readonly run: string; readonly db?: string },
  context: Pick<RunContext, 'cwd'>,
  use: (store: Store, run: RunRow) => Promise<T> | T,
): Promise<T> {
  const store = openStore(databasePath(options, context), { mustExist: true });
  try {
    const run = store.runs.find(options.run);
    if (run === undefined) {
      throw new ParsimonyError('not-found', `there is no run ${options.run} in ${store.file}`, {
        hint: newestRuns(store),
      });
    }
    if (run.snapshot.purpose === 'calibration') {
      throw new ParsimonyError(
        'refused',
        `run ${run.name} is a calibration of a judge, not a run of variants`,
        {
          hint: 'What it found is in its calibration file; `parsimony judge calibrate` writes it again.',
        },
      );
    }
    if (run.snapshot.purpose === 'search') {
      throw new ParsimonyError('refused', `run ${run.name} is a search, not a run of variants`, {
        hint: `\`parsimony search show ${run.name}\` shows it.`,
      });
    }
    return await use(store, run);
  } finally {
    store.close();
  }
}
