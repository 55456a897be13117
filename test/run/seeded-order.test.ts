import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SampleMeta } from '../../src/domain/index.js';
import { partOf, seededOrder } from '../../src/run/index.js';

interface Row {
  readonly kind: 'golden' | 'adversarial';
  readonly cluster: number;
  readonly included: boolean;
}

function metasOf(rows: readonly Row[]): readonly { count: number; metas: () => Iterable<SampleMeta> }[] {
  return (['golden', 'adversarial'] as const).map((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    return {
      count: own.length,
      metas: () =>
        own.map(
          ({ cluster }, at): SampleMeta => ({
            id: `${kind}-${at}`,
            dataset: kind,
            datasetKind: kind,
            intent: 'faq',
            cluster: `c${cluster}`,
            tags: [],
            weight: 1,
          }),
        ),
    };
  });
}
const sorted = (rows: readonly Row[]) => [
  ...rows.filter(({ kind }) => kind === 'golden'),
  ...rows.filter(({ kind }) => kind === 'adversarial'),
];
const row = fc.record({
  kind: fc.constantFrom('golden' as const, 'adversarial' as const),
  cluster: fc.integer({ min: 0, max: 5 }),
  included: fc.boolean(),
});

describe('the seeded order of a run that may stop early', () => {
  test('takes every included sample once, adversarial ones first (law 9) and clusters whole', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.integer({ min: 0, max: 1000 }), (rows, seed) => {
        const all = sorted(rows);
        const included = Uint8Array.from(all, (one) => Number(one.included));
        const { positions, adversarial, ends } = seededOrder(metasOf(rows), { included, seed });
        expect([...positions].sort((a, b) => a - b)).toEqual(
          all.flatMap((one, at) => (one.included ? [at] : [])),
        );
        expect([...positions].slice(0, adversarial).every((at) => all[at]?.kind === 'adversarial')).toBe(
          true,
        );
        expect([...positions].slice(adversarial).every((at) => all[at]?.kind === 'golden')).toBe(true);
        const before = (end: number) =>
          new Set([...positions].slice(adversarial, end).map((at) => all[at]?.cluster));
        for (const end of ends) {
          const later = [...positions].slice(end).map((at) => all[at]?.cluster);
          expect(later.some((cluster) => before(end).has(cluster))).toBe(false);
        }
      }),
    );
  });

  test('is the same for the same seed, and another for another (law 6)', () => {
    const rows = Array.from(
      { length: 30 },
      (_, cluster): Row => ({ kind: 'golden', cluster, included: true }),
    );
    const included = new Uint8Array(30).fill(1);
    const order = (seed: number) => [...seededOrder(metasOf(rows), { included, seed }).positions];
    expect(order(42)).toEqual(order(42));
    expect(order(42)).not.toEqual(order(43));
    expect(order(42)).not.toEqual(rows.map((_, at) => at));
  });

  test('includes the first of it and nothing else', () => {
    const rows = Array.from(
      { length: 6 },
      (_, cluster): Row => ({ kind: 'golden', cluster, included: true }),
    );
    const order = seededOrder(metasOf(rows), { included: new Uint8Array(6).fill(1), seed: 1 });
    const mask = partOf(order, { to: 4, size: 6 });
    expect(mask.reduce((sum, bit) => sum + bit, 0)).toBe(4);
    for (const at of order.positions.subarray(0, 4)) expect(mask[at]).toBe(1);
  });
});
