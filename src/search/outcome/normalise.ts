import { hypervolume } from '../indicators/index.js';
import type { MeasuredProblem } from '../port.js';
import { signOf } from './objective-rows.js';

/** Between which values objectives are normalised; both minimised, as rows are. */
export interface Frame {
  readonly ideal: readonly number[];
  readonly reference: readonly number[];
}

/** How far behind the worst of the front the reference stands, in parts of the front's range. */
const MARGIN = 0.1;

/**
 * Ideal: the best value of each objective in the rows. Reference: worse than the worst by a tenth of the range; where
 * all are equal, by a tenth of the value, or of 1 where that is 0.
 */
export function frameOf(rows: readonly ArrayLike<number>[], dimension: number): Frame {
  const ideal: number[] = [];
  const reference: number[] = [];
  for (let objective = 0; objective < dimension; objective++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const row of rows) {
      low = Math.min(low, row[objective] ?? 0);
      high = Math.max(high, row[objective] ?? 0);
    }
    if (rows.length === 0) [low, high] = [0, 0];
    const range = high > low ? high - low : Math.abs(high) || 1;
    ideal.push(low);
    reference.push(high + MARGIN * range);
  }
  return { ideal, reference };
}

/** Rows with the ideal at 0 and the reference at 1 in every objective. */
export function normalised(rows: readonly ArrayLike<number>[], { ideal, reference }: Frame): number[][] {
  return rows.map((row) =>
    ideal.map((low, objective) => ((row[objective] ?? 0) - low) / ((reference[objective] ?? 1) - low)),
  );
}

/** Hypervolume of minimised rows in a frame, 1 for a point at the ideal. */
export function normalisedVolume(rows: readonly ArrayLike<number>[], frame: Frame): number {
  if (rows.length === 0) return 0;
  return hypervolume(
    normalised(rows, frame),
    frame.ideal.map(() => 1),
  );
}

/** A point of a frame by objective name, on the objectives' own scales and directions. */
export function named(
  problem: Pick<MeasuredProblem, 'objectives'>,
  row: readonly number[],
): { [objective: string]: number } {
  return Object.fromEntries(
    problem.objectives.map((objective, at) => [objective.name, signOf(objective) * (row[at] ?? 0)]),
  );
}

/** The frame whose ideal and reference were written by {@link named}. */
export function frameFrom(
  problem: Pick<MeasuredProblem, 'objectives'>,
  written: {
    readonly ideal: { readonly [objective: string]: number };
    readonly reference: { readonly [objective: string]: number };
  },
): Frame {
  const read = (values: { readonly [objective: string]: number }): number[] =>
    problem.objectives.map((objective) => signOf(objective) * (values[objective.name] ?? 0));
  return { ideal: read(written.ideal), reference: read(written.reference) };
}
