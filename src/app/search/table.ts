import { type Estimate, undefinedEstimate } from '../../domain/index.js';
import type { SearchDocument } from '../../report/port.js';
import {
  chooseFront,
  combinedValue,
  countPoints,
  type FigureSource,
  frameOf,
  isAllowed,
  judgeChoice,
  listPoints,
  lookAt,
  normalisedVolume,
  PERCENTILE_SHARE,
  pointKey,
  type Reading,
  signOf,
} from '../../search/index.js';
import type { MeasuredProblem, Point, SearchOutcome } from '../../search/port.js';
import { weightedQuantile } from '../../stats/index.js';
import { type Conducts, countConduct } from './adversarial.js';
import { VIOLATIONS } from './measures.js';
import { readTable, type TableSums } from './table-sums.js';
import type { SearchWork } from './work.js';

/** More points than this are no table that anybody measured in full. */
const MOST_POINTS = 100_000;

/**
 * The true front of a measured table, as far as the table tells, and what share of its hypervolume the reported front
 * has when it is read off the same table. Null for anything else: a service, figures that the table does not hold ready.
 * A config that has no cell in an intent is unknown. Constraints, violations among them, are judged by the table's own
 * values; a reported point that breaks one adds nothing.
 */
export async function tableShare(work: SearchWork, outcome: SearchOutcome): Promise<SearchDocument['table']> {
  const { search, problem } = work;
  const { experiment } = search.prepared.loaded;
  const { space } = search.spec;
  const count = countPoints(space, null);
  const isReady = experiment.scorers.every(({ kind }) => kind === 'recorded');
  if (experiment.recorded === undefined || !isReady) return null;
  if (count.kind === 'continuum' || count.count > BigInt(MOST_POINTS)) return null;
  const { points } = listPoints(space, null, MOST_POINTS);
  const cells = points.length * search.samples.golden.length;
  const table = await readTable(work, { path: experiment.recorded, points });
  const isKept = violationsKept(work, table.conducts);
  if (table.cells === 0 || isKept === null) return null;
  const source = tableSource(problem, points, table);
  const exact = judgedExactly(problem);
  const configsIn = (intent: string | null, stratum: number): readonly number[] =>
    points.flatMap((point, config) =>
      isAllowed(space, point, intent) && isKept(config, stratum) ? [config] : [],
    );
  const candidates = lookAt(source, exact, {
    candidates:
      problem.per === 'intent'
        ? problem.strata.map(({ name }, stratum) => configsIn(name, stratum))
        : [configsIn(null, 0)],
    vetoes: [],
  });
  const { front } = chooseFront(source, exact, candidates);
  const rows = front.map(({ row }) => row);
  const frame = frameOf(rows, problem.objectives.length);
  const trueHypervolume = normalisedVolume(rows, frame);
  const numbers = new Map(points.map((point, config) => [pointKey(space, point), config]));
  const reported = outcome.front.flatMap(({ chosen }) => {
    const choice = problem.strata.map((_, stratum) => {
      const point = (chosen.length === 1 ? chosen[0] : chosen[stratum])?.point ?? {};
      return numbers.get(pointKey(space, point)) ?? -1;
    });
    const isFeasible =
      choice.every((config, stratum) => isKept(config, stratum)) &&
      judgeChoice(source, exact, choice).every(({ standing }) => standing === 'holds');
    const row = rowOf(source, problem, choice);
    return isFeasible && row !== null ? [row] : [];
  });
  return {
    cells: table.cells,
    missing: cells - table.cells,
    trueFrontSize: front.length,
    trueHypervolume,
    share: trueHypervolume === 0 ? null : normalisedVolume(reported, frame) / trueHypervolume,
  };
}

/**
 * Whether a config keeps the bounds on violations in a stratum (per all: in all), by what the table says. Null where
 * that cannot be said of one config alone, because those of several intents share a bound above 0.
 */
function violationsKept(
  work: SearchWork,
  conducts: Conducts,
): ((config: number, stratum: number) => boolean) | null {
  const { search, problem } = work;
  const bounds = search.spec.constraints.filter(({ metric }) => metric === VIOLATIONS);
  if (bounds.length === 0 || search.samples.adversarial.length === 0) return () => true;
  const isForAll = problem.per === 'all';
  if (!isForAll && bounds.some(({ max = 0, per }) => per !== 'intent' && max > 0)) return null;
  const strata = [...problem.strata.keys()];
  return (config, stratum) =>
    bounds.every(({ max = 0, per }) => {
      const groups = !isForAll ? [[stratum]] : per === 'intent' ? strata.map((one) => [one]) : [strata];
      return groups.every((group) => {
        const pairs = group.map((one) => ({ config, stratum: one }));
        return countConduct(work, pairs, conducts).violations <= max;
      });
    });
}

/** The table is the whole of what there is: its values have no uncertainty. */
function judgedExactly(problem: MeasuredProblem): MeasuredProblem {
  return { ...problem, constraints: problem.constraints.map((one) => ({ ...one, level: 0.5 })) };
}

/** Minimised objectives of a choice; null where one is unknown. */
function rowOf(
  source: FigureSource,
  problem: MeasuredProblem,
  choice: readonly number[],
): readonly number[] | null {
  const row: number[] = [];
  for (const objective of problem.objectives) {
    const value = combinedValue(source, problem, { choice, reading: objective });
    if (value === null) return null;
    row.push(signOf(objective) * objective.scale * value);
  }
  return row;
}

/** Figures as the whole table has them: weighted means, weighted type-7 percentiles of what the figure pools. */
function tableSource(problem: MeasuredProblem, points: readonly Point[], table: TableSums): FigureSource {
  const percentiles = new Map<string, number | null>();
  const percentile = (config: number, { figure, fold }: Reading): number | null => {
    const pool = table.poolOf(figure, config);
    const key = `${fold} ${pool}`;
    const known = percentiles.get(key);
    if (known !== undefined) return known;
    const sorted = table.pool(pool);
    const value =
      sorted.values.length > 0 && fold !== 'mean' ? weightedQuantile(sorted, PERCENTILE_SHARE[fold]) : null;
    percentiles.set(key, value);
    return value;
  };
  const value = (config: number, stratum: number, reading: Reading): number | null =>
    reading.fold === 'mean' ? table.mean(config, stratum, reading.figure) : percentile(config, reading);
  const exactly = (known: number | null, n: number): Estimate =>
    known === null
      ? undefinedEstimate('nothing is known', { level: 1, method: METHOD, n })
      : { value: known, low: known, high: known, level: 1, method: METHOD, n };
  const source: FigureSource = {
    points,
    value,
    estimate: (config, stratum, reading) => exactly(value(config, stratum, reading), table.n(stratum)),
    combined: (choice, reading) =>
      exactly(
        combinedValue(source, problem, { choice, reading }),
        problem.strata.reduce((sum, _, stratum) => sum + table.n(stratum), 0),
      ),
    cells: (_config, stratum) => table.n(stratum),
  };
  return source;
}

const METHOD = 'the whole table';
