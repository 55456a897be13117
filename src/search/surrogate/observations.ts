import type { Point } from '../port.js';
import type { FactorCoding } from './coding.js';
import type { Layout } from './terms.js';

/** Levels that a coding's value touches at most: the two knots around it. */
const PLACES = 2;

/** Where nodes (a configuration in a stratum) stand in every coding: two places each, the second often of weight 0. */
export interface Places {
  readonly count: number;
  readonly codings: number;
  readonly levels: Int32Array;
  readonly weights: Float64Array;
}

/** What was measured of one figure, sorted by node. */
export interface Observations {
  readonly places: Places;
  /** Cells of node n: from `start[n]` to `start[n + 1]`. */
  readonly start: Int32Array;
  readonly items: Int32Array;
  readonly values: Float64Array;
  readonly itemCount: number;
}

/** Places of points, each in a stratum; `stratum`: position of the stratum's coding, −1 without. */
export function placesOf(
  codings: readonly FactorCoding[],
  nodes: readonly { readonly point: Point; readonly stratum: number }[],
  stratum: number,
): Places {
  const width = codings.length * PLACES;
  const levels = new Int32Array(nodes.length * width);
  const weights = new Float64Array(nodes.length * width);
  const foundLevels = new Int32Array(PLACES);
  const foundWeights = new Float64Array(PLACES);
  for (const [row, node] of nodes.entries()) {
    for (const [at, coding] of codings.entries()) {
      const to = row * width + at * PLACES;
      if (at === stratum) {
        levels[to] = node.stratum;
        weights[to] = 1;
        continue;
      }
      const count = coding.place(node.point[coding.name], foundLevels, foundWeights);
      for (let place = 0; place < count; place++) {
        levels[to + place] = foundLevels[place] ?? 0;
        weights[to + place] = foundWeights[place] ?? 0;
      }
    }
  }
  return { count: nodes.length, codings: codings.length, levels, weights };
}

/** The cells of the layout that each node touches, ascending, as a sparse matrix by rows. */
export interface Rows {
  readonly count: number;
  readonly start: Int32Array;
  readonly columns: Int32Array;
  readonly weights: Float64Array;
}

/** The design matrix over the cells of the layout's terms: a row is 1 for the constant and a product of places per term. */
export function rowsOf(layout: Layout, places: Places): Rows {
  const start = new Int32Array(places.count + 1);
  const columns: number[] = [];
  const weights: number[] = [];
  const visit = (row: number, index: number, depth: number, cell: number, weight: number): void => {
    const coding = layout.terms[index]?.factors[depth];
    if (coding === undefined) {
      columns.push((layout.cellAt[index] ?? 0) + cell);
      weights.push(weight);
      return;
    }
    const levels = layout.codings[coding]?.levels ?? 1;
    const from = (row * places.codings + coding) * PLACES;
    for (let place = from; place < from + PLACES; place++) {
      const share = places.weights[place] ?? 0;
      if (share > 0)
        visit(row, index, depth + 1, cell * levels + (places.levels[place] ?? 0), weight * share);
    }
  };
  for (let row = 0; row < places.count; row++) {
    columns.push(0);
    weights.push(1);
    for (const index of layout.terms.keys()) visit(row, index, 0, 0, 1);
    start[row + 1] = columns.length;
  }
  return {
    count: places.count,
    start,
    columns: Int32Array.from(columns),
    weights: Float64Array.from(weights),
  };
}

/** The value of each row: Σ weight × cell value. */
export function multiplyRows(rows: Rows, cells: Float64Array): Float64Array {
  const product = new Float64Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    let sum = 0;
    const end = rows.start[row + 1] ?? 0;
    for (let k = rows.start[row] ?? 0; k < end; k++) {
      sum += (rows.weights[k] as number) * (cells[rows.columns[k] as number] as number);
    }
    product[row] = sum;
  }
  return product;
}
