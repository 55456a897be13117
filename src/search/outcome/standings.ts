import type { Estimate } from '../../domain/index.js';
import type { ConstraintStanding, MeasuredProblem, SearchConstraint } from '../port.js';
import { type Confidence, type FigureSource, scaled } from './figures.js';

/** A constraint judged, with how far its bound is on the wrong side. */
export interface Judged {
  readonly constraint: SearchConstraint;
  /** Index of the stratum; null: over all. */
  readonly stratum: number | null;
  readonly value: Estimate;
  readonly standing: ConstraintStanding['standing'];
  /** In units of the constraint, by the bound where the level asks for one; 0: it holds; ∞: nothing is known. */
  readonly missedBy: number;
}

/** Bounds at this level and below are the estimate itself: a coin's confidence asks for no interval. */
const NO_BOUND = 0.5;

/** The interval that a constraint is judged by. */
export function confidenceOf(constraint: SearchConstraint): Confidence {
  return constraint.level > NO_BOUND ? { level: constraint.level, sides: 1 } : { level: 0.95, sides: 2 };
}

/** Judges a constraint by an estimate whose bounds are each one-sided at the constraint's level. */
export function judge(constraint: SearchConstraint, stratum: number | null, value: Estimate): Judged {
  const isBound = constraint.level > NO_BOUND;
  const low = isBound ? value.low : value.value;
  const high = isBound ? value.high : value.value;
  const pointMiss = miss(constraint, value.value, value.value);
  const missedBy = miss(constraint, low, high);
  const isViolated = Number.isFinite(pointMiss) && pointMiss > 0;
  return {
    constraint,
    stratum,
    value,
    standing: missedBy === 0 ? 'holds' : isViolated ? 'violated' : 'open',
    // Without a bound the estimate alone says how far it is, at least.
    missedBy: Number.isFinite(missedBy) ? missedBy : isViolated ? pointMiss : missedBy,
  };
}

function miss({ min, max }: SearchConstraint, low: number | null, high: number | null): number {
  const below = min === undefined ? 0 : low === null ? Number.POSITIVE_INFINITY : Math.max(0, min - low);
  const above = max === undefined ? 0 : high === null ? Number.POSITIVE_INFINITY : Math.max(0, high - max);
  return Math.max(below, above);
}

/** Whether a constraint is decided by each stratum alone: a ceiling on a percentile, of which the greatest counts, is. */
export function isPerStratum(constraint: SearchConstraint): boolean {
  return constraint.per === 'intent' || (constraint.fold !== 'mean' && constraint.min === undefined);
}

/** The constraints that a configuration has to meet in one stratum for itself. */
export function judgeStratum(
  source: FigureSource,
  problem: MeasuredProblem,
  place: { readonly config: number; readonly stratum: number },
): readonly Judged[] {
  return problem.constraints
    .filter(isPerStratum)
    .map((constraint) =>
      judge(
        constraint,
        place.stratum,
        scaled(
          source.estimate(place.config, place.stratum, constraint, confidenceOf(constraint)),
          constraint.scale,
        ),
      ),
    );
}

/** A constraint over all strata, for a choice of one configuration per stratum. */
export function judgeCombined(
  source: FigureSource,
  constraint: SearchConstraint,
  choice: readonly number[],
): Judged {
  const value = source.combined(choice, constraint, confidenceOf(constraint));
  return judge(constraint, null, scaled(value, constraint.scale));
}

/** Every constraint for a choice, those per intent once for each stratum. */
export function judgeChoice(
  source: FigureSource,
  problem: MeasuredProblem,
  choice: readonly number[],
): readonly Judged[] {
  return problem.constraints.flatMap((constraint) => {
    if (constraint.per === 'all') return [judgeCombined(source, constraint, choice)];
    return choice.map((config, stratum) => {
      const value = source.estimate(config, stratum, constraint, confidenceOf(constraint));
      return judge(constraint, stratum, scaled(value, constraint.scale));
    });
  });
}

/** As a front member shows it. */
export function standingOf(problem: MeasuredProblem, judged: Judged): ConstraintStanding {
  return {
    name: judged.constraint.name,
    stratum: judged.stratum === null ? null : (problem.strata[judged.stratum]?.name ?? null),
    value: judged.value,
    standing: judged.standing,
  };
}
