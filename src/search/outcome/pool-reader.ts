import type { Partition } from '../../stats/index.js';
import type { MeasuredProblem, Point } from '../port.js';
import type { Measurements } from './measurements.js';
import type { Observations } from './percentile.js';
import { poolWeights } from './pool-weights.js';

/** Observations as they are gathered. */
interface Gathered {
  readonly values: number[];
  readonly clusters: number[];
  readonly config: number[];
  readonly stratum: number[];
  readonly weight: number[];
}

/**
 * Reads the observations that a percentile of a figure is taken of: a configuration's own in one stratum, or, where the
 * figure names what decides it, those of all configurations that agree on that, over all strata.
 */
export function poolReader(
  problem: Pick<MeasuredProblem, 'space' | 'strata' | 'items' | 'figures'>,
  points: readonly Point[],
  data: {
    readonly measurements: Measurements;
    readonly clusters: Pick<Partition, 'of'>;
    readonly figureAt: ReadonlyMap<string, number>;
  },
): (config: number, stratum: number, figure: string) => Observations {
  const pooledBy = new Map(problem.figures.map(({ name, pooledBy: factors }) => [name, factors]));
  const pools = new Map<string, ReadonlyMap<string, Observations>>();
  const keyOf = (factors: readonly string[], config: number): string =>
    JSON.stringify(factors.map((factor) => points[config]?.[factor] ?? null));
  const observe = (
    into: Gathered,
    of: { readonly config: number; readonly figure: string; readonly stratum: number | null },
  ): void => {
    const own = data.measurements.of(of.config);
    const column = data.figureAt.get(of.figure) ?? -1;
    own.items.forEach((item, at) => {
      const value = own.values[at * problem.figures.length + column] ?? Number.NaN;
      const spec = problem.items[item];
      if (column < 0 || Number.isNaN(value) || spec === undefined) return;
      if (of.stratum !== null && spec.stratum !== of.stratum) return;
      into.values.push(value);
      into.clusters.push(data.clusters.of[item] ?? 0);
      into.config.push(of.config);
      into.stratum.push(spec.stratum);
      into.weight.push(spec.weight);
    });
  };
  const pooled = (gathered: Gathered): Observations => ({
    values: gathered.values,
    clusters: gathered.clusters,
    weights: poolWeights(gathered, problem, points),
  });
  const poolsOf = (factors: readonly string[], figure: string): ReadonlyMap<string, Observations> => {
    const gathered = new Map<string, Gathered>();
    for (let config = 0; config < points.length; config++) {
      const key = keyOf(factors, config);
      const into = gathered.get(key) ?? nothing();
      gathered.set(key, into);
      observe(into, { config, figure, stratum: null });
    }
    return new Map([...gathered].map(([key, of]) => [key, pooled(of)]));
  };
  return (config, stratum, figure) => {
    const factors = pooledBy.get(figure);
    if (factors === undefined) {
      const own = nothing();
      observe(own, { config, figure, stratum });
      return { values: own.values, clusters: own.clusters, weights: own.weight };
    }
    const known = pools.get(figure) ?? poolsOf(factors, figure);
    pools.set(figure, known);
    return known.get(keyOf(factors, config)) ?? pooled(nothing());
  };
}

function nothing(): Gathered {
  return { values: [], clusters: [], config: [], stratum: [], weight: [] };
}
