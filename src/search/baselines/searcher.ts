import type { JsonValue } from '../../domain/index.js';
import { INDIFFERENCE } from '../indicators/index.js';
import {
  assembleOutcome,
  createMeasurements,
  type FigureSource,
  mainEffects,
  measuredFigures,
  progressOf,
  type Veto,
} from '../outcome/index.js';
import type { AlgorithmName, MeasuredProblem, SearchCell, Searcher, SearcherOptions } from '../port.js';
import { DRAWS, membershipByResampling } from '../resampled/index.js';
import { isAllowed } from '../space/index.js';
import { commonOrder } from './blocks.js';
import type { PlanContext, Planner } from './planner.js';
import { createRegistry } from './registry.js';
import { readState } from './searcher-state.js';

/** Makes a planner, anew or from what it wrote. */
export type MakePlanner = (context: PlanContext, state: JsonValue | undefined) => Planner;

const METHODS = [
  'Estimates: clustered means over the items measured, nothing shrunk; claimed without regard to the choice among many',
  `Membership: share of ${DRAWS} draws of the search part in which no allowed choice betters an objective by more than ${100 * INDIFFERENCE} % of the front’s range without losing in another (Bayesian bootstrap: weights of whole clusters, the same for all configurations, means over what each was measured on); none where a configuration has fewer than two clusters of an intent`,
];

/**
 * A searcher on raw means around a planner: keeps what was measured, never asks beyond the budget, and reports the
 * front of the means. Configurations are compared on common items.
 */
export function createBaseline(
  algorithm: AlgorithmName,
  make: MakePlanner,
  given: { readonly problem: MeasuredProblem; readonly options: SearcherOptions; readonly state?: JsonValue },
): Searcher {
  const { problem, options } = given;
  const stored = given.state === undefined ? undefined : readState(given.state, { algorithm, options });
  const registry = createRegistry(problem.space, stored?.configs);
  const measurements = createMeasurements(problem.figures.length, stored?.measured);
  const vetoes: Veto[] = [...(stored?.vetoes ?? [])];
  /** Planned and not yet measured; its first part is what was asked for. */
  let queue: SearchCell[] = [...(stored?.queue ?? [])];
  let asked: readonly SearchCell[] | undefined;
  let figures: { readonly size: number; readonly source: FigureSource } | undefined;

  const context: PlanContext = {
    problem,
    options,
    registry,
    measurements,
    order: commonOrder(problem, options.seed),
    vetoes,
    figures: () => {
      if (figures?.size !== measurements.size) {
        const source = measuredFigures(problem, registry.points, measurements);
        figures = { size: measurements.size, source };
      }
      return figures.source;
    },
  };
  const planner = make(context, stored?.planner);

  const candidates = (): readonly (readonly number[])[] => {
    const measured = registry.points.flatMap((_, config) =>
      measurements.of(config).items.length > 0 ? [config] : [],
    );
    if (problem.per === 'all') return [measured];
    const source = context.figures();
    return problem.strata.map(({ name }, stratum) =>
      measured.filter(
        (config) =>
          source.cells(config, stratum) > 0 && isAllowed(problem.space, registry.points[config] ?? {}, name),
      ),
    );
  };
  const lists = () => ({ candidates: candidates(), vetoes, dropped: planner.dropped?.() ?? [] });

  return {
    algorithm,
    ask() {
      if (queue.length === 0) {
        const limit = options.maxItemEvaluations ?? Number.POSITIVE_INFINITY;
        const remaining = limit - measurements.size;
        queue = remaining > 0 ? planner.plan(remaining).slice(0, remaining) : [];
        queue.sort(byConfigThenItem);
        asked = undefined;
      }
      asked ??= queue.slice(0, options.roundSize ?? queue.length);
      return asked;
    },
    tell(measured) {
      const awaited = new Set((asked ?? queue).map(keyOf));
      for (const cell of measured) {
        if (!awaited.has(keyOf(cell))) throw new RangeError(`cell ${keyOf(cell)} was not asked for`);
        measurements.add(cell);
      }
      queue = queue.filter(({ config, item }) => !measurements.has(config, item));
      const left = asked?.filter(({ config, item }) => !measurements.has(config, item)) ?? [];
      asked = left.length > 0 ? left : undefined;
    },
    configs: () => registry.points,
    veto(config, stratum, reason) {
      vetoes.push({ config, stratum, reason });
    },
    standing: () => progressOf(context.figures(), problem, lists()),
    outcome: ({ maxFrontSize }) =>
      assembleOutcome({
        source: context.figures(),
        problem,
        ...lists(),
        level: options.level,
        maxFrontSize,
        membership: (choices, seen) =>
          membershipByResampling(
            { problem, source: context.figures(), measurements, seed: options.seed },
            { choices, ...seen },
          ),
        effects: mainEffects(context.figures(), problem, { candidates: candidates(), level: options.level }),
        methods: [...planner.methods(), ...METHODS],
      }),
    state: () => ({
      format: 'parsimony-baseline',
      version: 1,
      algorithm,
      seed: options.seed,
      configs: registry.state(),
      measured: measurements.state(),
      vetoes: vetoes.map(({ config, stratum, reason }) => ({ config, stratum, reason })),
      queue: queue.map(({ config, item }) => [config, item]),
      planner: planner.state(),
    }),
  };
}

function keyOf({ config, item }: SearchCell): string {
  return `${config}/${item}`;
}

function byConfigThenItem(a: SearchCell, b: SearchCell): number {
  return a.config - b.config || a.item - b.item;
}
