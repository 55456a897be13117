import type Database from 'better-sqlite3';
import type { CallFailure, Score, TokenComponents, TrialRecord } from '../domain/index.js';
import {
  readOutcome,
  readScores,
  TRIAL_ROWS,
  type TrialRow,
  writeComponents,
  writeScores,
} from './trial-row.js';

/** One finished cell as it is written. */
export interface TrialEntry {
  readonly cell: number;
  readonly result:
    | {
        readonly state: 'completed';
        readonly responseId: number;
        readonly costPico: bigint | null;
        readonly judgePico: bigint;
        /** Row ids of the responses that `judgePico` adds up, in any order; absent: no judge was called. */
        readonly judgeResponses?: readonly number[];
        readonly components: TokenComponents | null;
        /** Whether the answer refuses; absent: not looked at. */
        readonly refused?: boolean;
        readonly scores: { readonly [metric: string]: Score };
      }
    | { readonly state: 'failed'; readonly failure: CallFailure };
}

/** How cell numbers fall apart into sample, variant and repeat. */
export interface PlanShape {
  readonly variants: number;
  readonly repeats: number;
}

/** The finished cells of runs, with their scores. */
export class TrialStore {
  readonly #insert: Database.Statement;
  readonly #insertMetric: Database.Statement;
  readonly #db: Database.Database;
  /** Metrics that are known to be written down, by run. */
  readonly #metrics = new Map<number, Set<string>>();

  constructor(db: Database.Database) {
    this.#db = db;
    this.#insert = db.prepare(
      `INSERT OR REPLACE INTO trials
         (run_id, cell, response_id, failure, cost_pico, judge_pico, components, scores, judge_responses, refused)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertMetric = db.prepare('INSERT OR IGNORE INTO run_metrics (run_id, metric) VALUES (?, ?)');
  }

  /** Writes a finished cell. Call inside a transaction. */
  put(runRow: number, entry: TrialEntry): void {
    const { result } = entry;
    if (result.state === 'failed') {
      this.#insert.run(
        runRow,
        entry.cell,
        null,
        JSON.stringify(result.failure),
        null,
        0,
        null,
        null,
        null,
        null,
      );
      return;
    }
    this.#noteMetrics(runRow, result.scores);
    this.#insert.run(
      runRow,
      entry.cell,
      result.responseId,
      null,
      result.costPico,
      result.judgePico,
      writeComponents(result.components),
      writeScores(result.scores),
      result.judgeResponses === undefined ? null : JSON.stringify(result.judgeResponses),
      result.refused === undefined ? null : Number(result.refused),
    );
  }

  #noteMetrics(runRow: number, scores: { readonly [metric: string]: Score }): void {
    let known = this.#metrics.get(runRow);
    if (known === undefined) {
      known = new Set();
      this.#metrics.set(runRow, known);
    }
    for (const metric in scores) {
      if (known.has(metric)) continue;
      this.#insertMetric.run(runRow, metric);
      known.add(metric);
    }
  }

  /** Forgets what it remembers of rows: needed after a transaction that was rolled back. */
  forget(): void {
    this.#metrics.clear();
  }

  /** Names of the metrics that a run's cells have scores of, sorted. */
  metricNames(runRow: number): readonly string[] {
    return this.#db
      .prepare('SELECT metric FROM run_metrics WHERE run_id = ? ORDER BY metric')
      .pluck()
      .all(runRow) as string[];
  }

  /** The cells of a run that need no more work, in pages: an iterator of the driver would be collected (connect). */
  *finishedCells(runRow: number, options: { readonly retryFailed: boolean }): Iterable<number> {
    const where = options.retryFailed ? ' AND failure IS NULL' : '';
    const page = this.#db
      .prepare(`SELECT cell FROM trials WHERE run_id = ? AND cell > ?${where} ORDER BY cell LIMIT 10000`)
      .pluck();
    for (let after = -1; ; ) {
      const cells = page.all(runRow, after) as number[];
      yield* cells;
      const last = cells.at(-1);
      if (last === undefined) return;
      after = last;
    }
  }

  /** How a cell ended; undefined: it is still to be carried out. */
  state(runRow: number, cell: number): 'completed' | 'failed' | undefined {
    const failed = this.#db
      .prepare('SELECT failure IS NOT NULL FROM trials WHERE run_id = ? AND cell = ?')
      .pluck()
      .get(runRow, cell);
    if (failed === undefined) return undefined;
    return failed === 1 ? 'failed' : 'completed';
  }

  /** Logical cost of the judge calls that a cell was charged for. */
  judgePico(runRow: number, cell: number): bigint {
    const pico = this.#db
      .prepare('SELECT judge_pico FROM trials WHERE run_id = ? AND cell = ?')
      .pluck()
      .safeIntegers(true)
      .get(runRow, cell);
    return typeof pico === 'bigint' ? pico : 0n;
  }

  /** Makes cells that failed with one of these codes count as not carried out. */
  forgetFailed(runRow: number, codes: readonly string[]): void {
    this.#db
      .prepare(
        `DELETE FROM trials WHERE run_id = ? AND failure IS NOT NULL
           AND json_extract(failure, '$.code') IN (SELECT value FROM json_each(?))`,
      )
      .run(runRow, JSON.stringify(codes));
  }

  failedCount(runRow: number): number {
    return this.#db
      .prepare('SELECT COUNT(failure) FROM trials WHERE run_id = ?')
      .pluck()
      .get(runRow) as number;
  }

  /** Counts over the finished cells of a run; `cached`: answered without a call of this run. */
  counts(runRow: number): { readonly completed: number; readonly failed: number; readonly cached: number } {
    return this.#db
      .prepare(
        `SELECT COUNT(t.response_id) AS completed, COUNT(t.failure) AS failed,
                COUNT(t.response_id) - COUNT(DISTINCT CASE WHEN r.run_id = t.run_id THEN r.id END) AS cached
         FROM trials t LEFT JOIN responses r ON r.id = t.response_id WHERE t.run_id = ?`,
      )
      .get(runRow) as { completed: number; failed: number; cached: number };
  }

  /** Logical cost of all candidate and judge calls behind the finished cells. */
  logicalPico(runRow: number): { readonly candidate: bigint; readonly judge: bigint } {
    return this.#db
      .prepare(
        `SELECT COALESCE(SUM(cost_pico), 0) AS candidate, COALESCE(SUM(judge_pico), 0) AS judge
         FROM trials WHERE run_id = ?`,
      )
      .safeIntegers(true)
      .get(runRow) as { candidate: bigint; judge: bigint };
  }

  /** Whether any answer of the run came from an emulator (law 10). */
  emulated(runRow: number): boolean {
    // Where no answer at all is emulated, one pass over the responses is a tenth of the join.
    const any = this.#db.prepare('SELECT 1 FROM responses WHERE emulated = 1 LIMIT 1').get();
    if (any === undefined) return false;
    return (
      this.#db
        .prepare(
          `SELECT 1 FROM trials t JOIN responses r ON r.id = t.response_id
           WHERE t.run_id = ? AND r.emulated = 1 LIMIT 1`,
        )
        .get(runRow) !== undefined
    );
  }

  responseId(runRow: number, cell: number): number | null {
    const id = this.#db
      .prepare('SELECT response_id FROM trials WHERE run_id = ? AND cell = ?')
      .pluck()
      .get(runRow, cell);
    return typeof id === 'number' ? id : null;
  }

  /** One finished cell, as `stream` gives it. */
  get(runRow: number, cell: number, plan: PlanShape): TrialRecord | undefined {
    for (const trial of this.#read(runRow, plan, cell)) return trial;
    return undefined;
  }

  /** All finished cells of a run in cell order, streamed. */
  stream(runRow: number, plan: PlanShape): Iterable<TrialRecord> {
    return this.#read(runRow, plan, null);
  }

  *#read(runRow: number, plan: PlanShape, cell: number | null): Iterable<TrialRecord> {
    // Pages keep memory flat and never hold a statement open while the caller works.
    const page = this.#db.prepare(`${TRIAL_ROWS} AND t.cell > ? ORDER BY t.cell LIMIT 500`).raw();
    const one = this.#db.prepare(`${TRIAL_ROWS} AND t.cell = ?`).raw();
    const perSample = plan.variants * plan.repeats;
    let after = -1;
    for (;;) {
      const rows = (cell === null ? page.all(runRow, after) : one.all(runRow, cell)) as TrialRow[];
      for (const row of rows) {
        const [position] = row;
        yield {
          sampleIndex: Math.floor(position / perSample),
          variantIndex: Math.floor((position % perSample) / plan.repeats),
          repeat: position % plan.repeats,
          outcome: readOutcome(row),
          scores: readScores(row),
        };
        after = position;
      }
      if (cell !== null || rows.length === 0) return;
    }
  }
}
