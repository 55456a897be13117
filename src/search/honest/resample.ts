import { createRng, partition, randomIndex } from '../../stats/index.js';
import type { FigureSource, Measurements } from '../outcome/index.js';
import { PERCENTILE_SHARE, poolReader, rowReader } from '../outcome/index.js';
import type { MeasuredProblem, Objective, Point } from '../port.js';

/** Values of figures when clusters are drawn anew, all configurations on the same draw. */
export interface Resampler {
  readonly replicates: number;
  /** What the draws' spread rests on: clusters less groups that they are drawn in. */
  readonly df: number;
  /**
   * Every choice's value of every objective, unscaled, in each replicate: `values[replicate][choice][objective]`; NaN
   * where a stratum drew no cluster with a value.
   */
  readonly values: readonly (readonly Float64Array[])[];
}

/**
 * Paired clustered bootstrap: whole clusters are drawn with replacement, within strata where no cluster spans two
 * (else among all), once for all configurations, so that what they share cancels in comparisons. Of C clusters C − 1 are
 * drawn (Rao and Wu 1988): the variance of a mean over them is then the unbiased one, not (C − 1)/C of it.
 */
export function resampleChoices(input: {
  readonly problem: MeasuredProblem;
  readonly points: readonly Point[];
  readonly measurements: Measurements;
  readonly source: FigureSource;
  readonly choices: readonly (readonly number[])[];
  readonly replicates: number;
  readonly seed: number;
}): Resampler {
  const { problem, choices } = input;
  const clusters = partition(problem.items.map(({ cluster }) => cluster));
  const groups = groupsOf(problem, clusters.of, clusters.count);
  const readers = problem.objectives.map((objective) => readerOf(input, objective, clusters.of));
  const multiplicity = new Float64Array(clusters.count);
  const values: Float64Array[][] = [];
  for (let replicate = 0; replicate < input.replicates; replicate++) {
    const rng = createRng(input.seed, 0x6a7e, replicate);
    multiplicity.fill(0);
    for (const group of groups) {
      for (let draw = 0; draw < Math.max(1, group.length - 1); draw++) {
        const cluster = group[randomIndex(rng, group.length)] ?? 0;
        multiplicity[cluster] = (multiplicity[cluster] ?? 0) + 1;
      }
    }
    const memo = readers.map((reader) => reader(multiplicity));
    values.push(choices.map((choice) => Float64Array.from(memo, (valueOfChoice) => valueOfChoice(choice))));
  }
  const filled = groups.filter((group) => group.length > 0).length;
  return { replicates: input.replicates, df: clusters.count - filled, values };
}

/** Clusters by the stratum that they belong to; one group of all where a cluster spans strata. */
function groupsOf(problem: MeasuredProblem, of: Int32Array, count: number): readonly (readonly number[])[] {
  const strata: (number | undefined)[] = new Array(count).fill(undefined);
  for (const [item, { stratum }] of problem.items.entries()) {
    const cluster = of[item] ?? 0;
    if (strata[cluster] !== undefined && strata[cluster] !== stratum) return [strata.map((_, at) => at)];
    strata[cluster] = stratum;
  }
  return problem.strata.map((_, stratum) => strata.flatMap((own, at) => (own === stratum ? [at] : [])));
}

/** Under a draw of clusters: the value of any choice. */
type Reader = (multiplicity: Float64Array) => (choice: readonly number[]) => number;

function readerOf(
  input: Parameters<typeof resampleChoices>[0],
  objective: Objective,
  clusterOf: Int32Array,
): Reader {
  const { problem } = input;
  const part =
    objective.fold === 'mean'
      ? meanParts(input, objective, clusterOf)
      : percentileParts(input, objective, clusterOf);
  return (multiplicity) => {
    const memo = new Map<string, number>();
    const partOf = (config: number, stratum: number): number => {
      const key = `${config},${stratum}`;
      const known = memo.get(key) ?? part(config, stratum, multiplicity);
      memo.set(key, known);
      return known;
    };
    return (choice) => {
      const parts = choice.map((config, stratum) => partOf(config, stratum));
      if (objective.fold !== 'mean') return Math.max(...parts);
      return parts.reduce((sum, one, stratum) => sum + (problem.strata[stratum]?.share ?? 0) * one, 0);
    };
  };
}

type PartReader = (config: number, stratum: number, multiplicity: Float64Array) => number;

/** Σ m_c S_c/Σ m_c W_c over clusters, S and W sums of w x and w; what is known stays as it is. */
function meanParts(
  input: Parameters<typeof resampleChoices>[0],
  objective: Objective,
  clusterOf: Int32Array,
): PartReader {
  const { problem, points, measurements } = input;
  const rows = rowReader(problem, measurements, new Map(problem.figures.map(({ name }, at) => [name, at])));
  const sums = new Map<string, readonly (readonly [cluster: number, sum: number, weight: number])[]>();
  return (config, stratum, multiplicity) => {
    const known = problem.known?.(objective.figure, points[config] ?? {}, stratum) ?? null;
    if (known !== null) return known;
    const key = `${config},${stratum}`;
    const own = sums.get(key) ?? sumByCluster(rows(config, stratum, objective.figure), clusterOf);
    sums.set(key, own);
    let total = 0;
    let weight = 0;
    for (const [cluster, sum, clusterWeight] of own) {
      const times = multiplicity[cluster] ?? 0;
      total += times * sum;
      weight += times * clusterWeight;
    }
    return weight > 0 ? total / weight : Number.NaN;
  };
}

function sumByCluster(
  rows: ReturnType<ReturnType<typeof rowReader>>,
  clusterOf: Int32Array,
): readonly (readonly [number, number, number])[] {
  const sums = new Map<number, { sum: number; weight: number }>();
  rows.items.forEach((item, at) => {
    const cluster = clusterOf[item] ?? 0;
    const own = sums.get(cluster) ?? { sum: 0, weight: 0 };
    sums.set(cluster, own);
    own.sum += (rows.weights[at] ?? 0) * (rows.values[at] ?? 0);
    own.weight += rows.weights[at] ?? 0;
  });
  return [...sums].map(([cluster, { sum, weight }]) => [cluster, sum, weight] as const);
}

/** An observation of a pool. */
type Ordered = readonly [value: number, cluster: number, weight: number];

/** The least observation at or below which a share p of the drawn ones lies, each by its weight in the pool. */
function percentileParts(
  input: Parameters<typeof resampleChoices>[0],
  objective: Objective,
  clusterOf: Int32Array,
): PartReader {
  const { problem, points, measurements } = input;
  const pools = poolReader(problem, points, {
    measurements,
    clusters: { of: clusterOf },
    figureAt: new Map(problem.figures.map(({ name }, at) => [name, at])),
  });
  const p = objective.fold === 'mean' ? Number.NaN : PERCENTILE_SHARE[objective.fold];
  const sorted = new Map<string, readonly Ordered[]>();
  const orderOf = (config: number, stratum: number): readonly Ordered[] => {
    const pool = pools(config, stratum, objective.figure);
    return Array.from(
      pool.values,
      (value, at) => [value, pool.clusters[at] ?? 0, pool.weights[at] ?? 0] as const,
    ).sort((a, b) => a[0] - b[0]);
  };
  return (config, stratum, multiplicity) => {
    const key = `${config},${stratum}`;
    const order = sorted.get(key) ?? orderOf(config, stratum);
    sorted.set(key, order);
    let total = 0;
    for (const [, cluster, weight] of order) total += weight * (multiplicity[cluster] ?? 0);
    let reached = 0;
    for (const [value, cluster, weight] of order) {
      reached += weight * (multiplicity[cluster] ?? 0);
      // Sums of the same weights in another order differ in their last bits.
      if (reached >= p * total * (1 - 1e-12) && reached > 0) return value;
    }
    return Number.NaN;
  };
}
