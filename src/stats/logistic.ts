import { clusterSums, independentRows, type Partition } from './clusters.js';
import { multiply, solveSymmetric } from './linear-solve.js';
import { tInterval } from './mean.js';
import { sandwich } from './regression.js';
import { assertProbability, type Interval, type Stat, undefinedStat } from './result.js';
import { rowProblem } from './row-problem.js';

/** A fitted logistic model: logit P(y) = β₀ + Σ βⱼ·xⱼ. */
export interface LogisticFit {
  /** Intercept first, on the logit scale. */
  readonly coefficients: readonly number[];
  readonly intervals: readonly (Interval & { readonly se: number; readonly df: number })[];
  readonly n: number;
  readonly clusters: number;
}

const MOST_STEPS = 50;
/** A coefficient beyond this on the logit scale only grows from step to step: the data are separated. */
const SEPARATED = 15;

/**
 * Logistic regression by Newton steps with the cluster-robust sandwich covariance · C/(C−1), t with C − 1 df. `y` lies
 * in [0, 1]: a tie counts ½ (the quasi-likelihood of Papke & Wooldridge 1996, consistent for any such mean). Data that
 * one column separates perfectly have no finite maximum and are undefined.
 */
export function clusteredLogistic(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  options: { readonly level: number; readonly clusters?: Partition },
): Stat<LogisticFit> {
  assertProbability('level', options.level);
  const n = y.length;
  const p = columns.length + 1;
  const rows = options.clusters ?? independentRows(n);
  if (n <= p || rows.count <= p)
    return undefinedStat(`${Math.min(n, rows.count)} clusters do not determine ${p} coefficients`);
  const problem = rowProblem([y, ...columns], { clusters: options.clusters });
  if (problem !== undefined) return undefinedStat(problem);
  const x = (row: number, at: number): number => (at === 0 ? 1 : (columns[at - 1]?.[row] ?? 0));
  let beta: readonly number[] = new Array<number>(p).fill(0);
  for (let step = 0; step < MOST_STEPS; step++) {
    const gradient = new Array<number>(p).fill(0);
    const information = Array.from({ length: p }, () => new Array<number>(p).fill(0));
    for (let row = 0; row < n; row++) {
      const fitted = sigmoid(beta.reduce((sum, value, at) => sum + value * x(row, at), 0));
      const weight = Math.max(fitted * (1 - fitted), 1e-12);
      for (let i = 0; i < p; i++) {
        gradient[i] = (gradient[i] ?? 0) + x(row, i) * ((y[row] ?? 0) - fitted);
        const line = information[i] ?? [];
        for (let j = 0; j < p; j++) line[j] = (line[j] ?? 0) + weight * x(row, i) * x(row, j);
      }
    }
    const inverse = solveSymmetric(information);
    if (inverse === null) return undefinedStat('a column does not vary, or follows from the others');
    const move = multiply(inverse, gradient);
    const current: readonly number[] = beta;
    beta = current.map((value, at) => value + (move[at] ?? 0));
    if (beta.some((value) => Math.abs(value) > SEPARATED))
      return undefinedStat('the outcomes are separated: nearly all are the same, or one column decides them');
    if (Math.max(...move.map(Math.abs)) > 1e-10) continue;
    const final = beta;
    const scores = Array.from({ length: p }, (_, at) =>
      clusterSums(rows, (row) => {
        const fitted = sigmoid(final.reduce((sum, value, i) => sum + value * x(row, i), 0));
        return x(row, at) * ((y[row] ?? 0) - fitted);
      }),
    );
    const factor = rows.count / (rows.count - 1);
    const meat = scores.map((a) =>
      scores.map((b) => factor * a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)),
    );
    const covariance = sandwich(inverse, meat);
    return {
      state: 'defined',
      coefficients: final,
      intervals: final.map((value, at) =>
        tInterval(value, Math.sqrt(Math.max(0, covariance[at]?.[at] ?? 0)), rows.count - 1, options.level),
      ),
      n,
      clusters: rows.count,
    };
  }
  return undefinedStat('the fit did not settle');
}

/** 1/(1 + e⁻ˣ). */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
