import { isAllowed } from '../../../src/search/index.js';
import { type Choices, exactChoices, studyChoices } from '../search/choices.js';
import { type CellTable, readCellTable } from './cell-table.js';
import { type Truth, truthOf } from './truth.js';

/** The whole table: its exact front, and what the genetic algorithm finds of it when every value is known. */
export interface TableDescription {
  readonly samples: number;
  readonly configs: number;
  readonly cells: number;
  readonly unscored: number;
  /** By intent: allowed configs, those that meet the constraints by value, best quality of any. */
  readonly intents: readonly {
    readonly intent: string;
    readonly samples: number;
    readonly allowed: number;
    readonly feasible: number;
    readonly bestQuality: number;
  }[];
  readonly p99Ms: { readonly [model: string]: number };
  readonly exact: {
    readonly points: number;
    readonly perIntentFronts: readonly number[];
    readonly choicesLeft: number;
    readonly monthlyCostUsd: readonly [number, number];
    readonly quality: readonly [number, number];
    readonly ms: number;
  };
  readonly genetic: ReturnType<typeof studyChoices>;
}

/** Describes the table of an experiment. */
export async function describeTable(
  experiment: string,
  folder: string,
  seeds: number,
): Promise<TableDescription> {
  const table = await readCellTable(experiment, folder);
  const whole = truthOf(table, [...table.samples.keys()]);
  const { problem, source } = whole;
  const choices = choicesOf(table, whole);
  const { frame, perIntentFronts, ms } = exactChoices(choices);
  const quality = { figure: 'quality', fold: 'mean' } as const;
  const costs = whole.front.map(({ row }) => row[0] ?? Number.NaN).sort((a, b) => a - b);
  const qualities = whole.front.map(({ row }) => -(row[1] ?? Number.NaN)).sort((a, b) => a - b);
  const models = new Map(table.points.map((point, config) => [String(point.model), config]));
  let unscored = 0;
  for (const sample of table.samples.keys())
    for (const config of table.points.keys())
      if (Number.isNaN(table.value('quality', config, sample))) unscored++;
  return {
    samples: table.samples.length,
    configs: table.points.length,
    cells: table.samples.length * table.points.length,
    unscored,
    intents: problem.strata.map(({ name }, stratum) => ({
      intent: name,
      samples: source.cells(0, stratum),
      allowed: choices.configs[stratum]?.length ?? 0,
      feasible: whole.feasible[stratum]?.length ?? 0,
      bestQuality: Math.max(...table.points.map((_, config) => source.value(config, stratum, quality) ?? 0)),
    })),
    p99Ms: Object.fromEntries(
      [...models].map(([model, config]) => [
        model,
        source.value(config, 0, { figure: 'latencyMs', fold: 'p99' }) ?? Number.NaN,
      ]),
    ),
    exact: {
      points: whole.front.length,
      perIntentFronts,
      choicesLeft: perIntentFronts.reduce((all, one) => all * one, 1),
      monthlyCostUsd: [costs[0] ?? Number.NaN, costs.at(-1) ?? Number.NaN],
      quality: [qualities[0] ?? Number.NaN, qualities.at(-1) ?? Number.NaN],
      ms,
    },
    genetic: studyChoices(choices, { seeds, evaluations: [5_000, 25_000], frame }),
  };
}

/** Every config that an intent may have, with its part of the objectives and by how much it breaks constraints. */
function choicesOf({ points }: CellTable, { problem, source }: Truth): Choices {
  const { space, strata, objectives, constraints } = problem;
  const configs = strata.map(({ name }) =>
    points.flatMap((point, config) => (isAllowed(space, point, name) ? [config] : [])),
  );
  return {
    space,
    intents: strata.map(({ name }) => name),
    configs: configs.map((own) => own.map((config) => points[config] ?? {})),
    strata: configs.map((own, stratum) => ({
      values: Float64Array.from(
        own.flatMap((config) =>
          objectives.map((objective) => {
            const value = source.value(config, stratum, objective) ?? Number.NaN;
            const sign = objective.direction === 'minimize' ? 1 : -1;
            return sign * objective.scale * (strata[stratum]?.share ?? 0) * value;
          }),
        ),
      ),
      count: own.length,
      dimension: objectives.length,
    })),
    violations: configs.map((own, stratum) =>
      own.map((config) =>
        constraints.reduce((sum, constraint) => {
          const value = (source.value(config, stratum, constraint) ?? Number.NaN) * constraint.scale;
          const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = constraint;
          const by = Math.max(0, min - value, value - max);
          return sum + by / Math.abs(value < min ? min : max);
        }, 0),
      ),
    ),
  };
}
