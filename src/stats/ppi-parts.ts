import { assertProbability, type Stat, undefinedStat } from './result.js';
import { rowProblem } from './row-problem.js';

/** One population: some of its answers carry a reference label beside the judge's score, the others the score only. */
export interface PpiSample {
  /** Reference labels of the labelled answers. */
  readonly truth: ArrayLike<number>;
  /** The judge's scores of the same answers, by position. */
  readonly judged: ArrayLike<number>;
  /** The judge's scores of the answers without a label; none of the labelled ones. */
  readonly unlabelled: ArrayLike<number>;
  /** Row → cluster, from 0 (`Partition.of`). Equal numbers are one cluster wherever they stand, in both parts and both arms. */
  readonly clusters?: { readonly labelled: ArrayLike<number>; readonly unlabelled: ArrayLike<number> };
  readonly weights?: { readonly labelled: ArrayLike<number>; readonly unlabelled: ArrayLike<number> };
}

export interface PpiOptions {
  readonly level: number;
  /** Trust in the judge: 0 uses the labels only, 1 is plain PPI; default tuned on the data, cut to [0, 1]. */
  readonly lambda?: number | 'tuned';
  /**
   * `t` (default): df = labelled clusters − 1, each part's variance with its factor C/(C − 1). `z`: normal quantile
   * and variances divided by n, as ppi_py has it; too short below some hundred labels.
   */
  readonly quantile?: 't' | 'z';
}

/** A weighted mean split into what each cluster adds to its error. */
interface Part {
  readonly mean: number;
  /** Cluster → Σ w_i (x_i − mean)/Σw. */
  readonly residuals: ReadonlyMap<number, number>;
}

/** The three means of PPI++; the labelled ones share their clusters. */
export interface PpiParts {
  readonly truth: Part;
  readonly judged: Part;
  readonly unlabelled: Part;
  readonly labelledClusters: number;
  readonly unlabelledClusters: number;
}

/** What is wrong with a sample, or undefined. Numbers outside their range are a programming error. */
export function ppiProblem(sample: PpiSample, options: PpiOptions): string | undefined {
  assertProbability('level', options.level);
  const { lambda } = options;
  if (typeof lambda === 'number' && !(lambda >= 0 && lambda <= 1)) {
    throw new RangeError(`lambda must lie in [0, 1]: ${lambda}`);
  }
  const { truth, judged, unlabelled, clusters, weights } = sample;
  if (truth.length === 0 && judged.length === 0) return 'no labelled answer';
  const problem =
    rowProblem([truth, judged], { weights: weights?.labelled }) ??
    rowProblem([unlabelled], { weights: weights?.unlabelled });
  if (problem !== undefined) return problem;
  if (clusters === undefined) return undefined;
  if (clusters.labelled.length !== truth.length || clusters.unlabelled.length !== unlabelled.length) {
    return 'the clusters are those of other rows';
  }
  return undefined;
}

/** The means and residuals of a sample; rows without clusters are clusters of their own, numbered from −`first` down. */
export function ppiParts(sample: PpiSample, first: number): Stat<PpiParts> {
  const { truth, judged, unlabelled, clusters, weights } = sample;
  const own = (from: number, count: number): Float64Array =>
    Float64Array.from({ length: count }, (_, row) => -(from + row));
  const labelledIds = clusters?.labelled ?? own(first, truth.length);
  const unlabelledIds = clusters?.unlabelled ?? own(first + truth.length, unlabelled.length);
  const y = partOf(truth, labelledIds, weights?.labelled);
  const f = partOf(judged, labelledIds, weights?.labelled);
  const u = partOf(unlabelled, unlabelledIds, weights?.unlabelled);
  if (y === undefined || f === undefined || (u === undefined && unlabelled.length > 0)) {
    return undefinedStat('the weights add up to nothing');
  }
  return {
    state: 'defined',
    truth: y,
    judged: f,
    unlabelled: u ?? { mean: 0, residuals: new Map() },
    labelledClusters: y.residuals.size,
    unlabelledClusters: u?.residuals.size ?? 0,
  };
}

function partOf(
  values: ArrayLike<number>,
  ids: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): Part | undefined {
  let total = 0;
  let sum = 0;
  const origin = values[0] ?? 0;
  for (let row = 0; row < values.length; row++) {
    const weight = weights?.[row] ?? 1;
    total += weight;
    sum += weight * ((values[row] ?? 0) - origin);
  }
  if (!(total > 0)) return undefined;
  const mean = origin + sum / total;
  const residuals = new Map<number, number>();
  for (let row = 0; row < values.length; row++) {
    const id = ids[row] ?? 0;
    const share = ((weights?.[row] ?? 1) * ((values[row] ?? 0) - mean)) / total;
    residuals.set(id, (residuals.get(id) ?? 0) + share);
  }
  return { mean, residuals };
}

/** Σ factor · residual by cluster. */
export function addResiduals(
  parts: readonly { readonly residuals: ReadonlyMap<number, number>; readonly factor: number }[],
): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const { residuals, factor } of parts) {
    for (const [cluster, value] of residuals) {
      sums.set(cluster, (sums.get(cluster) ?? 0) + factor * value);
    }
  }
  return sums;
}
