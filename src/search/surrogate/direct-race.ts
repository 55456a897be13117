import type { JsonValue } from '../../domain/index.js';
import {
  cellCount,
  createHeat,
  type Drop,
  dropsJson,
  type PlanContext,
  RACE_LEVEL,
  raceMethods,
  readDrops,
} from '../baselines/index.js';
import { raceSteps } from '../racing/index.js';

/** Configurations of a stratum that race at most: those measured on the most items. */
const MOST = 256;

/** Races among what a surrogate search has measured, whatever its model believes. */
export interface DirectRace {
  /** Compares what was measured until now. */
  look(): void;
  /** Whether a configuration left in a stratum, or (−1) in all. */
  isOut(config: number, stratum: number): boolean;
  readonly drops: readonly Drop[];
  methods(): readonly string[];
  state(): JsonValue;
}

/**
 * Paired differences of measured values alone decide: a model that is wrong drops nobody. `visited`: blocks that the budget
 * has; the level is shared out among as many configurations and rivals, or all that there are. Fewer common clusters
 * than a pair needs when it wins all of them are not looked at. Where one configuration serves several strata its visits
 * do not balance them: then nothing races. Which cells are measured follows from what was measured before, so the level
 * is nominal here; in the exact search it is a bound.
 */
export function createDirectRace(
  context: PlanContext,
  of: { readonly visited: number; readonly stored: JsonValue | undefined },
): DirectRace {
  const { problem, options, registry, measurements, order } = context;
  const isWanted = options.racing ?? false;
  const points = (isWanted ? cellCount(problem).points : null) ?? Number.POSITIVE_INFINITY;
  const entrants = Math.min(of.visited, points * (problem.per === 'intent' ? problem.strata.length : 1));
  const rivals = Math.min(of.visited, points);
  const isRaced =
    isWanted && Number.isFinite(entrants) && (problem.per === 'intent' || problem.strata.length === 1);
  const drops = readDrops(of.stored);
  const alpha = RACE_LEVEL / Math.max(1, entrants);
  const places = isRaced ? (problem.per === 'intent' ? [...problem.strata.keys()] : [null]) : [];
  const steps = places.map((stratum) =>
    raceSteps(
      problem,
      stratum,
      (order[stratum ?? 0] ?? []).map((item) =>
        problem.strata.map((_, at) => (at === (stratum ?? 0) ? [[item]] : [])),
      ),
    ),
  );
  /** Clusters that even a pair in which one always wins by all there is needs. */
  const least = Math.ceil(-Math.log(alpha) / Math.log(2));

  return {
    look() {
      for (const [at, stratum] of places.entries()) {
        const own = (steps[at] ?? []).filter(({ isEvidence }) => isEvidence);
        const counted = registry.points
          .map((_, config) => ({
            config,
            count: own.filter(({ rows }) => measurements.has(config, rows[0]?.items[0] ?? -1)).length,
          }))
          .filter(({ count }) => count >= least)
          .sort((a, b) => b.count - a.count || a.config - b.config)
          .slice(0, MOST);
        const configs = counted.map(({ config }) => config).sort((a, b) => a - b);
        const heat = createHeat(context, { configs, stratum, steps: own, alpha, drops, rivals });
        const found = heat.look(own.length);
        drops.push(...found.map((drop) => ({ ...drop, after: countOf(counted, drop.config) })));
      }
    },
    isOut: (config, stratum) =>
      drops.some((drop) => drop.config === config && (drop.stratum === null || drop.stratum === stratum)),
    drops,
    methods: () =>
      isRaced
        ? [
            raceMethods(drops, {
              entered: registry.points.length,
              perIntent: problem.per === 'intent',
              points: registry.points,
            }),
          ]
        : [],
    state: () => dropsJson(drops),
  };
}

function countOf(
  counted: readonly { readonly config: number; readonly count: number }[],
  wanted: number,
): number {
  return counted.find(({ config }) => config === wanted)?.count ?? 0;
}
