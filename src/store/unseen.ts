import type Database from 'better-sqlite3';
import type { LedgerRole } from '../cost/index.js';

/** Attempts that may have been billed and said nothing, and the most that they can have cost together. */
export interface Unseen {
  readonly attempts: number;
  readonly atMostPico: bigint;
}

/**
 * Money that nobody knows of: kept beside the ledger, which holds what was said. A run's spend guard counts it in
 * every sitting (law 5).
 */
export class UnseenStore {
  readonly #insert: Database.Statement;
  readonly #total: Database.Statement;

  constructor(db: Database.Database) {
    this.#insert = db.prepare(
      'INSERT INTO unseen (run_id, role, model, attempts, at_most_pico, batch) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#total = db
      .prepare(
        `SELECT COALESCE(SUM(attempts), 0) AS attempts, COALESCE(SUM(at_most_pico), 0) AS pico
         FROM unseen WHERE run_id = ?`,
      )
      .safeIntegers(true);
  }

  /** Notes attempts of one call, or of one batch job at batch rates. */
  put(
    entry: Unseen & {
      readonly runRow: number;
      readonly role: LedgerRole;
      readonly model: string;
      readonly batch?: boolean;
    },
  ): void {
    const { runRow, role, model, attempts, atMostPico, batch } = entry;
    this.#insert.run(runRow, role, model, attempts, atMostPico, batch === true ? 1 : 0);
  }

  /** Of a run, over all its sittings. */
  total(runRow: number): Unseen {
    const row = this.#total.get(runRow) as { readonly attempts: bigint; readonly pico: bigint };
    return { attempts: Number(row.attempts), atMostPico: row.pico };
  }
}
