import { hostname } from 'node:os';
import type Database from 'better-sqlite3';
import { ParsimonyError } from '../domain/index.js';
import { connect } from './connection.js';
import { storeError } from './open.js';

/** Who holds the database for a run. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly command: string;
  readonly since: string;
}

/**
 * One process at a time may execute runs on a database. The lock is an open exclusive transaction on a file
 * beside it: the operating system gives it back when the process dies, so it can never be stale.
 * Waits up to `waitMs`, then says who holds it.
 */
export function acquireRunLock(
  db: Database.Database,
  options: { readonly command: string; readonly waitMs: number; readonly now: () => Date },
): { release(): void } {
  const file = `${db.name}.lock`;
  let lock: Database.Database | undefined;
  try {
    lock = connect(file, { timeout: options.waitMs });
    lock.exec('PRAGMA journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) {
      throw heldBy(db);
    }
    throw storeError(error, file);
  }
  const held = lock;
  db.prepare('INSERT OR REPLACE INTO holder (id, pid, host, command, since) VALUES (1, ?, ?, ?, ?)').run(
    process.pid,
    hostname(),
    options.command,
    options.now().toISOString(),
  );
  return {
    release() {
      if (!held.open) return;
      if (db.open) db.prepare('DELETE FROM holder').run();
      held.exec('ROLLBACK');
      held.close();
    },
  };
}

function heldBy(db: Database.Database): ParsimonyError {
  const holder = db.prepare('SELECT pid, host, command, since FROM holder').get() as Holder | undefined;
  const who =
    holder === undefined
      ? 'another process'
      : `process ${holder.pid} on ${holder.host} (${holder.command}, since ${holder.since})`;
  return new ParsimonyError('store-busy', `${db.name} is in use by ${who}`, {
    hint: 'Wait until it has finished, or give this run a database of its own with --db.',
  });
}
