import type { Partition } from './clusters.js';
import { weightedMean } from './mean.js';
import { type Stat, undefinedStat } from './result.js';
import { rowProblem } from './row-problem.js';

/**
 * The (weighted) mean of each cluster, in order of first appearance: one observation per cluster for sequential
 * methods, which know nothing of dependence. Feed whole clusters only.
 *
 * What that assumes: clusters are independent, and the mean that is tested is the mean over *clusters*, each counting
 * once. It equals the mean over samples where the size of a cluster says nothing about its scores; where large clusters
 * score differently the two differ, and the fixed-n clustered t test answers the question about samples.
 */
export function clusterAverages(
  values: ArrayLike<number>,
  clusters: Partition,
  weights?: ArrayLike<number>,
): Stat<{ readonly averages: Float64Array }> {
  if (values.length === 0) return undefinedStat('no scored sample');
  const problem = rowProblem([values], { weights, clusters });
  if (problem !== undefined) return undefinedStat(problem);
  const rows: { values: number[]; weights: number[] }[] = Array.from({ length: clusters.count }, () => ({
    values: [],
    weights: [],
  }));
  for (let row = 0; row < values.length; row++) {
    const cluster = rows[clusters.of[row] ?? 0];
    cluster?.values.push(values[row] ?? 0);
    cluster?.weights.push(weights?.[row] ?? 1);
  }
  const averages = new Float64Array(clusters.count);
  for (const [at, cluster] of rows.entries()) {
    const mean = weightedMean(cluster.values, cluster.weights);
    if (mean.state === 'undefined') return undefinedStat(`cluster ${at}: ${mean.reason}`);
    averages[at] = mean.mean;
  }
  return { state: 'defined', averages };
}
