/** Rounds of the network; four already pass as random, two more cost nothing here. */
const ROUNDS = 6;
const MOST = 2 ** 52;

/**
 * A pseudo-random permutation of 0 … count − 1 (count ≤ 2⁵²) without memory: a Feistel network over the next even
 * number of bits, walked until it lands inside (Black and Rogaway 2002). Equal seeds, equal permutation.
 */
export function permutation(count: number, seed: number): (index: number) => number {
  if (!(Number.isInteger(count) && count >= 1 && count <= MOST)) {
    throw new RangeError(`cannot permute ${count} indices`);
  }
  let half = 1;
  while (2 ** (2 * half) < count) half++;
  const base = 2 ** half;
  const keys = Array.from({ length: ROUNDS }, (_, round) =>
    mix(mix(seed >>> 0, Math.floor(seed / 2 ** 32)), round),
  );
  const once = (index: number): number => {
    let left = Math.floor(index / base);
    let right = index % base;
    for (const key of keys) {
      const next = (left ^ (mix(key, right) & (base - 1))) >>> 0;
      left = right;
      right = next;
    }
    return left * base + right;
  };
  return (index) => {
    if (!(Number.isInteger(index) && index >= 0 && index < count)) {
      throw new RangeError(`there is no index ${index} of ${count}`);
    }
    let at = once(index);
    while (at >= count) at = once(at);
    return at;
  };
}

/** A bijective scramble of 32 bits, keyed (the finaliser of MurmurHash3). */
function mix(key: number, word: number): number {
  let x = (Math.imul(key, 0x9e3779b1) ^ word) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
