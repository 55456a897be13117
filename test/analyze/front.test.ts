import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FrontCandidate, nonDominated } from '../../src/analyze/index.js';
import type { Estimate } from '../../src/domain/index.js';

const figure = (value: number | null): Estimate => ({
  value,
  low: null,
  high: null,
  level: 0.95,
  method: 'given',
  n: 9,
});
const candidate = (
  name: string,
  quality: number | null,
  cost: number | null,
  p95: number | null,
): FrontCandidate => ({
  name,
  quality: figure(quality),
  costUsdPerSample: figure(cost),
  latencyMs: { p50: figure(null), p95: figure(p95), p99: figure(null) },
});
const names = (variants: readonly FrontCandidate[]) =>
  nonDominated(variants).front.map(({ variant }) => variant);

describe('front', () => {
  it('keeps what nothing beats, and names who dominates', () => {
    const variants = [
      candidate('best', 0.9, 10, 500),
      candidate('cheap', 0.7, 1, 500),
      candidate('beaten', 0.7, 2, 600),
      candidate('slow', 0.9, 10, 900),
    ];
    expect(names(variants)).toEqual(['best', 'cheap']);
    expect(Object.fromEntries(nonDominated(variants).dominatedBy)).toEqual({ beaten: 'cheap', slow: 'best' });
  });

  it('equal variants do not dominate each other', () => {
    expect(names([candidate('a', 0.5, 1, 9), candidate('b', 0.5, 1, 9)])).toEqual(['a', 'b']);
  });

  it('uses only objectives that all variants have', () => {
    const variants = [candidate('a', 0.9, 5, null), candidate('b', 0.8, 6, 100)];
    expect(names(variants)).toEqual(['a']);
    expect(nonDominated(variants).front[0]?.objectives).toEqual({ quality: 0.9, costUsdPerSample: 5 });
  });

  it('law 3: a variant without quality is not on the front, dominates nothing and takes no objective away', () => {
    const variants = [
      candidate('failed', null, null, null),
      candidate('a', 0.1, 5, 100),
      candidate('b', 0.2, 6, 100),
    ];
    expect(names(variants)).toEqual(['a', 'b']);
    expect(nonDominated(variants).dominatedBy.size).toBe(0);
  });

  it('names the dominating variant with the best quality, then the cheapest, then by name', () => {
    const worst = candidate('worst', 0.1, 9, 9);
    const dominator = (...others: FrontCandidate[]) =>
      nonDominated([...others, worst]).dominatedBy.get('worst');
    expect(dominator(candidate('low', 0.3, 1, 1), candidate('high', 0.4, 8, 8))).toBe('high');
    expect(dominator(candidate('dear', 0.4, 8, 1), candidate('cheap', 0.4, 2, 8))).toBe('cheap');
    expect(dominator(candidate('z', 0.4, 2, 2), candidate('y', 0.4, 2, 2))).toBe('y');
  });

  it('is exact: on the front ⇔ no other is nowhere worse and somewhere better; order does not matter', () => {
    const level = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(level, level, level), { minLength: 1, maxLength: 12 }), (rows) => {
        const variants = rows.map(([q, c, l], i) => candidate(`v${i}`, q, c, l));
        const front = new Set(names(variants));
        rows.forEach(([q, c, l], i) => {
          const beaten = rows.some(
            ([q2, c2, l2]) => q2 >= q && c2 <= c && l2 <= l && (q2 > q || c2 < c || l2 < l),
          );
          expect(front.has(`v${i}`)).toBe(!beaten);
        });
        expect(new Set(names([...variants].reverse()))).toEqual(front);
      }),
    );
  });
});
