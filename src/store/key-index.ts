import type Database from 'better-sqlite3';

/** Rows whose keys wait in memory before they enter the index together. */
const DEFAULT_BATCH = 16_384;

/**
 * Finds rows of a table by the 52-bit key in its column `h`. Keys are hashes: an ordinary index would dirty a page of
 * its own for every row, ten times the cost of the append. So the newest keys are held in memory and enter the index
 * table sorted, many at a time; what the index does not cover yet is read back from the rows themselves (the column
 * `upto` says how far it goes), so a row is found from its commit on, whatever happens to the process (law 1).
 */
export class KeyIndex {
  readonly #indexed: Database.Statement;
  readonly #upto: Database.Statement;
  readonly #waiting: Database.Statement;
  readonly #merge: Database.Statement;
  readonly #setUpto: Database.Statement;
  readonly #batch: number;
  /** Keys of the rows after `upto`; undefined until they are needed. */
  #recent: Map<number, number | number[]> | undefined;
  #count = 0;
  #covers = false;

  constructor(
    db: Database.Database,
    table: 'texts' | 'responses',
    options: { readonly batch?: number } = {},
  ) {
    this.#batch = options.batch ?? DEFAULT_BATCH;
    this.#indexed = db.prepare(`SELECT id FROM ${table}_keys WHERE h = ? ORDER BY id`).pluck();
    this.#upto = db.prepare('SELECT upto FROM indexed WHERE source = ?').bind(table).pluck();
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
    if (!this.#covers) return young;
    const old = this.#indexed.all(h) as number[];
    return old.length === 0 ? young : [...old, ...young];
  }

  /** Learns of a row that was just inserted. Call inside the transaction that inserted it. */
  add(h: number, id: number): void {
    // Reading what waits finds the new row too.
    if (this.#recent === undefined) this.#load();
    else this.#remember(this.#recent, h, id);
    if (this.#count < this.#batch) return;
    this.#merge.run(this.#upto.get());
    this.#setUpto.run();
    this.forget();
  }

  /** Drops what it holds in memory: needed after a transaction that was rolled back. */
  forget(): void {
    this.#recent = undefined;
  }

  #load(): Map<number, number | number[]> {
    if (this.#recent !== undefined) return this.#recent;
    const upto = this.#upto.get() as number;
    const recent = new Map<number, number | number[]>();
    this.#count = 0;
    this.#covers = upto > 0;
    for (const [h, id] of this.#waiting.all(upto) as [number, number][]) this.#remember(recent, h, id);
    this.#recent = recent;
    return recent;
  }

  #remember(recent: Map<number, number | number[]>, h: number, id: number): void {
    const known = recent.get(h);
    if (known === undefined) recent.set(h, id);
    else if (typeof known === 'number') recent.set(h, [known, id]);
    else known.push(id);
    this.#count += 1;
  }
}
