import { describe, expect, it } from 'vitest';
import { kneeByDistance, kneeByTradeOff, normalise, scaleOf } from '../../../src/search/index.js';

const bent = [
  [0, 100],
  [1, 20],
  [4, 10],
  [10, 0],
];

describe('normalisation', () => {
  it('puts ideal and nadir of the non-dominated points at 0 and 1', () => {
    const scale = scaleOf([...bent, [50, 500]]);
    expect(scale).toEqual({ ideal: [0, 0], nadir: [10, 100] });
    expect(
      normalise(
        [
          [5, 25],
          [50, 500],
        ],
        scale,
      ),
    ).toEqual([
      [0.5, 0.25],
      [5, 5],
    ]);
  });

  it('an objective without range becomes 0', () => {
    const front = [
      [1, 7],
      [1, 7],
    ];
    expect(normalise(front, scaleOf(front))).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(() => scaleOf([])).toThrow(RangeError);
  });
});

describe('knees', () => {
  it('by distance: farthest below the line between the extremes', () => {
    // Normalised (0.1, 0.2): (1 − 0.3)/√2.
    expect(kneeByDistance(bent)).toEqual({ index: 1, sharpness: expect.closeTo(0.7 / Math.SQRT2, 12) });
  });

  it('by distance: in three objectives from the plane through the intercepts of the nadir', () => {
    const front = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [0.2, 0.2, 0.3],
    ];
    expect(kneeByDistance(front)).toEqual({ index: 3, sharpness: expect.closeTo(0.3 / Math.sqrt(3), 12) });
  });

  it('by distance: a straight or hollow front has none', () => {
    expect(
      kneeByDistance([
        [0, 0.3],
        [0.1, 0.2],
        [0.2, 0.1],
        [0.3, 0],
      ]),
    ).toBeNull();
    expect(
      kneeByDistance([
        [0, 1],
        [0.8, 0.8],
        [1, 0],
      ]),
    ).toBeNull();
    expect(
      kneeByDistance([
        [0, 1],
        [1, 0],
      ]),
    ).toBeNull();
    expect(
      kneeByDistance([
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
    ).toBeNull();
  });

  it('by trade-off: what is lost at least for a unit gained by leaving', () => {
    // From (0.1, 0.2): to (0, 1) 0.8 for 0.1, to (0.4, 0.1) 0.3 for 0.1, to (1, 0) 0.9 for 0.2.
    expect(kneeByTradeOff(bent)).toEqual({ index: 1, sharpness: expect.closeTo(3, 12) });
    expect(kneeByTradeOff([[1, 1]])).toBeNull();
    expect(
      kneeByTradeOff([
        [1, 1],
        [1, 1],
      ]),
    ).toBeNull();
  });

  it('do not depend on units', () => {
    const cents = bent.map(([a = 0, b = 0]) => [a * 100, b / 8]);
    expect(kneeByDistance(cents)?.index).toBe(1);
    expect(kneeByTradeOff(cents)?.index).toBe(1);
  });
});
