import type { JsonValue } from '../../domain/index.js';
import { commonOrder, createRegistry } from '../baselines/index.js';
import { INDIFFERENCE } from '../indicators/index.js';
import {
  assembleOutcome,
  createMeasurements,
  measuredFigures,
  type Veto,
  vetoReason,
} from '../outcome/index.js';
import type { MeasuredProblem, SearchCell, Searcher, SearcherOptions } from '../port.js';
import { randomKey } from '../random.js';
import { acquire, type Visit } from './acquire.js';
import { type Belief, beliefOf, fitModels, modelledFigures, type Warm } from './belief.js';
import { candidatesOf, poolFrame } from './candidates.js';
import { certify } from './certify.js';
import { designOf } from './design.js';
import { createDirectRace } from './direct-race.js';
import { factorEffects } from './effects.js';
import { spreadDesign } from './first-design.js';
import { membershipOf } from './membership.js';
import { createPools } from './pools.js';
import { posteriorFigures } from './source.js';
import { readState, writeState } from './state.js';

/** Items of a configuration that are measured at one visit. */
const BLOCK = 5;
/** Share of the budget that the first, spread design takes, and rounds that the rest is divided among. */
const FIRST_SHARE = 0.3;
const LATER_ROUNDS = 6;
/** Without a budget in evaluations: cells of one round. */
const ROUND_WITHOUT_LIMIT = 1000;

const STREAM = { design: 1, fit: 2, acquire: 3, source: 4 };

/**
 * The surrogate search: a hierarchical model of every measured figure over factors, strata and items; the front over all
 * allowed points follows from its posterior, and measurements go where draws of the posterior put their fronts.
 */
export function createSurrogateSearcher(
  problem: MeasuredProblem,
  options: SearcherOptions,
  state?: JsonValue,
): Searcher {
  const stored = state === undefined ? undefined : readState(state, options);
  const registry = createRegistry(problem.space, stored?.configs);
  const measurements = createMeasurements(problem.figures.length, stored?.measured);
  const vetoes: Veto[] = [...(stored?.vetoes ?? [])];
  const design = designOf(problem);
  const pools = createPools(problem, design, options.seed);
  const order = commonOrder(problem, options.seed);
  const figures = modelledFigures(problem, pools.sample);
  const limit = options.maxItemEvaluations;
  const race = createDirectRace(
    {
      ...{ problem, options, registry, measurements, order, vetoes },
      figures: () => measuredFigures(problem, registry.points, measurements),
    },
    { visited: limit === null ? Number.POSITIVE_INFINITY : Math.ceil(limit / BLOCK), stored: stored?.drops },
  );
  let pending: readonly SearchCell[] = stored?.pending ?? [];
  let asked = stored?.asked ?? 0;
  let round = stored?.round ?? 0;
  let visits = stored?.visits ?? 0;
  /** Where the fit of what is measured now starts: where that of the round before ended. */
  let warm: Warm = stored?.warm ?? {};
  let found: Belief | undefined;
  let next: Warm = stored?.next ?? {};

  const believe = (): Belief => {
    if (found !== undefined) return found;
    const models = fitModels({ problem, design, figures, configs: registry.points, measurements, warm });
    next = Object.fromEntries([...models].map(([figure, { fit }]) => [figure, fit.variances]));
    const base = { problem, models, configs: registry.points, measurements };
    const key = randomKey(options.seed, STREAM.fit, round);
    found = beliefOf({ ...base, key, pool: pools.at({ ...base, key }) });
    return found;
  };

  const roundSize = (): number => {
    const left = limit === null ? Number.POSITIVE_INFINITY : limit - asked;
    const own =
      limit === null
        ? ROUND_WITHOUT_LIMIT
        : round === 0
          ? Math.ceil(limit * FIRST_SHARE)
          : Math.ceil((limit * (1 - FIRST_SHARE)) / LATER_ROUNDS);
    return Math.max(0, Math.min(left, options.roundSize ?? Math.max(own, BLOCK)));
  };

  const itemsLeft = (config: number, stratum: number): readonly number[] =>
    (stratum < 0 ? order.flat() : (order[stratum] ?? [])).filter(
      (item) => config < 0 || !measurements.has(config, item),
    );

  /** The next block of a visit: items in the common order, from a place that moves on with every visit. */
  const blockOf = (visit: Visit, config: number, planned: ReadonlySet<string>): SearchCell[] => {
    const cells: SearchCell[] = [];
    const strata = visit.stratum < 0 ? [...problem.strata.keys()] : [visit.stratum];
    for (const stratum of strata) {
      const items = order[stratum] ?? [];
      const share = visit.stratum < 0 ? (problem.strata[stratum]?.share ?? 0) : 1;
      // Of small strata a visit takes an item now and then, so that shares come out over visits.
      const wanted = Math.floor(BLOCK * share * (visits + 1)) - Math.floor(BLOCK * share * visits);
      const from = Math.floor(BLOCK * share * visits);
      let taken = 0;
      for (let step = 0; step < items.length && taken < wanted; step++) {
        const item = items[(from + step) % items.length] ?? 0;
        if (measurements.has(config, item) || planned.has(`${config}/${item}`)) continue;
        cells.push({ config, item });
        taken++;
      }
    }
    visits++;
    return cells;
  };

  const isVetoed = (config: number, stratum: number): boolean =>
    config >= 0 &&
    (race.isOut(config, stratum) || vetoReason(vetoes, config, stratum < 0 ? null : stratum) !== undefined);

  /** Blocks that a place has left; none where it was vetoed or left its race. */
  const roomOf = ({ position, stratum }: Visit): number => {
    const config = believe().configAt[position] ?? -1;
    return isVetoed(config, stratum) ? 0 : Math.ceil(itemsLeft(config, stratum).length / BLOCK);
  };

  /** Visits of a round, best first, and by list what further ones may go to. */
  const chooseVisits = (
    size: number,
  ): { readonly visits: readonly Visit[]; readonly others: readonly Int32Array[] } => {
    const blocks = Math.ceil(size / BLOCK) + 1;
    const key = randomKey(options.seed, STREAM.acquire, round);
    if (measurements.size === 0) {
      const { pool, contenders } = believe();
      const perList = Math.ceil(blocks / Math.max(1, pool.lists.length));
      const visits = pool.lists.flatMap((list, at) =>
        spreadDesign(design, pool.points, list, {
          count: perList,
          key: randomKey(options.seed, STREAM.design, at),
        }).map((position) => ({ position, stratum: problem.per === 'intent' ? at : -1 })),
      );
      return { visits, others: contenders };
    }
    const belief = believe();
    const left = limit === null ? Number.POSITIVE_INFINITY : limit - asked;
    const { visits, contenders } = certify(
      { problem, belief, registry, measurements },
      { size, left, block: BLOCK, room: roomOf },
    );
    const chosen = acquire(problem, belief.landscape, contenders, {
      count: blocks - visits.length,
      key,
      room: roomOf,
    });
    return { visits: [...visits, ...chosen], others: contenders };
  };

  const plan = (): readonly SearchCell[] => {
    const size = roundSize();
    if (size === 0 || problem.objectives.length === 0) return [];
    race.look();
    const planned = new Set<string>();
    const cells: SearchCell[] = [];
    const add = (visit: Visit): void => {
      const config = registry.numberOf(believe().pool.points[visit.position] ?? {});
      for (const cell of blockOf(visit, config, planned)) {
        if (cells.length >= size) return;
        planned.add(`${cell.config}/${cell.item}`);
        cells.push(cell);
      }
    };
    const { visits: chosen, others } = chooseVisits(size);
    for (const visit of chosen) {
      if (cells.length >= size) break;
      add(visit);
    }
    // Where the draws' fronts are measured whole, budget that is left goes to the other contenders.
    const { configAt } = believe();
    for (const [list, positions] of others.entries()) {
      for (let at = 0; at < positions.length && cells.length < size; at++) {
        const visit = { position: positions[at] ?? 0, stratum: problem.per === 'intent' ? list : -1 };
        if (!isVetoed(configAt[visit.position] ?? -1, visit.stratum)) add(visit);
      }
    }
    return cells.sort((a, b) => a.config - b.config || a.item - b.item);
  };

  const source = () => {
    const belief = believe();
    return posteriorFigures({
      problem,
      design,
      models: belief.models,
      points: registry.points,
      measured: measuredFigures(problem, registry.points, measurements),
      key: randomKey(options.seed, STREAM.source),
    });
  };

  return {
    algorithm: 'surrogate',
    ask() {
      if (pending.length > 0) return pending;
      if (limit !== null && asked >= limit) return [];
      pending = plan();
      asked += pending.length;
      return pending;
    },
    tell(measured) {
      const awaited = new Set(pending.map(({ config, item }) => `${config}/${item}`));
      for (const cell of measured) {
        if (!awaited.has(`${cell.config}/${cell.item}`)) {
          throw new RangeError(`cell ${cell.config}/${cell.item} was not asked for`);
        }
        measurements.add(cell);
      }
      pending = pending.filter(({ config, item }) => !measurements.has(config, item));
      if (pending.length > 0) return;
      round++;
      warm = { ...warm, ...next };
      found = undefined;
    },
    configs: () => registry.points,
    veto(config, stratum, reason) {
      vetoes.push({ config, stratum, reason });
    },
    standing: () => candidatesOf(problem, believe(), registry, vetoes).standing(),
    outcome({ maxFrontSize }) {
      const belief = believe();
      const { candidates } = candidatesOf(problem, belief, registry, vetoes);
      // Front points that were never measured have numbers by now.
      const figuresNow = source();
      return assembleOutcome({
        source: figuresNow,
        problem,
        candidates,
        vetoes,
        dropped: race.drops,
        level: options.level,
        maxFrontSize,
        membership: (choices) => choices.map(membershipOf(problem, belief, registry)),
        frame: poolFrame(problem, belief),
        effects: factorEffects({
          problem,
          design,
          models: belief.models,
          level: options.level,
          key: randomKey(options.seed, STREAM.source, 1),
        }),
        methods: [...methodsOf(belief), ...race.methods()],
      });
    },
    state: () =>
      writeState({
        seed: options.seed,
        registry,
        measurements,
        vetoes,
        pending,
        asked,
        round,
        visits,
        warm,
        next,
        drops: race.state(),
      }),
  };
}

function methodsOf({ models, pool }: Belief): readonly string[] {
  const chosen = pool.isWhole
    ? 'over all allowed points, measured or not'
    : 'over points that a genetic search on the posterior found, and those measured';
  return [
    'Surrogate: hierarchical analysis of variance over factors, pairs, intents and items; every variance by marginal likelihood (Laplace, fixed point)',
    ...[...models].map(([figure, { family, fit, cells }]) => {
      const { items, lack, dispersion } = fit.variances;
      return `${figure}: ${family.name}; ${cells} cells, ${fit.effective.toFixed(1)} effective coefficients, SD of item difficulty ${Math.sqrt(items).toFixed(3)}, of lack of fit ${Math.sqrt(lack).toFixed(3)}, dispersion ${dispersion.toFixed(3)}`;
    }),
    `Front: non-dominated posterior means ${chosen}`,
    `Membership: share of posterior draws in which no allowed choice betters an objective by more than ${100 * INDIFFERENCE} % of the front’s range without losing in another`,
  ];
}
