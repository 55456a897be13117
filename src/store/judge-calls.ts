import type Database from 'better-sqlite3';
import type { Usage } from '../domain/index.js';

/** One judge call behind a finished cell: what it used, whoever paid for it. */
export interface StoredJudgeCall {
  readonly cell: number;
  /** As it was called: id, profile or ARN. */
  readonly model: string;
  /** Null where the source did not say. */
  readonly usage: Usage | null;
  /** It compared answers: such calls are never part of a batch. */
  readonly compares?: boolean;
}

/** Judge calls whose responses the run's trials do not name: they were made before trials named them. */
export interface UnnamedJudgeCalls {
  /** Cells that were charged for judges without saying which responses. */
  readonly cells: number;
  /** What they were charged together. */
  readonly pico: bigint;
}

interface Row {
  readonly cell: number;
  readonly compares?: number;
  readonly model: string;
  readonly input_tokens: number | null;
  readonly output_tokens: number | null;
  readonly cache_read: number | null;
  readonly cache_write: number | null;
  readonly cache_write_1h: number | null;
}

const USED = `json_extract(s.body, '$.model') AS model, r.input_tokens, r.output_tokens, r.cache_read,
  r.cache_write, r.cache_write_1h`;
const PAGE = 500;

/** The judge calls that a run's cells were charged for, in cell order, a page at a time. */
export function* judgeCalls(db: Database.Database, runRow: number): Generator<StoredJudgeCall> {
  const page = db.prepare(
    `SELECT t.cell, ${USED},
       EXISTS (SELECT 1 FROM json_each(t.compared, '$.responses') c WHERE c.value = j.value) AS compares
     FROM (SELECT cell, judge_responses, compared FROM trials
           WHERE run_id = ? AND judge_responses IS NOT NULL AND cell > ? ORDER BY cell LIMIT ${PAGE}) t
     JOIN json_each(t.judge_responses) j JOIN responses r ON r.id = j.value JOIN texts s ON s.id = r.shape
     ORDER BY t.cell`,
  );
  for (let after = -1; ; ) {
    const rows = page.all(runRow, after) as Row[];
    for (const row of rows) yield toCall(row);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.cell;
  }
}

export function unnamedJudgeCalls(db: Database.Database, runRow: number): UnnamedJudgeCalls {
  return db
    .prepare(
      `SELECT COUNT(*) AS cells, COALESCE(SUM(judge_pico), 0) AS pico FROM trials
       WHERE run_id = ? AND judge_pico <> 0 AND judge_responses IS NULL`,
    )
    .safeIntegers(true)
    .all(runRow)
    .map((row) => {
      const { cells, pico } = row as { cells: bigint; pico: bigint };
      return { cells: Number(cells), pico };
    })[0] as UnnamedJudgeCalls;
}

/** The judge calls that a run itself paid for, with what it paid; `cell` is -1: the ledger does not know it. */
export function paidJudgeCalls(
  db: Database.Database,
  runRow: number,
): readonly (StoredJudgeCall & { readonly billedPico: bigint })[] {
  const rows = db
    .prepare(
      `SELECT -1 AS cell, ${USED}, CAST(l.billed_pico AS TEXT) AS billed
       FROM ledger l JOIN responses r ON r.id = l.response_id JOIN texts s ON s.id = r.shape
       WHERE l.run_id = ? AND l.role = 'judge'`,
    )
    .all(runRow) as (Row & { readonly billed: string })[];
  return rows.map((row) => ({ ...toCall(row), billedPico: BigInt(row.billed) }));
}

function toCall(row: Row): StoredJudgeCall {
  const { cell, model } = row;
  const compares = row.compares === 1 ? { compares: true } : {};
  if (row.input_tokens === null) return { cell, model, usage: null, ...compares };
  const usage = {
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens ?? 0,
    cacheReadInputTokens: row.cache_read ?? 0,
    cacheWriteInputTokens: row.cache_write ?? 0,
    ...(row.cache_write_1h !== null && { cacheWrite1hInputTokens: row.cache_write_1h }),
  };
  return { cell, model, usage, ...compares };
}
