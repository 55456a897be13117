import { describe, expect, it } from 'vitest';
import {
  choleskyInPlace,
  inverseDiagonal,
  solveLower,
  solveUpper,
} from '../../../src/search/surrogate/cholesky.js';
import { createRng } from '../../../src/stats/index.js';

const N = 23;

function positiveDefinite(): Float64Array {
  const rng = createRng(3);
  const b = Float64Array.from({ length: N * N }, () => rng() - 0.5);
  const a = new Float64Array(N * N);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      let sum = i === j ? 1 : 0;
      for (let k = 0; k < N; k++) sum += (b[i * N + k] ?? 0) * (b[j * N + k] ?? 0);
      a[i * N + j] = sum;
    }
  }
  return a;
}

describe('Cholesky', () => {
  it('solves what it factorised', () => {
    const a = positiveDefinite();
    const wanted = Float64Array.from({ length: N }, (_, i) => i - 7);
    const b = Float64Array.from({ length: N }, (_, i) =>
      wanted.reduce((sum, value, j) => sum + value * (a[i * N + j] ?? 0), 0),
    );
    choleskyInPlace(a, N);
    solveLower(a, N, b);
    solveUpper(a, N, b);
    for (const [i, value] of b.entries()) expect(value).toBeCloseTo(wanted[i] ?? Number.NaN, 10);
  });

  it('has the diagonal of the inverse that solving for unit vectors has', () => {
    const a = positiveDefinite();
    choleskyInPlace(a, N);
    const diagonal = inverseDiagonal(a, N);
    for (let j = 0; j < N; j++) {
      const unit = new Float64Array(N);
      unit[j] = 1;
      solveLower(a, N, unit);
      solveUpper(a, N, unit);
      expect(diagonal[j]).toBeCloseTo(unit[j] ?? Number.NaN, 12);
    }
  });
});
