import { fromUsd, picoUsd, toUsd, ZERO_USD } from '../../cost/index.js';
import type { JsonValue } from '../../domain/index.js';
import type { ChosenCell, SittingSummary } from '../../run/index.js';
import type { MeasuredCell, SearchCell, Searcher } from '../../search/port.js';
import type { StoredRound } from '../../store/index.js';
import { cellsOfFront, keptUsd, laterCells, laterUnseen, roundRoom } from './money.js';
import type { SearchPhase } from './port.js';
import type { SearchWork } from './work.js';

/** Why a search part is over. `budget`: item evaluations or dollars. */
export type SearchPartEnd = 'finished' | 'budget';

export type RoundsEnd =
  | {
      readonly state: 'over';
      readonly why: SearchPartEnd;
      /** It knows everything that was measured. */
      readonly searcher: Searcher;
    }
  | { readonly state: 'broken-off'; readonly sitting: SittingSummary };

/** The searcher as it stands, and as it is made of a state. */
export interface SearcherAtWork {
  readonly searcher: Searcher;
  readonly reopen: (state: JsonValue) => Searcher;
}

/** Cells of a first round that say what a cell costs, before the money for all of the round is given out. */
const PILOT = 50;
/** A round that is cut to what the money allows has so many cells at least. */
const LEAST_CUT = 50;

/**
 * Asks, carries out and tells, round by round, until the searcher asks for nothing more or the money that is left is
 * needed to measure its front again. The searcher is kept after every round: whoever is killed takes the same round
 * up again, and what was answered of it is not asked twice (law 1).
 */
export async function searchRounds(
  work: SearchWork,
  { searcher: given, reopen }: SearcherAtWork,
): Promise<RoundsEnd> {
  const { store, session, guard, report } = work;
  const { runRow } = session;
  let searcher = given;
  const row = store.searches.find(runRow);
  if (row?.ended === 'finished' || row?.ended === 'budget') {
    session.learn(searcher.configs());
    return { state: 'over', why: row.ended, searcher };
  }
  const over = (why: SearchPartEnd): RoundsEnd => {
    guard.keepBack(ZERO_USD);
    store.searches.endSearchPart(runRow, why);
    return { state: 'over', why, searcher };
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
    const carried = await carryOutRound(work, { searcher, standing, asked });
    if (carried.state === 'no-money') return over('budget');
    if (carried.state === 'broken-off') {
      guard.keepBack(ZERO_USD);
      return carried;
    }
    const { round, isCut } = carried;
    const { measured, costUsd } = readCells(work, round);
    searcher.tell(measured);
    // A searcher thinks again once its whole round is there; of a state it thinks of what is there.
    if (isCut) searcher = reopen(searcher.state());
    standing = {
      round: standing.round + 1,
      items: standing.items + round.length,
      costUsd: standing.costUsd + costUsd,
      ...searcher.standing(),
    };
    store.searches.checkpoint(runRow, { state: searcher.state(), standing });
    report('searching', standing)({ planned: round.length, done: round.length });
  }
}

type RoundEnd =
  | {
      readonly state: 'carried-out';
      readonly round: readonly SearchCell[];
      /** It is a part of what was asked. */
      readonly isCut: boolean;
    }
  | { readonly state: 'no-money' }
  | Extract<RoundsEnd, { readonly state: 'broken-off' }>;

/** Carries out what was asked, or as much of it as leaves the money for what comes later. */
async function carryOutRound(
  work: SearchWork,
  now: {
    readonly searcher: Searcher;
    readonly standing: StoredRound;
    readonly asked: readonly SearchCell[];
  },
): Promise<RoundEnd> {
  const { session, guard, search } = work;
  const { searcher, standing, asked } = now;
  const isFirst = standing.items === 0;
  const onProgress = work.report('searching', standing);
  // Of a design that is spread over the space any part will do: it is cut where the money ends, not given up.
  const canCut = searcher.algorithm === 'surrogate' && search.capUsd !== null;
  const pilot = canCut && isFirst ? spread(asked, PILOT) : [];
  const piloted = await session.carryOut(placed(work, pilot), onProgress);
  if (piloted.end !== 'finished') return { state: 'broken-off', sitting: piloted };
  const room = roomFor(work, { searcher, standing, pilot, roundCells: asked.length });
  const isCut = canCut && room < asked.length && room >= LEAST_CUT;
  if (room < asked.length && !isCut && !isFirst) return { state: 'no-money' };
  const round = isCut ? cutTo(asked, room, pilot) : asked;
  const sitting = await session.carryOut(placed(work, round), onProgress);
  if (sitting.end === 'finished') return { state: 'carried-out', round, isCut };
  // Money that is kept for the gate part is no reason to stop: the front of the rounds before is measured with it.
  const isKept = sitting.end === 'exhausted' && guard.isKeepingBack && standing.round > 0;
  return isKept ? { state: 'no-money' } : { state: 'broken-off', sitting };
}

const START: StoredRound = { round: 0, items: 0, costUsd: 0, frontSize: 0, hypervolume: 0 };

/** Logical cost of a cell, judges included: what it costs whoever finds the cache empty. */
export function cellUsd({ trial, judgePico }: ReturnType<SearchWork['session']['read']>): number {
  const { outcome } = trial;
  const own = outcome.state === 'completed' && outcome.costPico !== null ? outcome.costPico : 0n;
  return toUsd(picoUsd(own + judgePico));
}

/**
 * How large the round may be that leaves the money for the adversarial samples and the gate part, which is kept back.
 * It is decided by what cells cost without the cache, so that the same search ends alike whatever the cache holds
 * (law 6).
 */
function roomFor(
  work: SearchWork,
  now: {
    readonly searcher: Searcher;
    readonly standing: StoredRound;
    /** Cells of the round that are carried out already. */
    readonly pilot: readonly SearchCell[];
    readonly roundCells: number;
  },
): number {
  const { problem, later, search, guard } = work;
  const { searcher, standing, pilot, roundCells } = now;
  const { capUsd } = search;
  const isFirst = standing.items === 0;
  if (capUsd === null || (isFirst && pilot.length === 0)) return Number.POSITIVE_INFINITY;
  const meanCellUsd = isFirst
    ? readCells(work, pilot).costUsd / pilot.length
    : standing.costUsd / standing.items;
  const money = { capUsd, spentUsd: standing.costUsd, meanCellUsd };
  const roomBeside = (cells: number): number => roundRoom({ ...money, laterCells: cells });
  let cells = isFirst
    ? laterUnseen(laterCells(problem, later, later.maxFrontSize), roomBeside(0))
    : laterCells(problem, later, standing.frontSize);
  if (!isFirst && roomBeside(cells) < roundCells) {
    // The estimate counts every member's config in every stratum apart; the front itself is looked at only now.
    cells = cellsOfFront(problem, later, searcher.outcome({ maxFrontSize: later.maxFrontSize }));
  }
  guard.keepBack(fromUsd(keptUsd(meanCellUsd, cells)));
  return roomBeside(cells);
}

/** So many of the cells, evenly over their order: over configs, intents and items alike. */
function spread(cells: readonly SearchCell[], count: number): readonly SearchCell[] {
  if (count >= cells.length) return cells;
  return Array.from({ length: count }, (_, at) => cells[Math.floor((at * cells.length) / count)]).filter(
    (cell) => cell !== undefined,
  );
}

function cutTo(
  asked: readonly SearchCell[],
  room: number,
  pilot: readonly SearchCell[],
): readonly SearchCell[] {
  const taken = new Set(pilot);
  const rest = asked.filter((cell) => !taken.has(cell));
  return [...pilot, ...spread(rest, room - pilot.length)];
}

function placed({ parts }: SearchWork, cells: readonly SearchCell[]): readonly ChosenCell[] {
  return cells.map(({ config, item }) => ({ config, position: parts.search.positions[item] ?? -1 }));
}

/** What carried out cells said, and what they cost whoever finds the cache empty. */
function readCells(
  work: SearchWork,
  cells: readonly SearchCell[],
): { readonly measured: readonly MeasuredCell[]; readonly costUsd: number } {
  const positions = placed(work, cells);
  let costUsd = 0;
  const measured = cells.map((cell, at): MeasuredCell => {
    const result = work.session.read(positions[at] ?? { config: -1, position: -1 });
    costUsd += cellUsd(result);
    return { ...cell, values: work.valuesOf(result) };
  });
  return { measured, costUsd };
}

/** Phases after the search part are told the same way. */
export type ReportPhase = (
  phase: SearchPhase,
  standing: StoredRound,
) => (progress: { readonly planned: number; readonly done: number; readonly failed?: number }) => void;
