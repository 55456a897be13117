import { normalQuantile } from '../../stats/index.js';
import { childKey, type RandomKey, uniformAt } from '../random.js';
import { solveUpper } from './cholesky.js';
import type { Family } from './family.js';
import { allCells, type Fit } from './fit.js';

/** One draw from the posterior. */
export interface Draw {
  /** Values of the layout's cells. */
  readonly cells: Float64Array;
  readonly items: Float64Array;
}

/** Standard normal number (`first`, `second`) of a stream. */
export function normalAt(key: RandomKey, first: number, second = 0): number {
  return normalQuantile(Math.min(1 - 1e-16, Math.max(1e-16, uniformAt(key, first, second))));
}

/** Draw `index`: coefficients β̂ + L⁻ᵀz, then the items' difficulties given them. */
export function drawOf(fit: Fit, key: RandomKey, index: number): Draw {
  const { size, factor, cross, itemPrecision } = fit.system;
  const own = childKey(key, index);
  const shift = Float64Array.from({ length: size }, (_, j) => normalAt(own, j));
  solveUpper(factor, size, shift);
  const items = fit.items.map((mode, i) => {
    const precision = itemPrecision[i];
    if (precision === undefined) return mode;
    let sum = 0;
    for (let j = 0; j < size; j++) sum += (cross[i * size + j] as number) * (shift[j] as number);
    return mode + (normalAt(own, i, 1) - sum) / Math.sqrt(precision);
  });
  const beta = fit.beta.map((mode, j) => mode + (shift[j] as number));
  return { cells: allCells(fit.layout, beta), items };
}

/** A stratum's mean of a figure as a function of η: over its items' difficulties, by table. */
export interface MeanCurve {
  at(eta: number): number;
  /** E of the mean when η ~ N(eta, variance): Gauss–Hermite with three points. */
  expected(eta: number, variance: number): number;
}

const STEPS = 384;

/** The curve over the given difficulties with weights that sum to 1, tabulated on [low, high] and exact beyond it. */
export function meanCurve(
  family: Family,
  items: { readonly difficulties: readonly number[]; readonly weights: readonly number[] },
  range: { readonly low: number; readonly high: number },
): MeanCurve {
  const { difficulties, weights } = items;
  const exact = (eta: number): number => {
    let sum = 0;
    for (let i = 0; i < difficulties.length; i++) {
      sum += (weights[i] as number) * family.mean(Math.min(family.most, eta + (difficulties[i] as number)));
    }
    return sum;
  };
  const width = Math.max(range.high - range.low, 1e-9) / STEPS;
  const table = Float64Array.from({ length: STEPS + 2 }, (_, step) => exact(range.low + step * width));
  const at = (eta: number): number => {
    const place = (eta - range.low) / width;
    if (!(place >= 0 && place <= STEPS)) return exact(eta);
    const step = Math.floor(place);
    const left = table[step] as number;
    return left + (place - step) * ((table[step + 1] as number) - left);
  };
  return {
    at,
    expected(eta, variance) {
      if (variance <= 0) return at(eta);
      const far = Math.sqrt(3 * variance);
      return (4 * at(eta) + at(eta - far) + at(eta + far)) / 6;
    },
  };
}
