import type { CachePointBlock } from '@aws-sdk/client-bedrock-runtime';
import type { CachePlan } from '../port.js';

/** A text, or a checkpoint behind what stands before it. */
export type TextOrCachePoint = { readonly text: string } | { readonly cachePoint: CachePointBlock };

/** The checkpoint of a plan as the service has it; five minutes is its default and not written. */
export function cachePoint(ttl: CachePlan['ttl']): CachePointBlock {
  return ttl === '5m' ? { type: 'default' } : { type: 'default', ttl };
}

/**
 * A text as blocks, cut after each of `lengths` (characters) with a checkpoint at the cut. The blocks joined are the
 * text. The service refuses blank blocks: a cut that would leave only white space behind it moves to the end, one
 * with nothing but white space before it is left out. No cut parts a surrogate pair.
 */
export function textBlocks(
  text: string,
  lengths: readonly number[],
  ttl: CachePlan['ttl'] | undefined,
): TextOrCachePoint[] {
  if (ttl === undefined || lengths.length === 0) return text === '' ? [] : [{ text }];
  const cuts = [...new Set(lengths.map((length) => cutAt(text, length)))].filter((cut) => cut > 0);
  const blocks: TextOrCachePoint[] = [];
  let start = 0;
  for (const cut of cuts.sort((a, b) => a - b)) {
    const part = text.slice(start, cut);
    // Blank between two cuts: it goes with the part behind it, whose checkpoint covers this one.
    if (part.trim() === '') continue;
    blocks.push({ text: part }, { cachePoint: cachePoint(ttl) });
    start = cut;
  }
  if (start < text.length) blocks.push({ text: text.slice(start) });
  return blocks;
}

function cutAt(text: string, length: number): number {
  const cut = Math.min(Math.max(0, Math.trunc(length)), text.length);
  if (text.slice(cut).trim() === '') return text.length;
  if (text.slice(0, cut).trim() === '') return 0;
  const before = text.charCodeAt(cut - 1);
  return before >= 0xd800 && before <= 0xdbff ? cut - 1 : cut;
}
