import { type Arm, partition, ratioScores, restrict } from '../../stats/index.js';

/** One arm of a live test: a row a conversation, NaN where a figure is missing. */
export interface ArmTable {
  readonly name: string;
  readonly rows: number;
  readonly figures: ReadonlyMap<string, Float64Array>;
  /** Per row: users, sessions, or the row itself. */
  readonly clusters: readonly string[];
}

/**
 * A figure of an arm without the rows that lack it; undefined where the arm has no such column. `tokenEfficiency` is
 * quality per 1,000 tokens as a ratio of sums, each row by its share in it.
 */
export function armOf(
  table: ArmTable,
  figure: string,
): { readonly arm: Arm; readonly missing: number } | undefined {
  const column =
    table.figures.get(figure) ?? (figure === 'tokenEfficiency' ? efficiencyOf(table) : undefined);
  if (column === undefined) return undefined;
  const rows: number[] = [];
  for (let row = 0; row < column.length; row++) if (!Number.isNaN(column[row] ?? Number.NaN)) rows.push(row);
  return {
    arm: {
      values: Float64Array.from(rows, (row) => column[row] ?? Number.NaN),
      clusters: restrict(partition(table.clusters), rows),
    },
    missing: column.length - rows.length,
  };
}

function efficiencyOf({ figures }: ArmTable): Float64Array | undefined {
  const [quality, input, output] = ['quality', 'inputTokens', 'outputTokens'].map((name) =>
    figures.get(name),
  );
  if (quality === undefined || input === undefined || output === undefined) return undefined;
  return ratioScores(
    quality,
    input.map((tokens, row) => (tokens + (output[row] ?? Number.NaN)) / 1000),
  );
}
