import type { Condition, Factor, FactorValue, SearchSpace } from '../port.js';

/** How many values a factor may take; null: a continuum. */
export function levelCount(factor: Factor): number | null {
  if ('values' in factor) return factor.values.length;
  if (factor.kind === 'real') return factor.min === factor.max ? 1 : null;
  return Math.max(0, Math.floor(factor.max) - Math.ceil(factor.min) + 1);
}

/** The value at a level, 0-based, in the factor's order. */
export function levelValue(factor: Factor, level: number): FactorValue {
  if (!('values' in factor)) {
    return factor.kind === 'real' ? factor.min : Math.ceil(factor.min) + level;
  }
  const value = factor.values[level];
  if (value === undefined) throw new RangeError(`${factor.name} has no level ${level}`);
  return value;
}

/** Level of a value; −1 where the factor does not have it. For reals only membership is told: 0. */
export function levelOf(factor: Factor, value: FactorValue): number {
  if ('values' in factor) return factor.values.indexOf(value);
  if (typeof value !== 'number' || !(value >= factor.min && value <= factor.max)) return -1;
  if (factor.kind === 'real') return 0;
  return Number.isInteger(value) ? value - Math.ceil(factor.min) : -1;
}

/** The values that a factor may take in an intent, in its order; null: a continuum. */
export function levelsIn(space: SearchSpace, factor: Factor, intent: string | null): FactorValue[] | null {
  const narrowed = narrowedTo(space, factor, intent);
  const count = levelCount(factor);
  if (narrowed === undefined) {
    return count === null ? null : Array.from({ length: count }, (_, level) => levelValue(factor, level));
  }
  if (count === null) return [...narrowed];
  return [...new Set(narrowed)]
    .filter((value) => levelOf(factor, value) >= 0)
    .sort((a, b) => levelOf(factor, a) - levelOf(factor, b));
}

/** How many values those are, without laying them out; null: a continuum. */
export function levelCountIn(space: SearchSpace, factor: Factor, intent: string | null): number | null {
  return narrowedTo(space, factor, intent) === undefined
    ? levelCount(factor)
    : (levelsIn(space, factor, intent)?.length ?? null);
}

function narrowedTo(
  space: SearchSpace,
  factor: Factor,
  intent: string | null,
): readonly FactorValue[] | undefined {
  if (intent === null || !Object.hasOwn(space.narrowed, intent)) return undefined;
  const own = space.narrowed[intent] ?? {};
  return Object.hasOwn(own, factor.name) ? own[factor.name] : undefined;
}

/**
 * Positions of the factors such that each stands behind those its conditions name, else in the order of the space.
 * Null where conditions run in a circle. Conditions on factors that do not exist order nothing.
 */
export function dependencyOrder(factors: readonly Factor[]): readonly number[] | null {
  const position = new Map(factors.map((factor, at) => [factor.name, at]));
  const placed = new Set<number>();
  const order: number[] = [];
  while (order.length < factors.length) {
    const next = factors.findIndex(
      (factor, at) => !placed.has(at) && (factor.when ?? []).every((one) => isPlaced(one)),
    );
    if (next < 0) return null;
    placed.add(next);
    order.push(next);
  }
  return order;

  function isPlaced(condition: Condition): boolean {
    const at = position.get(condition.factor);
    return at === undefined || placed.has(at);
  }
}
