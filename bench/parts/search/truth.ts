import { frontIndexes } from '../../../src/search/exact/index.js';
import { hypervolume } from '../../../src/search/index.js';
import { exactFigures, levelsAt, POINTS } from './cfg7.js';
import type { Law } from './laws.js';

/** The true front of a law, and how fronts are measured against it. */
export interface Truth {
  readonly feasible: number;
  /** Distinct objective vectors of the front. */
  readonly front: readonly (readonly number[])[];
  readonly ideal: readonly number[];
  readonly nadir: readonly number[];
  /** Of the true front: normalised by its ideal and nadir, reference 1.1 in every objective. */
  readonly hypervolume: number;
  /** Expected quality over the items. */
  readonly quality: (levels: readonly number[]) => number;
  /** Share of the true hypervolume that rows of (1 − quality, cost, latency) have. */
  readonly share: (rows: readonly (readonly number[])[]) => number;
}

/** Enumerates the 272,160 points of a law. */
export function truthOf(law: Law, items: number): Truth {
  const quality = (levels: readonly number[]): number => {
    if (!law.hasItems) return law.quality(levels, 0);
    let sum = 0;
    for (let item = 0; item < items; item++) sum += law.quality(levels, item);
    return sum / items;
  };
  const rows: number[] = [];
  for (let index = 0; index < POINTS; index++) {
    const levels = levelsAt(index);
    const { cost, latency, g1, g2 } = exactFigures(levels);
    if (g1 > 0 || g2 > 0) continue;
    rows.push(1 - quality(levels), cost, latency);
  }
  const values = Float64Array.from(rows);
  const front = [...frontIndexes({ values, count: rows.length / 3, dimension: 3 })].map((row) => [
    ...values.subarray(row * 3, row * 3 + 3),
  ]);
  const ideal = [0, 1, 2].map((axis) =>
    front.reduce((least, row) => Math.min(least, row[axis] ?? 0), Infinity),
  );
  const nadir = [0, 1, 2].map((axis) =>
    front.reduce((most, row) => Math.max(most, row[axis] ?? 0), -Infinity),
  );
  const volume = (given: readonly (readonly number[])[]): number =>
    hypervolume(
      given.map((row) =>
        row.map((value, axis) => (value - (ideal[axis] ?? 0)) / ((nadir[axis] ?? 1) - (ideal[axis] ?? 0))),
      ),
      [1.1, 1.1, 1.1],
    );
  const whole = volume(front);
  return {
    feasible: rows.length / 3,
    front,
    ideal,
    nadir,
    hypervolume: whole,
    quality,
    share: (given) => volume(given) / whole,
  };
}
