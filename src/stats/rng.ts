/** A source of uniform numbers in [0, 1). Passed as an argument wherever chance is needed. */
export type Rng = () => number;

/**
 * A seeded generator: xoshiro128** of Blackman and Vigna (2018), its state filled by splitmix32 from the seed and,
 * for independent streams, further labels. 53 random bits per number; equal arguments give equal sequences.
 */
export function createRng(seed: number, ...stream: readonly number[]): Rng {
  const state = new Uint32Array(4);
  let mixed = 0;
  for (const part of [seed, ...stream]) {
    // Both halves of the number count, so that seeds above 2³² differ.
    mixed = scramble((mixed ^ (part >>> 0)) + 0x9e3779b9);
    mixed = scramble((mixed ^ (Math.floor(part / 4294967296) >>> 0)) + 0x9e3779b9);
  }
  for (let i = 0; i < 4; i++) {
    mixed = (mixed + 0x9e3779b9) >>> 0;
    state[i] = scramble(mixed);
  }
  if (state.every((word) => word === 0)) state[0] = 1;
  return xoshiro(state);
}

/** The generator itself; its state in variables of its own, because the resampling loops live in it. */
function xoshiro(state: Uint32Array): Rng {
  let [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = state;
  const nextWord = (): number => {
    const product = Math.imul(s1, 5);
    const word = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    return word;
  };
  return () => {
    const high = nextWord() >>> 5;
    const low = nextWord() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  };
}

function scramble(word: number): number {
  let x = word >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/** A whole number in [0, count), count ≥ 1. */
export function randomIndex(rng: Rng, count: number): number {
  if (!(count >= 1)) throw new RangeError(`there is nothing to choose from: ${count}`);
  return Math.floor(rng() * count);
}

/** Indices that one number of 53 random bits is split into, so that 21 bits or more decide on each. */
const SPLIT_LIMIT = 2 ** 32;

/**
 * Fills `into` with independent whole numbers in [0, count). One number of `rng` serves as many of them as it has bits
 * for, the digits of the number to base `count`: the bias of any index is below 2⁻²¹ of its chance.
 */
export function drawIndices(rng: Rng, count: number, into: Int32Array): void {
  if (!(count >= 1)) throw new RangeError(`there is nothing to choose from: ${count}`);
  const digits = Math.max(1, Math.floor(Math.log(SPLIT_LIMIT) / Math.log(Math.max(2, count))));
  for (let at = 0; at < into.length; ) {
    let rest = rng();
    const end = Math.min(into.length, at + digits);
    for (; at < end; at++) {
      rest *= count;
      const index = Math.floor(rest);
      into[at] = index;
      rest -= index;
    }
  }
}
