import type { Registry } from '../baselines/index.js';
import type { Measurements } from '../outcome/index.js';
import type { MeasuredProblem } from '../port.js';
import type { Visit } from './acquire.js';
import type { Belief } from './belief.js';
import { type OpenBound, openBounds, without } from './open-bounds.js';

/** Part of the front's hypervolume for which a bound is worth showing. */
const WORTH = 0.005;
/** Of a round's cells, what may go to showing bounds. */
const ROUND_SHARE = 0.5;

/** What a round does about bounds on percentiles that are open. */
export interface Certification {
  /** Blocks that go to pools whose bound can be shown, best first. */
  readonly visits: readonly Visit[];
  /** Contenders without those whose bound cannot be shown with what is left: measuring them more would buy nothing. */
  readonly contenders: readonly Int32Array[];
}

/**
 * Spends up to half of a round on the bounds that open the front most by cell, where the rest of the budget can show
 * them. Points whose bound it cannot show are let go, as long as there are others.
 */
export function certify(
  state: {
    readonly problem: MeasuredProblem;
    readonly belief: Belief;
    readonly registry: Registry;
    readonly measurements: Measurements;
  },
  of: {
    /** Cells of this round, and of the search from now on. */
    readonly size: number;
    readonly left: number;
    readonly block: number;
    /** Blocks that a place has left. */
    readonly room: (visit: Visit) => number;
  },
): Certification {
  const open = openBounds(state.problem, state.belief)
    .filter(({ gain }) => gain >= WORTH)
    .sort((a, b) => b.gain / b.cells - a.gain / a.cells);
  let { contenders } = state.belief;
  let cells = ROUND_SHARE * of.size;
  let left = of.left;
  const visits: Visit[] = [];
  for (const bound of open) {
    if (bound.cells > left) {
      const others = without(contenders, bound.waiting);
      // Where nothing else is left, what waits is still all there is to learn about.
      if (others.every((positions) => positions.length > 0)) contenders = others;
      continue;
    }
    left -= bound.cells;
    const own = poolVisits(state, bound, {
      blocks: Math.floor(Math.min(cells, bound.cells) / of.block),
      block: of.block,
      room: of.room,
    });
    cells -= own.length * of.block;
    visits.push(...own);
  }
  return { visits, contenders };
}

/**
 * Blocks for a pool, where they even it out most: in the stratum that is furthest behind its share, on the measured
 * configuration with the fewest items there.
 */
function poolVisits(
  { problem, belief, registry, measurements }: Parameters<typeof certify>[0],
  bound: OpenBound,
  of: { readonly blocks: number; readonly block: number; readonly room: (visit: Visit) => number },
): readonly Visit[] {
  const { pool, percentiles } = belief;
  const places = pool.lists.flatMap((positions, list) => {
    const allowed = new Set(positions);
    const stratum = problem.per === 'intent' ? list : -1;
    return registry.points.flatMap((point, config) => {
      const position = pool.positionOf(point);
      if (!allowed.has(position)) return [];
      if (percentiles.bound(position, Math.max(0, stratum), bound.constraint)?.pool !== bound.pool) return [];
      const { items } = measurements.of(config);
      const count = items.filter((item) => stratum < 0 || problem.items[item]?.stratum === stratum).length;
      return [{ list, position, stratum, count, taken: 0 }];
    });
  });
  const lists = pool.lists.map((_, list) => {
    const own = places.filter((place) => place.list === list);
    return {
      share: problem.per === 'intent' ? (problem.strata[list]?.share ?? 0) : 1,
      count: own.reduce((sum, { count }) => sum + count, 0),
      open: own,
    };
  });
  const visits: Visit[] = [];
  while (visits.length < of.blocks) {
    const list = greatest(
      lists.filter(({ open }) => open.length > 0),
      ({ share, count }) => share / (count + 1),
    );
    if (list === undefined) break;
    const place = greatest(list.open, ({ count }) => -count);
    if (place === undefined || place.taken >= of.room(place)) {
      list.open = list.open.filter((one) => one !== place);
      continue;
    }
    place.taken++;
    place.count += of.block;
    list.count += of.block;
    visits.push({ position: place.position, stratum: place.stratum });
  }
  return visits;
}

/** The first of those with the greatest figure. */
function greatest<T>(all: readonly T[], figure: (one: T) => number): T | undefined {
  return all.reduce<T | undefined>(
    (best, one) => (best === undefined || figure(one) > figure(best) ? one : best),
    undefined,
  );
}
