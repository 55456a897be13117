import { choleskyInPlace, inverseDiagonal, solveLower, solveUpper } from './cholesky.js';
import type { Observations, Rows } from './observations.js';
import { type Layout, toContrasts } from './terms.js';
import type { Working } from './working.js';

/** The factorised normal equations of Newton's step: coefficients, with the items' difficulties eliminated (Schur). */
export interface System {
  readonly size: number;
  /** Cholesky factor of the coefficients' posterior precision. */
  readonly factor: Float64Array;
  /** Posterior precision of an item's difficulty given the coefficients; empty without item effects. */
  readonly itemPrecision: Float64Array;
  /** Items × coefficients: their cross information, divided by the root of the item's precision. */
  readonly cross: Float64Array;
}

/** Builds and factorises the system. `prior`: precision of each coefficient; `itemVariance` 0: no item effects. */
export function systemOf(
  layout: Layout,
  rows: Rows,
  data: Observations,
  working: Working,
  { prior, itemVariance }: { readonly prior: Float64Array; readonly itemVariance: number },
): System {
  const size = layout.contrasts;
  const factor = information(layout, rows, working);
  for (let j = 0; j < size; j++) factor[j * size + j] = (factor[j * size + j] ?? 0) + (prior[j] ?? 0);
  if (itemVariance <= 0) {
    choleskyInPlace(factor, size);
    return { size, factor, itemPrecision: new Float64Array(0), cross: new Float64Array(0) };
  }
  const itemPrecision = working.itemWeights.map((weight) => weight + 1 / itemVariance);
  const cross = crossInformation(layout, rows, data, { working, itemPrecision });
  subtractSquares(factor, cross, size, data.itemCount);
  choleskyInPlace(factor, size);
  return { size, factor, itemPrecision, cross };
}

/** Solves for both steps from the gradients of coefficients and items. */
export function solveSystem(
  system: System,
  gradient: Float64Array,
  itemGradient: Float64Array,
): { readonly step: Float64Array; readonly itemStep: Float64Array } {
  const { size, factor, cross, itemPrecision } = system;
  const step = gradient.slice();
  const items = itemPrecision.length;
  for (let i = 0; i < items; i++) {
    const scaled = (itemGradient[i] ?? 0) / Math.sqrt(itemPrecision[i] ?? 1);
    for (let j = 0; j < size; j++) step[j] = (step[j] as number) - scaled * (cross[i * size + j] as number);
  }
  solveLower(factor, size, step);
  solveUpper(factor, size, step);
  const itemStep = new Float64Array(itemGradient.length);
  for (let i = 0; i < items; i++) {
    const precision = itemPrecision[i] ?? 1;
    let sum = 0;
    for (let j = 0; j < size; j++) sum += (cross[i * size + j] as number) * (step[j] as number);
    itemStep[i] = (itemGradient[i] ?? 0) / precision - sum / Math.sqrt(precision);
  }
  return { step, itemStep };
}

/** Marginal posterior variances of coefficients and of items. */
export function marginalVariances(system: System): {
  readonly coefficients: Float64Array;
  readonly items: Float64Array;
} {
  const { size, factor, cross, itemPrecision } = system;
  const items = new Float64Array(itemPrecision.length);
  for (let i = 0; i < items.length; i++) {
    const row = cross.slice(i * size, (i + 1) * size);
    solveLower(factor, size, row);
    let sum = 1;
    for (const value of row) sum += value * value;
    items[i] = sum / (itemPrecision[i] ?? 1);
  }
  return { coefficients: inverseDiagonal(factor, size), items };
}

/** XᵀWX of the contrasts: accumulated over the few cells that each node touches, then multiplied by the bases. */
function information(layout: Layout, rows: Rows, { nodeWeights, shrink }: Working): Float64Array {
  const { cells, contrasts } = layout;
  const raw = new Float64Array(cells * cells);
  for (let node = 0; node < rows.count; node++) {
    const weight = (nodeWeights[node] as number) * (shrink[node] as number);
    const from = rows.start[node] as number;
    const end = rows.start[node + 1] as number;
    for (let a = from; a < end; a++) {
      const row = (rows.columns[a] as number) * cells;
      const scaled = weight * (rows.weights[a] as number);
      for (let b = from; b <= a; b++) {
        const at = row + (rows.columns[b] as number);
        raw[at] = (raw[at] as number) + scaled * (rows.weights[b] as number);
      }
    }
  }
  for (let i = 0; i < cells; i++) {
    for (let j = 0; j < i; j++) raw[j * cells + i] = raw[i * cells + j] as number;
  }
  const half = new Float64Array(contrasts);
  const turned = new Float64Array(contrasts * cells);
  for (let i = 0; i < cells; i++) {
    toContrasts(layout, { from: raw, at: i * cells }, { into: half, at: 0 });
    for (let j = 0; j < contrasts; j++) turned[j * cells + i] = half[j] as number;
  }
  const product = new Float64Array(contrasts * contrasts);
  for (let j = 0; j < contrasts; j++) {
    toContrasts(layout, { from: turned, at: j * cells }, { into: product, at: j * contrasts });
  }
  return product;
}

function crossInformation(
  layout: Layout,
  rows: Rows,
  data: Observations,
  { working, itemPrecision }: { readonly working: Working; readonly itemPrecision: Float64Array },
): Float64Array {
  const { cells, contrasts } = layout;
  const raw = new Float64Array(data.itemCount * cells);
  for (let node = 0; node < rows.count; node++) {
    const end = data.start[node + 1] as number;
    for (let cell = data.start[node] as number; cell < end; cell++) {
      const weight = (working.cellWeights[cell] as number) * (working.shrink[node] as number);
      const row = (data.items[cell] as number) * cells;
      const last = rows.start[node + 1] as number;
      for (let k = rows.start[node] as number; k < last; k++) {
        const at = row + (rows.columns[k] as number);
        raw[at] = (raw[at] as number) + weight * (rows.weights[k] as number);
      }
    }
  }
  const cross = new Float64Array(data.itemCount * contrasts);
  for (let i = 0; i < data.itemCount; i++) {
    toContrasts(layout, { from: raw, at: i * cells }, { into: cross, at: i * contrasts });
    const root = Math.sqrt(itemPrecision[i] ?? 1);
    for (let j = i * contrasts; j < (i + 1) * contrasts; j++) cross[j] = (cross[j] as number) / root;
  }
  return cross;
}

/** a −= cᵀc on the lower triangle, c by rows. */
function subtractSquares(a: Float64Array, c: Float64Array, size: number, count: number): void {
  for (let i = 0; i < count; i++) {
    const from = i * size;
    for (let row = 0; row < size; row++) {
      const scaled = c[from + row] as number;
      if (scaled === 0) continue;
      const to = row * size;
      for (let column = 0; column <= row; column++) {
        a[to + column] = (a[to + column] as number) - scaled * (c[from + column] as number);
      }
    }
  }
}
