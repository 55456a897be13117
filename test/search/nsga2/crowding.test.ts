import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  crowdingDistances,
  crowdingPruning,
  nearestNeighbourPruning,
  pointSet,
  randomKey,
  sequentialPruning,
  truncateOnce,
} from '../../../src/search/index.js';
import { gridPoints } from './arbitrary-points.js';

const distances = (points: readonly (readonly number[])[]) => [...crowdingDistances(pointSet(points))];
const INFINITE = Number.POSITIVE_INFINITY;

describe('crowding distance', () => {
  it('is the mean over the objectives (reference vectors)', () => {
    expect(
      distances([
        [0, 0],
        [0.5, 50],
        [1, 100],
      ]),
    ).toEqual([INFINITE, 1, INFINITE]);
    expect(
      distances([
        [1, 1],
        [1, 1],
        [0.5, 1.5],
        [0, 2],
      ]),
    ).toEqual([INFINITE, 0, 1, INFINITE]);
    expect(
      distances([
        [1, 1.5, 0.5, 1],
        [1, 0.5, 1.5, 1],
        [1, 0, 2, 1.5],
      ]),
    ).toEqual([INFINITE, 0.75, INFINITE]);
  });

  it('does not depend on the units of the objectives', () => {
    fc.assert(
      fc.property(gridPoints(3), (points) => {
        const scaled = points.map(([a = 0, b = 0, c = 0]) => [4 * a - 8, b / 2, 1024 * c]);
        expect(distances(scaled)).toEqual(distances(points));
      }),
    );
  });

  it('a point alone is not crowded, infinite neighbours do not spoil the rest', () => {
    expect(distances([[3, 4]])).toEqual([INFINITE]);
    const found = distances([
      [0, INFINITE],
      [1, 3],
      [2, 2],
      [3, 1],
      [4, Number.NEGATIVE_INFINITY],
    ]);
    expect(found[2]).toBe((2 / 4 + 2 / 2) / 2);
    expect(found.every((value) => !Number.isNaN(value))).toBe(true);
  });
});

/** Takes the most crowded point out and measures all others anew from scratch, ranges being those of the front. */
function prunedByCrowding(points: readonly (readonly number[])[], keep: number): number[] {
  const axes = points[0]?.map((_, axis) => axis) ?? [];
  const column = (axis: number, of: readonly number[]) => of.map((index) => points[index]?.[axis] ?? 0);
  const all = points.map((_, index) => index);
  const ranges = axes.map((axis) => Math.max(...column(axis, all)) - Math.min(...column(axis, all)));
  let left = all;
  while (left.length > keep) {
    const measured = left.map((index) => {
      const sum = axes.reduce((total, axis) => {
        const range = ranges[axis] ?? 0;
        if (range === 0) return total;
        const order = [...left].sort((a, b) => (points[a]?.[axis] ?? 0) - (points[b]?.[axis] ?? 0) || a - b);
        const at = order.indexOf(index);
        const [low, high] = [order[at - 1], order[at + 1]];
        if (low === undefined || high === undefined) return INFINITE;
        return total + ((points[high]?.[axis] ?? 0) - (points[low]?.[axis] ?? 0)) / range;
      }, 0);
      return { index, crowding: sum / axes.length };
    });
    const least = Math.min(...measured.map(({ crowding }) => crowding));
    const crowded = measured.filter(({ crowding }) => crowding === least);
    // The law leaves ties open: the test takes only fronts where there are none that matter.
    if (crowded.length > 1) return [];
    left = left.filter((index) => index !== crowded[0]?.index);
  }
  return left;
}

/** As above with the product of the three smallest distances, the ends of the front aside; null where points tie. */
function prunedByNeighbours(points: readonly (readonly number[])[], keep: number): number[] | null {
  const axes = [0, 1, 2];
  const ends = axes
    .map((axis) => points.map((point) => point[axis] ?? 0))
    .map((all) => [Math.min(...all), Math.max(...all)]);
  const shared = axes.some((axis) =>
    ends[axis]?.some((end) => points.filter((point) => point[axis] === end).length > 1),
  );
  if (shared) return null;
  const isEnd = (point: readonly number[]) => axes.some((axis) => ends[axis]?.includes(point[axis] ?? 0));
  const scaled = points.map((point) =>
    axes.map((axis) => (point[axis] ?? 0) / ((ends[axis]?.[1] ?? 0) - (ends[axis]?.[0] ?? 0))),
  );
  const apart = (a: number, b: number) =>
    Math.sqrt(
      axes.reduce((sum, axis) => sum + ((scaled[a]?.[axis] ?? 0) - (scaled[b]?.[axis] ?? 0)) ** 2, 0),
    );
  let left = points.map((_, index) => index);
  while (left.length > keep) {
    const measured = left
      .filter((index) => !isEnd(points[index] ?? []))
      .map((index) => {
        const distances = left.filter((other) => other !== index).map((other) => apart(index, other));
        const nearest = distances.sort((a, b) => a - b).slice(0, 3);
        return { index, product: nearest.reduce((product, distance) => product * distance, 1) };
      })
      .sort((a, b) => a.product - b.product);
    const [first, second] = measured;
    const isClear =
      first !== undefined && !(second !== undefined && second.product <= first.product * 1.000001);
    if (!isClear) return null;
    left = left.filter((index) => index !== first.index);
  }
  return left;
}

describe('sequential pruning', () => {
  it.each([2, 3])('agrees with measuring all points anew after each removal, %i objectives', (dimension) => {
    const coordinate = fc.double({ min: 0, max: 1, noNaN: true });
    const points = fc.uniqueArray(fc.array(coordinate, { minLength: dimension, maxLength: dimension }), {
      minLength: 2,
      maxLength: 30,
      selector: (point) => point.join(),
    });
    let compared = 0;
    fc.assert(
      fc.property(points, fc.nat(), (front, share) => {
        const keep = 1 + (share % front.length);
        const expected = prunedByCrowding(front, keep);
        if (expected.length === 0) return;
        compared += 1;
        expect([...crowdingPruning(pointSet(front), keep, randomKey(1))]).toEqual(expected);
      }),
      { numRuns: 200 },
    );
    expect(compared).toBeGreaterThan(20);
  });

  it('by nearest neighbours agrees with the definition', () => {
    const coordinate = fc.nat(1_000_000);
    const points = fc.array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 8, maxLength: 25 });
    let compared = 0;
    fc.assert(
      fc.property(points, fc.nat(), (front, share) => {
        const keep = 7 + (share % (front.length - 7));
        const expected = prunedByNeighbours(front, keep);
        if (expected === null) return;
        compared += 1;
        expect([...sequentialPruning(pointSet(front), keep, randomKey(1))]).toEqual(expected);
      }),
      { numRuns: 200 },
    );
    expect(compared).toBeGreaterThan(20);
  });

  it('keeps the ends, and drops repeated points first', () => {
    const front = [
      [0, 4],
      [1, 2],
      [1, 2],
      [2, 1],
      [4, 0],
      [4, 0],
    ];
    expect([...sequentialPruning(pointSet(front), 4, randomKey(1))]).toEqual([0, 1, 3, 4]);
    expect([...sequentialPruning(pointSet(front), 2, randomKey(1))]).toEqual([0, 4]);
  });

  it.each([
    ['crowdingPruning', crowdingPruning],
    ['nearestNeighbourPruning', nearestNeighbourPruning],
    ['truncateOnce', truncateOnce],
  ])('%s keeps as many as asked for, in order, by the key where points tie', (_, truncate) => {
    fc.assert(
      fc.property(gridPoints(2), fc.nat(), fc.integer(), (points, share, seed) => {
        const keep = share % (points.length + 1);
        const kept = [...truncate(pointSet(points), keep, randomKey(seed))];
        expect(kept).toHaveLength(keep);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
      }),
    );
    const square = pointSet(Array.from({ length: 30 }, () => [1, 1]));
    const choices = [1, 2, 3].map((seed) => truncate(square, 10, randomKey(seed)).join());
    expect(new Set(choices).size).toBe(3);
  });

  it('spreads survivors more evenly than measuring once', () => {
    // Twenty points close together in the middle of an even front: measured once, all of them go.
    const dense = Array.from({ length: 20 }, (_, at) => 0.5 + (at - 9.5) / 1000);
    const even = Array.from({ length: 21 }, (_, at) => at / 20).filter((x) => Math.abs(x - 0.5) > 0.1);
    const front = pointSet([...even, ...dense].map((x) => [x, 1 - x]));
    const middle = (kept: Int32Array) => [...kept].filter((index) => index >= even.length).length;
    expect(middle(truncateOnce(front, even.length, randomKey(1)))).toBeLessThan(3);
    expect(middle(sequentialPruning(front, even.length + 3, randomKey(1)))).toBe(3);
  });
});
