import type Database from 'better-sqlite3';
import { modelAddress } from '../cost/index.js';
import type { ProviderKind } from '../model/port.js';
import type { TextStore } from './texts.js';

/** What an answered request held, and the input tokens that the service says it took. */
export interface UsageSample {
  /** As it was called: id, profile or ARN. */
  readonly model: string;
  /** System text and messages, without the order between them. */
  readonly texts: readonly string[];
  readonly messages: number;
  /** All of them: uncached, read from and written to the prompt cache. */
  readonly inputTokens: number;
}

export interface UsageSampleOptions {
  /** Emulated answers belong to `emulator` whatever the run called itself. */
  readonly provider: ProviderKind;
  /** Bare ids: profiles and ARNs of a model are the same vocabulary. */
  readonly models: ReadonlySet<string>;
  /** Samples of each model at most. */
  readonly perModel: number;
}

/** Older answers than this are not looked at, so that a large database costs no more than a small one. */
const SCANNED = 10_000;

/**
 * The newest answers of some models with what was sent for them, newest first. Left out: usage that is our own
 * estimate, and requests with tools or an output schema, to which the service adds text of its own.
 */
export function* usageSamples(
  db: Database.Database,
  texts: TextStore,
  { provider, models, perModel }: UsageSampleOptions,
): Generator<UsageSample> {
  const rows = db
    .prepare(
      `SELECT shape, system, messages, input_tokens + COALESCE(cache_read, 0) + COALESCE(cache_write, 0) AS tokens
       FROM (SELECT * FROM responses ORDER BY id DESC LIMIT ${SCANNED})
       WHERE provider = ? AND emulated = ? AND input_tokens IS NOT NULL
         AND (extra IS NULL OR json_extract(extra, '$.usageEstimated') IS NULL)
       ORDER BY id DESC`,
    )
    .all(provider, provider === 'emulator' ? 1 : 0) as {
    shape: number;
    system: number | null;
    messages: string;
    tokens: number;
  }[];
  const shapes = new Map<number, string | null>();
  const systems = new Map<number, string>();
  const taken = new Map<string, number>();
  for (const { shape, system, messages, tokens } of rows) {
    const model = remembered(shapes, shape, () => plainModel(texts.get(shape)));
    if (model === null) continue;
    const { base } = modelAddress(model);
    const soFar = taken.get(base) ?? 0;
    if (!models.has(base) || soFar >= perModel) continue;
    taken.set(base, soFar + 1);
    const ids = messages.split(',').map(Number);
    yield {
      model,
      texts: [
        ...(system === null ? [] : [remembered(systems, system, () => texts.get(system))]),
        ...ids.map((id) => texts.get(id)),
      ],
      messages: ids.length,
      inputTokens: tokens,
    };
  }
}

/** The model of a request's shape; null where the service adds text of its own. */
function plainModel(shape: string): string | null {
  const { model, tools, output } = JSON.parse(shape) as {
    readonly model: string;
    readonly tools?: unknown;
    readonly output?: unknown;
  };
  return tools === undefined && output === undefined ? model : null;
}

function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
