import { createHash } from 'node:crypto';
import { type CacheTtl, ttlMs } from './support.js';

/** One block of a prompt in the order tools, system, messages. */
export interface PromptBlock {
  /** What the block is and says: equal blocks have equal texts. */
  readonly identity: string;
  /** Tokens of the prompt up to and including this block. */
  readonly prefixTokens: number;
  /** A checkpoint stands after this block. */
  readonly checkpoint?: CacheTtl;
}

/** Tokens of one call by how they are billed; what is neither read nor written is plain input. */
export interface CacheUse {
  readonly readTokens: number;
  readonly write5mTokens: number;
  readonly write1hTokens: number;
  /** To be called when the response begins: only then can others read what this call writes. */
  begun(): void;
}

export interface PromptCache {
  /** Looks up and refreshes what the call can read, and says what it will write. `scope`: the model as it is called. */
  use(scope: string, blocks: readonly PromptBlock[], minTokens: number): CacheUse;
  /** Entries that have not expired or been pushed out. */
  readonly size: number;
}

/** Blocks before a checkpoint among which the service looks for an earlier entry. */
const lookBackBlocks = 20;

interface Entry {
  readonly ttl: CacheTtl;
  expiresAtMs: number;
}

/**
 * Cached prefixes. An entry stands for all blocks up to a checkpoint, so a change in an earlier block misses all
 * later ones; it lasts its TTL from the last time that it was written or read. At most `maxEntries` are kept, the
 * least recently used go first.
 */
export function createPromptCache(options: {
  readonly clock: () => number;
  readonly maxEntries?: number;
}): PromptCache {
  const { clock, maxEntries = 10_000 } = options;
  const entries = new Map<string, Entry>();
  const live = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry === undefined || entry.expiresAtMs > clock()) return entry;
    entries.delete(key);
    return undefined;
  };
  const put = (key: string, entry: Entry): void => {
    entries.delete(key);
    entry.expiresAtMs = clock() + ttlMs[entry.ttl];
    entries.set(key, entry);
    if (entries.size > maxEntries) entries.delete(entries.keys().next().value ?? '');
  };
  return {
    use(scope, blocks, minTokens) {
      const keys = keysOf(scope, blocks);
      const points = blocks.flatMap(({ checkpoint, prefixTokens }, at) =>
        checkpoint !== undefined && prefixTokens >= minTokens ? [{ at, ttl: checkpoint, prefixTokens }] : [],
      );
      const hit = longestHit(points, (at) => live(keys[at] ?? '') !== undefined);
      const readTokens = hit === undefined ? 0 : (blocks[hit]?.prefixTokens ?? 0);
      const refreshed = points.filter(({ at }) => hit !== undefined && at <= hit).map(({ at }) => at);
      for (const at of new Set(hit === undefined ? refreshed : [...refreshed, hit])) {
        const entry = live(keys[at] ?? '');
        if (entry !== undefined) put(keys[at] ?? '', entry);
      }
      const written = { '5m': 0, '1h': 0 };
      let covered = readTokens;
      const fresh = points.filter(({ at }) => hit === undefined || at > hit);
      for (const { ttl, prefixTokens } of fresh) {
        written[ttl] += prefixTokens - covered;
        covered = prefixTokens;
      }
      return {
        readTokens,
        write5mTokens: written['5m'],
        write1hTokens: written['1h'],
        begun() {
          for (const { at, ttl } of fresh) put(keys[at] ?? '', { ttl, expiresAtMs: 0 });
        },
      };
    },
    get size() {
      for (const key of [...entries.keys()]) live(key);
      return entries.size;
    },
  };
}

/** The last block that is cached within the look-back of any checkpoint. */
function longestHit(
  points: readonly { readonly at: number }[],
  isCached: (at: number) => boolean,
): number | undefined {
  for (const { at } of points.toReversed()) {
    for (let block = at; block >= 0 && block > at - lookBackBlocks; block -= 1) {
      if (isCached(block)) return block;
    }
  }
  return undefined;
}

/** For each block the hash of everything up to it. */
function keysOf(scope: string, blocks: readonly PromptBlock[]): readonly string[] {
  let before = scope;
  return blocks.map(({ identity }) => {
    before = createHash('sha256').update(`${before}\0${identity}`).digest('base64');
    return before;
  });
}
