import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childKey, indexAt, permutationAt, randomKey, threefry, uniformAt } from '../../src/search/random.js';

/** The first 53 of the 64 bits of two 32-bit words. */
const first53 = (high: number, low: number) => high * 2 ** 21 + (low >>> 11);

/** χ² of counts against equal expectations. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('threefry', () => {
  it('reproduces the known answers of Threefry-2x32-20', () => {
    // Random123 (Salmon et al. 2011), kat_vectors: counter, key → output.
    expect(threefry(0, 0, 0, 0)).toBe(first53(0x6b200159, 0x99ba4efe));
    expect(threefry(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff)).toBe(first53(0x1cb996fc, 0xbb002be7));
    expect(threefry(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3)).toBe(first53(0xc4923a9c, 0x483df7a0));
  });
});

describe('addressed random numbers', () => {
  it('depend on seed and address only', () => {
    const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(fc.maxSafeInteger(), address, address, (seed, i, j) => {
        const number = uniformAt(randomKey(seed, i), i, j);
        expect(number).toBe(uniformAt(randomKey(seed, i), i, j));
        expect(number >= 0 && number < 1).toBe(true);
      }),
    );
  });

  it('are uniform along every part of the address', () => {
    // χ² with 99 degrees of freedom exceeds 148.2 with probability .001.
    const along: readonly ((at: number) => number)[] = [
      (at) => uniformAt(randomKey(7), at),
      (at) => uniformAt(randomKey(7), 3, at),
      (at) => uniformAt(randomKey(at), 0),
      (at) => uniformAt(randomKey(7, at), 0),
      (at) => uniformAt(randomKey(7, 1, at), 5, 2),
    ];
    for (const draw of along) {
      const counts = new Array<number>(100).fill(0);
      for (let at = 0; at < 20_000; at += 1) {
        const cell = Math.floor(draw(at) * 100);
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
      expect(chiSquare(counts)).toBeLessThan(148.2);
    }
  });

  it('of neighbouring seeds, keys and addresses are independent', () => {
    const pairs: readonly ((at: number) => readonly [number, number])[] = [
      (at) => [uniformAt(randomKey(at), 0), uniformAt(randomKey(at + 1), 0)],
      (at) => [uniformAt(randomKey(1, at), 0), uniformAt(randomKey(1, at + 1), 0)],
      (at) => [uniformAt(randomKey(1), at, 0), uniformAt(randomKey(1), at, 1)],
      (at) => [uniformAt(randomKey(1), at, 1), uniformAt(randomKey(1), at + 1, 0)],
      (at) => [uniformAt(randomKey(1), at), uniformAt(childKey(randomKey(1), at), 0)],
    ];
    for (const pair of pairs) {
      const counts = new Array<number>(100).fill(0);
      for (let at = 0; at < 20_000; at += 1) {
        const [a, b] = pair(at);
        const cell = 10 * Math.floor(10 * a) + Math.floor(10 * b);
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
      expect(chiSquare(counts)).toBeLessThan(148.2);
    }
  });

  it('seeds that differ in sign or in high bits only are different seeds', () => {
    const keys = [1, -1, 1 + 2 ** 32, 1 + 2 ** 52, 0].map((seed) => randomKey(seed));
    expect(new Set(keys).size).toBe(keys.length);
    expect(() => randomKey(0.5)).toThrow(RangeError);
  });

  it('keys of a large search are all different', () => {
    const keys = new Set<number>();
    for (let generation = 0; generation < 100; generation += 1) {
      for (let pair = 0; pair < 1000; pair += 1) keys.add(randomKey(3, generation, pair));
    }
    expect(keys.size).toBe(100_000);
  });
});

describe('indexes and permutations', () => {
  it('every index is equally likely', () => {
    const counts = new Array<number>(7).fill(0);
    for (let at = 0; at < 21_000; at += 1) {
      const index = indexAt(randomKey(5), 7, at);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    // χ² with 6 degrees of freedom exceeds 22.46 with probability .001.
    expect(chiSquare(counts)).toBeLessThan(22.46);
  });

  it('every order of four is equally likely', () => {
    const counts = new Map<string, number>();
    for (let at = 0; at < 24_000; at += 1) {
      const order = permutationAt(childKey(randomKey(5), at), 4).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // χ² with 23 degrees of freedom exceeds 49.73 with probability .001.
    expect(chiSquare([...counts.values()])).toBeLessThan(49.73);
  });

  it('a permutation has every index once', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(300), (seed, length) => {
        const sorted = [...permutationAt(randomKey(seed), length)].sort((a, b) => a - b);
        expect(sorted).toEqual(Array.from({ length }, (_, index) => index));
      }),
    );
  });
});
