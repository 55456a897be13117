import type { RunRow, Store } from '../store/index.js';

/** Who has been asked for, where a command takes runs and searches alike. */
export interface RunOrSearch {
  readonly row: RunRow;
  readonly of: 'run' | 'search';
  /** As a message calls it. */
  readonly title: string;
}

/**
 * A run or a search by its name or an unambiguous beginning of it. `latest`: the newest one that is finished, whichever of
 * the two it is; where nothing is finished yet, the newest run.
 */
export function findRunOrSearch(store: Store, name: string): RunOrSearch | undefined {
  const row = (name === 'latest' ? store.runs.newestFinished() : undefined) ?? store.runs.find(name);
  if (row === undefined) return undefined;
  const of = row.snapshot.purpose === 'search' ? 'search' : 'run';
  return { row, of, title: name === 'latest' ? `the latest, ${row.name},` : row.name };
}
