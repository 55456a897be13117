import { clusterSums, independentRows, type Partition } from './clusters.js';
import { multiply, solveSymmetric } from './linear-solve.js';
import { tInterval } from './mean.js';
import { assertProbability, type Interval, type Stat, undefinedStat } from './result.js';
import { rowProblem } from './row-problem.js';

/** A fitted linear model y = β₀ + Σ βⱼ·xⱼ with a covariance that respects clusters. */
export interface Regression {
  /** Intercept first, then one for each column. */
  readonly coefficients: readonly number[];
  /** Covariance of the coefficients, row by row. */
  readonly covariance: readonly (readonly number[])[];
  /** t interval of each coefficient. */
  readonly intervals: readonly (Interval & { readonly se: number; readonly df: number })[];
  readonly residuals: Float64Array;
  readonly n: number;
  readonly clusters: number;
  /** Clusters − 1. */
  readonly df: number;
}

/**
 * Least squares with an intercept and the cluster-robust sandwich covariance
 * (X'X)⁻¹ (Σ_c X_c' e_c e_c' X_c) (X'X)⁻¹ · C/(C−1) · (n−1)/(n−p), t with C − 1 df (Liang & Zeger 1986; the
 * small-sample factor is Stata's and the default of statsmodels `cov_type='cluster'`). Assumes that clusters are
 * independent. Columns that determine each other, and fewer rows or clusters than parameters, are undefined.
 */
export function clusteredRegression(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  options: { readonly level: number; readonly clusters?: Partition },
): Stat<Regression> {
  assertProbability('level', options.level);
  const n = y.length;
  const p = columns.length + 1;
  const rows = options.clusters ?? independentRows(n);
  if (n <= p) return undefinedStat(`${n} rows do not determine ${p} coefficients`);
  if (rows.count <= p) return undefinedStat(`${rows.count} clusters do not determine ${p} coefficients`);
  const problem = rowProblem([y, ...columns], { clusters: options.clusters });
  if (problem !== undefined) return undefinedStat(problem);
  // Centred columns keep X'X well conditioned; the intercept is put back at the end.
  const centres = columns.map(meanOf);
  const x = (row: number, at: number): number =>
    at === 0 ? 1 : (columns[at - 1]?.[row] ?? 0) - (centres[at - 1] ?? 0);
  const normal = Array.from({ length: p }, () => new Array<number>(p).fill(0));
  const right = new Array<number>(p).fill(0);
  for (let row = 0; row < n; row++) {
    for (let i = 0; i < p; i++) {
      right[i] = (right[i] ?? 0) + x(row, i) * (y[row] ?? 0);
      const line = normal[i] ?? [];
      for (let j = 0; j < p; j++) line[j] = (line[j] ?? 0) + x(row, i) * x(row, j);
    }
  }
  const inverse = solveSymmetric(normal);
  if (inverse === null) return undefinedStat('a column does not vary, or follows from the others');
  const centred = multiply(inverse, right);
  const residuals = Float64Array.from({ length: n }, (_, row) => {
    let fitted = 0;
    for (let at = 0; at < p; at++) fitted += (centred[at] ?? 0) * x(row, at);
    return (y[row] ?? 0) - fitted;
  });
  const factor = (rows.count / (rows.count - 1)) * ((n - 1) / (n - p));
  const scores = Array.from({ length: p }, (_, at) =>
    clusterSums(rows, (row) => x(row, at) * (residuals[row] ?? 0)),
  );
  const meat = scores.map((a) => scores.map((b) => factor * dot(a, b)));
  const centredCovariance = sandwich(inverse, meat);
  // β₀ = centred β₀ − Σ βⱼ·centreⱼ: the same linear map for coefficients and covariance.
  const back = Array.from({ length: p }, (_, i) =>
    Array.from({ length: p }, (_, j) => (i === j ? 1 : i === 0 ? -(centres[j - 1] ?? 0) : 0)),
  );
  const coefficients = multiply(back, centred);
  const covariance = sandwich(back, centredCovariance);
  if (![...coefficients, ...covariance.flat()].every(Number.isFinite)) {
    return undefinedStat('the values are too large for a number');
  }
  const df = rows.count - 1;
  const intervals = coefficients.map((value, at) =>
    tInterval(value, Math.sqrt(Math.max(0, covariance[at]?.[at] ?? 0)), df, options.level),
  );
  return { state: 'defined', coefficients, covariance, intervals, residuals, n, clusters: rows.count, df };
}

/** A·M·A'. */
export function sandwich(
  a: readonly (readonly number[])[],
  m: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  return a.map((left) => a.map((right) => quadratic(left, m, right)));
}

function quadratic(
  left: readonly number[],
  m: readonly (readonly number[])[],
  right: readonly number[],
): number {
  let sum = 0;
  for (const [i, l] of left.entries()) for (const [j, r] of right.entries()) sum += l * (m[i]?.[j] ?? 0) * r;
  return sum;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at] ?? 0;
  return sum / values.length;
}
