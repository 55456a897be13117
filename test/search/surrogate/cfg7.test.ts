import { describe, expect, it } from 'vitest';
import {
  cfg7Problem,
  exactFigures,
  LEVELS,
  levelsAt,
  logit7,
  POINTS,
  sigmoid,
} from '../../../bench/parts/search/cfg7.js';
import { laws } from '../../../bench/parts/search/laws.js';
import { truthOf } from '../../../bench/parts/search/truth.js';
import { modelledFigures } from '../../../src/search/surrogate/belief.js';

// Check values of the benchmark's definition: (1 − q, cost, latency) and both constraints at three points. Its text gives
// 0.1323858893 for the last quality; two programs written from its formulas give 0.1323859193, and its front to ten digits.
const CHECKED = [
  { at: [0, 0, 0, 0, 0, 0, 0], objectives: [0.8021838886, 0.22, 1.5436363636], g: [0.11, -0.9] },
  {
    at: [4, 2, 3, 4, 2, 2, 1],
    objectives: [0.0701531842, 11.853, 8.2353863636],
    g: [-0.0553463547, -0.1470833333],
  },
  {
    at: [5, 1, 2, 6, 3, 3, 4],
    objectives: [0.1323859193, 3.0536, 5.1111666667],
    g: [-0.0450340691, -0.1283333333],
  },
];

describe('CFG-7', () => {
  it.each(CHECKED)('has the values of its definition at $at', ({ at, objectives, g }) => {
    const { cost, latency, g1, g2 } = exactFigures(at);
    const found = [1 - sigmoid(logit7(at)), cost, latency, g1, g2];
    for (const [i, value] of [...objectives, ...g].entries()) expect(found[i]).toBeCloseTo(value, 9);
  });

  it('numbers its points in lexicographic order', () => {
    expect(POINTS).toBe(272_160);
    expect(levelsAt(0)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(levelsAt(POINTS - 1)).toEqual(LEVELS.map((count) => count - 1));
    expect(levelsAt(8)).toEqual([0, 0, 0, 0, 0, 1, 0]);
  });

  it('has the true front of its definition', () => {
    const [given] = laws(50);
    if (given === undefined) throw new Error('no law');
    const truth = truthOf(given, 50);
    expect(truth.feasible).toBe(156_620);
    expect(truth.front.length).toBe(334);
    expect(truth.hypervolume).toBeCloseTo(1.1977682133, 9);
    for (const [axis, value] of [0.0533463013, 0.286, 1.5766363636].entries()) {
      expect(truth.ideal[axis]).toBeCloseTo(value, 9);
    }
    for (const [axis, value] of [0.8069483283, 13.065, 8.5090909091].entries()) {
      expect(truth.nadir[axis]).toBeCloseTo(value, 9);
    }
  });

  it('leaves quality alone to be measured', () => {
    expect(modelledFigures(cfg7Problem(50), { p: 0, m: 0, f: 0, k: 0, h: 0, t: 0, c: 0 })).toEqual([
      'quality',
    ]);
  });
});
