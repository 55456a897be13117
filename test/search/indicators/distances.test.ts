import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  additiveEpsilon,
  generationalDistance,
  generationalDistancePlus,
  invertedGenerationalDistance,
  invertedGenerationalDistancePlus,
} from '../../../src/search/index.js';
import { gridPoints } from '../nsga2/arbitrary-points.js';

describe('distances to a reference front', () => {
  it('reproduce the reference vector', () => {
    const front = [[2, 5]];
    const reference = [
      [1, 0],
      [0, 10],
    ];
    expect(generationalDistance(front, reference)).toBeCloseTo(Math.sqrt(26), 12);
    expect(invertedGenerationalDistance(front, reference)).toBeCloseTo(
      (Math.sqrt(26) + Math.sqrt(29)) / 2,
      12,
    );
    expect(invertedGenerationalDistancePlus(front, reference)).toBeCloseTo((Math.sqrt(26) + 2) / 2, 12);
    expect(generationalDistancePlus(front, reference)).toBe(2);
  });

  it('IGD is the mean-distance variant, not the root of the sum of squares over n', () => {
    const front = [
      [0.2, 0.3],
      [0.4, 0.5],
    ];
    const reference = [
      [0.1, 0.2],
      [0.3, 0.4],
    ];
    // pymoo and moocore 0.141421, jMetalPy 0.1.
    expect(invertedGenerationalDistance(front, reference)).toBeCloseTo(0.141421, 6);
  });

  it('are 0 for the reference itself, and the plus variants for anything better', () => {
    fc.assert(
      fc.property(gridPoints(3), (points) => {
        const better = points.map((point) => point.map((value) => value - 1));
        expect(generationalDistance(points, points)).toBe(0);
        expect(invertedGenerationalDistance(points, points)).toBe(0);
        expect(generationalDistancePlus(better, points)).toBe(0);
        expect(invertedGenerationalDistancePlus(better, points)).toBe(0);
        expect(additiveEpsilon(points, points)).toBeLessThanOrEqual(0);
        expect(additiveEpsilon(better, points)).toBeLessThanOrEqual(-1);
      }),
    );
  });

  it('IGD⁺ never gets worse when a point is added', () => {
    fc.assert(
      fc.property(gridPoints(2), gridPoints(2), gridPoints(2, 1), (front, reference, more) => {
        const before = invertedGenerationalDistancePlus(front, reference);
        expect(invertedGenerationalDistancePlus([...front, ...more], reference)).toBeLessThanOrEqual(before);
      }),
    );
  });

  it('additive ε is the shift that makes a front nowhere worse', () => {
    fc.assert(
      fc.property(gridPoints(2), gridPoints(2), (front, reference) => {
        const epsilon = additiveEpsilon(front, reference);
        const covers = (shift: number) =>
          reference.every((target) =>
            front.some((point) => point.every((value, axis) => value - shift <= (target[axis] ?? 0))),
          );
        expect([covers(epsilon), covers(epsilon - 1)]).toEqual([true, false]);
      }),
    );
  });

  it('need points in both sets, of one length', () => {
    expect(() => generationalDistance([], [[1, 2]])).toThrow(RangeError);
    expect(() => invertedGenerationalDistance([[1, 2]], [])).toThrow(RangeError);
    expect(() => additiveEpsilon([[1, 2]], [[1]])).toThrow(RangeError);
  });
});
