import type Database from 'better-sqlite3';
import type { DatasetKind, SampleMeta } from '../domain/index.js';
import type { RunConclusion, RunRow, RunSnapshot, RunState, SequentialState } from './run-snapshot.js';

interface RawRun {
  readonly id: number;
  readonly name: string;
  readonly plan_hash: string;
  readonly experiment: string;
  readonly state: RunState;
  readonly planned: number;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly snapshot: string;
  readonly conclusion: string | null;
}

/** Calibrations of judges and searches are runs too, for calls and money; whoever asks for runs does not mean them. */
const OF_EXPERIMENT = `json_extract(snapshot, '$.purpose') IS NULL`;

const OF_SEARCH = `json_extract(snapshot, '$.purpose') = 'search'`;

/** Runs and the samples they are about. */
export class RunStore {
  readonly #db: Database.Database;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  create(run: Omit<RunRow, 'row' | 'state' | 'finishedAt' | 'conclusion'>): RunRow {
    const result = this.#db
      .prepare(
        `INSERT INTO runs (name, plan_hash, experiment, state, planned, started_at, snapshot)
         VALUES (?, ?, ?, 'running', ?, ?, ?)`,
      )
      .run(run.name, run.planHash, run.experiment, run.planned, run.startedAt, JSON.stringify(run.snapshot));
    return {
      ...run,
      row: Number(result.lastInsertRowid),
      state: 'running',
      finishedAt: null,
      conclusion: null,
    };
  }

  setConclusion(row: number, conclusion: RunConclusion): void {
    this.#db.prepare('UPDATE runs SET conclusion = ? WHERE id = ?').run(JSON.stringify(conclusion), row);
  }

  /** How far a run that may stop early has come. */
  setSequential(row: number, state: SequentialState): void {
    this.#db
      .prepare(`UPDATE runs SET snapshot = json_set(snapshot, '$.sequential', json(?)) WHERE id = ?`)
      .run(JSON.stringify(state), row);
  }

  setState(row: number, state: RunState, at: string): void {
    this.#db
      .prepare('UPDATE runs SET state = ?, finished_at = ? WHERE id = ?')
      .run(state, state === 'finished' ? at : null, row);
  }

  /** The newest unfinished run of a plan: running the same command again goes on with it. */
  findUnfinished(planHash: string): RunRow | undefined {
    return this.#one(
      `SELECT * FROM runs WHERE plan_hash = ? AND state <> 'finished' ORDER BY id DESC LIMIT 1`,
      planHash,
    );
  }

  /** The newest run of a plan, finished or not. */
  findNewest(planHash: string): RunRow | undefined {
    return this.#one('SELECT * FROM runs WHERE plan_hash = ? ORDER BY id DESC LIMIT 1', planHash);
  }

  get(row: number): RunRow {
    const raw = this.#db.prepare('SELECT * FROM runs WHERE id = ?').get(row) as RawRun | undefined;
    if (raw === undefined) throw new Error(`run ${row} is missing from the database`);
    return fromRaw(raw);
  }

  /** A run by its name, by an unambiguous beginning of it, or `latest`: the newest run of variants. */
  find(name: string): RunRow | undefined {
    if (name === 'latest')
      return this.#one(`SELECT * FROM runs WHERE ${OF_EXPERIMENT} ORDER BY id DESC LIMIT 1`);
    const exact = this.#one('SELECT * FROM runs WHERE name = ?', name);
    if (exact !== undefined) return exact;
    const escaped = name.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
    const rows = this.#db
      .prepare(`SELECT * FROM runs WHERE name LIKE ? ESCAPE '\\' LIMIT 2`)
      .all(`${escaped}%`) as RawRun[];
    const [only] = rows;
    return rows.length === 1 && only !== undefined ? fromRaw(only) : undefined;
  }

  /** The newest finished run or search, whichever began later; a calibration is neither. */
  newestFinished(): RunRow | undefined {
    return this.#one(
      `SELECT * FROM runs WHERE state = 'finished' AND (${OF_EXPERIMENT} OR ${OF_SEARCH}) ORDER BY id DESC LIMIT 1`,
    );
  }

  latestFinished(experiment: string): RunRow | undefined {
    return this.#one(
      `SELECT * FROM runs WHERE experiment = ? AND state = 'finished' AND ${OF_EXPERIMENT} ORDER BY id DESC LIMIT 1`,
      experiment,
    );
  }

  list(limit: number): readonly RunRow[] {
    const newest = this.#db.prepare(`SELECT * FROM runs WHERE ${OF_EXPERIMENT} ORDER BY id DESC LIMIT ?`);
    return (newest.all(limit) as RawRun[]).map(fromRaw);
  }

  /** Keeps a dataset's sample headers once per content; `metas` is read only when the content is new. */
  putSamples(dataset: {
    readonly hash: string;
    readonly count: number;
    readonly metas: () => Iterable<SampleMeta>;
  }): void {
    const known = this.#db.prepare('SELECT id, languages FROM datasets WHERE hash = ?').get(dataset.hash) as
      | { readonly id: number; readonly languages: number }
      | undefined;
    if (known !== undefined) {
      if (known.languages === 0) this.#addLanguages(known.id, dataset.metas());
      return;
    }
    const insert = this.#db.prepare('INSERT INTO samples VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    this.#db.transaction(() => {
      const id = this.#db
        .prepare('INSERT INTO datasets (hash, count, languages) VALUES (?, ?, 1)')
        .run(dataset.hash, dataset.count).lastInsertRowid;
      let position = 0;
      for (const meta of dataset.metas()) {
        const { intent, cluster, tags, weight, language = null } = meta;
        insert.run(id, position, meta.id, intent, cluster, JSON.stringify(tags), weight, language);
        position += 1;
      }
    })();
  }

  /** Completes samples that were kept before their languages were. */
  #addLanguages(dataset: number, metas: Iterable<SampleMeta>): void {
    const update = this.#db.prepare('UPDATE samples SET language = ? WHERE dataset_id = ? AND position = ?');
    this.#db.transaction(() => {
      let position = 0;
      for (const { language } of metas) {
        if (language !== undefined) update.run(language, dataset, position);
        position += 1;
      }
      this.#db.prepare('UPDATE datasets SET languages = 1 WHERE id = ?').run(dataset);
    })();
  }

  /** The sample headers of a dataset in file order, read a page at a time. Equal texts and tags are shared. */
  *samples(dataset: {
    readonly name: string;
    readonly kind: DatasetKind;
    readonly hash: string;
  }): Iterable<SampleMeta> {
    const page = this.#db
      .prepare(
        `SELECT s.sample_id, s.intent, s.cluster, s.tags, s.weight, s.language FROM samples s
         JOIN datasets d ON d.id = s.dataset_id WHERE d.hash = ? AND s.position >= ? ORDER BY s.position LIMIT 1000`,
      )
      .raw();
    const intents = new Map<string, string>();
    const tagLists = new Map<string, readonly string[]>();
    const languages = new Map<string, string>();
    let position = 0;
    for (;;) {
      const rows = page.all(dataset.hash, position) as [
        string,
        string,
        string,
        string,
        number,
        string | null,
      ][];
      if (rows.length === 0) return;
      for (const [id, intent, cluster, tags, weight, language] of rows) {
        yield {
          id,
          dataset: dataset.name,
          datasetKind: dataset.kind,
          intent: shared(intents, intent, () => intent),
          cluster: cluster === id ? id : cluster,
          tags: shared(tagLists, tags, () => JSON.parse(tags) as string[]),
          ...(language !== null && { language: shared(languages, language, () => language) }),
          weight,
        };
      }
      position += rows.length;
    }
  }

  #one(sql: string, ...values: readonly string[]): RunRow | undefined {
    const raw = this.#db.prepare(sql).get(...values) as RawRun | undefined;
    return raw === undefined ? undefined : fromRaw(raw);
  }
}

/** The value kept for a text, made when the text is new; after a thousand different ones nothing more is kept. */
function shared<T>(known: Map<string, T>, text: string, make: () => T): T {
  const old = known.get(text);
  if (old !== undefined) return old;
  const made = make();
  if (known.size < 1_000) known.set(text, made);
  return made;
}

function fromRaw(raw: RawRun): RunRow {
  return {
    row: raw.id,
    name: raw.name,
    planHash: raw.plan_hash,
    experiment: raw.experiment,
    state: raw.state,
    planned: raw.planned,
    startedAt: raw.started_at,
    finishedAt: raw.finished_at,
    snapshot: JSON.parse(raw.snapshot) as RunSnapshot,
    conclusion: raw.conclusion === null ? null : (JSON.parse(raw.conclusion) as RunConclusion),
  };
}
