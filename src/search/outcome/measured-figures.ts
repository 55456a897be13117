import { type Estimate, undefinedEstimate } from '../../domain/index.js';
import { partition } from '../../stats/index.js';
import type { MeasuredProblem, Point } from '../port.js';
import { type Confidence, combinedValue, type FigureSource, type Reading } from './figures.js';
import { combinedMean, meanOf, type Rows, twoSidedLevel } from './mean.js';
import type { Measurements } from './measurements.js';
import { type Observations, percentileEstimate } from './percentile.js';
import { poolReader } from './pool-reader.js';

const UNIT = { low: 0, high: 1 };

type ProblemPart = Pick<MeasuredProblem, 'space' | 'strata' | 'items' | 'figures' | 'known'>;

/**
 * Figures as they were measured, nothing shrunk: clustered means over the items that have a value, order statistics for
 * percentiles (of all configurations that share the figure's `pooledBy`, over all strata, as `poolWeights` weights them), and what is known without
 * measuring as an exact value. Reads the measurements as they are when it is asked first: make a new one after more.
 */
export function measuredFigures(
  problem: ProblemPart,
  points: readonly Point[],
  measurements: Measurements,
): FigureSource {
  const clusters = partition(problem.items.map(({ cluster }) => cluster));
  const figureAt = new Map(problem.figures.map(({ name }, at) => [name, at]));
  const values = new Map<string, number | null>();
  const ranges = new Map(
    problem.figures.map(({ name, range }) => [name, range === 'unit' ? UNIT : undefined]),
  );
  const estimates = new Map<string, Estimate>();
  const pooled = new Map<Observations, Map<string, Estimate>>();
  const rows = rowReader(problem, measurements, figureAt);
  const pools = poolReader(problem, points, { measurements, clusters, figureAt });

  const knownMean = (config: number, stratum: number, { figure, fold }: Reading): number | null => {
    const point = points[config];
    if (fold !== 'mean' || point === undefined) return null;
    return problem.known?.(figure, point, stratum) ?? null;
  };

  const source: FigureSource = {
    points,
    value(config, stratum, reading) {
      const key = `${config},${stratum},${reading.figure},${reading.fold}`;
      const seen = values.get(key);
      if (seen !== undefined) return seen;
      const value =
        knownMean(config, stratum, reading) ??
        source.estimate(config, stratum, reading, { level: 0.95, sides: 2 }).value;
      values.set(key, value);
      return value;
    },
    estimate(config, stratum, reading, confidence) {
      const { level, sides } = confidence;
      const key = `${config},${stratum},${reading.figure},${reading.fold},${level},${sides}`;
      const seen = estimates.get(key);
      if (seen !== undefined) return seen;
      const estimate = read(config, stratum, reading, confidence);
      estimates.set(key, estimate);
      return estimate;
    },
    combined(choice, reading, confidence) {
      if (reading.fold !== 'mean') return greatest(choice, reading, confidence);
      const known = choice.map((config, stratum) => knownMean(config, stratum, reading));
      if (known.every((value) => value !== null)) {
        return exact(combinedValue(source, problem, { choice, reading }), confidence);
      }
      return combinedMean(
        choice.map((config, stratum) => ({
          name: problem.strata[stratum]?.name ?? '',
          share: problem.strata[stratum]?.share ?? 0,
          rows: knownRows(known[stratum] ?? null, stratum) ?? rows(config, stratum, reading.figure),
        })),
        clusters,
        { confidence, range: ranges.get(reading.figure) },
      );
    },
    cells: (config, stratum) =>
      measurements
        .of(config)
        .items.reduce((sum, item) => sum + (problem.items[item]?.stratum === stratum ? 1 : 0), 0),
  };
  return source;

  function read(config: number, stratum: number, reading: Reading, confidence: Confidence): Estimate {
    if (reading.fold !== 'mean') {
      const { fold } = reading;
      const pool = pools(config, stratum, reading.figure);
      return remembered(pool, `${fold},${confidence.level},${confidence.sides}`, () =>
        percentileEstimate(pool, fold, confidence),
      );
    }
    const known = knownMean(config, stratum, reading);
    if (known !== null) return exact(known, confidence);
    return measurements.remember(
      config,
      `${stratum},${reading.figure},${confidence.level},${confidence.sides}`,
      () =>
        meanOf(rows(config, stratum, reading.figure), clusters, {
          confidence,
          range: ranges.get(reading.figure),
        }),
    );
  }

  /** Many configurations share one pool: its percentiles are computed once. */
  function remembered(pool: Observations, key: string, compute: () => Estimate): Estimate {
    const known = pooled.get(pool) ?? new Map<string, Estimate>();
    pooled.set(pool, known);
    const estimate = known.get(key) ?? compute();
    known.set(key, estimate);
    return estimate;
  }

  /** A known mean as the rows of a stratum: its items, all with this value. */
  function knownRows(value: number | null, stratum: number): Rows | null {
    if (value === null) return null;
    const items = problem.items.flatMap((item, at) => (item.stratum === stratum ? [at] : []));
    return { values: items.map(() => value), weights: items.map(() => 1), items, missing: 0 };
  }

  function greatest(choice: readonly number[], reading: Reading, confidence: Confidence): Estimate {
    const all = choice.map((config, stratum) => source.estimate(config, stratum, reading, confidence));
    const lacking = all.find(({ value }) => value === null);
    if (lacking !== undefined || all[0] === undefined) return lacking ?? exact(null, confidence);
    const most = (pick: (one: Estimate) => number | null): number | null =>
      all.reduce<number | null>((found, one) => {
        const next = pick(one);
        return found === null || next === null ? null : Math.max(found, next);
      }, Number.NEGATIVE_INFINITY);
    const high = most((one) => one.high);
    return {
      ...all[0],
      value: most((one) => one.value),
      low: most((one) => one.low),
      high,
      method: `${all[0].method}${all.every((one) => one === all[0]) ? '' : '; the greatest over intents'}`,
    };
  }
}

function exact(value: number | null, confidence: Confidence): Estimate {
  const level = twoSidedLevel(confidence);
  const method = 'known from the configuration';
  if (value === null) return undefinedEstimate('unknown', { level, method, n: 0 });
  return { value, low: value, high: value, level, method, n: 0 };
}

/** Reads the values of a figure for one configuration and stratum. */
export function rowReader(
  problem: ProblemPart,
  measurements: Measurements,
  figureAt: ReadonlyMap<string, number>,
): (config: number, stratum: number, figure: string) => Rows {
  const width = problem.figures.length;
  return (config, stratum, figure) => {
    const own = measurements.of(config);
    const column = figureAt.get(figure);
    const found: { values: number[]; weights: number[]; items: number[] } = {
      values: [],
      weights: [],
      items: [],
    };
    let missing = 0;
    own.items.forEach((item, at) => {
      const spec = problem.items[item];
      if (spec?.stratum !== stratum) return;
      const value = column === undefined ? Number.NaN : (own.values[at * width + column] ?? Number.NaN);
      if (Number.isNaN(value)) {
        missing++;
        return;
      }
      found.values.push(value);
      found.weights.push(spec.weight);
      found.items.push(item);
    });
    return { ...found, missing };
  };
}
