import type { JsonValue } from '../../domain/index.js';
import type { Point, SearchCell } from '../port.js';
import { blockSizes } from './blocks.js';
import { blockCells, type PlanContext } from './planner.js';
import type { MakePlanner } from './searcher.js';
import { isRecord } from './searcher-state.js';

/** A design that does not look at what was measured: points of each stratum (for `per: all` of one) in an order. */
export interface Design {
  readonly methods: readonly string[];
  design(place: {
    /** Null: one configuration for all intents. */
    readonly intent: string | null;
    readonly stratum: number;
    /** Blocks of this stratum that the budget can pay at most; ∞: no limit. */
    readonly affordable: number;
  }): Iterator<Point, void, undefined>;
}

/** Blocks that are planned at once. */
const BLOCKS = 100;

/** Cells planned in vain at most before a design is taken to be exhausted: an endless one may repeat itself. */
const VAIN = 10_000;

/** Measures the points of a design one after the other, each on a block of common items, intents in turns. */
export function designPlanner(design: Design): MakePlanner {
  return (context: PlanContext, state: JsonValue | undefined) => {
    const { problem, options, registry, order } = context;
    const sizes = blockSizes(problem, order);
    const places: { readonly intent: string | null; readonly stratum: number | null }[] =
      problem.per === 'intent'
        ? problem.strata.map(({ name }, stratum) => ({ intent: name, stratum }))
        : [{ intent: null, stratum: null }];
    const blockSize = sizes.reduce((sum, size) => sum + size, 0);
    const limit = options.maxItemEvaluations ?? Number.POSITIVE_INFINITY;
    const streams = places.map((place) =>
      design.design({
        intent: place.intent,
        stratum: place.stratum ?? 0,
        affordable: Math.max(1, Math.floor(limit / Math.max(1, blockSize))),
      }),
    );
    const drawn = isRecord(state) && typeof state.drawn === 'number' ? state.drawn : 0;
    let turn = 0;
    for (; turn < drawn; turn++) streams[turn % streams.length]?.next();
    const ended = new Set<number>();
    let isSpent = false;

    /** Whether an item is of a place: an endless design may draw a configuration twice in one batch. */
    const isIn = (at: number, item: number): boolean =>
      places[at]?.stratum === null || problem.items[item]?.stratum === places[at]?.stratum;

    return {
      methods: design.methods,
      plan(remaining) {
        const planned: SearchCell[] = [];
        let blocks = 0;
        let vain = 0;
        while (!isSpent && blocks < BLOCKS && ended.size < streams.length && vain < VAIN) {
          const at = turn % streams.length;
          const next = streams[at]?.next();
          if (next === undefined || next.done === true) {
            ended.add(at);
            turn++;
            continue;
          }
          // A configuration gets its number when its block can be paid.
          const known = registry.find(next.value) ?? -1;
          const cells = planned.some(({ config, item }) => config === known && isIn(at, item))
            ? []
            : blockCells(context, { config: known, stratum: places[at]?.stratum ?? null, sizes });
          // A block that only part of could be paid would be measured on other items than the rest.
          if (planned.length + cells.length > remaining) {
            isSpent = true;
            break;
          }
          turn++;
          if (cells.length === 0) {
            vain++;
            continue;
          }
          const config = registry.numberOf(next.value);
          planned.push(...cells.map(({ item }) => ({ config, item })));
          blocks++;
        }
        return planned;
      },
      state: () => ({ drawn: turn }),
    };
  };
}
