import { type Estimate, undefinedEstimate } from '../../../src/domain/index.js';
import {
  chooseFront,
  combinedValue,
  type FigureSource,
  frameOf,
  isAllowed,
  judgeChoice,
  lookAt,
  normalisedVolume,
  PERCENTILE_SHARE,
  poolWeights,
  type Reading,
  signOf,
} from '../../../src/search/index.js';
import type { MeasuredProblem, Point } from '../../../src/search/port.js';
import { sortWeighted, weightedQuantile } from '../../../src/stats/index.js';
import type { CellTable } from './cell-table.js';

type Row = readonly number[];

/** What is true of choices (a config for every intent) when the samples of a table are all there is. */
export interface Truth {
  readonly problem: MeasuredProblem;
  readonly source: FigureSource;
  /** Minimised objectives of every choice on the exact front, and the choices. */
  readonly front: readonly { readonly choice: readonly number[]; readonly row: Row }[];
  /** By intent, configs that meet its constraints. */
  readonly feasible: readonly (readonly number[])[];
  rowOf(choice: readonly number[]): Row;
  holds(choice: readonly number[]): boolean;
  /** Hypervolume of rows as a share of the exact front's. */
  share(rows: readonly Row[]): number;
  readonly hypervolume: number;
}

/** Computes the exact front over all combinations by merging that of every intent; constraints hold by value. */
export function truthOf(table: CellTable, samples: readonly number[]): Truth {
  const measured = table.problemOn(samples);
  // The whole of what there is has no uncertainty: a level of one half asks for no bound.
  const problem = { ...measured, constraints: measured.constraints.map((one) => ({ ...one, level: 0.5 })) };
  const source = sourceOf(table, problem, samples);
  const allowed = problem.strata.map(({ name }) =>
    table.points.flatMap((point, config) => (isAllowed(problem.space, point, name) ? [config] : [])),
  );
  const candidates = lookAt(source, problem, { candidates: allowed, vetoes: [] });
  const { front, errorBound } = chooseFront(source, problem, candidates);
  if (errorBound.some((bound) => bound > 0)) throw new Error('the front outgrew what is merged exactly');
  const rows = front.map(({ row }) => row);
  const frame = frameOf(rows, problem.objectives.length);
  const hypervolume = normalisedVolume(rows, frame);
  return {
    problem,
    source,
    front,
    feasible: candidates.map((list) => list.flatMap((one) => (one.isFeasible ? [one.config] : []))),
    rowOf: (choice) =>
      problem.objectives.map((objective) => {
        const value = combinedValue(source, problem, { choice, reading: objective });
        return signOf(objective) * objective.scale * (value ?? Number.NaN);
      }),
    holds: (choice) => judgeChoice(source, problem, choice).every(({ standing }) => standing === 'holds'),
    share: (given) => normalisedVolume(given, frame) / hypervolume,
    hypervolume,
  };
}

function sourceOf(table: CellTable, problem: MeasuredProblem, samples: readonly number[]): FigureSource {
  const { points } = table;
  const own = problem.strata.map((_, stratum) =>
    problem.items.flatMap((item, at) =>
      item.stratum === stratum ? [{ item, sample: samples[at] ?? -1 }] : [],
    ),
  );
  const values = new Map<string, number | null>();
  const meanOf = (config: number, stratum: number, figure: string): number | null => {
    let sum = 0;
    let weights = 0;
    for (const { item, sample } of own[stratum] ?? []) {
      const value = table.value(figure, config, sample);
      if (Number.isNaN(value)) continue;
      sum += item.weight * value;
      weights += item.weight;
    }
    return weights === 0 ? null : sum / weights;
  };
  const tailOf = (config: number, { figure, fold }: Reading): number | null => {
    const factors = problem.figures.find(({ name }) => name === figure)?.pooledBy;
    const pool = points.flatMap((point, other) => (isPooled(point, points[config], factors) ? [other] : []));
    const all = pool.flatMap((other) =>
      problem.items.map((item, at) => ({
        value: table.value(figure, other, samples[at] ?? -1),
        config: other,
        ...item,
      })),
    );
    const known = all.filter(({ value }) => !Number.isNaN(value));
    if (known.length === 0 || fold === 'mean') return null;
    const weights = poolWeights(
      {
        config: known.map((one) => one.config),
        stratum: known.map(({ stratum }) => stratum),
        weight: known.map(({ weight }) => weight),
      },
      problem,
      points,
    );
    const sorted = sortWeighted(
      known.map((one) => one.value),
      weights,
    );
    return weightedQuantile(sorted, PERCENTILE_SHARE[fold]);
  };
  const poolKey = (config: number, { figure, fold }: Reading): string => {
    const factors = problem.figures.find(({ name }) => name === figure)?.pooledBy ?? [];
    return `${figure},${fold},${factors.map((factor) => points[config]?.[factor]).join()}`;
  };
  const value = (config: number, stratum: number, reading: Reading): number | null => {
    const isMean = reading.fold === 'mean';
    const key = isMean ? `${config},${stratum},${reading.figure}` : poolKey(config, reading);
    const known = values.get(key);
    if (known !== undefined) return known;
    const found = isMean ? meanOf(config, stratum, reading.figure) : tailOf(config, reading);
    values.set(key, found);
    return found;
  };
  const source: FigureSource = {
    points,
    value,
    estimate: (config, stratum, reading) =>
      exactly(value(config, stratum, reading), own[stratum]?.length ?? 0),
    combined: (choice, reading) =>
      exactly(combinedValue(source, problem, { choice, reading }), samples.length),
    cells: (_config, stratum) => own[stratum]?.length ?? 0,
  };
  return source;
}

function isPooled(point: Point, other: Point | undefined, factors: readonly string[] | undefined): boolean {
  return factors === undefined
    ? point === other
    : factors.every((factor) => point[factor] === other?.[factor]);
}

function exactly(value: number | null, n: number): Estimate {
  const about = { level: 1, method: 'the whole table', n };
  return value === null
    ? undefinedEstimate('nothing is known', about)
    : { value, low: value, high: value, ...about };
}
