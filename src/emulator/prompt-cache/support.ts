import type { EmulatedModel } from '../models.js';

/** How long a checkpoint lasts. */
export type CacheTtl = '5m' | '1h';

/** What a model caches. */
export interface CacheSupport {
  /** Below this cumulative prefix a checkpoint does nothing. */
  readonly minTokens: number;
  readonly ttls: readonly CacheTtl[];
}

export const ttlMs: { readonly [ttl in CacheTtl]: number } = { '5m': 5 * 60_000, '1h': 60 * 60_000 };

const both: readonly CacheTtl[] = ['5m', '1h'];
const short: readonly CacheTtl[] = ['5m'];
/** AWS, "Supported models, Regions, and limits" of prompt caching, autumn 2026; Opus 5.5 and Haiku 5.5 after third parties. */
const rows: readonly (readonly [name: RegExp, minTokens: number, ttls: readonly CacheTtl[]])[] = [
  [/claude-(?:fable-5|mythos-5|opus-5|sonnet-5-5|haiku-5-5)/, 512, both],
  [/claude-(?:opus-4-8|sonnet-5$|sonnet-4-6|sonnet-4-5)/, 1024, both],
  [/claude-(?:opus-4-5|opus-4-6|opus-4-7|haiku-4-5|mythos-preview)/, 4096, both],
  [/claude-(?:opus-4-2|opus-4-1|sonnet-4-2|3-7-sonnet|3-5-sonnet-20241022)/, 1024, short],
  [/claude-3-(?:5-)?haiku/, 2048, short],
];

/**
 * What `model` caches; undefined where it refuses checkpoints (Claude 3 Opus and Sonnet, 3.5 Sonnet v1, custom
 * models). `minTokens` by bare id overrides the table, which AWS has changed before.
 */
export function cacheSupportOf(
  model: EmulatedModel,
  minTokens: { readonly [bareId: string]: number } = {},
): CacheSupport | undefined {
  if (!model.id.startsWith('anthropic.')) return undefined;
  const row = rows.find(([name]) => name.test(model.id));
  return row === undefined ? undefined : { minTokens: minTokens[model.id] ?? row[1], ttls: row[2] };
}
