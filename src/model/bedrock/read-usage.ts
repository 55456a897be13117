import type { Usage } from '../../domain/index.js';
import type { CachePlan } from '../port.js';
import { fieldsOf } from './fields-of.js';

/**
 * The usage of a Converse answer; undefined where it is not of the documented form. Cache tokens may come unasked
 * (Claude caches implicitly), so they are always read. Writes for an hour are those that `cacheDetails` lists under
 * `1h`; without details all writes are, when `cacheTtl` (what the request asked for) is an hour.
 */
export function readUsage(value: unknown, cacheTtl?: CachePlan['ttl']): Usage | undefined {
  const usage = fieldsOf(value);
  const counts = {
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    cacheReadInputTokens: usage.cacheReadInputTokens ?? 0,
    cacheWriteInputTokens: usage.cacheWriteInputTokens ?? 0,
  };
  if (!areCounts(counts)) return undefined;
  const hourly = hourlyWrites(usage.cacheDetails, counts.cacheWriteInputTokens, cacheTtl);
  return hourly === 0 ? counts : { ...counts, cacheWrite1hInputTokens: hourly };
}

function hourlyWrites(details: unknown, written: number, cacheTtl: CachePlan['ttl'] | undefined): number {
  if (!Array.isArray(details) || details.length === 0) return cacheTtl === '1h' ? written : 0;
  const hourly = details
    .map(fieldsOf)
    .filter(({ ttl }) => ttl === '1h')
    .reduce((sum, { inputTokens }) => sum + (isCount(inputTokens) ? inputTokens : 0), 0);
  // Part of the writes by definition: more would be charged twice.
  return Math.min(hourly, written);
}

function areCounts<T extends object>(counts: T): counts is T & { [key in keyof T]: number } {
  return Object.values(counts).every(isCount);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
