// Dense symmetric systems, row after row in one typed array. Indexes are within bounds by construction, so that the
// kernels read with `as number`: a check per element would double their time.

/** The sum of products of two stretches of `length` numbers; four sums at a time, so that additions overlap. */
function dot(a: Float64Array, atA: number, b: Float64Array, atB: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < length; k += 4) {
    s0 += (a[atA + k] as number) * (b[atB + k] as number);
    s1 += (a[atA + k + 1] as number) * (b[atB + k + 1] as number);
    s2 += (a[atA + k + 2] as number) * (b[atB + k + 2] as number);
    s3 += (a[atA + k + 3] as number) * (b[atB + k + 3] as number);
  }
  for (; k < length; k++) s0 += (a[atA + k] as number) * (b[atB + k] as number);
  return s0 + s1 + (s2 + s3);
}

/**
 * Replaces the lower triangle of a symmetric n × n matrix by its Cholesky factor L, A = LLᵀ. Pivots that rounding makes
 * smaller than 10⁻¹² of their diagonal entry are raised to that, which holds the direction where it is.
 */
export function choleskyInPlace(a: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const rowI = i * n;
    for (let j = 0; j < i; j++) {
      const rowJ = j * n;
      a[rowI + j] = ((a[rowI + j] as number) - dot(a, rowI, a, rowJ, j)) / (a[rowJ + j] as number);
    }
    const diagonal = a[rowI + i] as number;
    const pivot = diagonal - dot(a, rowI, a, rowI, i);
    a[rowI + i] = Math.sqrt(Math.max(pivot, 1e-12 * Math.abs(diagonal), Number.MIN_VALUE));
  }
}

/** Solves L y = b in place. */
export function solveLower(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    b[i] = ((b[i] as number) - dot(l, i * n, b, 0, i)) / (l[i * n + i] as number);
  }
}

/** Solves Lᵀ x = y in place, by columns, so that L is read row after row. */
export function solveUpper(l: Float64Array, n: number, y: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n;
    const x = (y[i] as number) / (l[row + i] as number);
    y[i] = x;
    for (let k = 0; k < i; k++) y[k] = (y[k] as number) - x * (l[row + k] as number);
  }
}

/** The diagonal of (LLᵀ)⁻¹: squared lengths of the columns of L⁻¹. */
export function inverseDiagonal(l: Float64Array, n: number): Float64Array {
  const diagonal = new Float64Array(n);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const first = 1 / (l[j * n + j] as number);
    column[j] = first;
    let sum = first * first;
    for (let i = j + 1; i < n; i++) {
      const value = -dot(l, i * n + j, column, j, i - j) / (l[i * n + i] as number);
      column[i] = value;
      sum += value * value;
    }
    diagonal[j] = sum;
  }
  return diagonal;
}
