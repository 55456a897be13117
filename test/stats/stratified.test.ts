import { describe, expect, it } from 'vitest';
import { combineStrata, estimateMean, partition } from '../../src/stats/index.js';
import { defined } from './expect-defined.js';

const a = {
  name: 'a',
  multiplier: 0.75,
  values: [1, 2, 4, 3],
  weights: [1, 1, 1, 1],
  clusters: [0, 1, 2, 3],
};
const b = { name: 'b', multiplier: 0.25, values: [10, 14, 11], weights: [1, 1, 1], clusters: [4, 5, 6] };

describe('combined strata', () => {
  it('is Σ multiplier · mean, with the strata’s errors combined', () => {
    const result = defined(combineStrata([a, b], { clusterCount: 7, level: 0.95 }));
    const [seA, seB] = [a, b].map(
      (s) => defined(defined(estimateMean(s.values, { level: 0.95 })).interval).se,
    );
    expect(result.value).toBeCloseTo(0.75 * 2.5 + 0.25 * (35 / 3), 12);
    expect(defined(result.interval).se).toBeCloseTo(Math.hypot(0.75 * (seA ?? 0), 0.25 * (seB ?? 0)), 12);
  });

  it('one stratum is the clustered mean itself', () => {
    const clusters = partition(['x', 'x', 'y', 'z']);
    const single = combineStrata([{ ...a, multiplier: 1, clusters: clusters.of }], {
      clusterCount: 3,
      level: 0.9,
    });
    const mean = defined(defined(estimateMean(a.values, { level: 0.9, clusters })).interval);
    expect(defined(defined(single).interval).low).toBeCloseTo(mean.low, 12);
    expect(defined(defined(single).interval).df).toBeCloseTo(2, 12);
  });

  it('a cluster that spans strata brings its covariance', () => {
    const apart = defined(
      combineStrata([a, { ...b, values: [10, 11, 14] }], { clusterCount: 7, level: 0.95 }),
    );
    const shared = defined(
      combineStrata([a, { ...b, values: [10, 11, 14], clusters: [0, 1, 2] }], {
        clusterCount: 7,
        level: 0.95,
      }),
    );
    expect(shared.value).toBe(apart.value);
    expect(defined(shared.interval).se).toBeGreaterThan(defined(apart.interval).se);
  });

  it('an empty stratum makes the figure undefined, a stratum of one cluster its interval', () => {
    expect(
      combineStrata([a, { ...b, values: [], weights: [], clusters: [] }], { clusterCount: 4, level: 0.95 }),
    ).toMatchObject({ state: 'undefined', reason: 'b: no scored sample' });
    const lonely = combineStrata([a, { ...b, clusters: [4, 4, 4] }], { clusterCount: 5, level: 0.95 });
    expect(defined(lonely).interval).toEqual({
      state: 'undefined',
      reason: 'b: one cluster has no standard error',
    });
  });
});
