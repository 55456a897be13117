import type { FactorValue, Point, SearchSpace } from '../port.js';
import { dependencyOrder, levelsIn } from './levels.js';
import { inSpaceOrder, isActive, tersely } from './point.js';

/** A space as a walk through it sees it: one factor after the other, each with its levels in the intent. */
interface Step {
  readonly name: string;
  readonly when: SearchSpace['factors'][number]['when'];
  readonly values: readonly FactorValue[];
  /** Forbidden combinations that are decided once this factor is. */
  readonly decides: readonly SearchSpace['forbidden'][number][];
}

/**
 * The allowed points of a space in an intent (null: without narrowing), one by one: lexicographic by factor, each in
 * its own order; a factor that depends on a later one comes behind it. Throws for a continuum.
 */
export function* enumeratePoints(space: SearchSpace, intent: string | null): Generator<Point> {
  const forbidden = tersely(space, intent);
  if (forbidden.some((combination) => Object.keys(combination).length === 0)) return;
  const steps = stepsOf({ ...space, forbidden }, intent);
  const last = steps.length - 1;
  const values: { [factor: string]: FactorValue } = {};
  const level = new Int32Array(steps.length).fill(-1);
  let at = 0;
  while (at >= 0) {
    const step = steps[at];
    if (step === undefined) {
      // A space without factors has one point: nothing varies.
      yield {};
      return;
    }
    if (!advance(step, at)) {
      delete values[step.name];
      level[at] = -1;
      at--;
    } else if (isDead(step)) {
      // The next level of the same factor is tried.
    } else if (at === last) {
      yield inSpaceOrder(space, values);
    } else {
      at++;
    }
  }

  /** Takes the factor's next level; an inactive one has a single level, without a value. */
  function advance(step: Step, position: number): boolean {
    delete values[step.name];
    const next = (level[position] ?? -1) + 1;
    level[position] = next;
    if (!isActive(step.when, values)) return next === 0;
    const value = step.values[next];
    if (value === undefined) return false;
    values[step.name] = value;
    return true;
  }

  function isDead(step: Step): boolean {
    return step.decides.some((combination) =>
      Object.entries(combination).every(([factor, forbidden]) => {
        const value = values[factor];
        return value !== undefined && forbidden.includes(value);
      }),
    );
  }
}

/** The first `limit` allowed points at most, and whether there are more. */
export function listPoints(
  space: SearchSpace,
  intent: string | null,
  limit: number,
): { readonly points: readonly Point[]; readonly isComplete: boolean } {
  const points: Point[] = [];
  for (const point of enumeratePoints(space, intent)) {
    if (points.length === limit) return { points, isComplete: false };
    points.push(point);
  }
  return { points, isComplete: true };
}

function stepsOf(space: SearchSpace, intent: string | null): readonly Step[] {
  const order = dependencyOrder(space.factors);
  if (order === null) throw new RangeError('the conditions of the space run in a circle');
  const rank = new Map(order.map((at, place) => [space.factors[at]?.name, place]));
  const decidedAt = space.forbidden.map((combination) =>
    Math.max(-1, ...Object.keys(combination).map((name) => rank.get(name) ?? Number.POSITIVE_INFINITY)),
  );
  return order.flatMap((at, place) => {
    const factor = space.factors[at];
    if (factor === undefined) return [];
    const values = levelsIn(space, factor, intent);
    if (values === null) throw new RangeError(`${factor.name} is a continuum: its points cannot be listed`);
    const decides = space.forbidden.filter((_, index) => decidedAt[index] === place);
    return [{ name: factor.name, when: factor.when, values, decides }];
  });
}
