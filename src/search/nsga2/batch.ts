import { genomeOf, type Pool } from './pool.js';
import type { Individual, Told } from './problem.js';

/** One generation's new individuals, whose evaluations come in any order. */
export interface Batch {
  /** Those that were not told yet. */
  waiting(): readonly Individual[];
  /** Takes an evaluation. Throws a RangeError for an unknown individual or one told otherwise before. */
  tell(result: Told): void;
  isComplete(): boolean;
  /** The individuals with what was told so far, and which of them were. */
  readonly pool: Pool;
  readonly isTold: Uint8Array;
}

/** A batch of new genomes whose ids begin at `firstId`. */
export function createBatch(
  genomes: readonly Float64Array[],
  options: { readonly firstId: number; readonly generation: number; readonly dimension: number },
): Batch {
  const { firstId, generation, dimension } = options;
  const count = genomes.length;
  const width = genomes[0]?.length ?? 0;
  const rows = new Float64Array(count * width);
  for (const [row, genome] of genomes.entries()) rows.set(genome, row * width);
  const pool: Pool = {
    ids: Float64Array.from({ length: count }, (_, row) => firstId + row),
    generations: new Float64Array(count).fill(generation),
    genomes: rows,
    points: { values: new Float64Array(count * dimension), count, dimension },
    violations: new Float64Array(count),
  };
  return batchOf(pool, new Uint8Array(count));
}

/** A batch in the state that another was in. */
export function batchOf(pool: Pool, isTold: Uint8Array): Batch {
  const { points, violations } = pool;
  const { dimension, count } = points;
  const width = count === 0 ? 0 : pool.genomes.length / count;
  let missing = isTold.reduce((sum, told) => sum + 1 - told, 0);
  return {
    pool,
    isTold,
    isComplete: () => missing === 0,
    waiting: () =>
      Array.from(pool.ids.keys())
        .filter((row) => isTold[row] === 0)
        .map((row) => ({
          id: pool.ids[row] ?? 0,
          generation: pool.generations[row] ?? 0,
          // A copy: what the caller does with it must not change the search.
          genes: genomeOf(pool, row, width).slice(),
        })),
    tell({ id, objectives, violation = 0 }) {
      const row = id - (pool.ids[0] ?? Number.NaN);
      if (!(Number.isInteger(row) && row >= 0 && row < count)) {
        throw new RangeError(`individual ${id} was not asked about in this generation`);
      }
      if (objectives.length !== dimension) {
        throw new RangeError(`individual ${id} has ${objectives.length} objectives, not ${dimension}`);
      }
      const values = Array.from(objectives);
      const summed = values.some(Number.isNaN) || !(violation >= 0) ? Number.POSITIVE_INFINITY : violation;
      if (isTold[row] === 1) {
        const before = points.values.subarray(row * dimension, (row + 1) * dimension);
        if (summed === violations[row] && values.every((value, at) => Object.is(value, before[at]))) return;
        throw new RangeError(`individual ${id} was told before, with another result`);
      }
      points.values.set(values, row * dimension);
      violations[row] = summed;
      isTold[row] = 1;
      missing -= 1;
    },
  };
}
