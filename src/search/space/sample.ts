import { createRng } from '../../stats/index.js';
import type { FactorValue, Point, SearchSpace } from '../port.js';
import { rawProduct } from './count.js';
import { enumeratePoints } from './enumerate.js';
import { levelsIn } from './levels.js';
import { permutation } from './permutation.js';
import { canonicalPoint, isForbidden, pointKey, tersely } from './point.js';

/** Beyond this many combinations points are drawn by themselves: two equal ones among 10⁵ have a chance below 2⁻²⁰. */
const PERMUTABLE = 2 ** 52;

/** After so many refused draws in a row, few points are allowed, or none. */
const PATIENCE = 100_000;

/** Points that are remembered for that case; a space of which more were drawn is not such a one. */
const REMEMBERED = 10_000;

/**
 * All allowed points of a finite space (up to 2⁵² combinations) in random order, each once, without memory of what came
 * before; of a larger or continuous space a stream of independent draws, that only ends after 100,000 refused ones.
 * Every position is a function of the seed alone. Of a space with hardly any allowed points what was not drawn by then
 * comes in the order of the space.
 */
export function* samplePoints(
  space: SearchSpace,
  intent: string | null,
  seed: number,
): Generator<Point, void, undefined> {
  const levels = space.factors.map((factor) => levelsIn(space, factor, intent));
  const product = rawProduct(space, intent);
  if (product === 0 || tersely(space, intent).some((one) => Object.keys(one).length === 0)) return;
  if (product === null || product > PERMUTABLE) {
    yield* drawPoints(space, levels, seed);
    return;
  }
  const place = permutation(product, seed);
  const drawn = new Set<string>();
  let refused = 0;
  for (let index = 0; index < product; index++) {
    const point = decode(space, levels, place(index));
    if (point === null || isForbidden(space, point)) {
      refused++;
      if (refused < PATIENCE || drawn.size >= REMEMBERED) continue;
      for (const rest of enumeratePoints(space, intent)) {
        if (!drawn.has(pointKey(space, rest))) yield rest;
      }
      return;
    }
    refused = 0;
    if (drawn.size < REMEMBERED) drawn.add(pointKey(space, point));
    yield point;
  }
}

/** The point of a combination by number, last factor fastest; null for all but one of those that mean the same point. */
function decode(
  space: SearchSpace,
  levels: readonly (readonly FactorValue[] | null)[],
  index: number,
): Point | null {
  const values: { [factor: string]: FactorValue } = {};
  const digits = new Map<string, number>();
  let rest = index;
  for (let at = space.factors.length - 1; at >= 0; at--) {
    const factor = space.factors[at];
    const own = levels[at];
    if (factor === undefined || own === null || own === undefined) continue;
    const digit = rest % own.length;
    rest = Math.floor(rest / own.length);
    digits.set(factor.name, digit);
    values[factor.name] = own[digit] ?? 0;
  }
  const point = canonicalPoint(space, values);
  // An inactive factor does not tell points apart: only its first level stands for it.
  for (const { name } of space.factors) if (point[name] === undefined && digits.get(name) !== 0) return null;
  return point;
}

function* drawPoints(
  space: SearchSpace,
  levels: readonly (readonly FactorValue[] | null)[],
  seed: number,
): Generator<Point, void, undefined> {
  let refused = 0;
  for (let index = 0; refused < PATIENCE; index++) {
    const rng = createRng(seed, 0x5a17, index);
    const values: { [factor: string]: FactorValue } = {};
    space.factors.forEach((factor, at) => {
      const own = levels[at];
      const u = rng();
      if (own !== null && own !== undefined) values[factor.name] = own[Math.floor(u * own.length)] ?? 0;
      else if (factor.kind === 'real') values[factor.name] = factor.min + u * (factor.max - factor.min);
    });
    const point = canonicalPoint(space, values);
    refused = isForbidden(space, point) ? refused + 1 : 0;
    if (refused === 0) yield point;
  }
}
