import type { SearchSpace } from '../port.js';
import { enumeratePoints } from './enumerate.js';
import { levelCountIn } from './levels.js';
import { tersely } from './point.js';

/** How many allowed points there are. */
export type PointCount =
  | { readonly kind: 'exact'; readonly count: bigint }
  /** Conditions or forbidden combinations tie so many factors together that they were not counted out. */
  | { readonly kind: 'at-most'; readonly count: bigint }
  | { readonly kind: 'continuum' };

const NONE: PointCount = { kind: 'exact', count: 0n };

/**
 * The number of allowed points in an intent (null: without narrowing). Factors that neither conditions nor forbidden
 * combinations tie together multiply; groups that are tied are counted out, up to `limit` points each. A continuum that
 * nothing is left of counts 0.
 */
export function countPoints(
  space: SearchSpace,
  intent: string | null,
  options: { readonly limit?: number } = {},
): PointCount {
  const limit = options.limit ?? 2_000_000;
  const forbidden = tersely(space, intent);
  if (forbidden.some((combination) => Object.keys(combination).length === 0)) return NONE;
  const finite = space.factors.filter((factor) => levelCountIn(space, factor, intent) !== null);
  if (finite.length < space.factors.length) {
    // A combination that names a real number forbids single values of it, which leaves the continuum as it is.
    const names = new Set(finite.map(({ name }) => name));
    const rest = forbidden.filter((combination) => Object.keys(combination).every((name) => names.has(name)));
    const left = countPoints({ ...space, factors: finite, forbidden: rest }, intent, options);
    return left.kind === 'exact' && left.count === 0n ? NONE : { kind: 'continuum' };
  }
  let count = 1n;
  let isExact = true;
  for (const group of tiedGroups({ ...space, forbidden })) {
    const levels = group.factors.map((factor) => levelCountIn(space, factor, intent) ?? 0);
    const product = levels.reduce((all, one) => all * BigInt(one), 1n);
    const isFree =
      group.forbidden.length === 0 && group.factors.every(({ when }) => (when ?? []).length === 0);
    if (isFree) {
      count *= product;
    } else if (product <= BigInt(limit)) {
      let allowed = 0n;
      for (const _ of enumeratePoints(group, intent)) allowed++;
      count *= allowed;
    } else {
      count *= product;
      isExact = false;
    }
  }
  return { kind: isExact || count === 0n ? 'exact' : 'at-most', count };
}

/** Number of level combinations, conditions and forbidden combinations left aside; null: a continuum, narrowed ones not. */
export function rawProduct(space: SearchSpace, intent: string | null): number | null {
  let product = 1;
  for (const factor of space.factors) {
    const count = levelCountIn(space, factor, intent);
    if (count === null) return null;
    product *= count;
  }
  return product;
}

/** Spaces of the factors that are tied together, directly or through others. */
function tiedGroups(space: SearchSpace): readonly SearchSpace[] {
  const parent = new Map(space.factors.map(({ name }) => [name, name]));
  const root = (name: string): string => {
    const above = parent.get(name) ?? name;
    return above === name ? name : root(above);
  };
  const tie = (names: readonly string[]): void => {
    const known = names.filter((name) => parent.has(name));
    for (const name of known.slice(1)) parent.set(root(name), root(known[0] ?? name));
  };
  for (const factor of space.factors) {
    tie([factor.name, ...(factor.when ?? []).map((condition) => condition.factor)]);
  }
  for (const combination of space.forbidden) tie(Object.keys(combination));
  const roots = [...new Set(space.factors.map(({ name }) => root(name)))];
  return roots.map((group) => ({
    factors: space.factors.filter(({ name }) => root(name) === group),
    forbidden: space.forbidden.filter((combination) =>
      Object.keys(combination).some((name) => root(name) === group),
    ),
    narrowed: space.narrowed,
  }));
}
