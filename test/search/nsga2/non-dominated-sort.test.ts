import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareConstrained,
  nonDominatedIndexes,
  nonDominatedRanks,
  pointSet,
  totalViolation,
} from '../../../src/search/index.js';
import { dominates, gridPoints } from './arbitrary-points.js';

/** Peels front after front off, by the definition. */
function peeledRanks(points: readonly (readonly number[])[]): number[] {
  const ranks = new Array<number>(points.length).fill(-1);
  for (let rank = 0; ranks.includes(-1); rank += 1) {
    const left = points.flatMap((point, index) => (ranks[index] === -1 ? [{ point, index }] : []));
    for (const { point, index } of left) {
      if (!left.some((other) => dominates(other.point, point))) ranks[index] = rank;
    }
  }
  return ranks;
}

describe('non-dominated sorting', () => {
  it('gives the ranks of the reference vector', () => {
    const points = pointSet([
      [1, 5],
      [2, 3],
      [2, 3],
      [3, 4],
      [4, 1],
      [5, 5],
      [1, 6],
      [4, 2],
    ]);
    expect([...nonDominatedRanks(points)]).toEqual([0, 0, 0, 1, 0, 2, 1, 1]);
    expect(nonDominatedIndexes(points)).toEqual([0, 1, 2, 4]);
  });

  it.each([1, 2, 3, 4])('agrees with peeling by the definition in %i objectives', (dimension) => {
    fc.assert(
      fc.property(gridPoints(dimension), (points) => {
        expect([...nonDominatedRanks(pointSet(points))]).toEqual(peeledRanks(points));
      }),
    );
  });

  it('takes infinite values and refuses what is no number', () => {
    const points = pointSet([
      [Number.NEGATIVE_INFINITY, 1],
      [0, Number.POSITIVE_INFINITY],
      [1, 0],
    ]);
    expect([...nonDominatedRanks(points)]).toEqual([0, 1, 0]);
    expect(() => pointSet([[Number.NaN, 1]])).toThrow(RangeError);
    expect(() => pointSet([[1, 2], [1]])).toThrow(RangeError);
  });
});

describe('constraint-first dominance', () => {
  const points = pointSet([
    [0, 0],
    [9, 9],
    [1, 1],
    [1, 1],
  ]);

  it('prefers the feasible, then the smaller violation, then dominates', () => {
    const violations = Float64Array.from([0.1, 0, 0, 5]);
    expect(compareConstrained(points, violations, 0, 1)).toBe(1);
    expect(compareConstrained(points, violations, 0, 3)).toBe(-1);
    expect(compareConstrained(points, violations, 2, 1)).toBe(-1);
  });

  it('sums violations, and counts what could not be evaluated as violated without bound', () => {
    expect(totalViolation([-3, 0.5, 0, 2])).toBe(2.5);
    expect(totalViolation([-1, Number.NaN])).toBe(Number.POSITIVE_INFINITY);
  });
});
