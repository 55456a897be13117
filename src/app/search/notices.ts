import type { RunRow } from '../../store/index.js';
import { judgeNotices } from '../judge-notices.js';
import type { PreparedSearch } from './prepare-search.js';

/**
 * What a reader must know beside the figures: of the experiment, its space and its judges. What the document itself
 * holds (failed cells, what binds, a gate part that was used before) the reports put into words.
 */
export function searchNotices({ notices }: PreparedSearch, { snapshot }: RunRow): readonly string[] {
  return [...new Set([...notices, ...snapshot.notices, ...judgeNotices(snapshot)])];
}

/** Said before the first call, while the seed can still be changed. */
export function usedBeforeNotice(uses: number): readonly string[] {
  if (uses === 0) return [];
  const who = uses === 1 ? 'an earlier search' : `${uses} earlier searches`;
  return [
    `${who} of this database measured on the same gate part: whoever chose by what ${uses === 1 ? 'it' : 'they'} showed has seen it. Another seed splits anew.`,
  ];
}
