import type Database from 'better-sqlite3';

/** What one variant's completed cells used, by what the service said; sums over the cells. */
export interface VariantUsage {
  /** Position in the run's list of variants. */
  readonly variantIndex: number;
  /** Completed cells with known usage that is not our own estimate. */
  readonly cells: number;
  /** All of them: uncached, read from and written to the prompt cache. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of these cells, those with a known logical cost, and its sum in 10⁻¹² dollars. */
  readonly pricedCells: number;
  readonly costPico: bigint;
}

/** Adds up the usage of a run's completed cells by variant, over all its datasets. */
export function variantUsage(
  db: Database.Database,
  runRow: number,
  shape: { readonly variants: number; readonly repeats: number },
): readonly VariantUsage[] {
  const rows = db
    .prepare(
      `SELECT (t.cell / @repeats) % @variants AS variantIndex, COUNT(*) AS cells,
         SUM(r.input_tokens + COALESCE(r.cache_read, 0) + COALESCE(r.cache_write, 0)) AS inputTokens,
         SUM(r.output_tokens) AS outputTokens, COUNT(t.cost_pico) AS pricedCells,
         COALESCE(SUM(t.cost_pico), 0) AS costPico
       FROM trials t JOIN responses r ON r.id = t.response_id
       WHERE t.run_id = @run AND r.input_tokens IS NOT NULL
         AND (r.extra IS NULL OR json_extract(r.extra, '$.usageEstimated') IS NULL)
       GROUP BY variantIndex ORDER BY variantIndex`,
    )
    .safeIntegers()
    .all({ run: runRow, ...shape }) as { readonly [name in keyof VariantUsage]: bigint }[];
  return rows.map(({ costPico, ...counts }) => ({
    variantIndex: Number(counts.variantIndex),
    cells: Number(counts.cells),
    inputTokens: Number(counts.inputTokens),
    outputTokens: Number(counts.outputTokens),
    pricedCells: Number(counts.pricedCells),
    costPico,
  }));
}
