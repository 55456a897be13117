import { judgeChoice, judgeStratum, sameEverywhere, vetoReason } from '../outcome/index.js';
import { createField, type RaceRow, type RaceStep } from '../racing/index.js';
import type { PlanContext } from './planner.js';
import { mayHold, raceObjectives } from './race-objectives.js';

/** A configuration that is no longer asked for, and why. */
export interface Drop {
  readonly config: number;
  /** Null: in all strata. */
  readonly stratum: number | null;
  readonly by: number;
  /** Items that each of the two had been measured on. */
  readonly after: number;
}

/** Configurations that race against each other, in one stratum or (null) in all, step by step on common items. */
export interface Heat {
  readonly configs: readonly number[];
  readonly stratum: number | null;
  isIn(config: number): boolean;
  /** Takes in what was measured in the steps before `end`, and looks once. All that are in must have been measured. */
  look(end: number): readonly Drop[];
}

/**
 * A heat over configurations of the registry. `alpha`: chance for each of them ever to be dropped wrongly. `drops`: who left
 * before. Evidence is read off the measurements anew, so there is nothing else to keep.
 */
export function createHeat(
  context: PlanContext,
  of: {
    readonly configs: readonly number[];
    readonly stratum: number | null;
    readonly steps: readonly RaceStep[];
    readonly alpha: number;
    /** Rivals that each could have had, where `configs` are a choice of them. */
    readonly rivals?: number;
    readonly drops: readonly Drop[];
  },
): Heat {
  const { problem, registry, measurements } = context;
  const { configs, stratum, steps } = of;
  const points = configs.map((config) => registry.points[config] ?? {});
  const objectives = raceObjectives(problem, points, stratum);
  const clusters = steps.reduce((sum, { rows, isEvidence }) => sum + (isEvidence ? rows.length : 0), 0);
  const field =
    objectives === undefined || clusters === 0 || configs.length < 2
      ? undefined
      : createField({
          configs: configs.length,
          objectives,
          alpha: of.alpha,
          ...(of.rivals === undefined ? {} : { rivals: of.rivals }),
          isRival: (at) => mayHold(problem, points[at] ?? {}, stratum),
          plannedRows: clusters,
        });
  const columns = problem.objectives.map(({ figure }) =>
    problem.figures.findIndex(({ name }) => name === figure),
  );
  const out = new Set(of.drops.filter((drop) => drop.stratum === stratum).map(({ config }) => config));
  let taken = 0;

  /** Of a group of items the weighted mean; a configuration that lacks one of them is left out. */
  const rowOf = ({ items, weight }: RaceStep['rows'][number]): RaceRow => ({
    weight,
    values: configs.map((config) => {
      const cells = items.map((item) => measurements.get(config, item));
      if (cells.some((cell) => cell === undefined)) return null;
      const total = items.reduce((sum, item) => sum + (problem.items[item]?.weight ?? 1), 0);
      return columns.map((column) => {
        let mean = 0;
        for (const [at, item] of items.entries()) {
          mean += ((problem.items[item]?.weight ?? 1) / total) * (cells[at]?.[column] ?? Number.NaN);
        }
        return Number.isNaN(mean) ? null : mean;
      });
    }),
  });
  const take = (end: number): void => {
    for (; taken < Math.min(end, steps.length); taken++) {
      const step = steps[taken];
      if (step?.isEvidence === true) field?.add(step.rows.map(rowOf));
    }
  };
  /** By what was measured of it until now. */
  const isAllowed = (config: number): boolean => {
    if (vetoReason(context.vetoes, config, stratum) !== undefined) return false;
    if (problem.constraints.length === 0) return true;
    const figures = context.figures();
    const judged =
      stratum === null
        ? judgeChoice(figures, problem, sameEverywhere(problem, config))
        : judgeStratum(figures, problem, { config, stratum });
    return judged.every(({ standing }) => standing === 'holds');
  };

  return {
    configs,
    stratum,
    isIn: (config) => !out.has(config),
    look(end) {
      if (field === undefined) return [];
      take(end);
      const found = field.look(
        (at) => !out.has(configs[at] ?? -1),
        (at) => isAllowed(configs[at] ?? -1),
      );
      const after = steps
        .slice(0, end)
        .reduce((sum, { rows }) => rows.reduce((own, { items }) => own + items.length, sum), 0);
      return found.map(({ config, by }) => {
        const dropped = { config: configs[config] ?? -1, stratum, by: configs[by] ?? -1, after };
        out.add(dropped.config);
        return dropped;
      });
    },
  };
}
