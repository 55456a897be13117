import type Database from 'better-sqlite3';
import type { BatchJob } from '../model/port.js';
import { BatchRecordStore } from './batch-records.js';
import {
  type BatchPart,
  type BatchPartDraft,
  type BatchPartState,
  PART_COLUMNS,
  type RawPart,
  readPart,
  writePrice,
} from './batch-row.js';
import type { LedgerStore } from './ledger.js';
import type { ResponseStore } from './responses.js';
import type { TextStore } from './texts.js';
import type { Unseen, UnseenStore } from './unseen.js';

/** The write-ahead manifest of batch work: every step is written here before it is taken. */
export class BatchStore {
  readonly records: BatchRecordStore;
  readonly #db: Database.Database;

  constructor(
    db: Database.Database,
    stores: { readonly texts: TextStore; readonly responses: ResponseStore; readonly ledger: LedgerStore },
  ) {
    this.#db = db;
    this.records = new BatchRecordStore(db, stores);
  }

  /** Opens a part as a draft and returns its row id. Call inside a transaction. */
  open(draft: BatchPartDraft): number {
    const result = this.#db
      .prepare(
        `INSERT INTO batch_parts (run_id, part, role, provider, model, region, price, state, records, bytes, job_name,
           client_token, input_uri, output_uri, role_arn, timeout_hours)
         VALUES (?, ?, ?, ?, ?, ?, ?, 'draft', 0, 0, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        draft.runRow,
        draft.part,
        draft.role,
        draft.provider,
        draft.model,
        draft.region,
        writePrice(draft.price),
        draft.jobName,
        draft.clientToken,
        draft.inputUri,
        draft.outputUri,
        draft.roleArn,
        draft.timeoutHours,
      );
    return Number(result.lastInsertRowid);
  }

  /** The number that the next part of a run gets: drafts that are dropped leave theirs free. */
  nextPart(runRow: number): number {
    return this.#db
      .prepare('SELECT COALESCE(MAX(part), 0) + 1 FROM batch_parts WHERE run_id = ?')
      .pluck()
      .get(runRow) as number;
  }

  /** Makes drafts the plan and drops the others, all at once: a crash leaves either all of them or none. */
  settleDrafts(runRow: number, keep: readonly number[]): void {
    this.#db.transaction(() => {
      const plan = this.#db.prepare(
        `UPDATE batch_parts SET state = 'planned',
           records = (SELECT COUNT(*) FROM batch_records WHERE part_id = batch_parts.id),
           bytes = (SELECT COALESCE(SUM(bytes), 0) FROM batch_records WHERE part_id = batch_parts.id)
         WHERE id = ?`,
      );
      for (const id of keep) plan.run(id);
      this.#db
        .prepare(
          `DELETE FROM batch_records WHERE part_id IN
             (SELECT id FROM batch_parts WHERE run_id = ? AND state = 'draft')`,
        )
        .run(runRow);
      this.#db.prepare(`DELETE FROM batch_parts WHERE run_id = ? AND state = 'draft'`).run(runRow);
    })();
  }

  get(id: number): BatchPart {
    const raw = this.#db.prepare(`SELECT ${PART_COLUMNS} FROM batch_parts WHERE id = ?`).get(id);
    if (raw === undefined) throw new Error(`batch part ${id} is missing from the database`);
    return readPart(raw as RawPart);
  }

  /** The parts of a run by number, drafts left out. */
  parts(runRow: number): readonly BatchPart[] {
    const rows = this.#db
      .prepare(`SELECT ${PART_COLUMNS} FROM batch_parts WHERE run_id = ? AND state <> 'draft' ORDER BY part`)
      .all(runRow) as RawPart[];
    return rows.map(readPart);
  }

  /** Row ids of the runs that have parts, newest first. */
  runRows(): readonly number[] {
    return this.#db
      .prepare(`SELECT DISTINCT run_id FROM batch_parts WHERE state <> 'draft' ORDER BY run_id DESC`)
      .pluck()
      .all() as number[];
  }

  /** Notes what the input file is, as soon as it was written. */
  setFile(id: number, file: { readonly bytes: number; readonly sha256: string }): void {
    this.#db
      .prepare('UPDATE batch_parts SET bytes = ?, sha256 = ? WHERE id = ?')
      .run(file.bytes, file.sha256, id);
  }

  setState(id: number, state: Exclude<BatchPartState, 'draft' | 'submitted'>, note?: string): void {
    this.#db
      .prepare('UPDATE batch_parts SET state = ?, note = COALESCE(?, note) WHERE id = ?')
      .run(state, note ?? null, id);
  }

  setSubmitted(id: number, job: { readonly arn: string; readonly at: string }): void {
    this.#db
      .prepare(`UPDATE batch_parts SET state = 'submitted', job_arn = ?, submitted_at = ? WHERE id = ?`)
      .run(job.arn, job.at, id);
  }

  /** Forgets a job that does not exist any more, with its input file: the part begins anew. */
  setUnsubmitted(id: number): void {
    this.#db
      .prepare(
        `UPDATE batch_parts SET state = 'planned', job_arn = NULL, job = NULL, submitted_at = NULL WHERE id = ?`,
      )
      .run(id);
  }

  /** Keeps the job as last seen. */
  setJob(id: number, job: BatchJob): void {
    this.#db
      .prepare('UPDATE batch_parts SET job = ?, ended_at = COALESCE(?, ended_at) WHERE id = ?')
      .run(JSON.stringify(job), job.endedAt, id);
  }

  /**
   * Books money that a job was billed for records of which no answer came, and notes what it may have been billed
   * besides. Ends the collection, once.
   */
  setCollected(
    id: number,
    end: { readonly note: string | null; readonly unreadPico: bigint; readonly unseen: Unseen },
    { ledger, unseen }: { readonly ledger: LedgerStore; readonly unseen: UnseenStore },
  ): void {
    this.#db.transaction(() => {
      const part = this.get(id);
      if (part.state === 'collected') return;
      const { runRow, role, model } = part;
      if (end.unseen.attempts > 0) unseen.put({ ...end.unseen, runRow, role, model, batch: true });
      if (end.unreadPico > 0n) {
        ledger.put({ runRow, role, model, responseId: null, billedPico: end.unreadPico, batch: true });
      }
      this.#db
        .prepare(
          `UPDATE batch_parts SET state = 'collected', note = COALESCE(?, note), billed_pico = billed_pico + ?
           WHERE id = ?`,
        )
        .run(end.note, end.unreadPico, id);
    })();
  }
}
