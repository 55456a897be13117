import { ABSENT, interval, percent } from '../format.js';
import { bestEstimate, type ObjectiveView } from './objectives.js';
import { isShownAsKnee, type PointView } from './points.js';

/** A figure of a point as text outputs write it: what is known best, marked where it is only claimed. */
export function figureText(objective: ObjectiveView, { point }: PointView): string {
  const value = bestEstimate(point, objective.name)?.value ?? null;
  if (value === null) return ABSENT;
  return `${objective.format(value)}${point.remeasured === null ? ' (claimed)' : ''}`;
}

/** `[0.790, 0.834]`, or nothing. */
export function rangeText(objective: ObjectiveView, { point }: PointView): string {
  const estimate = bestEstimate(point, objective.name);
  return estimate === null ? '' : (interval(estimate, objective.format) ?? '');
}

/** `cheapest`, `knee`, `beaten`, what its constraints leave open: the words behind a row. */
export function remarkText(view: PointView, recommended: readonly string[]): string {
  const { point } = view;
  const standings = new Set(point.constraints.map(({ standing }) => standing));
  return [
    ...recommended,
    ...(isShownAsKnee(point) && !recommended.includes('knee') ? ['knee'] : []),
    ...(point.stays === false ? ['beaten'] : []),
    ...(standings.has('violated') ? ['violated'] : standings.has('open') ? ['open'] : []),
  ].join(', ');
}

/** `82 %`, or a dash. */
export function membershipText({ point }: PointView): string {
  return point.membership === null ? ABSENT : percent(point.membership);
}
