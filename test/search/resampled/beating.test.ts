import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBeaten } from '../../../src/search/indicators/index.js';
import { createBeating } from '../../../src/search/resampled/beating.js';

const COMBINE = ['sum', 'sum', 'max'] as const;

/** Whether any combination beats the row: by listing all of them. */
function byListing(
  lists: readonly (readonly (readonly number[])[])[],
  row: Float64Array,
  margins: Float64Array,
): boolean {
  let combined: readonly (readonly number[])[] = [[0, 0, Number.NEGATIVE_INFINITY]];
  for (const list of lists) {
    combined = combined.flatMap((left) =>
      list.map((part) => [
        (left[0] ?? 0) + (part[0] ?? 0),
        (left[1] ?? 0) + (part[1] ?? 0),
        Math.max(left[2] ?? 0, part[2] ?? 0),
      ]),
    );
  }
  return combined.some((rival) => isBeaten(row, Float64Array.from(rival), margins));
}

describe('a row that some combination beats', () => {
  it('is found as by listing all combinations', () => {
    const part = fc.tuple(
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 0, max: 5 }),
    );
    const list = fc.array(part, { minLength: 1, maxLength: 5 });
    const lists = fc.array(list, { minLength: 1, maxLength: 4 });
    const seen = { beaten: 0, stands: 0 };
    fc.assert(
      fc.property(lists, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (parts, x, y) => {
        const row = Float64Array.of(x, y, 3);
        const margins = Float64Array.of(1, 1.5, 0.5);
        const points = parts.map((rows) => ({
          values: Float64Array.from(rows.flat()),
          count: rows.length,
          dimension: 3,
        }));
        const verdict = createBeating({
          lists: points,
          combine: COMBINE,
          margins,
          limits: [],
          counts: () => true,
        });
        const expected = byListing(parts, row, margins) ? 'beaten' : 'stands';
        seen[expected]++;
        expect(verdict(row)).toBe(expected);
      }),
      { numRuns: 400, seed: 11 },
    );
    expect(Math.min(seen.beaten, seen.stands)).toBeGreaterThan(20);
  });

  it('is not beaten by what a limit or a constraint keeps out', () => {
    const lists = [{ values: Float64Array.of(1, 5, 2, 1), count: 2, dimension: 2 }];
    const contest = { lists, combine: ['sum', 'sum'] as const, margins: Float64Array.of(0.1) };
    const row = Float64Array.of(3);
    const counts = (): boolean => true;
    expect(createBeating({ ...contest, limits: [0.5], counts })(row)).toBe('stands');
    expect(createBeating({ ...contest, limits: [2], counts })(row)).toBe('beaten');
    expect(createBeating({ ...contest, limits: [2], counts: () => false })(row)).toBe('stands');
    expect(createBeating({ ...contest, limits: [9], counts: ([at]) => at === 0 })(row)).toBe('beaten');
  });
});
