import type Database from 'better-sqlite3';

/** How long one answer took by our clock. */
export interface OwnTiming {
  /** Position in the run's list of variants. */
  readonly variantIndex: number;
  readonly wallMs: number;
  /** Null where the answer was not streamed. */
  readonly firstTokenMs: number | null;
}

/**
 * The times of the candidate answers that a run itself received live, each once for every variant that it serves.
 * Answers of batch jobs, files and other runs have no times that would say anything of this run.
 */
export function* ownTimings(
  db: Database.Database,
  runRow: number,
  shape: { readonly variants: number; readonly repeats: number },
): Iterable<OwnTiming> {
  const rows = db.prepare(
    `SELECT DISTINCT (t.cell / @repeats) % @variants AS variantIndex, r.id, r.wall_ms AS wallMs,
       r.first_token_ms AS firstTokenMs
     FROM trials t JOIN responses r ON r.id = t.response_id
     WHERE t.run_id = @run AND r.run_id = @run AND r.wall_ms IS NOT NULL`,
  );
  // All at once: an iterator of the driver would be collected (see connection.ts), and a row is a few numbers.
  for (const row of rows.all({ run: runRow, ...shape }) as (OwnTiming & { readonly id: number })[]) {
    yield { variantIndex: row.variantIndex, wallMs: row.wallMs, firstTokenMs: row.firstTokenMs };
  }
}
