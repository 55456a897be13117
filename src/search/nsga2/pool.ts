import type { PointSet } from './points.js';

/** Individuals with their evaluations, one row of each array apiece, in ascending order of ids. */
export interface Pool {
  readonly ids: Float64Array;
  readonly generations: Float64Array;
  /** Genomes, row after row. */
  readonly genomes: Float64Array;
  readonly points: PointSet;
  readonly violations: Float64Array;
}

export function emptyPool(dimension: number): Pool {
  return {
    ids: new Float64Array(0),
    generations: new Float64Array(0),
    genomes: new Float64Array(0),
    points: { values: new Float64Array(0), count: 0, dimension },
    violations: new Float64Array(0),
  };
}

/** All individuals of two pools; every id of `later` must be above those of `earlier`. */
export function joinPools(earlier: Pool, later: Pool): Pool {
  return {
    ids: joined(earlier.ids, later.ids),
    generations: joined(earlier.generations, later.generations),
    genomes: joined(earlier.genomes, later.genomes),
    points: {
      values: joined(earlier.points.values, later.points.values),
      count: earlier.points.count + later.points.count,
      dimension: later.points.dimension,
    },
    violations: joined(earlier.violations, later.violations),
  };
}

/** The individuals at `rows`. */
export function selectRows(pool: Pool, rows: Int32Array, geneCount: number): Pool {
  const { dimension } = pool.points;
  return {
    ids: picked(pool.ids, rows, 1),
    generations: picked(pool.generations, rows, 1),
    genomes: picked(pool.genomes, rows, geneCount),
    points: { values: picked(pool.points.values, rows, dimension), count: rows.length, dimension },
    violations: picked(pool.violations, rows, 1),
  };
}

/** The genome of a row: a view, not a copy. */
export function genomeOf(pool: Pick<Pool, 'genomes'>, row: number, geneCount: number): Float64Array {
  return pool.genomes.subarray(row * geneCount, (row + 1) * geneCount);
}

function joined(first: Float64Array, second: Float64Array): Float64Array {
  const all = new Float64Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

function picked(values: Float64Array, rows: Int32Array, width: number): Float64Array {
  const chosen = new Float64Array(rows.length * width);
  for (let at = 0; at < rows.length; at += 1) {
    const from = (rows[at] ?? 0) * width;
    for (let column = 0; column < width; column += 1) {
      chosen[at * width + column] = values[from + column] ?? 0;
    }
  }
  return chosen;
}
