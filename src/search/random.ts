/**
 * A stream of random numbers that is addressed, not consumed: number (i, j) of a key is the same whoever asks, when
 * and in what order. So results do not depend on concurrency, completion order or resumption.
 */
export type RandomKey = number & { readonly __brand: 'RandomKey' };

const TWO_21 = 2097152;
const TWO_53 = 9007199254740992;

/**
 * The key of a seed and further words (generation, individual, purpose …), each a whole number in [0, 2³²). The seed
 * is any safe integer. Keys of different words are independent streams; they are hashes of 53 bits, so among n keys
 * two are equal with a probability below n²/2⁵⁴.
 */
export function randomKey(seed: number, ...words: readonly number[]): RandomKey {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is a safe integer, not ${seed}`);
  const size = Math.abs(seed);
  const high = Math.floor(size / TWO_21);
  let key = threefry(high, size - high * TWO_21, seed < 0 ? 1 : 0, 0) as RandomKey;
  for (const word of words) key = childKey(key, word);
  return key;
}

/** The key of a stream below another, independent of its numbers as long as no number of it has the same address. */
export function childKey(key: RandomKey, first: number, second = 0): RandomKey {
  return bits(key, first, second) as RandomKey;
}

/** Number (`first`, `second`) of the stream: uniform in [0, 1) with 53 random bits. Both are in [0, 2³²). */
export function uniformAt(key: RandomKey, first: number, second = 0): number {
  return bits(key, first, second) / TWO_53;
}

/** A whole number in [0, count): the bias of any is below count/2⁵³ of its chance. */
export function indexAt(key: RandomKey, count: number, first: number, second = 0): number {
  return Math.floor(uniformAt(key, first, second) * count);
}

/** A random order of 0 … length − 1 (Fisher–Yates from the end), from the numbers (0 … length − 1, `second`). */
export function permutationAt(key: RandomKey, length: number, second = 0): Int32Array {
  const order = Int32Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last -= 1) {
    const chosen = indexAt(key, last + 1, last, second);
    const moved = order[last] ?? 0;
    order[last] = order[chosen] ?? 0;
    order[chosen] = moved;
  }
  return order;
}

function bits(key: RandomKey, first: number, second: number): number {
  const high = Math.floor(key / TWO_21);
  return threefry(high, key - high * TWO_21, first, second);
}

/**
 * Threefry-2x32 with 20 rounds of Salmon, Moraes, Dror and Shaw (2011), “Parallel random numbers: as easy as 1, 2, 3”:
 * the first 53 of the 64 bits that it makes of a key and a counter of two 32-bit words each. It adds, rotates and
 * xors 32-bit integers only, so it is bit-identical on every platform.
 */
export function threefry(key0: number, key1: number, counter0: number, counter1: number): number {
  const key2 = 0x1bd11bda ^ key0 ^ key1;
  let x = (counter0 + key0) | 0;
  let y = (counter1 + key1) | 0;
  for (let group = 1; group <= 5; group += 1) {
    if ((group & 1) === 1) {
      x = (x + y) | 0;
      y = ((y << 13) | (y >>> 19)) ^ x;
      x = (x + y) | 0;
      y = ((y << 15) | (y >>> 17)) ^ x;
      x = (x + y) | 0;
      y = ((y << 26) | (y >>> 6)) ^ x;
      x = (x + y) | 0;
      y = ((y << 6) | (y >>> 26)) ^ x;
    } else {
      x = (x + y) | 0;
      y = ((y << 17) | (y >>> 15)) ^ x;
      x = (x + y) | 0;
      y = ((y << 29) | (y >>> 3)) ^ x;
      x = (x + y) | 0;
      y = ((y << 16) | (y >>> 16)) ^ x;
      x = (x + y) | 0;
      y = ((y << 24) | (y >>> 8)) ^ x;
    }
    // The three key words take turns: (1, 2), (2, 0), (0, 1), (1, 2), (2, 0).
    const turn = group % 3;
    x = (x + (turn === 1 ? key1 : turn === 2 ? key2 : key0)) | 0;
    y = (y + (turn === 1 ? key2 : turn === 2 ? key0 : key1) + group) | 0;
  }
  return (x >>> 0) * TWO_21 + (y >>> 11);
}
