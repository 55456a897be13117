import type Database from 'better-sqlite3';
import type { JsonValue, Variant } from '../domain/index.js';

/** A configuration of a search, by its number. */
export interface StoredConfig {
  readonly number: number;
  /** Factor → value. */
  readonly params: { readonly [factor: string]: string | number | boolean };
  /** The variant that it is: what was sent, and what a promotion would send. */
  readonly variant: Variant;
}

/** Where a search stood after a round. */
export interface StoredRound {
  /** From 1. */
  readonly round: number;
  /** Item evaluations so far. */
  readonly items: number;
  /** Their logical cost so far. */
  readonly costUsd: number;
  readonly frontSize: number;
  readonly hypervolume: number;
}

/** A search as the database has it. */
export interface SearchRow {
  readonly runRow: number;
  readonly splitHash: string;
  /** Samples over all its datasets: the cell of (config, position) is config × samples + position. */
  readonly samples: number;
  /** Rounds whose answers the searcher was told. */
  readonly round: number;
  /** The searcher after that many rounds; null before the first. */
  readonly state: JsonValue;
  /** Why its search part is over; null while it goes on. */
  readonly ended: string | null;
  /** Whether something was asked on its gate part. */
  readonly gateUsed: boolean;
  /** What it printed; null until it is finished. */
  readonly document: JsonValue;
}

/** What a round adds. */
export interface SearchCheckpoint {
  readonly state: JsonValue;
  readonly standing: StoredRound;
}

interface RawSearch {
  readonly run_id: number;
  readonly split_hash: string;
  readonly samples: number;
  readonly round: number;
  readonly state: string | null;
  readonly ended: string | null;
  readonly gate_used: number;
  readonly document: string | null;
}

/** Searches beside their runs. Every write is one transaction: whoever is killed finds the round before, whole. */
export class SearchStore {
  readonly #db: Database.Database;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  create(search: Pick<SearchRow, 'runRow' | 'splitHash' | 'samples'>): void {
    this.#db
      .prepare('INSERT INTO searches (run_id, split_hash, samples) VALUES (?, ?, ?)')
      .run(search.runRow, search.splitHash, search.samples);
  }

  find(runRow: number): SearchRow | undefined {
    const raw = this.#db.prepare('SELECT * FROM searches WHERE run_id = ?').get(runRow) as
      | RawSearch
      | undefined;
    if (raw === undefined) return undefined;
    return {
      runRow: raw.run_id,
      splitHash: raw.split_hash,
      samples: raw.samples,
      round: raw.round,
      state: raw.state === null ? null : (JSON.parse(raw.state) as JsonValue),
      ended: raw.ended,
      gateUsed: raw.gate_used === 1,
      document: raw.document === null ? null : (JSON.parse(raw.document) as JsonValue),
    };
  }

  /**
   * Writes configurations down before anything is asked of them, so that no trial stands under a number that nobody
   * knows. Throws where a number means another configuration already: trials of one would be read as the other's.
   */
  putConfigs(runRow: number, configs: Iterable<StoredConfig>): void {
    const known = this.#db
      .prepare('SELECT params FROM search_configs WHERE run_id = ? AND number = ?')
      .pluck();
    const insert = this.#db.prepare(
      'INSERT INTO search_configs (run_id, number, params, variant) VALUES (?, ?, ?, ?)',
    );
    this.#db.transaction(() => {
      for (const { number, params, variant } of configs) {
        const text = JSON.stringify(params);
        const old = known.get(runRow, number);
        if (old === undefined) insert.run(runRow, number, text, JSON.stringify(variant));
        else if (old !== text)
          throw new Error(`config ${number} of search ${runRow} is ${String(old)} and not ${text}`);
      }
    })();
  }

  configs(runRow: number): readonly StoredConfig[] {
    const rows = this.#db
      .prepare('SELECT number, params, variant FROM search_configs WHERE run_id = ? ORDER BY number')
      .all(runRow) as { readonly number: number; readonly params: string; readonly variant: string }[];
    return rows.map(({ number, params, variant }) => ({
      number,
      params: JSON.parse(params) as StoredConfig['params'],
      variant: JSON.parse(variant) as Variant,
    }));
  }

  /** Keeps the searcher as it is after a round, and where it stands. */
  checkpoint(runRow: number, { state, standing }: SearchCheckpoint): void {
    const { round, items, costUsd, frontSize, hypervolume } = standing;
    this.#db.transaction(() => {
      this.#db
        .prepare('UPDATE searches SET round = ?, state = ? WHERE run_id = ?')
        .run(round, JSON.stringify(state), runRow);
      this.#db
        .prepare(
          `INSERT OR REPLACE INTO search_rounds (run_id, round, items, cost_usd, front_size, hypervolume)
           VALUES (?, ?, ?, ?, ?, ?)`,
        )
        .run(runRow, round, items, costUsd, frontSize, hypervolume);
    })();
  }

  rounds(runRow: number): readonly StoredRound[] {
    return this.#db
      .prepare(
        `SELECT round, items, cost_usd AS costUsd, front_size AS frontSize, hypervolume
         FROM search_rounds WHERE run_id = ? ORDER BY round`,
      )
      .all(runRow) as StoredRound[];
  }

  /** Nothing more is asked on the search part. */
  endSearchPart(runRow: number, why: string): void {
    this.#db.prepare('UPDATE searches SET ended = ? WHERE run_id = ?').run(why, runRow);
  }

  /** Call before the first question on the gate part: from then on it is not unseen any more. */
  useGate(runRow: number): void {
    this.#db.prepare('UPDATE searches SET gate_used = 1 WHERE run_id = ?').run(runRow);
  }

  /**
   * How many searches measured on this gate part before this one. The same plan carried out again asks for the same
   * and learns nothing new: it does not count.
   */
  gateUses(splitHash: string, before: { readonly runRow: number; readonly planHash: string }): number {
    return this.#db
      .prepare(
        `SELECT COUNT(*) FROM searches s JOIN runs r ON r.id = s.run_id
         WHERE s.split_hash = ? AND s.gate_used = 1 AND s.run_id < ? AND r.plan_hash <> ?`,
      )
      .pluck()
      .get(splitHash, before.runRow, before.planHash) as number;
  }

  setDocument(runRow: number, document: JsonValue): void {
    this.#db
      .prepare('UPDATE searches SET document = ? WHERE run_id = ?')
      .run(JSON.stringify(document), runRow);
  }

  /** Run rows of the newest searches, newest first. */
  newest(limit: number): readonly number[] {
    return this.#db
      .prepare('SELECT run_id FROM searches ORDER BY run_id DESC LIMIT ?')
      .pluck()
      .all(limit) as number[];
  }
}
