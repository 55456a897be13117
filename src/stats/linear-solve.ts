/** A small dense matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

/** Below this share of its own diagonal a pivot is rounding: the columns determine each other. */
const LEAST_PIVOT = 1e-10;

/** Inverse of a symmetric positive definite matrix by Gauss–Jordan; null where it is singular to working precision. */
export function solveSymmetric(matrix: Matrix): Matrix | null {
  const p = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let at = 0; at < p; at++) {
    const row = work[at] ?? [];
    const pivot = row[at] ?? 0;
    if (!(pivot > LEAST_PIVOT * (matrix[at]?.[at] ?? 0))) return null;
    for (let j = 0; j < 2 * p; j++) row[j] = (row[j] ?? 0) / pivot;
    for (let i = 0; i < p; i++) {
      const other = work[i] ?? [];
      const factor = other[at] ?? 0;
      if (i === at || factor === 0) continue;
      for (let j = 0; j < 2 * p; j++) other[j] = (other[j] ?? 0) - factor * (row[j] ?? 0);
    }
  }
  return work.map((row) => row.slice(p));
}

/** Matrix × vector. */
export function multiply(matrix: Matrix, vector: readonly number[]): readonly number[] {
  return matrix.map((row) => row.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0));
}
