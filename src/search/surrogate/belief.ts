import type { Measurements } from '../outcome/index.js';
import type { MeasuredProblem, Point } from '../port.js';
import type { RandomKey } from '../random.js';
import { contendersOf } from './contenders.js';
import type { Design } from './design.js';
import { type FigureModel, figureModel } from './figure-model.js';
import { createLandscape, type Landscape } from './landscape.js';
import { type Percentiles, percentilesOf } from './percentiles.js';
import type { Pool } from './pool.js';
import type { Draw } from './posterior.js';
import type { Variances } from './variances.js';

/** Figure → where its variances stand. */
export type Warm = { readonly [figure: string]: Variances };

/** Everything that follows from what was measured. */
export interface Belief {
  readonly models: ReadonlyMap<string, FigureModel>;
  readonly pool: Pool;
  readonly landscape: Landscape;
  readonly percentiles: Percentiles;
  /** Number of the configuration at each position of the pool; −1: none. */
  readonly configAt: Int32Array;
  /** By list: positions that may still stand on a front. */
  readonly contenders: readonly Int32Array[];
}

/** Steps of a first fit, and of one that starts where another ended. */
const ITERATIONS = { first: 15, later: 5 };

/** Figures whose mean an objective or a constraint reads and that are not known without measuring. */
export function modelledFigures(problem: MeasuredProblem, sample: Point): readonly string[] {
  const read = [...problem.objectives, ...problem.constraints].filter(({ fold }) => fold === 'mean');
  return [...new Set(read.map(({ figure }) => figure))].filter((figure) =>
    problem.strata.some((_, stratum) => (problem.known?.(figure, sample, stratum) ?? null) === null),
  );
}

/** Fits every modelled figure. */
export function fitModels(input: {
  readonly problem: MeasuredProblem;
  readonly design: Design;
  readonly figures: readonly string[];
  readonly configs: readonly Point[];
  readonly measurements: Measurements;
  readonly warm: Warm;
}): ReadonlyMap<string, FigureModel> {
  const models = new Map<string, FigureModel>();
  for (const figure of input.figures) {
    const from = input.warm[figure] ?? null;
    const model = figureModel(input.problem, input.design, {
      figure: input.problem.figures.findIndex(({ name }) => name === figure),
      configs: input.configs,
      measurements: input.measurements,
      from,
      iterations: from === null ? ITERATIONS.first : ITERATIONS.later,
    });
    if (model !== undefined) models.set(figure, model);
  }
  return models;
}

/** What a belief is put together from. */
export interface BeliefInput {
  readonly problem: MeasuredProblem;
  readonly pool: Pool;
  readonly models: ReadonlyMap<string, FigureModel>;
  readonly configs: readonly Point[];
  readonly measurements: Measurements;
  readonly key: RandomKey;
  readonly draws?: Map<string, Draw>;
}

/** Models and pool put together. */
export function beliefOf(input: BeliefInput): Belief {
  const { pool, models } = input;
  const configAt = configsAt(input);
  const percentiles = percentilesOf({ ...input, configAt });
  const landscape = createLandscape({ ...input, configAt, percentiles });
  const contenders =
    models.size === 0 && input.measurements.size === 0
      ? pool.lists
      : pool.lists.map((positions, list) => contendersOf(landscape, list, positions));
  return { models, pool, landscape, percentiles, configAt, contenders };
}

/** What is believed of the points of a pool. */
export function landscapeOf(input: BeliefInput): Landscape {
  const configAt = configsAt(input);
  return createLandscape({ ...input, configAt, percentiles: percentilesOf({ ...input, configAt }) });
}

function configsAt({ pool, configs }: BeliefInput): Int32Array {
  const configAt = new Int32Array(pool.points.length).fill(-1);
  for (const [config, point] of configs.entries()) {
    const position = pool.positionOf(point);
    if (position >= 0) configAt[position] = config;
  }
  return configAt;
}
