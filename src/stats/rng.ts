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
  return () => {
    const high = nextWord(state) >>> 5;
    const low = nextWord(state) >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  };
}

function scramble(word: number): number {
  let x = word >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

function nextWord(state: Uint32Array): number {
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = state;
  const product = Math.imul(s1, 5);
  const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
  const c = s2 ^ s0;
  const d = s3 ^ s1;
  state[0] = s0 ^ d;
  state[1] = s1 ^ c;
  state[2] = c ^ (s1 << 9);
  state[3] = (d << 11) | (d >>> 21);
  return result;
}

/** A whole number in [0, count). */
export function randomIndex(rng: Rng, count: number): number {
  return Math.floor(rng() * count);
}
