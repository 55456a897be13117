import type { Condition, FactorValue, Point, SearchSpace } from '../port.js';
import { dependencyOrder, levelOf, levelsIn } from './levels.js';

/** Whether all conditions hold in what is known of a point; factors that are not active hold none. */
export function isActive(when: readonly Condition[] | undefined, known: Point): boolean {
  return (when ?? []).every((condition) => {
    const value = known[condition.factor];
    return value !== undefined && condition.in.includes(value);
  });
}

/**
 * The point that values stand for: factors in the order of the space, those that are not active left out. Values of
 * factors that the space does not have are dropped; a missing value of an active factor throws.
 */
export function canonicalPoint(
  space: SearchSpace,
  values: { readonly [factor: string]: FactorValue | undefined },
): Point {
  const active: { [factor: string]: FactorValue } = {};
  for (const at of dependencyOrder(space.factors) ?? space.factors.keys()) {
    const factor = space.factors[at];
    if (factor === undefined || !isActive(factor.when, active)) continue;
    const value = values[factor.name];
    if (value === undefined) throw new RangeError(`the point has no value for ${factor.name}`);
    active[factor.name] = value;
  }
  return inSpaceOrder(space, active);
}

/** The same values, keyed in the order of the space. */
export function inSpaceOrder(space: SearchSpace, values: Point): Point {
  const point: { [factor: string]: FactorValue } = {};
  for (const { name } of space.factors) {
    const value = values[name];
    if (value !== undefined) point[name] = value;
  }
  return point;
}

/** Text that two points share exactly when they are the same configuration: type and value of every active factor. */
export function pointKey(space: SearchSpace, point: Point): string {
  const parts: (FactorValue | null)[] = [];
  for (const { name } of space.factors) parts.push(point[name] ?? null);
  return JSON.stringify(parts);
}

/** Whether a canonical point may be chosen: every value exists, in the intent too, and nothing forbids it. */
export function isAllowed(space: SearchSpace, point: Point, intent: string | null): boolean {
  for (const factor of space.factors) {
    const value = point[factor.name];
    if (value === undefined) continue;
    if (levelOf(factor, value) < 0) return false;
    const narrowed = intent === null ? undefined : space.narrowed[intent]?.[factor.name];
    if (narrowed !== undefined && !narrowed.includes(value)) return false;
  }
  return !isForbidden(space, point);
}

/** Whether the point agrees with every entry of a forbidden combination. */
export function isForbidden(space: SearchSpace, point: Point): boolean {
  return space.forbidden.some((combination) => agrees(combination, point));
}

/**
 * Forbidden combinations without what they need not say: a factor that is always active, with all values that it may take
 * in the intent. One of which nothing is left forbids every point.
 */
export function tersely(space: SearchSpace, intent: string | null): SearchSpace['forbidden'] {
  const named = new Set(space.forbidden.flatMap((combination) => Object.keys(combination)));
  const always = new Map(
    space.factors.flatMap((factor) => {
      const isAlways = named.has(factor.name) && (factor.when ?? []).length === 0;
      const levels = isAlways ? levelsIn(space, factor, intent) : null;
      return levels === null ? [] : [[factor.name, levels] as const];
    }),
  );
  return space.forbidden.map((combination) =>
    Object.fromEntries(
      Object.entries(combination).filter(
        ([factor, values]) => always.get(factor)?.every((level) => values.includes(level)) !== true,
      ),
    ),
  );
}

function agrees(combination: SearchSpace['forbidden'][number], point: Point): boolean {
  return Object.entries(combination).every(([factor, values]) => {
    const value = point[factor];
    return value !== undefined && values.includes(value);
  });
}
