import type { Rows } from '../outcome/index.js';
import { expansion } from './cluster-weights.js';

/** Fewer clusters say nothing of how much they differ. */
export const LEAST_CLUSTERS = 2;

/** Deviations of many means from what was measured, in flat memory: 20 bytes for each cluster of each mean. */
export interface DrawnMeans {
  /** Adds to `into[owner · stride + offset]` what each mean deviates by under the clusters' weights. */
  deviate(weights: Float64Array, into: Float64Array, at: { stride: number; offset: number }): void;
}

/** A mean whose deviation is wanted. */
export interface MeanPart {
  readonly owner: number;
  /** What the mean is multiplied by. */
  readonly factor: number;
  readonly rows: Rows;
}

/**
 * Σ v S/Σ v W − S/W over clusters with weights v, S and W the sums of w x and w in a cluster, expanded (see `expansion`).
 * `onUnspread` is told the owners of means that rest on fewer than two clusters: those do not deviate.
 */
export function drawnMeans(
  parts: Iterable<MeanPart>,
  clusterOf: Int32Array,
  onUnspread: (owner: number) => void,
): DrawnMeans {
  const owners: number[] = [];
  const factors: number[] = [];
  const ends: number[] = [];
  const clusters: number[] = [];
  const residuals: number[] = [];
  const totals: number[] = [];
  for (const { owner, factor, rows } of parts) {
    const sums = sumsByCluster(rows, clusterOf);
    if (sums.size < LEAST_CLUSTERS) {
      onUnspread(owner);
      continue;
    }
    let [sum, weight] = [0, 0];
    for (const own of sums.values()) {
      sum += own.sum;
      weight += own.weight;
    }
    const mean = sum / weight;
    owners.push(owner);
    factors.push(factor * expansion(sums.size));
    for (const [cluster, own] of sums) {
      clusters.push(cluster);
      residuals.push(own.sum - mean * own.weight);
      totals.push(own.weight);
    }
    ends.push(clusters.length);
  }
  const flat = {
    clusters: Int32Array.from(clusters),
    residuals: Float64Array.from(residuals),
    totals: Float64Array.from(totals),
  };
  return {
    deviate(weights, into, { stride, offset }) {
      let from = 0;
      for (let part = 0; part < owners.length; part++) {
        const end = ends[part] as number;
        let [sum, total] = [0, 0];
        for (let at = from; at < end; at++) {
          const weight = weights[flat.clusters[at] as number] as number;
          sum += weight * (flat.residuals[at] as number);
          total += weight * (flat.totals[at] as number);
        }
        const place = (owners[part] as number) * stride + offset;
        into[place] = (into[place] as number) + ((factors[part] as number) * sum) / total;
        from = end;
      }
    },
  };
}

function sumsByCluster(
  { values, weights, items }: Rows,
  clusterOf: Int32Array,
): ReadonlyMap<number, { sum: number; weight: number }> {
  const sums = new Map<number, { sum: number; weight: number }>();
  for (const [at, item] of items.entries()) {
    const cluster = clusterOf[item] ?? 0;
    const own = sums.get(cluster) ?? { sum: 0, weight: 0 };
    sums.set(cluster, own);
    own.sum += (weights[at] ?? 0) * (values[at] ?? 0);
    own.weight += weights[at] ?? 0;
  }
  return sums;
}
