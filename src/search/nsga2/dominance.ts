import type { PointSet } from './points.js';

/** −1 when row `a` dominates row `b` (nowhere worse, somewhere better), 1 when `b` dominates `a`, else 0. */
export function compareDominance({ values, dimension }: PointSet, a: number, b: number): -1 | 0 | 1 {
  let aBetter = false;
  let bBetter = false;
  for (let objective = 0; objective < dimension; objective += 1) {
    const left = values[a * dimension + objective] ?? 0;
    const right = values[b * dimension + objective] ?? 0;
    if (left < right) aBetter = true;
    else if (right < left) bBetter = true;
  }
  if (aBetter === bBetter) return 0;
  return aBetter ? -1 : 1;
}

/**
 * Constraint-first dominance (Deb 2000): feasible before infeasible, of two infeasible ones the smaller summed
 * violation, of two feasible ones Pareto dominance.
 */
export function compareConstrained(
  points: PointSet,
  violations: Float64Array,
  a: number,
  b: number,
): -1 | 0 | 1 {
  const left = violations[a] ?? 0;
  const right = violations[b] ?? 0;
  if (left === 0 && right === 0) return compareDominance(points, a, b);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/**
 * The summed violation of constraints g ≤ 0: Σ max(0, g). A constraint that could not be evaluated (NaN) counts as
 * violated without bound.
 */
export function totalViolation(constraints: readonly number[]): number {
  let sum = 0;
  for (const value of constraints) sum += Number.isNaN(value) ? Number.POSITIVE_INFINITY : Math.max(0, value);
  return sum;
}
