import type Database from 'better-sqlite3';

import type { LedgerRole } from '../cost/index.js';

/** Every cent that was billed, once (law 4). */
export class LedgerStore {
  readonly #insert: Database.Statement;
  readonly #totals: Database.Statement;

  constructor(db: Database.Database) {
    this.#insert = db.prepare(
      'INSERT INTO ledger (run_id, role, model, response_id, billed_pico, batch) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#totals = db
      .prepare('SELECT role, SUM(billed_pico) AS billed FROM ledger WHERE run_id = ? GROUP BY role')
      .safeIntegers(true);
  }

  /** Books one paid call. Call inside the transaction that keeps its response. */
  put(entry: {
    readonly runRow: number;
    readonly role: LedgerRole;
    readonly model: string;
    /** Null for an answer that was billed and could not be used. */
    readonly responseId: number | null;
    readonly billedPico: bigint;
    /** Billed at batch prices. */
    readonly batch?: boolean;
  }): void {
    const batch = entry.batch === true ? 1 : 0;
    this.#insert.run(entry.runRow, entry.role, entry.model, entry.responseId, entry.billedPico, batch);
  }

  /** What a run has paid, over all its sittings. */
  billed(runRow: number): {
    readonly total: bigint;
    readonly byRole: { readonly [role in LedgerRole]: bigint };
  } {
    const byRole = { candidate: 0n, judge: 0n, embedding: 0n };
    for (const row of this.#totals.all(runRow) as { role: LedgerRole; billed: bigint }[])
      byRole[row.role] = row.billed;
    return { total: byRole.candidate + byRole.judge + byRole.embedding, byRole };
  }
}
