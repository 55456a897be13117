import { type Partition, partition } from '../stats/index.js';
import type { Population } from './population.js';

/** What every figure needs of the samples: weight and cluster by row. */
export interface Frame {
  readonly weights: Float64Array;
  /** Row → number of its cluster, one numbering for all figures. */
  readonly clusters: Int32Array;
  readonly level: number;
}

/** The rows of a population that have all the asked-for columns. */
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
  const rows = population.rows.filter((row) =>
    columns.every((column) => !Number.isNaN(column[row] ?? Number.NaN)),
  );
  const pick = (column: ArrayLike<number>): Float64Array =>
    Float64Array.from(rows, (row) => column[row] ?? Number.NaN);
  const frameClusters = Int32Array.from(rows, (row) => frame.clusters[row] ?? 0);
  return {
    columns: columns.map(pick),
    weights: pick(frame.weights),
    clusters: partition(Array.from(frameClusters)),
    frameClusters,
    n: rows.length,
    missing: population.rows.length - rows.length,
  };
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
