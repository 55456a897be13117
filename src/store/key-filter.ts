/** Bits of the filter: 1 MiB; at a million keys it is wrong about one unknown key in 40. */
const BITS = 2 ** 23;
const PROBES = 4;

/**
 * A Bloom filter (Bloom, 1970) over 52-bit keys that are hashes already: says of most keys that were never added
 * that they are unknown, and never says so of one that was. Probes by double hashing (Kirsch and Mitzenmacher, 2006)
 * with the two halves of the key.
 */
export class KeyFilter {
  readonly #bits = new Uint32Array(BITS / 32);

  add(h: number): void {
    const step = stepOf(h);
    for (let probe = 0, bit = h % BITS; probe < PROBES; probe += 1, bit = (bit + step) % BITS) {
      const word = bit >>> 5;
      this.#bits[word] = (this.#bits[word] ?? 0) | (1 << (bit & 31));
    }
  }

  /** False only for a key that was never added. */
  mayHold(h: number): boolean {
    const step = stepOf(h);
    for (let probe = 0, bit = h % BITS; probe < PROBES; probe += 1, bit = (bit + step) % BITS) {
      if (((this.#bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }
}

/** Odd, so that the probes of a key differ. */
function stepOf(h: number): number {
  return (Math.floor(h / 2 ** 26) % BITS) | 1;
}
