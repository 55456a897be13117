import type Database from 'better-sqlite3';
import type { CallFailure, Score } from '../domain/index.js';
import { type StoredScore, writeScores } from './trial-row.js';

/** What comparing a cell's answer with those of other variants gave it. */
export interface ComparedEntry {
  readonly cell: number;
  readonly scores: { readonly [metric: string]: Score };
  readonly judgePico: bigint;
  /** Row ids of the responses that `judgePico` adds up. */
  readonly judgeResponses: readonly number[];
}

/** A finished cell as far as comparing needs it. */
export interface FinishedCell {
  readonly cell: number;
  /** Null for a failed one. */
  readonly responseId: number | null;
  readonly failure: CallFailure | null;
  readonly costPico: bigint | null;
}

/** Kept in `trials.compared`. */
interface Compared {
  readonly pico: string;
  readonly responses: readonly number[];
  /** By metric that was written: what stood there before; null: nothing. */
  readonly before: { readonly [metric: string]: StoredScore | null };
}

interface JudgedRow {
  readonly pico: string;
  readonly scores: string | null;
  readonly judge_responses: string | null;
  readonly compared: string | null;
}

/**
 * The scores of trials that come of comparing variants. They join the other scores of their trials; a trial that is
 * carried out again loses them, and what they were made with is then compared again.
 */
export class ComparisonStore {
  readonly #db: Database.Database;
  readonly #read: Database.Statement;
  readonly #write: Database.Statement;
  readonly #noteMetric: Database.Statement;

  constructor(db: Database.Database) {
    this.#db = db;
    this.#read = db.prepare(
      `SELECT CAST(judge_pico AS TEXT) AS pico, scores, judge_responses, compared
       FROM trials WHERE run_id = ? AND cell = ?`,
    );
    this.#write = db.prepare(
      'UPDATE trials SET judge_pico = ?, scores = ?, judge_responses = ?, compared = ? WHERE run_id = ? AND cell = ?',
    );
    this.#noteMetric = db.prepare('INSERT OR IGNORE INTO run_metrics (run_id, metric) VALUES (?, ?)');
  }

  /** The completed cells of a run that were not compared since they were carried out, in order, in pages. */
  *uncompared(runRow: number): Iterable<number> {
    const page = this.#db
      .prepare(
        `SELECT cell FROM trials
         WHERE run_id = ? AND cell > ? AND response_id IS NOT NULL AND compared IS NULL ORDER BY cell LIMIT 10000`,
      )
      .pluck();
    for (let after = -1; ; ) {
      const cells = page.all(runRow, after) as number[];
      yield* cells;
      const last = cells.at(-1);
      if (last === undefined) return;
      after = last;
    }
  }

  /** The finished cells of a run from `from` to before `to`, in order. */
  cells(runRow: number, from: number, to: number): readonly FinishedCell[] {
    const rows = this.#db
      .prepare(
        `SELECT cell, response_id AS responseId, failure, CAST(cost_pico AS TEXT) AS cost FROM trials
         WHERE run_id = ? AND cell >= ? AND cell < ? ORDER BY cell`,
      )
      .all(runRow, from, to) as {
      readonly cell: number;
      readonly responseId: number | null;
      readonly failure: string | null;
      readonly cost: string | null;
    }[];
    return rows.map(({ cell, responseId, failure, cost }) => ({
      cell,
      responseId,
      failure: failure === null ? null : (JSON.parse(failure) as CallFailure),
      costPico: cost === null ? null : BigInt(cost),
    }));
  }

  /**
   * Adds scores to a trial, and what they cost to what its judges cost; in the place of what comparing added before.
   * Call inside a transaction.
   */
  put(runRow: number, { cell, scores, judgePico, judgeResponses }: ComparedEntry): void {
    const row = this.#read.get(runRow, cell) as JudgedRow | undefined;
    if (row === undefined) throw new Error(`cell ${cell} of run ${runRow} is missing from the database`);
    const own = withoutComparison(row);
    const added = JSON.parse(writeScores(scores)) as { readonly [metric: string]: StoredScore };
    const compared: Compared = {
      pico: String(judgePico),
      responses: judgeResponses,
      before: Object.fromEntries(Object.keys(added).map((metric) => [metric, own.scores[metric] ?? null])),
    };
    for (const metric of Object.keys(added)) this.#noteMetric.run(runRow, metric);
    const responses = [...own.responses, ...judgeResponses];
    this.#write.run(
      own.pico + judgePico,
      JSON.stringify({ ...own.scores, ...added }),
      row.judge_responses === null && responses.length === 0 ? null : JSON.stringify(responses),
      JSON.stringify(compared),
      runRow,
      cell,
    );
  }
}

/** A trial's row as it was before its answer was compared. */
function withoutComparison(row: JudgedRow): {
  readonly pico: bigint;
  readonly responses: readonly number[];
  readonly scores: { readonly [metric: string]: StoredScore };
} {
  const pico = BigInt(row.pico);
  const responses = row.judge_responses === null ? [] : (JSON.parse(row.judge_responses) as number[]);
  const scores =
    row.scores === null ? {} : (JSON.parse(row.scores) as { readonly [metric: string]: StoredScore });
  if (row.compared === null) return { pico, responses, scores };
  const { pico: added, responses: theirs, before } = JSON.parse(row.compared) as Compared;
  return {
    pico: pico - BigInt(added),
    // What comparing added stands last.
    responses: responses.slice(0, responses.length - theirs.length),
    scores: Object.fromEntries(
      Object.entries({ ...scores, ...before }).flatMap(([metric, score]) =>
        score === null ? [] : [[metric, score] as const],
      ),
    ),
  };
}
