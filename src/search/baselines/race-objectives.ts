import type { MeasuredProblem, Objective, Point, SearchConstraint } from '../port.js';
import type { RaceObjective } from '../racing/index.js';

type Known = Pick<MeasuredProblem, 'strata' | 'known'>;

/**
 * The objectives of a race between points in one stratum (null: in all); undefined where none can be held: an objective that
 * is a measured percentile has no differences by item, and where everything is known there is nothing to measure.
 */
export function raceObjectives(
  problem: Pick<MeasuredProblem, 'strata' | 'figures' | 'objectives' | 'known'>,
  points: readonly Point[],
  stratum: number | null,
): readonly RaceObjective[] | undefined {
  const objectives = problem.objectives.map((objective) => {
    const values = points.map((point) => knownValue(problem, objective, { point, stratum }));
    const known = values.flatMap((value) => (value === null ? [] : [value]));
    return raceObjective(problem, objective, known.length === points.length ? known : undefined);
  });
  const possible = objectives.flatMap((objective) => objective ?? []);
  const isRace = possible.length === objectives.length && possible.some(({ kind }) => kind !== 'known');
  return isRace ? possible : undefined;
}

function raceObjective(
  { figures }: Pick<MeasuredProblem, 'figures'>,
  { figure, fold, direction }: Objective,
  known: readonly number[] | undefined,
): RaceObjective | undefined {
  if (known !== undefined) return { kind: 'known', values: known, direction };
  if (fold !== 'mean') return undefined;
  const isUnit = figures.find(({ name }) => name === figure)?.range === 'unit';
  return isUnit ? { kind: 'bounded', low: 0, high: 1, direction } : { kind: 'unbounded', direction };
}

/** False where a constraint is known to be violated without measuring. */
export function mayHold(
  problem: Known & Pick<MeasuredProblem, 'constraints'>,
  point: Point,
  stratum: number | null,
): boolean {
  return problem.constraints.every((constraint) => {
    if (stratum !== null && constraint.per === 'all') return true;
    const places = constraint.per === 'all' ? [null] : stratum === null ? problem.strata.keys() : [stratum];
    return [...places].every((place) => {
      const value = knownValue(problem, constraint, { point, stratum: place });
      return value === null || isWithin(constraint, value * constraint.scale);
    });
  });
}

function isWithin({ min, max }: SearchConstraint, value: number): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

function knownValue(
  problem: Known,
  { figure, fold }: Pick<Objective, 'figure' | 'fold'>,
  { point, stratum }: { readonly point: Point; readonly stratum: number | null },
): number | null {
  if (fold !== 'mean') return null;
  if (stratum !== null) return problem.known?.(figure, point, stratum) ?? null;
  let sum = 0;
  for (const [at, { share }] of problem.strata.entries()) {
    const value = problem.known?.(figure, point, at) ?? null;
    if (value === null) return null;
    sum += share * value;
  }
  return sum;
}
