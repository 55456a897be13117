/** Where a key was seen first. */
export interface Seen {
  readonly line: number;
  readonly offset: number;
}

/** Remembers keys; `add` answers with the first occurrence of an equal key. */
export interface KeySet {
  add(key: string, seen: Seen): Seen | undefined;
}

/**
 * A set that keeps 24 bytes a slot and no key: a 53-bit hash with the place of its first occurrence, in typed
 * arrays with open addressing. Equal hashes are only suspects: `keyAt` reads the first occurrence again, so
 * the answer is exact. Keys that collide without being equal are few and are kept whole.
 */
export function compactKeySet(keyAt: (seen: Seen) => string | undefined, hash = hash53): KeySet {
  let capacity = 1 << 10;
  let hashes = new Float64Array(capacity);
  let lines = new Float64Array(capacity);
  let offsets = new Float64Array(capacity);
  let size = 0;
  const collided = new Map<string, Seen>();

  const slotOf = (table: Float64Array, value: number): number => {
    let slot = value % table.length;
    while (table[slot] !== 0 && table[slot] !== value) slot = slot + 1 === table.length ? 0 : slot + 1;
    return slot;
  };
  const grow = (): void => {
    const old = { hashes, lines, offsets };
    capacity *= 2;
    hashes = new Float64Array(capacity);
    lines = new Float64Array(capacity);
    offsets = new Float64Array(capacity);
    for (const [at, value] of old.hashes.entries()) {
      if (value === 0) continue;
      const slot = slotOf(hashes, value);
      hashes[slot] = value;
      lines[slot] = old.lines[at] ?? 0;
      offsets[slot] = old.offsets[at] ?? 0;
    }
  };

  return {
    add(key, seen) {
      // 0 marks a free slot.
      const value = hash(key) || 1;
      const slot = slotOf(hashes, value);
      if (hashes[slot] === 0) {
        hashes[slot] = value;
        lines[slot] = seen.line;
        offsets[slot] = seen.offset;
        size += 1;
        if (size * 2 > capacity) grow();
        return undefined;
      }
      const first = { line: lines[slot] ?? 0, offset: offsets[slot] ?? 0 };
      if (keyAt(first) === key) return first;
      const other = collided.get(key);
      if (other === undefined) collided.set(key, seen);
      return other;
    },
  };
}

/** A set that keeps its keys, for input that is in memory anyway. */
export function plainKeySet(): KeySet {
  const seenAt = new Map<string, Seen>();
  return {
    add(key, seen) {
      const first = seenAt.get(key);
      if (first === undefined) seenAt.set(key, seen);
      return first;
    },
  };
}

/**
 * A 53-bit hash of a text's UTF-16 units, for tables only (never for identity): two 32-bit multiplicative
 * states, each finalised with the mixing constants of MurmurHash3, joined to the widest exact integer.
 */
export function hash53(text: string): number {
  let low = 0x9e3779b9 ^ text.length;
  let high = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995);
    high ^= high >>> 15;
  }
  return (mix(high ^ low) & 0x1fffff) * 0x1_0000_0000 + (mix(low) >>> 0);
}

function mix(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
