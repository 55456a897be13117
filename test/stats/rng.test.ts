import { describe, expect, it } from 'vitest';
import { createRng, drawIndices, randomIndex } from '../../src/stats/index.js';

describe('rng', () => {
  it('equal seeds give equal sequences; another seed or stream gives another', () => {
    const draw = (...seed: [number, ...number[]]) => {
      const rng = createRng(...seed);
      return Array.from({ length: 20 }, () => rng());
    };
    expect(draw(42)).toEqual(draw(42));
    expect(draw(42, 1)).toEqual(draw(42, 1));
    expect(draw(42)).not.toEqual(draw(43));
    expect(draw(42, 1)).not.toEqual(draw(42, 2));
    expect(draw(1)).not.toEqual(draw(1 + 2 ** 32));
  });

  it('is uniform: each tenth of [0, 1) is hit within five standard errors', () => {
    const rng = createRng(7);
    const hits = new Array<number>(10).fill(0);
    const draws = 100_000;
    for (let i = 0; i < draws; i++) {
      const index = randomIndex(rng, 10);
      hits[index] = (hits[index] ?? 0) + 1;
    }
    const limit = 5 * Math.sqrt(draws * 0.1 * 0.9);
    for (const count of hits) expect(Math.abs(count - draws / 10)).toBeLessThan(limit);
  });

  it('drawn indices are uniform one by one and in neighbouring pairs, however many one number serves', () => {
    for (const count of [1, 2, 7, 1000, 70_000]) {
      const drawn = new Int32Array(60_000);
      drawIndices(createRng(3), count, drawn);
      expect(drawn.every((index) => index >= 0 && index < count)).toBe(true);
      const cells = Math.min(count, 7);
      const cell = (index: number) => Math.floor((index * cells) / count);
      const hits = new Array<number>(cells * cells).fill(0);
      for (let i = 1; i < drawn.length; i++) {
        const pair = cell(drawn[i - 1] ?? 0) * cells + cell(drawn[i] ?? 0);
        hits[pair] = (hits[pair] ?? 0) + 1;
      }
      const expected = drawn.length / cells ** 2;
      for (const seen of hits) {
        expect(Math.abs(seen - expected)).toBeLessThanOrEqual(5 * Math.sqrt(expected) + 0.02 * expected + 1);
      }
    }
  });

  it('nothing to choose from is an error', () => {
    expect(() => randomIndex(createRng(1), 0)).toThrow(RangeError);
    expect(() => drawIndices(createRng(1), Number.NaN, new Int32Array(1))).toThrow(RangeError);
  });

  // xoshiro128** as Blackman and Vigna give it, computed with whole numbers of any length.
  it('is the published recurrence', () => {
    const rng = createRng(42, 7);
    const state = states(42, 7);
    const mask = 0xffffffffn;
    const rotate = (x: bigint, k: bigint) => ((x << k) | (x >> (32n - k))) & mask;
    const word = () => {
      const [s0 = 0n, s1 = 0n, s2 = 0n, s3 = 0n] = state;
      const result = (rotate((s1 * 5n) & mask, 7n) * 9n) & mask;
      const c = s2 ^ s0;
      const d = s3 ^ s1;
      state[1] = s1 ^ c;
      state[0] = s0 ^ d;
      state[2] = c ^ ((s1 << 9n) & mask);
      state[3] = rotate(d, 11n);
      return result;
    };
    for (let i = 0; i < 1000; i++) {
      const high = word() >> 5n;
      expect(rng()).toBe(Number(high * 67108864n + (word() >> 6n)) / 2 ** 53);
    }
  });
});

/** The four words that splitmix32 makes of the seed and the stream. */
function states(...parts: readonly number[]): bigint[] {
  const scramble = (word: number) => {
    let x = word >>> 0;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return (x ^ (x >>> 15)) >>> 0;
  };
  let mixed = 0;
  for (const part of parts) {
    for (const half of [part >>> 0, 0]) mixed = scramble((mixed ^ half) + 0x9e3779b9);
  }
  return Array.from({ length: 4 }, () => {
    mixed = (mixed + 0x9e3779b9) >>> 0;
    return BigInt(scramble(mixed));
  });
}
