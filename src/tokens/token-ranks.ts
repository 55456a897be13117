/** Ranks of a vocabulary's tokens, looked up by the bytes themselves. */
export interface TokenRanks {
  /** No token is longer. */
  readonly longestBytes: number;
  /** The rank of the token `bytes[from, to)`, or -1 where that is no token. */
  rankOf(bytes: Uint8Array, from: number, to: number): number;
}

const SPACE = 0x20;
const LINE_FEED = 0x0a;
const SEXTETS = sextets();

/**
 * Reads the rank table as js-tiktoken ships it: lines of `! <first rank> <base64 token> <base64 token> …`, ranks
 * counted up from the first. Tokens stay bytes in one block, behind an open-addressing hash table: a map of 200,000
 * strings takes four times as long to build, and cutting a string for every look-up costs more than hashing bytes.
 */
export function parseTokenRanks(table: string): TokenRanks {
  const source = Buffer.from(table, 'latin1');
  const bytes = new Uint8Array(source.length);
  const ends = [0];
  const ranks: number[] = [];
  let filled = 0;
  for (let at = 0; at < source.length; at += 1) {
    const numberAt = source.indexOf(SPACE, at) + 1;
    const tokensAt = source.indexOf(SPACE, numberAt);
    if (numberAt === 0 || tokensAt < 0) break;
    const lineEnd = source.indexOf(LINE_FEED, tokensAt);
    const end = lineEnd < 0 ? source.length : lineEnd;
    let rank = Number.parseInt(source.toString('latin1', numberAt, tokensAt), 10);
    for (at = tokensAt; at < end; rank += 1) {
      let bits = 0;
      let held = 0;
      for (at += 1; at < end && source[at] !== SPACE; at += 1) {
        const sextet = SEXTETS[source[at] ?? 0] ?? 255;
        if (sextet === 255) continue; // padding
        held = ((held << 6) | sextet) & 0xfff;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes[filled] = held >> bits;
        filled += 1;
      }
      ends.push(filled);
      ranks.push(rank);
    }
  }
  return hashed(bytes.slice(0, filled), Int32Array.from(ends), Int32Array.from(ranks));
}

/** Entry k is the token `pool[ends[k], ends[k + 1])` of rank `ranks[k]`. */
function hashed(pool: Uint8Array, ends: Int32Array, ranks: Int32Array): TokenRanks {
  // At most half full, so that a miss ends after a step or two.
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, ranks.length * 2)));
  const slots = new Int32Array(size).fill(-1);
  let longestBytes = 0;
  for (let entry = 0; entry < ranks.length; entry += 1) {
    const from = ends[entry] ?? 0;
    const to = ends[entry + 1] ?? 0;
    longestBytes = Math.max(longestBytes, to - from);
    let slot = hashOf(pool, from, to) & (size - 1);
    while (slots[slot] !== -1) slot = (slot + 1) & (size - 1);
    slots[slot] = entry;
  }
  return {
    longestBytes,
    rankOf(bytes, from, to) {
      if (to - from > longestBytes) return -1;
      let slot = hashOf(bytes, from, to) & (size - 1);
      for (;;) {
        const entry = slots[slot] ?? -1;
        if (entry === -1) return -1;
        if (equals(entry, bytes, from, to)) return ranks[entry] ?? -1;
        slot = (slot + 1) & (size - 1);
      }
    },
  };

  function equals(entry: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = ends[entry] ?? 0;
    if ((ends[entry + 1] ?? 0) - start !== to - from) return false;
    for (let at = from; at < to; at += 1) if (bytes[at] !== pool[start + at - from]) return false;
    return true;
  }
}

/** FNV-1a, 32 bits, with a last mix because only the low bits choose the slot. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}

function sextets(): Uint8Array {
  const values = new Uint8Array(256).fill(255);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  for (let value = 0; value < alphabet.length; value += 1) values[alphabet.charCodeAt(value)] = value;
  return values;
}
