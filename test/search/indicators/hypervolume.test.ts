import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hypervolume,
  hypervolumeContributions,
  permutationAt,
  randomKey,
} from '../../../src/search/index.js';
import { hypervolumeWfg } from '../../../src/search/indicators/hypervolume-wfg.js';
import { gridPoints } from '../nsga2/arbitrary-points.js';

/** Cells of the unit grid up to 10 in every objective that some point dominates: the volume by counting. */
function counted(points: readonly (readonly number[])[], dimension: number): number {
  let cells = 0;
  for (let cell = 0; cell < 10 ** dimension; cell += 1) {
    const corner = Array.from({ length: dimension }, (_, axis) => Math.floor(cell / 10 ** axis) % 10);
    if (points.some((point) => point.every((value, axis) => value <= (corner[axis] ?? 0)))) cells += 1;
  }
  return cells;
}

const tens = (dimension: number) => new Array<number>(dimension).fill(10);

describe('hypervolume', () => {
  it('of the reference vector is 10', () => {
    expect(
      hypervolume(
        [
          [1, 2, 3],
          [2, 1, 3],
          [3, 3, 1],
        ],
        [4, 4, 4],
      ),
    ).toBe(10);
  });

  it.each([1, 2, 3, 4])('is the number of unit cells dominated, in %i dimensions', (dimension) => {
    fc.assert(
      fc.property(gridPoints(dimension, 12), (points) => {
        expect(hypervolume(points, tens(dimension))).toBe(counted(points, dimension));
      }),
      { numRuns: dimension === 4 ? 20 : 100 },
    );
  });

  it('is the same in n dimensions as in two and three when the others are constant', () => {
    fc.assert(
      fc.property(gridPoints(3), (points) => {
        const volume = hypervolume(points, tens(3));
        expect(
          hypervolume(
            points.map((point) => [...point, 9]),
            tens(4),
          ),
        ).toBe(volume);
        expect(
          hypervolume(
            points.map((point) => [8, ...point, 9]),
            tens(5),
          ),
        ).toBe(2 * volume);
        const area = hypervolume(
          points.map(([x = 0, y = 0]) => [x, y]),
          tens(2),
        );
        expect(
          hypervolume(
            points.map(([x = 0, y = 0]) => [x, y, 9]),
            tens(3),
          ),
        ).toBe(area);
        expect(
          hypervolume(
            points.map(([x = 0, y = 0]) => [9, x, y, 9]),
            tens(4),
          ),
        ).toBe(area);
      }),
    );
  });

  it.each([2, 3, 4, 5])(
    'does not depend on the order of points and objectives, in %i dimensions',
    (dimension) => {
      fc.assert(
        fc.property(gridPoints(dimension, 15), fc.integer(), (points, seed) => {
          const order = permutationAt(randomKey(seed, 0), points.length);
          const axes = permutationAt(randomKey(seed, 1), dimension);
          const shuffled = [...order].map((index) => [...axes].map((axis) => points[index]?.[axis] ?? 0));
          expect(hypervolume(shuffled, tens(dimension))).toBe(hypervolume(points, tens(dimension)));
        }),
        { numRuns: 50 },
      );
    },
  );

  it('grows with every point that is not dominated and with no other', () => {
    fc.assert(
      fc.property(gridPoints(3), fc.array(fc.nat(8), { minLength: 3, maxLength: 3 }), (points, added) => {
        const isCovered = points.some((point) => point.every((value, axis) => value <= (added[axis] ?? 0)));
        const gain = hypervolume([...points, added], tens(3)) - hypervolume(points, tens(3));
        expect(isCovered ? gain === 0 : gain > 0).toBe(true);
      }),
    );
  });

  it('of 200 points of the sphere agrees with the recursion of four dimensions', () => {
    const points = Array.from({ length: 200 }, (_, at) => {
      const a = (Math.PI / 2) * ((at * 0.618034) % 1);
      const b = (Math.PI / 2) * (at / 199);
      return [Math.cos(a) * Math.cos(b), Math.cos(a) * Math.sin(b), Math.sin(a)];
    });
    const sliced = hypervolumeWfg(
      points.map((point) => [...point, 0]),
      [1.1, 1.1, 1.1, 1],
    );
    expect(hypervolume(points, [1.1, 1.1, 1.1])).toBeCloseTo(sliced, 12);
  });

  it('counts only what is below the reference', () => {
    expect(hypervolume([], [1, 1])).toBe(0);
    expect(
      hypervolume(
        [
          [1, 0],
          [0, 2],
          [Number.POSITIVE_INFINITY, 0],
        ],
        [1, 1],
      ),
    ).toBe(0);
    expect(
      hypervolume(
        [
          [0.5, 0.5],
          [-1, 1],
        ],
        [1, 1],
      ),
    ).toBe(0.25);
  });

  it('refuses what has no volume', () => {
    expect(() => hypervolume([[0, Number.NaN]], [1, 1])).toThrow(/point 0/);
    expect(() => hypervolume([[0, 0], [0]], [1, 1])).toThrow(/point 1/);
    expect(() => hypervolume([[Number.NEGATIVE_INFINITY, 0]], [1, 1])).toThrow(/without bound/);
    expect(() => hypervolume([[0, 0]], [1, Number.POSITIVE_INFINITY])).toThrow(/reference/);
  });
});

describe('contributions', () => {
  it.each([2, 3, 4])('are what the hypervolume loses without the point, in %i dimensions', (dimension) => {
    fc.assert(
      fc.property(gridPoints(dimension, 12), (points) => {
        const all = hypervolume(points, tens(dimension));
        const without = points.map((_, left) =>
          hypervolume(
            points.filter((_point, index) => index !== left),
            tens(dimension),
          ),
        );
        expect(hypervolumeContributions(points, tens(dimension))).toEqual(
          without.map((volume) => all - volume),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('a point beyond the reference adds nothing', () => {
    expect(
      hypervolumeContributions(
        [
          [0, 0],
          [2, -1],
        ],
        [1, 1],
      ),
    ).toEqual([1, 0]);
  });
});
