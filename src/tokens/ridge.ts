/**
 * Solves (A + λI) x = b for a symmetric, positive semidefinite A and λ > 0 by Gaussian elimination; without pivoting,
 * because the sum is positive definite.
 */
export function solveRidge(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
  lambda: number,
): readonly number[] {
  const rows = matrix.map((row, i) => [
    ...row.map((value, j) => (i === j ? value + lambda : value)),
    right[i] ?? 0,
  ]);
  const n = rows.length;
  for (const [i, pivotRow] of rows.entries()) {
    const pivot = pivotRow[i] ?? 1;
    for (const row of rows.slice(i + 1)) {
      const times = (row[i] ?? 0) / pivot;
      for (let k = i; k <= n; k += 1) row[k] = (row[k] ?? 0) - times * (pivotRow[k] ?? 0);
    }
  }
  const solution = new Array<number>(n).fill(0);
  for (const [i, row] of [...rows.entries()].reverse()) {
    let rest = row[n] ?? 0;
    for (let k = i + 1; k < n; k += 1) rest -= (row[k] ?? 0) * (solution[k] ?? 0);
    solution[i] = rest / (row[i] ?? 1);
  }
  return solution;
}
