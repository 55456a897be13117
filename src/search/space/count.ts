import type { SearchSpace } from '../port.js';
import { enumeratePoints } from './enumerate.js';
import { levelCount, levelsIn } from './levels.js';

/** How many allowed points there are. */
export type PointCount =
  | { readonly kind: 'exact'; readonly count: bigint }
  /** Conditions or forbidden combinations tie so many factors together that they were not counted out. */
  | { readonly kind: 'at-most'; readonly count: bigint }
  | { readonly kind: 'continuum' };

/**
 * The number of allowed points in an intent (null: without narrowing). Factors that neither conditions nor forbidden
 * combinations tie together multiply; groups that are tied are counted out, up to `limit` points each.
 */
export function countPoints(
  space: SearchSpace,
  intent: string | null,
  options: { readonly limit?: number } = {},
): PointCount {
  const limit = options.limit ?? 2_000_000;
  if (space.factors.some((factor) => levelsIn(space, factor, intent) === null)) return { kind: 'continuum' };
  let count = 1n;
  let isExact = true;
  for (const group of tiedGroups(space)) {
    const levels = group.factors.map((factor) => levelsIn(space, factor, intent)?.length ?? 0);
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

/** Number of level combinations, conditions and forbidden combinations left aside; null: a continuum. */
export function rawProduct(space: SearchSpace, intent: string | null): number | null {
  let product = 1;
  for (const factor of space.factors) {
    if (levelCount(factor) === null) return null;
    product *= levelsIn(space, factor, intent)?.length ?? 0;
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
