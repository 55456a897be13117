import type Database from 'better-sqlite3';
import type {
  CallFailure,
  JsonValue,
  Score,
  StopReason,
  TokenComponents,
  TrialRecord,
  Usage,
} from '../domain/index.js';

/** One finished cell as it is written. */
export interface TrialEntry {
  readonly cell: number;
  readonly result:
    | {
        readonly state: 'completed';
        readonly responseId: number;
        readonly costPico: bigint | null;
        readonly judgePico: bigint;
        readonly components: TokenComponents | null;
        readonly scores: { readonly [metric: string]: Score };
      }
    | { readonly state: 'failed'; readonly failure: CallFailure };
}

interface TrialRow {
  readonly cell: bigint;
  readonly response_id: bigint | null;
  readonly failure: string | null;
  readonly cost_pico: bigint | null;
  readonly components: string | null;
  readonly stop_reason: string | null;
  readonly input_tokens: bigint | null;
  readonly output_tokens: bigint | null;
  readonly cache_read: bigint | null;
  readonly cache_write: bigint | null;
  readonly latency_ms: number | null;
}

/** How cell numbers fall apart into sample, variant and repeat. */
export interface PlanShape {
  readonly variants: number;
  readonly repeats: number;
}

interface ScoreRow {
  readonly cell: number;
  readonly metric: string;
  readonly value: number | null;
  readonly reason: string | null;
  readonly detail: string | null;
}

const COMPONENTS = ['system', 'tools', 'fewShot', 'documents', 'history', 'user'] as const;

/** The finished cells of runs, with their scores. */
export class TrialStore {
  readonly #insert: Database.Statement;
  readonly #insertScore: Database.Statement;
  readonly #deleteScores: Database.Statement;
  readonly #db: Database.Database;
  readonly #metricIds = new Map<string, number>();

  constructor(db: Database.Database) {
    this.#db = db;
    this.#insert = db.prepare(
      `INSERT OR REPLACE INTO trials (run_id, cell, response_id, failure, cost_pico, judge_pico, components)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertScore = db.prepare(
      'INSERT OR REPLACE INTO scores (run_id, cell, metric, value, reason, detail) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#deleteScores = db.prepare('DELETE FROM scores WHERE run_id = ? AND cell = ?');
  }

  /** Writes a finished cell. Call inside a transaction. */
  put(runRow: number, entry: TrialEntry): void {
    const { result } = entry;
    if (result.state === 'failed') {
      this.#insert.run(runRow, entry.cell, null, JSON.stringify(result.failure), null, 0, null);
      this.#deleteScores.run(runRow, entry.cell);
      return;
    }
    const components =
      result.components === null ? null : COMPONENTS.map((name) => result.components?.[name] ?? 0);
    this.#insert.run(
      runRow,
      entry.cell,
      result.responseId,
      null,
      result.costPico,
      result.judgePico,
      components === null ? null : JSON.stringify(components),
    );
    for (const [name, score] of Object.entries(result.scores)) {
      const metric = this.#metricId(name);
      if (score.state === 'scored') {
        const detail = score.detail === undefined ? null : JSON.stringify(score.detail);
        this.#insertScore.run(runRow, entry.cell, metric, score.value, null, detail);
      } else {
        this.#insertScore.run(runRow, entry.cell, metric, null, score.reason, null);
      }
    }
  }

  #metricId(name: string): number {
    const known = this.#metricIds.get(name);
    if (known !== undefined) return known;
    this.#db.prepare('INSERT OR IGNORE INTO metrics (name) VALUES (?)').run(name);
    const id = this.#db.prepare('SELECT id FROM metrics WHERE name = ?').pluck().get(name) as number;
    this.#metricIds.set(name, id);
    return id;
  }

  /** Forgets what it remembers of row ids: needed after a transaction that was rolled back. */
  forget(): void {
    this.#metricIds.clear();
  }

  /** Names of the metrics that a run's cells have scores of, sorted. */
  metricNames(runRow: number): readonly string[] {
    return this.#db
      .prepare(
        'SELECT name FROM metrics WHERE id IN (SELECT DISTINCT metric FROM scores WHERE run_id = ?) ORDER BY name',
      )
      .pluck()
      .all(runRow) as string[];
  }

  /** The cells of a run that need no more work. */
  finishedCells(runRow: number, options: { readonly retryFailed: boolean }): Iterable<number> {
    const where = options.retryFailed ? ' AND failure IS NULL' : '';
    return this.#db
      .prepare(`SELECT cell FROM trials WHERE run_id = ?${where}`)
      .pluck()
      .iterate(runRow) as Iterable<number>;
  }

  /** Makes failed cells count as not carried out. */
  forgetFailed(runRow: number): void {
    this.#db.prepare('DELETE FROM trials WHERE run_id = ? AND failure IS NOT NULL').run(runRow);
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
    return (
      this.#db
        .prepare(
          `SELECT 1 FROM trials t JOIN responses r ON r.id = t.response_id
           WHERE t.run_id = ? AND r.emulated = 1 LIMIT 1`,
        )
        .get(runRow) !== undefined
    );
  }

  /** Parameters that models refused in a run, so they were not sent. */
  droppedParameters(
    runRow: number,
  ): readonly { readonly cell: number; readonly dropped: readonly string[] }[] {
    const rows = this.#db
      .prepare(
        `SELECT MIN(t.cell) AS cell, r.extra FROM trials t JOIN responses r ON r.id = t.response_id
         WHERE t.run_id = ? AND r.extra LIKE '%"dropped"%' GROUP BY r.extra, r.shape`,
      )
      .all(runRow) as { cell: number; extra: string }[];
    return rows.map((row) => ({
      cell: row.cell,
      dropped: (JSON.parse(row.extra) as { dropped: string[] }).dropped,
    }));
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
    const only = cell === null ? '' : ' AND t.cell = @cell';
    const onlyScores = cell === null ? '' : ' AND s.cell = @cell';
    const parameters = cell === null ? { run: runRow } : { run: runRow, cell };
    // Pages of trials and their scores keep memory flat and never hold a statement open while the caller works.
    const trials = this.#db
      .prepare(
        `SELECT t.cell, t.response_id, t.failure, t.cost_pico, t.components, r.stop_reason, r.input_tokens,
                r.output_tokens, r.cache_read, r.cache_write, r.latency_ms
         FROM trials t LEFT JOIN responses r ON r.id = t.response_id
         WHERE t.run_id = @run${only} AND t.cell > @after ORDER BY t.cell LIMIT 1000`,
      )
      .safeIntegers(true);
    const scores = this.#db.prepare(
      `SELECT s.cell, m.name AS metric, s.value, s.reason, s.detail FROM scores s JOIN metrics m ON m.id = s.metric
       WHERE s.run_id = @run${onlyScores} AND s.cell BETWEEN @from AND @to ORDER BY s.cell`,
    );
    const perSample = plan.variants * plan.repeats;
    let after = -1;
    for (;;) {
      const page = trials.all({ ...parameters, after }) as TrialRow[];
      const [first, last] = [page[0], page.at(-1)];
      if (first === undefined || last === undefined) return;
      const range = { from: Number(first.cell), to: Number(last.cell) };
      const pageScores = scores.all({ ...parameters, ...range }) as ScoreRow[];
      let at = 0;
      for (const row of page) {
        const position = Number(row.cell);
        const own: { [metric: string]: Score } = {};
        for (
          let score = pageScores[at];
          score !== undefined && score.cell === position;
          score = pageScores[at]
        ) {
          own[score.metric] = scoreOf(score);
          at += 1;
        }
        yield {
          sampleIndex: Math.floor(position / perSample),
          variantIndex: Math.floor((position % perSample) / plan.repeats),
          repeat: position % plan.repeats,
          outcome: outcomeOf(row),
          scores: own,
        };
      }
      if (cell !== null) return;
      after = range.to;
    }
  }
}

function scoreOf(row: ScoreRow): Score {
  if (row.value === null) return { state: 'unscored', reason: row.reason ?? 'no reason recorded' };
  return row.detail === null
    ? { state: 'scored', value: row.value }
    : { state: 'scored', value: row.value, detail: JSON.parse(row.detail) as JsonValue };
}

function outcomeOf(row: TrialRow): TrialRecord['outcome'] {
  if (row.failure !== null) return { state: 'failed', failure: JSON.parse(row.failure) as CallFailure };
  return {
    state: 'completed',
    stopReason: (row.stop_reason ?? 'end_turn') as StopReason,
    usage: usageOf(row),
    latencyMs: row.latency_ms === null ? null : Number(row.latency_ms),
    costPico: row.cost_pico,
    components: componentsOf(row.components),
  };
}

function usageOf(row: TrialRow): Usage | null {
  if (row.input_tokens === null) return null;
  return {
    inputTokens: Number(row.input_tokens),
    outputTokens: Number(row.output_tokens),
    cacheReadInputTokens: Number(row.cache_read),
    cacheWriteInputTokens: Number(row.cache_write),
  };
}

function componentsOf(json: string | null): TokenComponents | null {
  if (json === null) return null;
  const [system = 0, tools = 0, fewShot = 0, documents = 0, history = 0, user = 0] = JSON.parse(
    json,
  ) as number[];
  return { system, tools, fewShot, documents, history, user };
}
