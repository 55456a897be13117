import type { JsonValue } from '../domain/index.js';
import { ParsimonyError } from '../domain/index.js';
import type { PromoteSpec } from '../experiment/port.js';
import { refusalError } from '../promote/index.js';
import { openStore } from '../store/index.js';
import { databasePath } from './places.js';
import type { RunContext } from './port.js';
import { type PromoteOptions, promoteRun } from './promote-run.js';
import { promotionPlace } from './promotion-place.js';
import { findRunOrSearch, type RunOrSearch } from './run-or-search.js';
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
    const found = findRunOrSearch(store, options.run);
    if (found?.of !== 'search') {
      if (found !== undefined) refuseRulesOfSearches(options, found);
      return await promoteRun({ ...options, run: found?.row.name ?? options.run }, context);
    }
    const search = finishedSearch(store, found.row.name);
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

/** What only a search can be promoted by. */
function refuseRulesOfSearches(options: PromoteAnyOptions, { row, title }: RunOrSearch): void {
  const bounds = [
    ...(options.minQuality === undefined ? [] : ['--min-quality']),
    ...(options.maxObjectiveUsd === undefined ? [] : ['--max-usd']),
  ];
  // A variant may bear the name of a rule.
  const isVariant = row.snapshot.variants.some(({ name }) => name === options.rule);
  const rule =
    (options.rule === 'knee' || options.rule === 'best') && !isVariant ? [`--rule ${options.rule}`] : [];
  const given = [...bounds, ...rule];
  if (given.length === 0) return;
  throw new ParsimonyError('invalid-input', `${given.join(', ')}: ${title} is a run, no search`, {
    hint: 'These choose from a front: name a search (`parsimony search list`). A run is promoted by its gate, with --rule cheapest or --variant.',
  });
}
