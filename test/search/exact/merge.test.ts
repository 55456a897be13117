import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontIndexes } from '../../../src/search/exact/front.js';
import { type Combination, mergeFronts } from '../../../src/search/exact/merge.js';
import { pointSet } from '../../../src/search/nsga2/index.js';

type Row = readonly number[];

const dominates = (a: Row, b: Row): boolean =>
  a.every((value, at) => value <= (b[at] ?? 0)) && a.some((value, at) => value < (b[at] ?? 0));

const bruteFront = (rows: readonly Row[]): Row[] =>
  rows.filter((row) => !rows.some((other) => dominates(other, row)));

const distinct = (rows: readonly Row[]): string[] => [...new Set(rows.map((row) => row.join(' ')))].sort();

const rowsOf = (dimension: number, most: number) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: dimension, maxLength: dimension }), {
    minLength: 1,
    maxLength: most,
  });

const readRows = ({ values, count, dimension }: { values: Float64Array; count: number; dimension: number }) =>
  Array.from({ length: count }, (_, row) => [...values.subarray(row * dimension, (row + 1) * dimension)]);

describe('the front of enumerated points', () => {
  it.each([1, 2, 3, 4])('is what brute force finds with %i objectives, ties kept or not', (dimension) => {
    fc.assert(
      fc.property(rowsOf(dimension, 40), (rows) => {
        const points = pointSet(rows);
        const expected = bruteFront(rows);
        const all = [...frontIndexes(points, { ties: 'all' })].map((row) => rows[row] ?? []);
        const first = [...frontIndexes(points)].map((row) => rows[row] ?? []);
        expect(all.map((row) => row.join(' ')).sort()).toEqual(expected.map((row) => row.join(' ')).sort());
        expect(first.map((row) => row.join(' ')).sort()).toEqual(distinct(expected));
      }),
    );
  });
});

describe('merging fronts of strata', () => {
  const combined = (choice: readonly Row[], combine: readonly Combination[]): Row =>
    combine.map((how, at) =>
      how === 'max' || how === 'min'
        ? Math[how](...choice.map((row) => row[at] ?? 0))
        : choice.reduce((sum, row) => sum + (row[at] ?? 0), 0),
    );
  const everyChoice = (strata: readonly (readonly Row[])[]): Row[][] =>
    strata.reduce<Row[][]>((heads, rows) => heads.flatMap((head) => rows.map((row) => [...head, row])), [[]]);

  it.each<[string, readonly Combination[]]>([
    ['two sums', ['sum', 'sum']],
    ['a sum and a maximum', ['sum', 'max']],
    ['three sums', ['sum', 'sum', 'sum']],
    ['four objectives', ['sum', 'max', 'sum', 'max']],
  ])('is the front of all choices for %s', (_, combine) => {
    fc.assert(
      fc.property(fc.array(rowsOf(combine.length, 6), { minLength: 1, maxLength: 4 }), (strata) => {
        const merged = mergeFronts(
          strata.map((rows) => pointSet(rows)),
          { combine },
        );
        const expected = bruteFront(everyChoice(strata).map((choice) => combined(choice, combine)));
        expect(distinct(readRows(merged.points))).toEqual(distinct(expected));
        for (let at = 0; at < merged.points.count; at++) {
          const rows = [...merged.choice(at)].map((row, stratum) => strata[stratum]?.[row] ?? []);
          expect(combined(rows, combine)).toEqual(readRows(merged.points)[at]);
        }
        expect([...merged.errorBound]).toEqual(combine.map(() => 0));
      }),
    );
  });

  it.each<[string, readonly Combination[]]>([
    ['two sums', ['sum', 'sum']],
    ['three sums', ['sum', 'sum', 'sum']],
    ['two sums and a maximum', ['sum', 'sum', 'max']],
    // Here the pairs themselves are put on a grid before they are compared.
    ['four objectives', ['sum', 'sum', 'max', 'min']],
  ])('keeps its error bound when it may carry a few points only: %s', (_, combine) => {
    fc.assert(
      fc.property(
        fc.array(rowsOf(combine.length, 8), { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 2, max: 6 }),
        (strata, limit) => {
          const merged = mergeFronts(
            strata.map((rows) => pointSet(rows)),
            { combine, limit },
          );
          expect(merged.points.count).toBeLessThanOrEqual(limit);
          const kept = readRows(merged.points);
          kept.forEach((row, at) => {
            const rows = [...merged.choice(at)].map((chosen, stratum) => strata[stratum]?.[chosen] ?? []);
            expect(combined(rows, combine)).toEqual(row);
          });
          for (const choice of everyChoice(strata)) {
            const target = combined(choice, combine);
            const isCovered = kept.some((row) =>
              row.every((value, at) => value <= (target[at] ?? 0) + (merged.errorBound[at] ?? 0) + 1e-9),
            );
            expect(isCovered).toBe(true);
          }
        },
      ),
    );
  });

  it('says how much pruning inside the strata leaves', () => {
    const merged = mergeFronts([
      pointSet([
        [0, 2],
        [1, 1],
        [2, 2],
      ]),
      pointSet([
        [0, 0],
        [5, 5],
      ]),
    ]);
    expect(merged.pruned).toEqual([2, 1]);
    expect(merged.sizes).toEqual([2, 2]);
  });
});
