import type Database from 'better-sqlite3';
import { storeError } from './open.js';

/**
 * Gathers writes of one turn of the event loop into one transaction. A write's promise resolves only after its
 * commit, so whoever awaits it acts on durable data (law 1), and a thousand small writes cost a few commits.
 */
export class GroupCommit {
  readonly #db: Database.Database;
  #pending: {
    readonly write: () => unknown;
    readonly resolve: (value: never) => void;
    readonly reject: (error: unknown) => void;
  }[] = [];
  #scheduled = false;
  readonly #begin: Database.Statement;
  readonly #commit: Database.Statement;
  readonly #rollback: Database.Statement;

  readonly #onRollback: () => void;

  /** `onRollback` is told when a transaction was undone, so that caches of row ids can be dropped. */
  constructor(db: Database.Database, onRollback: () => void) {
    this.#db = db;
    this.#onRollback = onRollback;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#rollback = db.prepare('ROLLBACK');
  }

  /** Runs `write` inside the next transaction; resolves with its result once committed. */
  enqueue<T>(write: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#pending.push({ write, resolve, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      setImmediate(() => this.flush());
    });
  }

  /** Commits what waits, now. */
  flush(): void {
    this.#scheduled = false;
    const batch = this.#pending;
    if (batch.length === 0) return;
    this.#pending = [];
    const results: unknown[] = [];
    try {
      this.#begin.run();
      for (const { write } of batch) results.push(write());
      this.#commit.run();
    } catch (error) {
      if (this.#db.inTransaction) this.#rollback.run();
      this.#onRollback();
      const reason = storeError(error, this.#db.name);
      for (const { reject } of batch) reject(reason);
      return;
    }
    for (const [position, { resolve }] of batch.entries()) resolve(results[position] as never);
  }
}
