import { type Partition, restrict } from '../stats/index.js';
import type { Population } from './population.js';

/** What every figure needs of the samples: weight and cluster by row. */
export interface Frame {
  readonly weights: Float64Array;
  /** One partition for all figures. */
  readonly clusters: Partition;
  readonly level: number;
}

/** The rows of a population that have all the asked-for columns. Arrays may be shared: they are only read. */
export interface ScoredRows {
  readonly columns: readonly Float64Array[];
  readonly weights: Float64Array;
  readonly clusters: Partition;
  /** Row → cluster in the numbering of the frame. */
  readonly frameClusters: Int32Array;
  readonly n: number;
  readonly missing: number;
}

/** Picks the rows where no column is NaN; the others are counted as missing, never as 0 (law 3). */
export function scoredRows(
  population: Population,
  columns: readonly Float64Array[],
  frame: Frame,
): ScoredRows {
  const rows = population.rows.filter((row) => {
    for (const column of columns) if (Number.isNaN(column[row] ?? Number.NaN)) return false;
    return true;
  });
  const missing = population.rows.length - rows.length;
  // Rows of a population are distinct: as many as there are samples are all of them, and nothing need be copied.
  if (rows.length === frame.weights.length) {
    const { weights, clusters } = frame;
    return { columns, weights, clusters, frameClusters: clusters.of, n: rows.length, missing };
  }
  const frameClusters = pick(frame.clusters.of, rows, new Int32Array(rows.length));
  return {
    columns: columns.map((column) => pick(column, rows, new Float64Array(rows.length))),
    weights: pick(frame.weights, rows, new Float64Array(rows.length)),
    clusters: restrict(frame.clusters, rows),
    frameClusters,
    n: rows.length,
    missing,
  };
}

function pick<T extends Float64Array | Int32Array>(column: T, rows: Int32Array, into: T): T {
  for (let at = 0; at < rows.length; at++) into[at] = column[rows[at] ?? 0] ?? 0;
  return into;
}

/** The method's name with the population and what is missing from it. */
export function methodOf(name: string, population: Population, missing = 0): string {
  const total = population.rows.length;
  return [
    name,
    ...(population.label === '' ? [] : [population.label]),
    ...(missing === 0 ? [] : [`${missing} of ${total} samples missing`]),
  ].join('; ');
}
