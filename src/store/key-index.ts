import type Database from 'better-sqlite3';
import { KeyFilter } from './key-filter.js';

/** Rows whose keys wait in memory before they enter the index together. */
const DEFAULT_BATCH = 16_384;
/** Look-ups in vain after which it pays to read all indexed keys into a filter. */
const DEFAULT_PATIENCE = 1_000;
/** With more keys than this the filter would let most unknown keys pass, and reading them would take seconds. */
const MOST_FILTERED = 2 ** 21;
const PAGE = 10_000;

/**
 * Finds rows of a table by the 52-bit key in its column `h`. Keys are hashes: an ordinary index would dirty a page of
 * its own for every row, ten times the cost of the append. So the newest keys are held in memory and enter the index
 * table sorted, many at a time; what the index does not cover yet is read back from the rows themselves (the column
 * `upto` says how far it goes), so a row is found from its commit on, whatever happens to the process (law 1). Most
 * keys of a run are new: once that shows, a filter answers for them without a statement.
 */
export class KeyIndex {
  readonly #indexed: Database.Statement;
  readonly #upto: Database.Statement;
  readonly #waiting: Database.Statement;
  readonly #merge: Database.Statement;
  readonly #setUpto: Database.Statement;
  readonly #page: Database.Statement;
  readonly #batch: number;
  readonly #patience: number;
  /** Keys of the rows after `upto`; undefined until they are needed. */
  #recent: Map<number, number | number[]> | undefined;
  #count = 0;
  #indexedUpto = 0;
  /** Every key in the index table; undefined while it would not pay. */
  #filter: KeyFilter | undefined;
  #misses = 0;

  constructor(
    db: Database.Database,
    table: 'texts' | 'responses',
    options: { readonly batch?: number; readonly patience?: number } = {},
  ) {
    this.#batch = options.batch ?? DEFAULT_BATCH;
    this.#patience = options.patience ?? DEFAULT_PATIENCE;
    this.#indexed = db.prepare(`SELECT id FROM ${table}_keys WHERE h = ? ORDER BY id`).pluck();
    this.#page = db.prepare(`SELECT h FROM ${table}_keys WHERE h > ? ORDER BY h LIMIT ${PAGE}`).pluck();
    this.#upto = db.prepare(`SELECT upto FROM indexed WHERE source = '${table}'`).pluck();
    this.#waiting = db.prepare(`SELECT h, id FROM ${table} WHERE id > ? ORDER BY id`).raw();
    this.#merge = db.prepare(
      `INSERT INTO ${table}_keys (h, id) SELECT h, id FROM ${table} WHERE id > ? ORDER BY h, id`,
    );
    this.#setUpto = db.prepare(
      `UPDATE indexed SET upto = (SELECT COALESCE(MAX(id), 0) FROM ${table}) WHERE source = '${table}'`,
    );
  }

  /** Ids of the rows with this key, ascending. Two rows may share a key: the caller compares what it stands for. */
  ids(h: number): readonly number[] {
    const recent = this.#load().get(h);
    const young = recent === undefined ? [] : typeof recent === 'number' ? [recent] : recent;
    if (this.#indexedUpto === 0 || this.#filter?.mayHold(h) === false) return young;
    const old = this.#indexed.all(h) as number[];
    if (old.length > 0) return [...old, ...young];
    this.#misses += 1;
    if (this.#misses === this.#patience && this.#indexedUpto <= MOST_FILTERED)
      this.#filter = this.#readFilter();
    return young;
  }

  /** Learns of a row that was just inserted. Call inside the transaction that inserted it. */
  add(h: number, id: number): void {
    // Reading what waits finds the new row too.
    if (this.#recent === undefined) this.#load();
    else this.#remember(this.#recent, h, id);
    if (this.#count < this.#batch) return;
    this.#merge.run(this.#indexedUpto);
    this.#setUpto.run();
    for (const key of this.#recent?.keys() ?? []) this.#filter?.add(key);
    this.#recent = undefined;
  }

  /** Drops what it holds in memory: needed when a transaction was rolled back or another process may have written. */
  forget(): void {
    this.#recent = undefined;
    this.#filter = undefined;
    this.#misses = 0;
  }

  #load(): Map<number, number | number[]> {
    if (this.#recent !== undefined) return this.#recent;
    const upto = this.#upto.get() as number;
    const recent = new Map<number, number | number[]>();
    this.#count = 0;
    this.#indexedUpto = upto;
    for (const [h, id] of this.#waiting.all(upto) as [number, number][]) this.#remember(recent, h, id);
    this.#recent = recent;
    return recent;
  }

  #readFilter(): KeyFilter {
    const filter = new KeyFilter();
    for (let after = -1; ; ) {
      const keys = this.#page.all(after) as number[];
      for (const key of keys) filter.add(key);
      const last = keys.at(-1);
      if (last === undefined) return filter;
      after = last;
    }
  }

  #remember(recent: Map<number, number | number[]>, h: number, id: number): void {
    const known = recent.get(h);
    if (known === undefined) recent.set(h, id);
    else if (typeof known === 'number') recent.set(h, [known, id]);
    else known.push(id);
    this.#count += 1;
  }
}
