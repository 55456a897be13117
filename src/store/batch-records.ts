import type Database from 'better-sqlite3';
import type { CallFailure, Completion, ContentHash } from '../domain/index.js';
import type { CallRole, ModelCall, ModelRequest } from '../model/port.js';
import type { BatchPart } from './batch-row.js';
import type { LedgerStore } from './ledger.js';
import type { ResponseStore } from './responses.js';
import type { TextStore } from './texts.js';

/** A call as it is planned into a part. */
export interface BatchRecordEntry {
  readonly position: number;
  readonly call: ModelCall;
  /** Of its line in the input file, line feed included. */
  readonly bytes: number;
  /** The most that it can cost. */
  readonly boundPico: bigint;
}

/** A planned call, read back. */
export interface BatchRecord {
  readonly position: number;
  readonly call: ModelCall;
}

/** How far the records of a part are. */
export interface BatchRecordCounts {
  readonly answered: number;
  /** Without an answer so far, and with an error of their own. */
  readonly failed: number;
  /** The most that the records without answer or error can still cost. */
  readonly openPico: bigint;
}

interface RawRecord {
  readonly position: number;
  readonly request_hash: Buffer;
  readonly repeat: number;
  readonly shape: number;
  readonly system: number | null;
  readonly messages: string;
  readonly cell: string;
  readonly metadata: number | null;
  readonly response_id: number | null;
}

const PAGE = 500;

/** The calls of batch parts, and what came of each. */
export class BatchRecordStore {
  readonly #db: Database.Database;
  readonly #texts: TextStore;
  readonly #responses: ResponseStore;
  readonly #ledger: LedgerStore;
  readonly #insert: Database.Statement;
  readonly #one: Database.Statement;
  readonly #answered: Database.Statement;
  readonly #failed: Database.Statement;
  readonly #billed: Database.Statement;

  constructor(
    db: Database.Database,
    stores: { readonly texts: TextStore; readonly responses: ResponseStore; readonly ledger: LedgerStore },
  ) {
    this.#db = db;
    this.#texts = stores.texts;
    this.#responses = stores.responses;
    this.#ledger = stores.ledger;
    this.#insert = db.prepare(
      'INSERT INTO batch_records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)',
    );
    this.#one = db.prepare('SELECT * FROM batch_records WHERE part_id = ? AND position = ?');
    this.#answered = db.prepare(
      'UPDATE batch_records SET response_id = ?, failure = NULL WHERE part_id = ? AND position = ?',
    );
    this.#failed = db.prepare('UPDATE batch_records SET failure = ? WHERE part_id = ? AND position = ?');
    this.#billed = db.prepare('UPDATE batch_parts SET billed_pico = billed_pico + ? WHERE id = ?');
  }

  /** Adds a call to a draft. Call inside a transaction. */
  add(partId: number, { position, call, bytes, boundPico }: BatchRecordEntry): void {
    const { system, messages, ...shape } = call.request;
    const { metadata } = call;
    this.#insert.run(
      partId,
      position,
      Buffer.from(call.requestHash, 'hex'),
      call.repeat,
      // Not canonical: the order of an output schema's keys is sent, and a model follows it.
      this.#texts.put(JSON.stringify(shape)),
      system === undefined ? null : this.#texts.put(system),
      messages.map((message) => this.#texts.put(message.content)).join(','),
      JSON.stringify(call.cell === undefined ? [] : [call.cell.sampleId, call.cell.variantName]),
      metadata === undefined ? null : this.#texts.put(JSON.stringify(metadata)),
      bytes,
      boundPico,
    );
  }

  /** Moves the last `count` records of a draft behind those of another. Call inside a transaction. */
  moveTail(from: number, to: number, count: number): void {
    const next = (part: number) =>
      this.#db
        .prepare('SELECT COALESCE(MAX(position), -1) + 1 FROM batch_records WHERE part_id = ?')
        .pluck()
        .get(part) as number;
    const first = next(from) - count;
    this.#db
      .prepare(
        'UPDATE batch_records SET part_id = ?, position = position - ? + ? WHERE part_id = ? AND position >= ?',
      )
      .run(to, first, next(to), from, first);
  }

  /** The calls of a part in order, a page at a time. */
  *read(part: BatchPart): Iterable<BatchRecord> {
    const page = this.#db.prepare(
      `SELECT * FROM batch_records WHERE part_id = ? AND position > ? ORDER BY position LIMIT ${PAGE}`,
    );
    for (let after = -1; ; ) {
      const rows = page.all(part.id, after) as RawRecord[];
      for (const row of rows) yield { position: row.position, call: this.#call(row, part.role) };
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.position;
    }
  }

  counts(partId: number): BatchRecordCounts {
    const row = this.#db
      .prepare(
        `SELECT COUNT(response_id) AS answered, COUNT(failure) AS failed,
           COALESCE(SUM(CASE WHEN response_id IS NULL AND failure IS NULL THEN bound_pico END), 0) AS open
         FROM batch_records WHERE part_id = ?`,
      )
      .safeIntegers(true)
      .get(partId) as { answered: bigint; failed: bigint; open: bigint };
    return { answered: Number(row.answered), failed: Number(row.failed), openPico: row.open };
  }

  /**
   * The most that `count` records of a part can have cost together, of those that have no answer and no error of
   * their own that says they were refused.
   */
  mostPico(partId: number, count: number): bigint {
    return this.#db
      .prepare(
        `SELECT COALESCE(SUM(bound_pico), 0) FROM
           (SELECT bound_pico FROM batch_records WHERE part_id = ? AND response_id IS NULL
              AND (failure IS NULL OR json_extract(failure, '$.unseenAttempts') IS NOT NULL)
            ORDER BY bound_pico DESC LIMIT ?)`,
      )
      .pluck()
      .safeIntegers(true)
      .get(partId, count) as bigint;
  }

  /**
   * Identities of the calls that collected parts of a run tried and brought no answer to, once for every part. What a
   * stopped job did not come to was not tried.
   */
  *unanswered(
    runRow: number,
  ): Iterable<{ readonly requestHash: ContentHash; readonly repeat: number; readonly role: CallRole }> {
    const page = this.#db.prepare(
      `SELECT r.part_id AS part, r.position, r.request_hash AS hash, r.repeat, p.role FROM batch_records r
       JOIN batch_parts p ON p.id = r.part_id
       WHERE p.run_id = ? AND p.state = 'collected' AND r.response_id IS NULL
         AND (r.failure IS NOT NULL OR p.job ->> 'status' IS NOT 'Stopped')
         AND (r.part_id, r.position) > (?, ?) ORDER BY r.part_id, r.position LIMIT ${PAGE}`,
    );
    for (let part = -1, position = -1; ; ) {
      const rows = page.all(runRow, part, position) as {
        readonly part: number;
        readonly position: number;
        readonly hash: Buffer;
        readonly repeat: number;
        readonly role: CallRole;
      }[];
      for (const { hash, repeat, role } of rows)
        yield { requestHash: hash.toString('hex') as ContentHash, repeat, role };
      const last = rows.at(-1);
      if (last === undefined) return;
      ({ part, position } = last);
    }
  }

  /** How many calls of a run no job answered, and no job that is open holds. */
  leftOver(runRow: number): number {
    return this.#db
      .prepare(
        `SELECT COUNT(*) FROM (
           SELECT 1 FROM batch_records r JOIN batch_parts p ON p.id = r.part_id WHERE p.run_id = ? AND p.state <> 'draft'
           GROUP BY r.request_hash, r.repeat
           HAVING MAX(r.response_id) IS NULL AND MIN(p.state IN ('collected', 'abandoned')) = 1)`,
      )
      .pluck()
      .get(runRow) as number;
  }

  /** The call of a record; undefined: the part has none at that position. */
  call(part: BatchPart, position: number): ModelCall | undefined {
    const row = this.#one.get(part.id, position) as RawRecord | undefined;
    return row === undefined ? undefined : this.#call(row, part.role);
  }

  /**
   * Keeps an answer with what it cost, and says whether it was new: a record is answered, and paid for, once. Call
   * inside a transaction.
   */
  answer(
    part: BatchPart,
    position: number,
    answer: { readonly completion: Completion; readonly billedPico: bigint },
  ): boolean {
    const row = this.#one.get(part.id, position) as RawRecord | undefined;
    if (row === undefined || row.response_id !== null) return false;
    const { runRow, role, model } = part;
    const responseId = this.#responses.putTexts({
      key: {
        requestHash: row.request_hash.toString('hex') as ContentHash,
        repeat: row.repeat,
        provider: answer.completion.emulated ? 'emulator' : part.provider,
      },
      runRow,
      completion: answer.completion,
      texts: { shape: row.shape, system: row.system, messages: row.messages },
    });
    this.#ledger.put({ runRow, role, model, responseId, billedPico: answer.billedPico, batch: true });
    this.#billed.run(answer.billedPico, part.id);
    this.#answered.run(responseId, part.id, position);
    return true;
  }

  /** Keeps why a record has no answer. `billedPico`: what it cost all the same. Call inside a transaction. */
  fail(part: BatchPart, position: number, failure: CallFailure, billedPico: bigint): void {
    const row = this.#one.get(part.id, position) as
      | (RawRecord & { readonly failure: string | null })
      | undefined;
    if (row === undefined || row.response_id !== null || row.failure !== null) return;
    if (billedPico > 0n) {
      const { runRow, role, model } = part;
      this.#ledger.put({ runRow, role, model, responseId: null, billedPico, batch: true });
      this.#billed.run(billedPico, part.id);
    }
    this.#failed.run(JSON.stringify(failure), part.id, position);
  }

  #call(row: RawRecord, role: CallRole): ModelCall {
    const [sampleId, variantName] = JSON.parse(row.cell) as [string?, string?];
    const shape = JSON.parse(this.#texts.get(row.shape)) as Omit<ModelRequest, 'system' | 'messages'>;
    return {
      request: {
        ...shape,
        ...(row.system !== null && { system: this.#texts.get(row.system) }),
        messages: row.messages.split(',').map((id, at) => ({
          role: at % 2 === 0 ? ('user' as const) : ('assistant' as const),
          content: this.#texts.get(Number(id)),
        })),
      },
      requestHash: row.request_hash.toString('hex') as ContentHash,
      repeat: row.repeat,
      role,
      ...(sampleId !== undefined && variantName !== undefined && { cell: { sampleId, variantName } }),
      ...(row.metadata !== null && {
        metadata: JSON.parse(this.#texts.get(row.metadata)) as { readonly [key: string]: string },
      }),
    };
  }
}
