import { describe, expect, it } from 'vitest';
import { createRng, randomIndex } from '../../src/stats/index.js';

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
});
