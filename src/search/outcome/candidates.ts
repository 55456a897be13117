import type { MeasuredProblem } from '../port.js';
import { type FigureSource, sameEverywhere } from './figures.js';
import { stratumRow, wholeRow } from './objective-rows.js';
import { type Judged, judgeChoice, judgeStratum } from './standings.js';
import { type Veto, vetoReason } from './vetoes.js';

/** A configuration that could be chosen, in one stratum or (null) in all. */
export interface Candidate {
  readonly config: number;
  readonly stratum: number | null;
  /** Minimised objectives (of a stratum: its part, by share); undefined where one is unknown. */
  readonly row: Float64Array | undefined;
  /** Constraints that have to hold for it alone. */
  readonly judged: readonly Judged[];
  readonly veto: string | undefined;
  readonly isFeasible: boolean;
  /** It left a race: another one that may be chosen was shown to be better. It stands on no front. */
  readonly isDropped: boolean;
}

/** What is looked at for a front. */
export interface CandidateLists {
  /**
   * Configurations by number: for `per: intent` one list per stratum, for `per: all` a single list.
   */
  readonly candidates: readonly (readonly number[])[];
  readonly vetoes: readonly Veto[];
  /** What left a race, and what beat it there; it stands again where that one may not be chosen after all. */
  readonly dropped?: readonly Dropped[];
}

/** A configuration that left a race, in one stratum or (null) in all. */
export interface Dropped {
  readonly config: number;
  readonly stratum: number | null;
  readonly by: number;
}

/** Every candidate with its objectives and whether it may be chosen, by list. */
export function lookAt(
  source: FigureSource,
  problem: MeasuredProblem,
  lists: CandidateLists,
): readonly (readonly Candidate[])[] {
  return lists.candidates.map((configs, list) => {
    const stratum = problem.per === 'intent' ? list : null;
    const found = configs.map((config) =>
      candidateOf(source, problem, { config, stratum, vetoes: lists.vetoes }),
    );
    return withoutDropped(found, lists.dropped?.filter((drop) => drop.stratum === stratum) ?? []);
  });
}

/** Marks what left a race, as long as what beat it may be chosen. */
function withoutDropped(list: readonly Candidate[], dropped: readonly Dropped[]): readonly Candidate[] {
  if (dropped.length === 0) return list;
  const allowed = new Set(list.filter(({ isFeasible }) => isFeasible).map(({ config }) => config));
  const out = new Set(dropped.filter(({ by }) => allowed.has(by)).map(({ config }) => config));
  return list.map((one) => (out.has(one.config) ? { ...one, isDropped: true } : one));
}

function candidateOf(
  source: FigureSource,
  problem: MeasuredProblem,
  of: { readonly config: number; readonly stratum: number | null; readonly vetoes: readonly Veto[] },
): Candidate {
  const { config, stratum } = of;
  const row =
    stratum === null ? wholeRow(source, problem, config) : stratumRow(source, problem, { config, stratum });
  const judged =
    stratum === null
      ? judgeChoice(source, problem, sameEverywhere(problem, config))
      : judgeStratum(source, problem, { config, stratum });
  const veto = vetoReason(of.vetoes, config, stratum);
  const isFeasible =
    veto === undefined && row !== undefined && judged.every(({ standing }) => standing === 'holds');
  return { config, stratum, row, judged, veto, isFeasible, isDropped: false };
}
