import type { JsonValue } from '../domain/index.js';
import { ParsimonyError } from '../domain/index.js';
import type { PromoteSpec } from '../experiment/port.js';
import { refusalError } from '../promote/index.js';
import { openStore } from '../store/index.js';
import { databasePath } from './places.js';
import type { RunContext } from './port.js';
import { type PromoteOptions, promoteRun } from './promote-run.js';
import { promotionPlace } from './promotion-place.js';
import { promoteFromSearch, searchRule } from './search/promote-search.js';
import { finishedSearch } from './search/stored.js';

export interface PromoteAnyOptions
  extends PromoteOptions,
    Pick<PromoteSpec, 'minQuality' | 'maxObjectiveUsd'> {}

/** What was promoted, from a run or a search. */
export interface Promoted {
  readonly path: string;
  readonly variant: string;
  /** Whether its figures come from samples that had no part in the choice. */
  readonly remeasured: boolean;
}

/** Promotes from a stored run, or from a stored search. Throws `refused` with every reason against it. */
export async function promote(
  options: PromoteAnyOptions,
  context: Pick<RunContext, 'cwd' | 'now'>,
): Promise<Promoted> {
  const store = openStore(databasePath(options, context), { mustExist: true });
  try {
    if (store.runs.find(options.run)?.snapshot.purpose !== 'search') {
      const ofSearch = (['minQuality', 'maxObjectiveUsd'] as const).filter(
        (key) => options[key] !== undefined,
      );
      if (ofSearch.length > 0) {
        throw new ParsimonyError('invalid-input', `${ofSearch.join(', ')}: ${options.run} is no search`, {
          hint: 'Bounds of a rule are for searches; a run has its gate.',
        });
      }
      return await promoteRun(options, context);
    }
    const search = finishedSearch(store, options.run);
    const declared = search.run.snapshot.promote;
    const rule = searchRule(
      options.rule === undefined && options.minQuality === undefined && options.maxObjectiveUsd === undefined
        ? (declared ?? { rule: 'cheapest' })
        : {
            rule: options.rule ?? (options.maxObjectiveUsd === undefined ? 'cheapest' : 'best'),
            ...(options.minQuality !== undefined && { minQuality: options.minQuality }),
            ...(options.maxObjectiveUsd !== undefined && { maxObjectiveUsd: options.maxObjectiveUsd }),
          },
    );
    const to = promotionPlace(options.to, search.run, context);
    const { force } = options;
    const outcome = await promoteFromSearch(
      search,
      { rule, to, ...(force !== undefined && { force }) },
      context,
    );
    if (outcome.state === 'refused') throw refusalError(outcome);
    const { promotion } = outcome;
    const document = { ...search.document, promotion } as unknown as JsonValue;
    store.searches.setDocument(search.run.row, document);
    return { path: promotion.path, variant: promotion.point, remeasured: true };
  } finally {
    store.close();
  }
}
