import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SplitItem, splitItems } from '../../../src/search/honest/index.js';

/** `clusters` clusters of `size` items in one intent. */
const intent = (name: string, clusters: number, size: number): SplitItem[] =>
  Array.from({ length: clusters * size }, (_, at) => ({
    id: `${name}-${at}`,
    intent: name,
    cluster: `${name}/${Math.floor(at / size)}`,
  }));

const share = (items: readonly SplitItem[], part: readonly number[], name: string) =>
  part.filter((at) => items[at]?.intent === name).length /
  items.filter((item) => item.intent === name).length;

const anyItems = fc
  .array(fc.tuple(fc.integer({ min: 4, max: 12 }), fc.integer({ min: 1, max: 6 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((intents) => intents.flatMap(([clusters, size], at) => intent(`i${at}`, clusters, size)));

describe('splitting items into a search and a gate part', () => {
  it('never parts a cluster, takes every item once, and leaves two clusters of every intent in either part', () => {
    fc.assert(
      fc.property(
        anyItems,
        fc.nat(500),
        fc.double({ min: 0.2, max: 0.8, noNaN: true }),
        (items, seed, gateShare) => {
          const split = splitItems(items, { gateShare, seed });
          expect([...split.search, ...split.gate].sort((a, b) => a - b)).toEqual(items.map((_, at) => at));
          const clusters = (part: readonly number[]) => new Set(part.map((at) => items[at]?.cluster));
          const [search, gate] = [clusters(split.search), clusters(split.gate)];
          expect([...gate].filter((cluster) => search.has(cluster))).toEqual([]);
          expect(split.problems).toEqual([]);
          expect(split.clusters).toEqual({ search: search.size, gate: gate.size });
          for (const name of new Set(items.map((item) => item.intent))) {
            const own = (part: ReadonlySet<string | undefined>) =>
              [...part].filter((one) => one?.startsWith(`${name}/`)).length;
            expect(Math.min(own(search), own(gate))).toBeGreaterThanOrEqual(2);
          }
        },
      ),
    );
  });

  it('comes as near to the share as clusters of one size allow', () => {
    const items = [...intent('faq', 25, 8), ...intent('order', 10, 5)];
    const split = splitItems(items, { gateShare: 0.5, seed: 1 });
    // 12 or 13 clusters of 25.
    expect(Math.abs(share(items, split.gate, 'faq') - 0.5)).toBeCloseTo(0.02, 9);
    expect(share(items, split.gate, 'order')).toBeCloseTo(0.5, 9);
  });

  it('mends uneven clusters by moving and swapping them', () => {
    const sizes = [30, 7, 7, 7, 7, 2, 2, 2, 2, 2, 2, 2];
    const items = sizes.flatMap((size, cluster) =>
      Array.from({ length: size }, (_, at) => ({
        id: `${cluster}-${at}`,
        intent: 'faq',
        cluster: `c${cluster}`,
      })),
    );
    for (let seed = 0; seed < 20; seed++) {
      const split = splitItems(items, { gateShare: 0.5, seed });
      expect(Math.abs(share(items, split.gate, 'faq') - 0.5)).toBeLessThanOrEqual(1 / items.length + 1e-9);
    }
  });

  it('depends on the seed and not on the order of the items', () => {
    const items = [...intent('faq', 12, 3), ...intent('order', 9, 4)];
    const backwards = [...items].reverse();
    const ids = (of: readonly SplitItem[], part: readonly number[]) => part.map((at) => of[at]?.id).sort();
    const one = splitItems(items, { gateShare: 0.5, seed: 4 });
    const other = splitItems(backwards, { gateShare: 0.5, seed: 4 });
    expect(ids(backwards, other.gate)).toEqual(ids(items, one.gate));
    expect(other.sha256).toBe(one.sha256);
    const seeds = new Set([1, 2, 3, 4, 5].map((seed) => splitItems(items, { gateShare: 0.5, seed }).sha256));
    expect(seeds.size).toBe(5);
  });

  it('gives each cluster its chance: over 400 seeds it is held back about half the time', () => {
    const items = intent('faq', 10, 2);
    let held = 0;
    for (let seed = 0; seed < 400; seed++)
      held += splitItems(items, { gateShare: 0.5, seed }).gate.includes(0) ? 1 : 0;
    // Binomial(400, ½): 160 to 240 is four standard deviations.
    expect(held).toBeGreaterThan(160);
    expect(held).toBeLessThan(240);
  });

  it('names an intent that has too few clusters, and says when clusters say nothing', () => {
    const items = [...intent('faq', 6, 2), ...intent('order', 3, 10)];
    const split = splitItems(items, { gateShare: 0.5, seed: 1 });
    expect(split.problems).toEqual([expect.objectContaining({ code: 'too-few-clusters', intent: 'order' })]);
    expect(split.problems[0]?.message).toContain('order has 3 clusters');
    expect(split.notices).toEqual([]);
    expect(splitItems(intent('faq', 20, 1), { gateShare: 0.5, seed: 1 }).notices[0]).toContain(
      'cluster of its own',
    );
  });

  it('keeps the shares of all intents that a cluster spans', () => {
    const items = Array.from({ length: 80 }, (_, at) => ({
      id: `${at}`,
      intent: at % 2 === 0 ? 'faq' : 'order',
      cluster: `c${Math.floor(at / 4)}`,
    }));
    const split = splitItems(items, { gateShare: 0.3, seed: 2 });
    expect(share(items, split.gate, 'faq')).toBeCloseTo(0.3, 9);
    expect(share(items, split.gate, 'order')).toBeCloseTo(0.3, 9);
  });
});
