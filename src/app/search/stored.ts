import { ParsimonyError } from '../../domain/index.js';
import type { SearchDocument } from '../../report/port.js';
import { openStore, type RunRow, type Store } from '../../store/index.js';
import { databasePath } from '../places.js';
import type { RunContext } from '../port.js';
import type { PromotableSearch } from './promote-search.js';

/** A search as `search list` shows it. */
export interface SearchEntry {
  readonly id: string;
  readonly experiment: string;
  readonly state: RunRow['state'];
  readonly startedAt: string;
  readonly rounds: number;
  readonly items: number;
  /** Of the stored document; null while there is none. */
  readonly frontSize: number | null;
  readonly emulated: boolean;
}

const NEWEST = 20;

/** The newest searches of a database, newest first. */
export function listSearches(
  options: { readonly db?: string },
  context: Pick<RunContext, 'cwd'>,
): readonly SearchEntry[] {
  return reading(options, context, (store) =>
    store.searches.newest(NEWEST).map((runRow): SearchEntry => {
      const run = store.runs.get(runRow);
      const search = store.searches.find(runRow);
      const document = search?.document as unknown as SearchDocument | null | undefined;
      return {
        id: run.name,
        experiment: run.experiment,
        state: run.state,
        startedAt: run.startedAt,
        rounds: search?.round ?? 0,
        items: store.searches.rounds(runRow).at(-1)?.items ?? 0,
        frontSize: document == null ? null : document.front.length,
        emulated: run.snapshot.emulated,
      };
    }),
  );
}

/** The document of a finished search: by id, an unambiguous beginning of it, or `latest`: the newest that is finished. */
export function storedSearch(
  options: { readonly id: string; readonly db?: string },
  context: Pick<RunContext, 'cwd'>,
): SearchDocument {
  return reading(options, context, (store) => finishedSearch(store, options.id).document);
}

/** A finished search with everything that a promotion needs. Throws where there is none of that id. */
export function finishedSearch(store: Store, id: string): PromotableSearch {
  const run = id === 'latest' ? latest(store) : store.runs.find(id);
  const hint = '`parsimony search list` shows those that there are.';
  if (run === undefined)
    throw new ParsimonyError('not-found', `there is no search ${id} in ${store.file}`, { hint });
  const search = store.searches.find(run.row);
  if (search === undefined) throw new ParsimonyError('refused', `${run.name} is no search`, { hint });
  if (search.document === null) {
    throw new ParsimonyError('refused', `search ${run.name} is not finished`, {
      hint: 'The command that began it goes on where it stopped.',
    });
  }
  return {
    run,
    document: search.document as unknown as SearchDocument,
    configs: store.searches.configs(run.row),
  };
}

function latest(store: Store): RunRow | undefined {
  const newest = store.searches.newest(NEWEST).map((row) => store.runs.get(row));
  return newest.find(({ state }) => state === 'finished') ?? newest[0];
}

function reading<T>(
  options: { readonly db?: string },
  context: Pick<RunContext, 'cwd'>,
  use: (store: Store) => T,
): T {
  const store = openStore(databasePath(options, context), { mustExist: true });
  try {
    return use(store);
  } finally {
    store.close();
  }
}
