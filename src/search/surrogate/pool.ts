import type { MeasuredProblem, Point, SearchConstraint } from '../port.js';
import { listPoints, pointKey } from '../space/index.js';
import type { Design } from './design.js';
import { placesOf } from './observations.js';
import { createPredictor, type Predictor } from './predictor.js';

/** Points beyond which a space is not listed whole. */
export const MOST_LISTED = 500_000;

/** The points that a search chooses from, with what does not change between rounds. */
export interface Pool {
  readonly points: readonly Point[];
  /** For `per: intent` one list per stratum, else one: positions of points that no known constraint keeps out. */
  readonly lists: readonly Int32Array[];
  /** Whether the lists hold every allowed point. */
  readonly isWhole: boolean;
  readonly predictor: Predictor;
  /** A known figure at every position; NaN: it has to be measured. */
  known(figure: string, stratum: number): Float64Array;
  /** Position of a point; −1: it is not in the pool. */
  positionOf(point: Point): number;
}

/** Every allowed point of the space where there are few enough; else undefined. */
export function wholePool(problem: MeasuredProblem, design: Design): Pool | undefined {
  const lists: (readonly Point[])[] = [];
  for (const intent of intentsOf(problem)) {
    if (problem.space.factors.some((factor) => factor.kind === 'real' && factor.min < factor.max))
      return undefined;
    const { points, isComplete } = listPoints(problem.space, intent, MOST_LISTED);
    if (!isComplete) return undefined;
    lists.push(points);
  }
  return poolOf(problem, design, { lists, isWhole: true });
}

/** The strata that a point is chosen for, by name: each by itself, or (null) all at once. */
export function intentsOf(problem: MeasuredProblem): readonly (string | null)[] {
  return problem.per === 'intent' ? problem.strata.map(({ name }) => name) : [null];
}

/** A pool of the given lists of points, less what known constraints keep out; equal points of several lists share a position. */
export function poolOf(
  problem: MeasuredProblem,
  design: Design,
  given: { readonly lists: readonly (readonly Point[])[]; readonly isWhole: boolean },
): Pool {
  const points: Point[] = [];
  const position = new Map<string, number>();
  const lists = given.lists.map((list, at) => {
    const positions = new Set<number>();
    for (const point of list) {
      if (isKeptOut(problem, point, problem.per === 'intent' ? at : null)) continue;
      const key = pointKey(problem.space, point);
      const own = position.get(key) ?? points.push(point) - 1;
      position.set(key, own);
      positions.add(own);
    }
    return Int32Array.from(positions);
  });
  const places = placesOf(
    design.codings,
    points.map((point) => ({ point, stratum: 0 })),
    design.stratum,
  );
  const known = new Map<string, Float64Array>();
  return {
    points,
    lists,
    isWhole: given.isWhole,
    predictor: createPredictor(design.codings, design.stratum, places),
    known(figure, stratum) {
      const id = `${figure}:${stratum}`;
      const found =
        known.get(id) ??
        Float64Array.from(points, (point) => problem.known?.(figure, point, stratum) ?? Number.NaN);
      known.set(id, found);
      return found;
    },
    positionOf: (point) => position.get(pointKey(problem.space, point)) ?? -1,
  };
}

/** Whether what is known without measuring keeps a point out (of a stratum; null: of all together). */
export function isKeptOut(problem: MeasuredProblem, point: Point, stratum: number | null): boolean {
  return problem.constraints.some((constraint) => {
    if (constraint.fold !== 'mean' || problem.known === undefined) return false;
    const known = problem.strata.map((_, at) => problem.known?.(constraint.figure, point, at) ?? null);
    if (constraint.per === 'all') {
      // Of a choice by intent the other intents are not decided yet.
      if (stratum !== null && problem.strata.length > 1) return false;
      let sum = 0;
      for (const [at, value] of known.entries()) {
        if (value === null) return false;
        sum += (problem.strata[at]?.share ?? 0) * value;
      }
      return misses(constraint, sum);
    }
    const values = stratum === null ? known : [known[stratum] ?? null];
    return values.some((value) => value !== null && misses(constraint, value));
  });
}

/** Whether an exact figure breaks a constraint. */
export function misses({ min, max, scale }: SearchConstraint, value: number): boolean {
  return (min !== undefined && value * scale < min) || (max !== undefined && value * scale > max);
}
