import type { JsonValue } from '../../domain/index.js';
import type { Point, SearchCell } from '../port.js';
import { raceSteps } from '../racing/index.js';
import { blockSizes } from './blocks.js';
import { dropsJson, RACE_LEVEL, raceMethods, readDrops } from './drops.js';
import { createHeat, type Heat } from './heat.js';
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

/** Blocks that are planned at once, and race against each other where there are races. */
const BLOCKS = 100;

/** Steps in which a raced block is measured. */
const STEPS = 5;

/** Cells planned in vain at most before a design is taken to be exhausted: an endless one may repeat itself. */
const VAIN = 10_000;

/** A configuration whose block is being measured. */
interface Entrant {
  readonly config: number;
  readonly place: number;
}

/**
 * Measures the points of a design one after the other, each on a block of common items, intents in turns. Raced: a batch of
 * them step by step, those that are shown to be dominated by another of the batch leave, and the design goes further on what
 * that saves.
 */
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
    const isRaced = options.racing ?? false;
    const stepCount = isRaced ? STEPS : 1;
    const end = (stratum: number, step: number): number =>
      Math.floor(((sizes[stratum] ?? 0) * step) / stepCount);
    /** The items of a step, each by itself. */
    const groups = Array.from({ length: stepCount }, (_, step) =>
      order.map((items, stratum) =>
        items.slice(end(stratum, step), end(stratum, step + 1)).map((item) => [item]),
      ),
    );
    const steps = places.map(({ stratum }) => raceSteps(problem, stratum, groups));

    const stored = isRecord(state) ? state : {};
    const count = (value: JsonValue | undefined): number => (typeof value === 'number' ? value : 0);
    let turn = 0;
    for (const end = count(stored.drawn); turn < end; turn++) drawn(streams[turn % streams.length]);
    const ended = new Set<number>();
    /** Points that were drawn and could not be paid. */
    const held = new Map<number, Point>();
    let batches = count(stored.batches);
    let step = count(stored.step);
    let entered = count(stored.entered);
    const drops = readDrops(stored.drops);
    let entrants: readonly Entrant[] = readEntrants(stored.entrants);
    let heats: readonly Heat[] | undefined;

    /** Whether an item is of a place: an endless design may draw a configuration twice in one batch. */
    const isIn = (at: number, item: number): boolean =>
      places[at]?.stratum === null || problem.items[item]?.stratum === places[at]?.stratum;

    const drawBatch = (remaining: number): readonly Entrant[] => {
      const batch: Entrant[] = [];
      const planned: SearchCell[] = [];
      let vain = 0;
      while (batch.length < BLOCKS && ended.size < streams.length && vain < VAIN) {
        const at = turn % streams.length;
        const point = held.get(at) ?? drawn(streams[at]);
        if (point === undefined) {
          ended.add(at);
          turn++;
          continue;
        }
        // A configuration gets its number when its block can be paid.
        const known = registry.find(point) ?? -1;
        const cells = planned.some(({ config, item }) => config === known && isIn(at, item))
          ? []
          : blockCells(context, { config: known, stratum: places[at]?.stratum ?? null, sizes });
        // A block that only part of could be paid would be measured on other items than the rest.
        if (planned.length + cells.length > remaining) {
          held.set(at, point);
          break;
        }
        held.delete(at);
        turn++;
        if (cells.length === 0) {
          vain++;
          continue;
        }
        const config = registry.numberOf(point);
        planned.push(...cells.map(({ item }) => ({ config, item })));
        batch.push({ config, place: at });
      }
      return batch;
    };

    /** The races of the batch that is being measured. */
    const currentHeats = (): readonly Heat[] => {
      if (!isRaced) return [];
      // Shares of the level that sum to 1 over however many batches there will be.
      const level = RACE_LEVEL / (batches * (batches + 1));
      heats ??= places.map(({ stratum }, at) =>
        createHeat(context, {
          configs: entrants.filter(({ place }) => place === at).map(({ config }) => config),
          stratum,
          steps: steps[at] ?? [],
          alpha: level / Math.max(1, entrants.length),
          drops,
        }),
      );
      return heats;
    };

    const nextStep = (): readonly SearchCell[] => {
      const races = currentHeats();
      for (const heat of races) drops.push(...heat.look(step));
      step++;
      return entrants.flatMap(({ config, place }) => {
        if (races[place]?.isIn(config) === false) return [];
        const own = problem.strata.map((_, stratum) => end(stratum, step));
        return blockCells(context, { config, stratum: places[place]?.stratum ?? null, sizes: own });
      });
    };

    return {
      methods: () => [
        ...design.methods,
        ...(isRaced
          ? [raceMethods(drops, { entered, perIntent: problem.per === 'intent', points: registry.points })]
          : []),
      ],
      dropped: () => drops,
      plan(remaining) {
        for (;;) {
          if (step >= stepCount || entrants.length === 0) {
            for (const heat of currentHeats()) drops.push(...heat.look(step));
            entrants = drawBatch(remaining);
            heats = undefined;
            step = 0;
            batches++;
            entered += entrants.length;
            if (entrants.length === 0) return [];
          }
          const planned = nextStep();
          if (planned.length > 0) return planned;
        }
      },
      state: () => ({
        drawn: turn,
        batches,
        step,
        entered,
        drops: dropsJson(drops),
        entrants: entrants.map(({ config, place }) => [config, place]),
      }),
    };
  };
}

/** The next point of a stream; undefined: it has none left. */
function drawn(stream: Iterator<Point, void, undefined> | undefined): Point | undefined {
  const next = stream?.next();
  return next === undefined || next.done === true ? undefined : next.value;
}

function readEntrants(stored: JsonValue | undefined): readonly Entrant[] {
  return (Array.isArray(stored) ? stored : []).map((entrant: JsonValue) => {
    const [config, place] = Array.isArray(entrant) ? entrant : [];
    return { config: Number(config), place: Number(place) };
  });
}
