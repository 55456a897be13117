import type { JsonValue } from '../../domain/index.js';
import type {
  Factor,
  FactorValue,
  MeasuredProblem,
  Point,
  Searcher,
  SearcherOptions,
  SearchSpace,
} from '../port.js';
import { canonicalPoint, isForbidden, levelsIn, pointKey } from '../space/index.js';
import { designPlanner } from './design.js';
import { createBaseline } from './searcher.js';

/** Levels of a continuum at most. */
const REAL_LEVELS = 9;

/**
 * An even grid: as many levels of every factor as the budget can pay in full, spread evenly over its order, ends
 * included; every point measured on one block of common items.
 */
export function createGridSearcher(
  problem: MeasuredProblem,
  options: SearcherOptions,
  state?: JsonValue,
): Searcher {
  return createBaseline(
    'grid',
    designPlanner({
      methods: [
        'Grid: levels spread evenly over every factor, each point measured on one block of common items',
      ],
      design: ({ intent, affordable }) => gridPoints(problem.space, intent, affordable)[Symbol.iterator](),
    }),
    { problem, options, ...(state === undefined ? {} : { state }) },
  );
}

/** The allowed points of the largest even grid of at most `most` combinations. */
export function gridPoints(space: SearchSpace, intent: string | null, most: number): readonly Point[] {
  const all = space.factors.map((factor) => levelsIn(space, factor, intent) ?? realLevels(factor));
  const counts = all.map(() => 1);
  // One more level for the factor that has the smallest part of its levels, while the product can be paid.
  for (;;) {
    const product = counts.reduce((size, count) => size * count, 1);
    const next = counts
      .map((count, at) => ({ at, count, part: count / Math.max(1, all[at]?.length ?? 1) }))
      .filter(({ at, count }) => count < (all[at]?.length ?? 0) && (product / count) * (count + 1) <= most)
      .sort((a, b) => a.part - b.part || a.at - b.at)[0];
    if (next === undefined) break;
    counts[next.at] = next.count + 1;
  }
  const chosen = all.map((levels, at) => spread(levels, counts[at] ?? 1));
  const found = new Map<string, Point>();
  const walk = (at: number, values: { readonly [factor: string]: FactorValue }): void => {
    const factor = space.factors[at];
    if (factor === undefined) {
      const point = canonicalPoint(space, values);
      if (!isForbidden(space, point)) found.set(pointKey(space, point), point);
      return;
    }
    for (const value of chosen[at] ?? []) walk(at + 1, { ...values, [factor.name]: value });
  };
  walk(0, {});
  return [...found.values()];
}

/** `count` of the levels, evenly spread, ends included; one: the middle. */
function spread(levels: readonly FactorValue[], count: number): readonly FactorValue[] {
  const last = levels.length - 1;
  const places = Array.from({ length: count }, (_, at) =>
    count === 1 ? Math.floor(last / 2) : Math.round((at * last) / (count - 1)),
  );
  return places.flatMap((place) => levels[place] ?? []);
}

function realLevels(factor: Factor): readonly FactorValue[] {
  if ('values' in factor) return factor.values;
  return Array.from(
    { length: REAL_LEVELS },
    (_, at) => factor.min + ((factor.max - factor.min) * at) / (REAL_LEVELS - 1),
  );
}
