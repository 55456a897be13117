import { NumberHeap } from './number-heap.js';
import type { TokenRanks } from './token-ranks.js';

/** Rank and place of a pair make one key that sorts by rank and then from the left; exact below 2^53. */
const PLACES = 2 ** 32;

/**
 * How many tokens byte-pair merging leaves of the first `length` bytes: again and again the adjacent pair whose union
 * has the lowest rank is merged, the leftmost of equals first, until no union is a token. The same merges in the same
 * order as js-tiktoken, which looks every pair up anew after each and so needs minutes where this needs milliseconds:
 * pairs wait in a heap, parts are a linked list, and a merge looks up only its two new pairs: O(n log n).
 */
export function countByteTokens(bytes: Uint8Array, length: number, ranks: TokenRanks): number {
  if (length <= 1 || ranks.rankOf(bytes, 0, length) >= 0) return Math.min(1, length);
  // The part that begins at i ends where the next one begins; `after[length]` closes the list.
  const after = new Int32Array(length + 1);
  const before = new Int32Array(length + 1);
  /** Rank of the pair that begins at i; -1: no token, or no part begins here any more. */
  const waiting = new Int32Array(length + 1).fill(-1);
  const heap = new NumberHeap();
  for (let at = 0; at <= length; at += 1) {
    after[at] = at + 1;
    before[at] = at - 1;
  }
  const offer = (at: number): void => {
    const middle = after[at] ?? length;
    const rank = middle >= length ? -1 : ranks.rankOf(bytes, at, after[middle] ?? length);
    waiting[at] = rank;
    if (rank >= 0) heap.push(rank * PLACES + at);
  };
  for (let at = 0; at < length - 1; at += 1) offer(at);
  let parts = length;
  for (let key = heap.pop(); key !== undefined; key = heap.pop()) {
    const rank = Math.floor(key / PLACES);
    const at = key - rank * PLACES;
    // A pair that has grown since it was offered has another rank, or none.
    if (waiting[at] !== rank) continue;
    const taken = after[at] ?? length;
    const end = after[taken] ?? length;
    after[at] = end;
    before[end] = at;
    waiting[taken] = -1;
    parts -= 1;
    offer(at);
    const left = before[at] ?? -1;
    if (left >= 0) offer(left);
  }
  return parts;
}
