import { hashJson } from '../../domain/index.js';
import { type Begun, findEarlier, pricesOf, type RunBeginning, runName, snapshotOf } from '../begin-run.js';
import type { SearchOptions } from './port.js';
import { type PreparedSearch, searchedModels } from './prepare-search.js';

/**
 * Goes on with the unfinished search of this plan, or begins one. A search is a run, so that ledger, unseen attempts,
 * trials and batch jobs are kept as for runs; it has no variants of its own, because they come as they are chosen.
 */
export function beginSearch(
  search: PreparedSearch,
  options: SearchOptions,
): (parts: RunBeginning) => Promise<Begun> {
  return async (parts) => {
    const { store, context, prepared } = parts;
    const planHash = identityOf(search, parts);
    // What failed is asked again by beginning anew: the searcher was told of it, and went on from there.
    const resume = options.retryErrors === true ? false : options.resume;
    const earlier = findEarlier(
      { ...(resume !== undefined && { resume }), retryErrors: false },
      store,
      planHash,
    );
    if (earlier !== undefined) return { row: earlier, resumed: true };
    const done = options.unlessFinished === true ? store.runs.findNewest(planHash) : undefined;
    if (done !== undefined) return { row: done, resumed: true, isFinished: true };
    const at = context.now();
    const { asked, ...snapshot } = snapshotOf(parts);
    const row = store.runs.create({
      name: runName(at),
      planHash,
      experiment: prepared.loaded.experiment.name,
      planned: search.spec.budget.maxItemEvaluations ?? 0,
      startedAt: at.toISOString(),
      snapshot: {
        ...snapshot,
        ...(asked !== undefined && { asked }),
        purpose: 'search',
        variants: [],
        prices: pricesOf(prepared, searchedModels(search.spec, prepared)),
      },
    });
    store.searches.create({
      runRow: row.row,
      splitHash: gatePartOf(search),
      samples: search.samples.total,
    });
    return { row, resumed: false };
  };
}

/** By which a gate part is known again: the same samples of the same experiment, however they were edited. */
export function gatePartOf({ prepared, split }: PreparedSearch): string {
  return hashJson({ experiment: prepared.loaded.experiment.name, split: split.sha256 });
}

/** Two sittings belong to one search when everything that decides its numbers is the same; dollars may change. */
function identityOf({ search, spec }: PreparedSearch, { prepared, scorers, options }: RunBeginning): string {
  return hashJson({
    search: search.planHash,
    algorithm: spec.algorithm,
    maxItems: spec.budget.maxItemEvaluations ?? null,
    provider: prepared.provider,
    prices: prepared.book.sha256,
    scorers: scorers.map(({ fingerprint }) => fingerprint),
    batch: options.batch === true,
  });
}
