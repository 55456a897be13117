import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';

/** The first 52 bits of a SHA-256: a look-up key that a JavaScript number holds exactly. */
export function lookupKey(digest: Buffer): number {
  return digest.readUIntBE(0, 6) * 16 + ((digest[6] ?? 0) >> 4);
}

/** Texts kept once, whoever refers to them. */
export class TextStore {
  readonly #find: Database.Statement;
  readonly #insert: Database.Statement;
  readonly #read: Database.Statement;
  /** Recently stored texts: system prompts and shared documents come back in almost every call. */
  readonly #recent = new Map<string, number>();

  constructor(db: Database.Database) {
    this.#find = db.prepare('SELECT id, body FROM texts WHERE h = ?');
    this.#insert = db.prepare('INSERT INTO texts (h, body) VALUES (?, ?)');
    this.#read = db.prepare('SELECT body FROM texts WHERE id = ?').pluck();
  }

  /** The id of `body`, stored if it is new. Call inside a transaction. */
  put(body: string): number {
    const recent = this.#recent.get(body);
    if (recent !== undefined) return recent;
    const id = this.find(body) ?? Number(this.#insert.run(keyOf(body), body).lastInsertRowid);
    if (this.#recent.size >= 256) {
      const oldest = this.#recent.keys().next().value;
      if (oldest !== undefined) this.#recent.delete(oldest);
    }
    this.#recent.set(body, id);
    return id;
  }

  find(body: string): number | undefined {
    const rows = this.#find.all(keyOf(body)) as { id: number; body: string }[];
    return rows.find((row) => row.body === body)?.id;
  }

  get(id: number): string {
    const body = this.#read.get(id);
    if (typeof body !== 'string') throw new Error(`text ${id} is missing from the database`);
    return body;
  }

  /** Forgets what it remembers of ids: needed after a transaction that was rolled back. */
  forget(): void {
    this.#recent.clear();
  }
}

function keyOf(body: string): number {
  return lookupKey(createHash('sha256').update(body).digest());
}
