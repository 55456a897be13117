import type Database from 'better-sqlite3';
import type { JudgeSetup } from '../analyze/port.js';
import type { StoredPrice } from '../cost/index.js';
import type { ContentHash, DatasetKind, MetricInfo, SampleMeta, Variant } from '../domain/index.js';
import type { BatchSpec, GateSpec, GuardrailSpec, PromoteSpec } from '../experiment/port.js';
import type { ProviderKind, ToolConfig } from '../model/port.js';
import type { ExecutionSummary, RunDocument } from '../report/port.js';
import type { CachingDecision } from '../run/port.js';

/** Which samples of the datasets a run takes; empty fields take all. */
export interface SampleFilter {
  readonly intents?: readonly string[];
  readonly samples?: readonly string[];
  readonly tags?: readonly string[];
  /** The first so many of each dataset. */
  readonly first?: number;
  /** A gate may judge what is left of an adversarial dataset; its verdict says so. */
  readonly partialAdversarial?: true;
}

/** What a variant was expected to take, before the run that it is kept with; all per call. */
export interface CallEstimate {
  readonly variant: string;
  /** All input tokens, cached or not. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** At batch rates where the plan sends the variant through a batch. */
  readonly costUsd: number;
  /** How the input was counted. */
  readonly method: string;
}

/** A scorer by what it measures and by which version and configuration. */
export interface ScorerMark {
  readonly name: string;
  readonly fingerprint: ContentHash;
  readonly metrics: readonly string[];
  /** `open`: samples may name further metrics of it (assertions). */
  readonly names: 'fixed' | 'open';
}

/** Everything about a run that its report needs when experiment file and datasets are no longer at hand. */
export interface RunSnapshot {
  /** Set for what is no run of an experiment: it has no cells and no report. */
  readonly purpose?: 'calibration';
  readonly experimentPath: string;
  readonly provider: ProviderKind;
  /** True when an emulator answers any role. */
  readonly emulated: boolean;
  readonly region: string;
  readonly seed: number;
  readonly repeats: number;
  readonly variants: readonly Variant[];
  readonly metrics: readonly MetricInfo[];
  readonly quality: { readonly [metric: string]: number };
  readonly guardrails: readonly GuardrailSpec[];
  readonly gate?: GateSpec;
  readonly promote?: PromoteSpec;
  readonly traffic?: { readonly [intent: string]: number };
  readonly datasets: readonly {
    readonly name: string;
    readonly kind: DatasetKind;
    readonly path: string;
    readonly hash: ContentHash;
    readonly count: number;
  }[];
  readonly filter: SampleFilter;
  /** Set where an A/B definition asked instead of the experiment's own gate. */
  readonly ab?: AskedTest;
  /** Set by the first look of a run that may stop early; absent: all samples are taken at once. */
  readonly sequential?: SequentialState;
  /** What was asked beside the experiment file, so that the same can be asked again; absent in databases older than it. */
  readonly asked?: AskedBeside;
  readonly prompts: readonly {
    /** Absolute, as in `Variant.promptPath`. */
    readonly file: string;
    /** As a reader would type it. */
    readonly path: string;
    readonly name: string;
    readonly version: string;
    readonly hash: ContentHash;
    readonly text: string;
    readonly tools?: ToolConfig;
  }[];
  readonly versions: { readonly [name: string]: string };
  /** What measured the metrics; absent in databases older than it. */
  readonly scorers?: readonly ScorerMark[];
  readonly priceBook: { readonly date: string; readonly sha256: ContentHash } | null;
  /** Prices of the variants' models by id; absent in databases older than it. */
  readonly prices?: { readonly [model: string]: StoredPrice };
  /** How the variants that ask for it are cached by the service; absent in databases older than it. */
  readonly caching?: readonly CachingDecision[];
  readonly notices: readonly string[];
  /** What each judge calls and how, for the notes on judges. */
  readonly judges: readonly {
    readonly name: string;
    readonly model: string;
    readonly provider: ProviderKind;
    readonly temperature?: number;
    /** How often it is asked the same; absent: once. */
    readonly repeats?: number;
  }[];
  /** Every judge with its calibration; absent in databases older than it. */
  readonly judgeSetups?: readonly JudgeSetup[];
  /**
   * Models whose calls the plan sends through batch jobs, by role: their logical cost is at batch rates. Absent: a
   * live run.
   */
  readonly batchModels?: { readonly candidate: readonly string[]; readonly judge: readonly string[] };
  /** Where its batch jobs lead and how they are cut. Absent: a live run. */
  readonly batch?: BatchSpec & {
    readonly bucket: string;
    readonly roleArn: string;
    readonly region: string;
  };
  /** Absent for runs that call no model, and in databases older than it; never part of `report.json` (law 6). */
  readonly estimate?: readonly CallEstimate[];
}

/** The question of an A/B definition, as a run keeps it. */
export interface AskedTest {
  readonly testId: string;
  readonly control: string;
  readonly treatment: string;
  /** Empty: all. */
  readonly intents: readonly string[];
  readonly primaryMetric: string;
  readonly minimumEffect?: number;
  /** Planned share of the control's traffic. */
  readonly controlShare: number;
  readonly alpha: number;
  readonly power: number;
  readonly minimumDays?: number;
  readonly maximumDays?: number;
}

/** How far a run has come whose gate looks at the samples as they come (`--stop-early`). */
export interface SequentialState {
  readonly looks: number;
  /** Samples taken, adversarial ones included, in the seeded order. */
  readonly used: number;
  readonly planned: number;
  /** False once every sample was taken: then the tests of a fixed n hold. */
  readonly stopped: boolean;
}

/** The options of a run that lie over its experiment file. */
export interface AskedBeside {
  readonly provider?: ProviderKind;
  readonly region?: string;
  readonly repeats?: number;
  readonly seed?: number;
  readonly maxCostUsd?: number;
  readonly baseline?: string;
  /** A user's price file. Absolute. */
  readonly prices?: string;
  /** An A/B definition. Absolute. */
  readonly ab?: string;
  /** False: no answer that another run paid for. */
  readonly cache?: boolean;
}

export type RunState = 'running' | 'stopped' | 'finished';

/** How a run's last sitting went and ended: what its reports say beyond its figures. */
export interface RunConclusion {
  readonly execution: ExecutionSummary;
  readonly promotion: RunDocument['promotion'];
  readonly notices: readonly string[];
}

export interface RunRow {
  readonly row: number;
  readonly name: string;
  readonly planHash: string;
  readonly experiment: string;
  readonly state: RunState;
  readonly planned: number;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly snapshot: RunSnapshot;
  /** Null while the run has not come to reports. */
  readonly conclusion: RunConclusion | null;
}

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

/** Calibrations of judges are runs too, for their calls and money; whoever asks for runs does not mean them. */
const OF_EXPERIMENT = `json_extract(snapshot, '$.purpose') IS NULL`;

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

  /** A run by its name, by an unambiguous beginning of it, or `latest`. */
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
