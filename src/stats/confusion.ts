import { allFinite, type Stat, undefinedStat } from './result.js';
import { rowProblem } from './row-problem.js';

/** Two ratings of the same subjects, by position. */
export interface RatingPairs {
  /** The one that counts as true where one does: the person, the label. */
  readonly reference: ArrayLike<number>;
  /** The one that is looked at: the judge. */
  readonly rated: ArrayLike<number>;
}

/** What became of the subjects of one level. */
export interface LevelAgreement {
  readonly level: number;
  /** Subjects of this level by the reference, by the other, and by both. */
  readonly reference: number;
  readonly rated: number;
  readonly both: number;
  /** Share of the reference's subjects that the other put here too; undefined where it has none. */
  readonly recall: Stat<{ readonly share: number }>;
  /** Share of the other's subjects that the reference put here too; undefined where there are none. */
  readonly precision: Stat<{ readonly share: number }>;
}

export interface ConfusionTable {
  readonly levels: readonly number[];
  /** counts[i][j]: subjects of reference level i and rated level j. */
  readonly counts: readonly (readonly number[])[];
  readonly n: number;
  /** Plain agreement: the share of subjects with equal ratings, Σ_i counts[i][i]/n. */
  readonly agreement: number;
  readonly byLevel: readonly LevelAgreement[];
}

/**
 * Cross table of two ratings. `levels` is the scale in its order; by default the levels that occur, rising. A rating
 * that is none of the levels makes it undefined. Plain agreement rewards agreement by chance: print kappa beside it.
 */
export function confusionTable(
  pairs: RatingPairs,
  options: { readonly levels?: readonly number[] } = {},
): Stat<ConfusionTable> {
  const indexed = levelIndices(pairs, options.levels);
  if (indexed.state === 'undefined') return indexed;
  const { levels, reference, rated } = indexed;
  const counts = levels.map(() => new Array<number>(levels.length).fill(0));
  for (let row = 0; row < reference.length; row++) {
    const line = counts[reference[row] ?? 0];
    const column = rated[row] ?? 0;
    if (line !== undefined) line[column] = (line[column] ?? 0) + 1;
  }
  const n = reference.length;
  const byLevel = levels.map((level, at): LevelAgreement => {
    const both = counts[at]?.[at] ?? 0;
    const inReference = counts[at]?.reduce((sum, count) => sum + count, 0) ?? 0;
    const inRated = counts.reduce((sum, line) => sum + (line[at] ?? 0), 0);
    return {
      level,
      reference: inReference,
      rated: inRated,
      both,
      recall: share(both, inReference),
      precision: share(both, inRated),
    };
  });
  const agreed = byLevel.reduce((sum, level) => sum + level.both, 0);
  return { state: 'defined', levels, counts, n, agreement: agreed / n, byLevel };
}

function share(part: number, whole: number): Stat<{ readonly share: number }> {
  return whole === 0 ? undefinedStat('no subject of this level') : { state: 'defined', share: part / whole };
}

/** Both sides as positions in the scale. */
export function levelIndices(
  pairs: RatingPairs,
  scale?: readonly number[],
): Stat<{ readonly levels: readonly number[]; readonly reference: Int32Array; readonly rated: Int32Array }> {
  if (pairs.reference.length === 0 && pairs.rated.length === 0) return undefinedStat('no rated subject');
  const problem = rowProblem([pairs.reference, pairs.rated]);
  if (problem !== undefined) return undefinedStat(problem);
  const levels =
    scale ?? [...new Set([...Array.from(pairs.reference), ...Array.from(pairs.rated)])].sort((a, b) => a - b);
  const position = new Map(levels.map((level, at) => [level, at]));
  if (!allFinite(levels) || position.size !== levels.length) {
    throw new RangeError(`the levels must be distinct finite numbers: ${levels.join(', ')}`);
  }
  const reference = Int32Array.from(pairs.reference, (rating) => position.get(rating) ?? -1);
  const rated = Int32Array.from(pairs.rated, (rating) => position.get(rating) ?? -1);
  if (reference.includes(-1) || rated.includes(-1)) return undefinedStat('a rating is none of the levels');
  return { state: 'defined', levels, reference, rated };
}
