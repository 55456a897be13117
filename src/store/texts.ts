import type Database from 'better-sqlite3';
import { type ContentHash, hashText } from '../domain/index.js';
import { KeyIndex } from './key-index.js';

/** The first 52 bits of a SHA-256: a look-up key that a JavaScript number holds exactly. */
export function lookupKey(hash: ContentHash): number {
  return Number.parseInt(hash.slice(0, 13), 16);
}

/** Texts that a generation of the short memory holds. */
const REMEMBERED = 128;

/** Texts kept once, whoever refers to them. */
export class TextStore {
  readonly #keys: KeyIndex;
  readonly #insert: Database.Statement;
  readonly #read: Database.Statement;
  /**
   * Recently stored texts, in two generations: system prompts and shared documents come back in almost every call.
   * Whole maps are dropped, because a map that loses an entry for every new one leaves a trail of tables behind,
   * each holding the next, that only a full garbage collection ends.
   */
  #recent = new Map<string, number>();
  #older = new Map<string, number>();

  constructor(db: Database.Database) {
    this.#keys = new KeyIndex(db, 'texts');
    this.#insert = db.prepare('INSERT INTO texts (h, body) VALUES (?, ?)');
    this.#read = db.prepare('SELECT body FROM texts WHERE id = ?').pluck();
  }

  /** The id of `body`, stored if it is new. Call inside a transaction. */
  put(body: string): number {
    const recent = this.#recent.get(body);
    if (recent !== undefined) return recent;
    const id = this.#older.get(body) ?? this.#stored(body);
    if (this.#recent.size >= REMEMBERED) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(body, id);
    return id;
  }

  #stored(body: string): number {
    const h = lookupKey(hashText(body));
    return this.#find(h, body) ?? this.#add(h, body);
  }

  #find(h: number, body: string): number | undefined {
    return this.#keys.ids(h).find((id) => this.#read.get(id) === body);
  }

  #add(h: number, body: string): number {
    const id = Number(this.#insert.run(h, body).lastInsertRowid);
    this.#keys.add(h, id);
    return id;
  }

  get(id: number): string {
    const body = this.#read.get(id);
    if (typeof body !== 'string') throw new Error(`text ${id} is missing from the database`);
    return body;
  }

  /** Forgets what it remembers of ids: needed after a transaction that was rolled back. */
  forget(): void {
    this.#recent.clear();
    this.#older.clear();
    this.#keys.forget();
  }
}
