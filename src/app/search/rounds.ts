import { fromUsd, picoUsd, toUsd, ZERO_USD } from '../../cost/index.js';
import type { SittingSummary } from '../../run/index.js';
import type { MeasuredCell, Searcher } from '../../search/port.js';
import type { StoredRound } from '../../store/index.js';
import { cellsOfFront, keptUsd, laterCells, leavesEnough } from './money.js';
import type { SearchPhase } from './port.js';
import type { SearchWork } from './work.js';

/** Why a search part is over. `budget`: item evaluations or dollars. */
export type SearchPartEnd = 'finished' | 'budget';

export type RoundsEnd =
  | { readonly state: 'over'; readonly why: SearchPartEnd }
  | { readonly state: 'broken-off'; readonly sitting: SittingSummary };

/**
 * Asks, carries out and tells, round by round, until the searcher asks for nothing more or the money that is left is
 * needed to measure its front again. The searcher is kept after every round: whoever is killed takes the same round
 * up again, and what was answered of it is not asked twice (law 1).
 */
export async function searchRounds(work: SearchWork, searcher: Searcher): Promise<RoundsEnd> {
  const { store, session, guard, report } = work;
  const { runRow } = session;
  const row = store.searches.find(runRow);
  if (row?.ended === 'finished' || row?.ended === 'budget') {
    session.learn(searcher.configs());
    return { state: 'over', why: row.ended };
  }
  const over = (why: SearchPartEnd): RoundsEnd => {
    guard.keepBack(ZERO_USD);
    store.searches.endSearchPart(runRow, why);
    return { state: 'over', why };
  };
  let standing: StoredRound = store.searches.rounds(runRow).at(-1) ?? START;
  const maxItems = work.search.spec.budget.maxItemEvaluations ?? null;
  for (;;) {
    const asked = searcher.ask();
    session.learn(searcher.configs());
    if (asked.length === 0) {
      // What is left may be too little for one more config on all items.
      const isUsed = maxItems !== null && maxItems - standing.items < work.problem.items.length;
      return over(isUsed ? 'budget' : 'finished');
    }
    if (maxItems !== null && standing.items + asked.length > maxItems)
      throw new Error('the searcher asked for more than its budget');
    if (!keepForLater(work, { searcher, standing, roundCells: asked.length })) return over('budget');
    const cells = asked.map(({ config, item }) => ({
      config,
      position: work.parts.search.positions[item] ?? -1,
    }));
    const now = standing;
    const onProgress = report('searching', now);
    const sitting = await session.carryOut(cells, onProgress);
    if (sitting.end !== 'finished') {
      // Money that is kept for the gate part is no reason to stop: the front of the rounds before is measured with it.
      if (sitting.end === 'exhausted' && guard.isKeepingBack && standing.round > 0) return over('budget');
      guard.keepBack(ZERO_USD);
      return { state: 'broken-off', sitting };
    }
    let costUsd = 0;
    const measured = asked.map((cell, at): MeasuredCell => {
      const result = session.read(cells[at] ?? { config: -1, position: -1 });
      costUsd += cellUsd(result);
      return { ...cell, values: work.valuesOf(result) };
    });
    searcher.tell(measured);
    standing = {
      round: standing.round + 1,
      items: standing.items + asked.length,
      costUsd: standing.costUsd + costUsd,
      ...searcher.standing(),
    };
    store.searches.checkpoint(runRow, { state: searcher.state(), standing });
    report('searching', standing)({ planned: 0, done: 0 });
  }
}

const START: StoredRound = { round: 0, items: 0, costUsd: 0, frontSize: 0, hypervolume: 0 };

/** Logical cost of a cell, judges included: what it costs whoever finds the cache empty. */
export function cellUsd({ trial, judgePico }: ReturnType<SearchWork['session']['read']>): number {
  const { outcome } = trial;
  const own = outcome.state === 'completed' && outcome.costPico !== null ? outcome.costPico : 0n;
  return toUsd(picoUsd(own + judgePico));
}

/**
 * Keeps money for the adversarial samples and the gate part; false: the next round would use it. It is decided by what
 * cells cost without the cache, so that the same search ends alike whatever the cache holds (law 6).
 */
function keepForLater(
  { problem, later, search, guard }: SearchWork,
  now: { readonly searcher: Searcher; readonly standing: StoredRound; readonly roundCells: number },
): boolean {
  const { searcher, standing, roundCells } = now;
  const { capUsd } = search;
  if (capUsd === null || standing.items === 0) return true;
  const meanCellUsd = standing.costUsd / standing.items;
  const money = { capUsd, spentUsd: standing.costUsd, meanCellUsd, roundCells };
  let cells = laterCells(problem, later, standing.frontSize);
  if (!leavesEnough({ ...money, laterCells: cells })) {
    // The estimate counts every member's config in every stratum apart; the front itself is looked at only now.
    cells = cellsOfFront(problem, later, searcher.outcome({ maxFrontSize: later.maxFrontSize }));
    if (!leavesEnough({ ...money, laterCells: cells })) return false;
  }
  guard.keepBack(fromUsd(keptUsd(meanCellUsd, cells)));
  return true;
}

/** Phases after the search part are told the same way. */
export type ReportPhase = (
  phase: SearchPhase,
  standing: StoredRound,
) => (progress: { readonly planned: number; readonly done: number; readonly failed?: number }) => void;
