import type Database from 'better-sqlite3';
import type { Review } from '../gate/port.js';

/** The decisions people took on flagged samples. */
export class ReviewStore {
  readonly #db: Database.Database;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  put(entry: {
    readonly runRow: number;
    readonly candidate: string;
    readonly sampleId: string;
    readonly review: Review;
    readonly at: string;
  }): void {
    this.#db
      .prepare(
        'INSERT OR REPLACE INTO reviews (run_id, candidate, sample_id, decision, reason, at) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(
        entry.runRow,
        entry.candidate,
        entry.sampleId,
        entry.review.decision,
        entry.review.reason,
        entry.at,
      );
  }

  /** Candidate → sample id → review. */
  all(runRow: number): ReadonlyMap<string, ReadonlyMap<string, Review>> {
    const rows = this.#db
      .prepare('SELECT candidate, sample_id, decision, reason FROM reviews WHERE run_id = ?')
      .all(runRow) as {
      candidate: string;
      sample_id: string;
      decision: Review['decision'];
      reason: string;
    }[];
    const byCandidate = new Map<string, Map<string, Review>>();
    for (const row of rows) {
      const own = byCandidate.get(row.candidate) ?? new Map<string, Review>();
      own.set(row.sample_id, { decision: row.decision, reason: row.reason });
      byCandidate.set(row.candidate, own);
    }
    return byCandidate;
  }
}
