import { beatenBy, frontIndexes } from '../exact/index.js';
import { marginsOf } from '../indicators/index.js';
import { type PointSet, selectPoints } from '../nsga2/index.js';
import {
  type Candidate,
  carriedLimits,
  combinationOf,
  combinationOfLimit,
  type FigureSource,
  type FrontChoice,
  judgeCombined,
  type Limit,
  type Measurements,
  rowsOf,
} from '../outcome/index.js';
import type { MeasuredProblem } from '../port.js';
import { randomKey } from '../random.js';
import { createBeating } from './beating.js';
import { clusterWeights } from './cluster-weights.js';
import { type DrawnList, drawnList, type Measured, measuredParts } from './drawn-list.js';

/** Draws that probabilities are counted over: the standard error of one is at most 0.05. */
export const DRAWS = 100;
/** Draws without a verdict at most, as a share. */
const MOST_OPEN = 0.1;

const STREAM_OF_MEMBERSHIP = 74;

/** What a probability is asked about. */
export interface MembershipQuestion {
  readonly choices: readonly (readonly number[])[];
  /** By list, everything that was looked at. */
  readonly candidates: readonly (readonly Candidate[])[];
  /** The whole front, as measured: its range says what counts as better. */
  readonly front: readonly FrontChoice[];
}

/**
 * By choice, the share of draws in which no allowed choice betters an objective by more than 2 % of the front's range (as
 * measured) without losing in another; null where a configuration of it has fewer than two clusters in an intent, or too
 * many draws stay open (see `createBeating`). A draw gives every cluster a weight of chance, the same for all
 * configurations, and each configuration its means over the clusters that it was measured on. Who is allowed is not drawn:
 * that is decided by the bounds of what was measured. A rival with fewer than two clusters keeps what was measured of it.
 * One draw is in memory at a time.
 */
export function membershipByResampling(
  given: {
    readonly problem: MeasuredProblem;
    readonly source: FigureSource;
    readonly measurements: Measurements;
    readonly seed: number;
    /** Default: {@link DRAWS}. */
    readonly draws?: number;
  },
  { choices, candidates, front }: MembershipQuestion,
): readonly (number | null)[] {
  const { problem, source } = given;
  const draws = given.draws ?? DRAWS;
  const margins = marginsOf(Float64Array.from(front.flatMap(({ row }) => row)), problem.objectives.length);
  const measured = measuredParts(problem, source, given.measurements);
  // For one configuration everywhere the constraints over all intents are part of being allowed.
  const carried = problem.per === 'intent' ? carriedLimits(problem) : [];
  const contests = candidates.map((list, at) => contestOf(measured, list, { stratum: at, carried }));
  const places = choices.map((choice) => contests.map((contest, at) => placeIn(contest, choice[at] ?? -1)));
  const asked = [...places.keys()].filter((at) => places[at]?.every((place) => place !== undefined));
  const counts = { standing: choices.map(() => 0), open: choices.map(() => 0) };
  const holds = overallJudge(problem, source);
  const key = randomKey(given.seed, STREAM_OF_MEMBERSHIP);
  const weights = new Float64Array(measured.clusters.count);
  for (let draw = 0; draw < draws && asked.length > 0; draw++) {
    clusterWeights(key, draw, weights);
    const rows = contests.map(({ drawn }) => drawn.draw(weights));
    const rivals = contests.map(({ wall }, list) => standingRows(rows[list] ?? NO_ROWS, wall));
    const verdictOn = createBeating({
      lists: rivals.map((kept, list) => selectPoints(rows[list] ?? NO_ROWS, kept)),
      combine: [...problem.objectives.map(combinationOf), ...carried.map(combinationOfLimit)],
      margins,
      limits: carried.map(limitOf),
      counts: (choice) =>
        holds(rivals.map((kept, list) => contests[list]?.configs[kept[choice[list] ?? -1] ?? -1] ?? -1)),
    });
    for (const at of asked) {
      const verdict = verdictOn(combined(problem, rows, places[at] ?? []));
      if (verdict !== 'beaten') add(verdict === 'open' ? counts.open : counts.standing, at);
    }
  }
  const wasAsked = new Set(asked);
  return choices.map((_, at) => {
    const decided = draws - (counts.open[at] ?? 0);
    return wasAsked.has(at) && decided >= (1 - MOST_OPEN) * draws
      ? (counts.standing[at] ?? 0) / decided
      : null;
  });
}

const NO_ROWS: PointSet = { values: new Float64Array(), count: 0, dimension: 0 };

/** The candidates of a list that may be chosen. */
interface DrawnContest {
  readonly configs: readonly number[];
  readonly placeOf: ReadonlyMap<number, number>;
  readonly drawn: DrawnList;
  /** Of what was measured, the front: most of the others are beaten by one of these in a draw as well. */
  readonly wall: Int32Array;
}

function contestOf(
  measured: Measured,
  list: readonly Candidate[],
  of: { readonly stratum: number; readonly carried: readonly Limit[] },
): DrawnContest {
  const allowed = list.filter((one) => one.isFeasible && !one.isDropped);
  const rows = rowsOf(measured.source, measured.problem, { list: allowed, ...of });
  return {
    configs: allowed.map(({ config }) => config),
    placeOf: new Map(allowed.map(({ config }, place) => [config, place])),
    drawn: drawnList(measured, allowed, rows),
    wall: frontIndexes(rows),
  };
}

/** Where a configuration stands in a list; undefined: it is not there, or rests on too little to be drawn. */
function placeIn({ placeOf, drawn }: DrawnContest, config: number): number | undefined {
  const place = placeOf.get(config);
  return place !== undefined && drawn.isSpread(place) ? place : undefined;
}

/** The front of a list: what a row of the wall beats stands on none, so the rest alone is sorted. */
function standingRows(rows: PointSet, wall: Int32Array): Int32Array {
  const isOut = beatenBy(selectPoints(rows, wall));
  const left: number[] = [];
  for (let row = 0; row < rows.count; row++) if (!isOut(rows, row)) left.push(row);
  const kept = Int32Array.from(left);
  return frontIndexes(selectPoints(rows, kept)).map((at) => kept[at] ?? 0);
}

/** What a limit's column may be at most. */
function limitOf({ constraint, sign }: Limit): number {
  const limit = sign > 0 ? constraint.max : constraint.min;
  return (sign * (limit ?? 0)) / constraint.scale;
}

/** Whether a choice meets the constraints over all intents, by what was measured; each choice is judged once. */
function overallJudge(
  problem: MeasuredProblem,
  source: FigureSource,
): (choice: readonly number[]) => boolean {
  const over = problem.per === 'all' ? [] : problem.constraints.filter(({ per }) => per === 'all');
  if (over.length === 0) return () => true;
  const judged = new Map<string, boolean>();
  return (choice) => {
    const id = choice.join(',');
    const known =
      judged.get(id) ??
      over.every((constraint) => judgeCombined(source, constraint, choice).standing === 'holds');
    judged.set(id, known);
    return known;
  };
}

function combined(
  { objectives }: MeasuredProblem,
  lists: readonly PointSet[],
  places: readonly (number | undefined)[],
): Float64Array {
  return Float64Array.from(objectives, (objective, k) => {
    const parts = lists.map(
      ({ values, dimension }, list) => values[(places[list] ?? 0) * dimension + k] ?? Number.NaN,
    );
    const how = combinationOf(objective);
    if (how === 'max') return Math.max(...parts);
    return how === 'min' ? Math.min(...parts) : parts.reduce((sum, part) => sum + part, 0);
  });
}

function add(counts: number[], at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}
