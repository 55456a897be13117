import type { Observations } from '../outcome/index.js';
import { expansion } from './cluster-weights.js';
import { LEAST_CLUSTERS } from './drawn-means.js';

/** Deviations of percentiles; many configurations may share a pool of observations, which is looked at once in a draw. */
export interface DrawnPercentiles {
  /** The number of a pool; undefined: it has fewer than two clusters. */
  poolOf(observations: Observations): number | undefined;
  /** By pool, what its percentile deviates by under the clusters' weights. */
  deviations(weights: Float64Array): Float64Array;
}

/** The least observation at or below which a share p of the weight lies, less the same where all clusters weigh 1; expanded. */
export function drawnPercentiles(p: number): DrawnPercentiles {
  const numbers = new Map<Observations, number | undefined>();
  const pools: {
    readonly values: Float64Array;
    readonly clusters: Int32Array;
    /** Weights in the pool. */
    readonly own: Float64Array;
    readonly equal: number;
    readonly factor: number;
  }[] = [];
  const add = (observations: Observations): number | undefined => {
    const count = new Set(Array.from(observations.clusters)).size;
    if (count < LEAST_CLUSTERS) return undefined;
    const order = Int32Array.from({ length: observations.values.length }, (_, at) => at).sort(
      (a, b) => (observations.values[a] ?? 0) - (observations.values[b] ?? 0) || a - b,
    );
    const values = Float64Array.from(order, (at) => observations.values[at] ?? 0);
    const clusters = Int32Array.from(order, (at) => observations.clusters[at] ?? 0);
    const own = Float64Array.from(order, (at) => observations.weights[at] ?? 0);
    const equal = percentileUnder(values, (at) => own[at] as number, p);
    return pools.push({ values, clusters, own, equal, factor: expansion(count) }) - 1;
  };
  return {
    poolOf(observations) {
      if (!numbers.has(observations)) numbers.set(observations, add(observations));
      return numbers.get(observations);
    },
    deviations: (weights) =>
      Float64Array.from(
        pools,
        ({ values, clusters, own, equal, factor }) =>
          factor *
          (percentileUnder(
            values,
            (at) => (own[at] as number) * (weights[clusters[at] as number] as number),
            p,
          ) -
            equal),
      ),
  };
}

function percentileUnder(sorted: Float64Array, weightAt: (at: number) => number, p: number): number {
  let total = 0;
  for (let at = 0; at < sorted.length; at++) total += weightAt(at);
  let reached = 0;
  for (let at = 0; at < sorted.length; at++) {
    reached += weightAt(at);
    if (reached >= p * total) return sorted[at] as number;
  }
  return sorted[sorted.length - 1] ?? Number.NaN;
}
