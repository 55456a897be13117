import { costOf, type ModelPrice, toUsd } from '../cost/index.js';
import { ParsimonyError, totalInputTokens, type Usage } from '../domain/index.js';
import type { CachingData, PromptCacheResult } from './port.js';

/** What the service's prompt cache did for one variant, as sums over its completed calls with known usage. */
export interface CacheTotals {
  calls: number;
  hits: number;
  writes: number;
  /** Calls that wrote, whether or not they also read. */
  writers: number;
  readTokens: number;
  writeTokens: number;
  /** Cost of the same tokens without caching, minus what they cost; in 10⁻¹² dollars. */
  savedPico: bigint;
  /** The same if every token that was read or written had been read. */
  allReadPico: bigint;
  /** What writing every one of these tokens costs beyond reading it. */
  allWrittenPico: bigint;
  /** Whether every call with cached tokens could be priced. */
  isPriced: boolean;
  /** The same for what those tokens would cost if they were all read, or all written. */
  isTheoryPriced: boolean;
}

export function emptyCacheTotals(): CacheTotals {
  return {
    calls: 0,
    hits: 0,
    writes: 0,
    writers: 0,
    readTokens: 0,
    writeTokens: 0,
    savedPico: 0n,
    allReadPico: 0n,
    allWrittenPico: 0n,
    isPriced: true,
    isTheoryPriced: true,
  };
}

/** What a call's tokens are priced by: the variant's price, and the lifetime that a write is for. */
export interface CachePricing {
  readonly price: ModelPrice | null;
  readonly ttl: '5m' | '1h';
}

/** Adds one call. All sums are of integers, so their order does not matter (law 6). */
export function addCachedCall(totals: CacheTotals, usage: Usage, { price, ttl }: CachePricing): void {
  const { cacheReadInputTokens: read, cacheWriteInputTokens: written } = usage;
  totals.calls += 1;
  if (read > 0) totals.hits += 1;
  else if (written > 0) totals.writes += 1;
  if (written > 0) totals.writers += 1;
  if (read + written === 0) return;
  totals.readTokens += read;
  totals.writeTokens += written;
  // The whole request is priced by its length, which is the same in all of these.
  const cached = read + written;
  const none = { ...usage, cacheReadInputTokens: 0, cacheWriteInputTokens: 0, cacheWrite1hInputTokens: 0 };
  const hourly = ttl === '1h' ? cached : 0;
  const actual = costIfPriced(usage, price);
  const plain = costIfPriced({ ...none, inputTokens: totalInputTokens(usage) }, price);
  if (actual === undefined || plain === undefined) totals.isPriced = false;
  else totals.savedPico += plain - actual;
  const allRead = costIfPriced({ ...none, cacheReadInputTokens: cached }, price);
  const allWritten = costIfPriced(
    { ...none, cacheWriteInputTokens: cached, cacheWrite1hInputTokens: hourly },
    price,
  );
  if (plain === undefined || allRead === undefined || allWritten === undefined) {
    totals.isTheoryPriced = false;
    return;
  }
  totals.allReadPico += plain - allRead;
  totals.allWrittenPico += allWritten - allRead;
}

/** Undefined where the book lacks a price: an unknown cost is never 0 (law 4). */
function costIfPriced(usage: Usage, price: ModelPrice | null): bigint | undefined {
  if (price === null) return undefined;
  try {
    return costOf(usage, price);
  } catch (error) {
    if (error instanceof ParsimonyError && error.code === 'invalid-input') return undefined;
    throw error;
  }
}

/** What the report says of a variant's prompt caching; null where none was asked for and none shows. */
export function promptCacheResult(
  totals: CacheTotals,
  decision: CachingData['decisions'][number] | undefined,
): PromptCacheResult | null {
  const ttl = decision?.ttl ?? null;
  const active = totals.readTokens + totals.writeTokens > 0;
  if (ttl === null && !active) return null;
  const prefixes = ttl === null ? null : (decision?.prefixes ?? 0);
  const savedUsd = totals.isPriced ? toUsd(totals.savedPico) : null;
  const idle = totals.calls - totals.hits - totals.writes;
  const unmarked = Math.min(idle, decision?.unmarked ?? 0);
  return {
    ttl,
    prefixes,
    calls: totals.calls,
    hits: totals.hits,
    writes: totals.writes,
    misses: idle - unmarked,
    unmarked,
    readTokens: totals.readTokens,
    writeTokens: totals.writeTokens,
    savedUsd,
    theoreticalUsd:
      totals.isTheoryPriced && active && prefixes !== null
        ? theoreticalUsd(totals, prefixes, unmarked)
        : null,
    note: noteOf(totals, { prefixes, active, savedUsd }),
  };
}

/**
 * The saving if each prefix were written once and read by all other calls that carry a checkpoint, misses included:
 * (Σ readable saving · calls − Σ extra cost of a write · prefixes) / calls that used the cache.
 */
function theoreticalUsd(totals: CacheTotals, prefixes: number, unmarked: number): number {
  const used = BigInt(totals.hits + totals.writes);
  const calls = totals.calls - unmarked;
  const writers = BigInt(Math.min(prefixes, calls));
  return toUsd((totals.allReadPico * BigInt(calls) - totals.allWrittenPico * writers) / used);
}

function noteOf(
  totals: CacheTotals,
  {
    prefixes,
    active,
    savedUsd,
  }: { readonly prefixes: number | null; readonly active: boolean; readonly savedUsd: number | null },
): string | null {
  if (!active) {
    return totals.calls === 0
      ? null
      : 'no call read from the cache or wrote to it: the prefix may be shorter than the model keeps';
  }
  const notes = [
    ...(prefixes === null ? ['the service cached unasked'] : []),
    // Entries are the account's: whoever sends the same prefix finds them.
    ...(prefixes !== null && totals.writers < Math.min(prefixes, totals.calls)
      ? ['some prefixes were in the cache already, written for another variant or run']
      : []),
    ...(savedUsd === null ? ['the price book does not price the cached tokens'] : []),
    ...(savedUsd !== null && savedUsd < 0 ? [`caching cost ${dollars(-savedUsd)} more than it saved`] : []),
  ];
  return notes.length === 0 ? null : notes.join('; ');
}

/** Two significant digits, at least two decimals. */
function dollars(amount: number): string {
  const decimals = Math.min(12, Math.max(2, 1 - Math.floor(Math.log10(amount))));
  return `$${amount.toFixed(decimals)}`;
}
