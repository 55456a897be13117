import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypervolume, hypervolumeSubset } from '../../../src/search/index.js';
import { gridPoints } from '../nsga2/arbitrary-points.js';

/** All choices of `size` indexes below `count`. */
function choices(count: number, size: number): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: count }, (_, last) => last).flatMap((last) =>
    choices(last, size - 1).map((rest) => [...rest, last]),
  );
}

const best = (points: readonly (readonly number[])[], size: number, reference: readonly number[]) =>
  Math.max(
    ...choices(points.length, size).map((indexes) =>
      hypervolume(
        indexes.map((index) => points[index] ?? []),
        reference,
      ),
    ),
  );

describe('hypervolume subset', () => {
  it('of two objectives is the best of all choices', () => {
    fc.assert(
      fc.property(gridPoints(2, 9), fc.integer({ min: 1, max: 4 }), (points, wanted) => {
        const size = Math.min(wanted, points.length);
        const { indexes, isExact } = hypervolumeSubset(points, [10, 10], size);
        expect(isExact).toBe(true);
        expect(indexes.length).toBeLessThanOrEqual(size);
        const volume = hypervolume(
          indexes.map((index) => points[index] ?? []),
          [10, 10],
        );
        expect(volume).toBe(best(points, size, [10, 10]));
      }),
    );
  });

  it('is exact where greedy choice is not', () => {
    // The middle point alone is best (16 of 25 against 13), but the two beside it are the best pair.
    const points = [
      [0, 3],
      [1, 1],
      [3, 0],
    ];
    expect(hypervolumeSubset(points, [5, 5], 1).indexes).toEqual([1]);
    const ends = [
      [0, 2.9],
      [2, 2],
      [2.9, 0],
    ];
    expect(hypervolumeSubset(ends, [5, 5], 1).indexes).toEqual([0]);
    expect(hypervolumeSubset(ends, [5, 5], 2).indexes).toEqual([0, 2]);
  });

  it('of three objectives reaches 1 − 1/e of the best', () => {
    fc.assert(
      fc.property(gridPoints(3, 8), fc.integer({ min: 1, max: 3 }), (points, wanted) => {
        const size = Math.min(wanted, points.length);
        const { indexes, isExact } = hypervolumeSubset(points, [10, 10, 10], size);
        expect(isExact).toBe(false);
        const volume = hypervolume(
          indexes.map((index) => points[index] ?? []),
          [10, 10, 10],
        );
        expect(volume).toBeGreaterThanOrEqual((1 - 1 / Math.E) * best(points, size, [10, 10, 10]));
      }),
      { numRuns: 50 },
    );
  });

  it('leaves out what adds nothing', () => {
    const points = [
      [1, 1],
      [1, 1],
      [2, 2],
      [9, 0],
    ];
    expect(hypervolumeSubset(points, [5, 5], 4).indexes).toEqual([0]);
    expect(
      hypervolumeSubset(
        points.map((point) => [...point, 0]),
        [5, 5, 5],
        4,
      ).indexes,
    ).toEqual([0]);
    expect(hypervolumeSubset([], [5, 5], 4).indexes).toEqual([]);
    expect(() => hypervolumeSubset(points, [5, 5], -1)).toThrow(RangeError);
  });
});
