import type Database from 'better-sqlite3';
import {
  type Completion,
  type ContentHash,
  canonicalJson,
  type JsonValue,
  type StopReason,
  type ToolUse,
} from '../domain/index.js';
import type { ModelRequest, ProviderKind } from '../model/port.js';
import { KeyIndex } from './key-index.js';
import { lookupKey, type TextStore } from './texts.js';

/** A response as it was received and kept. */
export interface StoredResponse {
  readonly id: number;
  /** Row id of the run that paid for it. */
  readonly runRow: number;
  readonly completion: Completion;
}

/** The identity of a call (law 2), and the kind of service that answers it. */
export interface ResponseKey {
  readonly requestHash: ContentHash;
  readonly repeat: number;
  readonly provider: ProviderKind;
}

/** Ids of a request's texts: its shape (model and parameters), its system text, its messages joined by commas. */
export interface RequestTexts {
  readonly shape: number;
  readonly system: number | null;
  readonly messages: string;
}

interface ResponseRow {
  readonly id: number;
  readonly run_id: number;
  readonly output: string;
  readonly stop_reason: string;
  readonly input_tokens: number | null;
  readonly output_tokens: number | null;
  readonly cache_read: number | null;
  readonly cache_write: number | null;
  readonly latency_ms: number | null;
  readonly emulated: number;
  readonly attempts: number;
  readonly extra: string | null;
  readonly cache_write_1h: number | null;
  readonly first_token_ms: number | null;
  readonly wall_ms: number | null;
  readonly batch: number;
}

interface Extra {
  readonly dropped?: readonly string[];
  readonly scores?: { readonly [name: string]: number };
  readonly throttles?: number;
  readonly unseen?: number;
  readonly usageEstimated?: boolean;
  readonly toolUses?: readonly ToolUse[];
}

const COLUMNS = `r.id, r.run_id, t.body AS output, r.stop_reason, r.input_tokens, r.output_tokens, r.cache_read,
  r.cache_write, r.latency_ms, r.emulated, r.attempts, r.extra, r.cache_write_1h, r.first_token_ms, r.wall_ms, r.batch`;

/** Every response ever received, addressed by what was sent. */
export class ResponseStore {
  readonly #texts: TextStore;
  readonly #keys: KeyIndex;
  readonly #find: Database.Statement;
  readonly #insert: Database.Statement;
  readonly #byId: Database.Statement;
  readonly #request: Database.Statement;

  constructor(db: Database.Database, texts: TextStore) {
    this.#texts = texts;
    this.#keys = new KeyIndex(db, 'responses');
    this.#find = db.prepare(
      `SELECT ${COLUMNS} FROM responses r JOIN texts t ON t.id = r.output
       WHERE r.id = @id AND r.request_hash = @hash AND r.repeat = @repeat AND r.provider = @provider
         AND (r.run_id = @run OR (@shared = 1 AND r.reusable = 1))`,
    );
    this.#byId = db.prepare(
      `SELECT ${COLUMNS} FROM responses r JOIN texts t ON t.id = r.output WHERE r.id = ?`,
    );
    this.#request = db.prepare('SELECT shape, system, messages FROM responses WHERE id = ?');
    this.#insert = db.prepare(
      `INSERT INTO responses (h, request_hash, repeat, provider, run_id, shape, system, messages, output, stop_reason,
         input_tokens, output_tokens, cache_read, cache_write, latency_ms, emulated, attempts, extra,
         cache_write_1h, first_token_ms, wall_ms, batch)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  /** The stored answer to a call: the run's own, or with `shared` any run's that the cache still offers. */
  find(
    key: ResponseKey,
    options: { readonly runRow: number; readonly shared: boolean },
  ): StoredResponse | undefined {
    for (const id of this.#keys.ids(keyNumber(key))) {
      const row = this.#find.get({
        id,
        hash: Buffer.from(key.requestHash, 'hex'),
        repeat: key.repeat,
        provider: key.provider,
        run: options.runRow,
        shared: options.shared ? 1 : 0,
      }) as ResponseRow | undefined;
      if (row !== undefined) return fromRow(row);
    }
    return undefined;
  }

  get(id: number): StoredResponse {
    const row = this.#byId.get(id) as ResponseRow | undefined;
    if (row === undefined) throw new Error(`response ${id} is missing from the database`);
    return fromRow(row);
  }

  /** What was sent for a response: the last user message, with documents as the model saw them. */
  lastUserMessage(id: number): string {
    const row = this.#request.get(id) as { messages: string } | undefined;
    const last = row?.messages.split(',').at(-1);
    return last === undefined ? '' : this.#texts.get(Number(last));
  }

  /** Adds a response. Call inside a transaction. */
  put(entry: {
    readonly key: ResponseKey;
    readonly runRow: number;
    readonly request: ModelRequest;
    readonly completion: Completion;
  }): number {
    const { system, messages, ...shape } = entry.request;
    const texts: RequestTexts = {
      shape: this.#texts.put(canonicalJson(shape as unknown as JsonValue)),
      system: system === undefined ? null : this.#texts.put(system),
      messages: messages.map((message) => this.#texts.put(message.content)).join(','),
    };
    return this.putTexts({ ...entry, texts });
  }

  /** Adds a response to a request whose texts are stored. Call inside a transaction. */
  putTexts(entry: {
    readonly key: ResponseKey;
    readonly runRow: number;
    readonly texts: RequestTexts;
    readonly completion: Completion;
  }): number {
    const { key, texts, completion } = entry;
    const h = keyNumber(key);
    const extra: Extra = {
      ...(completion.droppedParameters.length > 0 && { dropped: completion.droppedParameters }),
      ...(completion.recordedScores !== undefined && { scores: completion.recordedScores }),
      ...(completion.throttles !== undefined && { throttles: completion.throttles }),
      ...(completion.unseenAttempts !== undefined && { unseen: completion.unseenAttempts }),
      ...(completion.usageEstimated === true && { usageEstimated: true }),
      ...(completion.toolUses !== undefined && { toolUses: completion.toolUses }),
    };
    const { usage } = completion;
    const result = this.#insert.run(
      h,
      Buffer.from(key.requestHash, 'hex'),
      key.repeat,
      key.provider,
      entry.runRow,
      texts.shape,
      texts.system,
      texts.messages,
      this.#texts.put(completion.text),
      completion.stopReason,
      usage?.inputTokens ?? null,
      usage?.outputTokens ?? null,
      usage?.cacheReadInputTokens ?? null,
      usage?.cacheWriteInputTokens ?? null,
      completion.latencyMs,
      completion.emulated ? 1 : 0,
      completion.attempts,
      Object.keys(extra).length === 0 ? null : JSON.stringify(extra),
      usage?.cacheWrite1hInputTokens ?? null,
      completion.firstTokenMs ?? null,
      completion.wallMs ?? null,
      completion.batch === true ? 1 : 0,
    );
    const id = Number(result.lastInsertRowid);
    this.#keys.add(h, id);
    return id;
  }

  /** Forgets what it remembers of row ids: needed after a transaction that was rolled back. */
  forget(): void {
    this.#keys.forget();
  }
}

/** Repeats of one request get keys of their own, or each look-up would read all of them. */
function keyNumber({ requestHash, repeat }: ResponseKey): number {
  return (lookupKey(requestHash) + repeat * 0x9e3779b1) % 2 ** 52;
}

function fromRow(row: ResponseRow): StoredResponse {
  const extra: Extra = row.extra === null ? {} : (JSON.parse(row.extra) as Extra);
  return {
    id: row.id,
    runRow: row.run_id,
    completion: {
      text: row.output,
      stopReason: row.stop_reason as StopReason,
      usage:
        row.input_tokens === null
          ? null
          : {
              inputTokens: row.input_tokens,
              outputTokens: row.output_tokens ?? 0,
              cacheReadInputTokens: row.cache_read ?? 0,
              cacheWriteInputTokens: row.cache_write ?? 0,
              ...(row.cache_write_1h !== null && { cacheWrite1hInputTokens: row.cache_write_1h }),
            },
      latencyMs: row.latency_ms,
      emulated: row.emulated === 1,
      attempts: row.attempts,
      droppedParameters: extra.dropped ?? [],
      ...(extra.scores !== undefined && { recordedScores: extra.scores }),
      ...(extra.throttles !== undefined && { throttles: extra.throttles }),
      ...(extra.unseen !== undefined && { unseenAttempts: extra.unseen }),
      ...(extra.usageEstimated === true && { usageEstimated: true }),
      ...(extra.toolUses !== undefined && { toolUses: extra.toolUses }),
      ...(row.first_token_ms !== null && { firstTokenMs: row.first_token_ms }),
      ...(row.wall_ms !== null && { wallMs: row.wall_ms }),
      ...(row.batch === 1 && { batch: true }),
    },
  };
}
