import { describe, expect, it } from 'vitest';
import { leastForUpperBound, percentileEstimate } from '../../../src/search/outcome/index.js';
import { createRng } from '../../../src/stats/index.js';
import { measure, problemOf, sourceOf } from './world.js';

const upTo = (n: number) => Array.from({ length: n }, (_, at) => at + 1);
const alike = (n: number) => new Float64Array(n).fill(1);

describe('percentiles of latency', () => {
  it('take the order statistics of the binomial where observations are independent', () => {
    // n = 1000, p = .95, 95 %: ranks 936 and 964 (binom.ppf(.025), binom.ppf(.975) + 1; scipy 1.17).
    const estimate = percentileEstimate(
      { values: upTo(1000), weights: alike(1000), clusters: upTo(1000) },
      'p95',
      {
        level: 0.95,
        sides: 2,
      },
    );
    expect([estimate.low, estimate.high]).toEqual([936, 964]);
  });

  it('bound p99 from above one-sidedly from 299 observations on: 0.99^299 < 0.05', () => {
    const high = (n: number) =>
      percentileEstimate({ values: upTo(n), weights: alike(n), clusters: upTo(n) }, 'p99', {
        level: 0.95,
        sides: 1,
      }).high;
    expect(high(298)).toBeNull();
    expect(high(299)).toBe(299);
  });

  it('have an upper bound from as many observations on as are said to be needed at least, at any level', () => {
    for (const fold of ['p50', 'p95', 'p99'] as const) {
      for (const level of [0.8, 0.9, 0.95, 0.975, 0.99, 0.999]) {
        const least = leastForUpperBound(fold, level);
        const high = (n: number) =>
          percentileEstimate({ values: upTo(n), weights: alike(n), clusters: upTo(n) }, fold, {
            level,
            sides: 1,
          }).high;
        expect(high(least), `${fold} at ${level}`).toBe(least);
        if (least > 1) expect(high(least - 1), `${fold} at ${level}`).toBeNull();
      }
    }
    expect([leastForUpperBound('p95', 0.95), leastForUpperBound('p99', 0.95)]).toEqual([59, 299]);
  });

  it('do not count repeats of one sample as new evidence', () => {
    // Ten observations of each of 100 samples, all ten alike: worth 100.
    const values = upTo(1000).map((at) => at % 100);
    const clusters = upTo(1000).map((at) => at % 100);
    const estimate = percentileEstimate({ values, weights: alike(values.length), clusters }, 'p99', {
      level: 0.95,
      sides: 1,
    });
    expect(estimate.high).toBeNull();
    expect(estimate.reason).toContain('independent');
  });

  it('hold their one-sided level for clustered observations', () => {
    let covered = 0;
    const worlds = 400;
    for (let world = 0; world < worlds; world++) {
      const rng = createRng(11, world);
      const values: number[] = [];
      const clusters: number[] = [];
      for (let cluster = 0; cluster < 120; cluster++) {
        const shift = rng();
        for (let at = 0; at < 8; at++) {
          values.push(0.5 * shift + 0.5 * rng());
          clusters.push(cluster);
        }
      }
      const { high } = percentileEstimate({ values, weights: alike(values.length), clusters }, 'p95', {
        level: 0.95,
        sides: 1,
      });
      // The mean of two uniforms: F(x) = 1 − 2(1 − x)² above ½, so its p95 is 1 − √.025.
      if (high !== null && high >= 1 - Math.sqrt(0.025)) covered++;
    }
    expect(covered / worlds).toBeGreaterThanOrEqual(0.92);
  });

  it('pool the observations of all configurations that share what decides them', () => {
    const problem = problemOf();
    const source = sourceOf(
      problem,
      measure(problem, (config, _, item) => [1, 0.5, 1000 * config + item]),
    );
    const estimate = source.estimate(1, 0, { figure: 'latencyMs', fold: 'p50' }, { level: 0.95, sides: 2 });
    expect(estimate.n).toBe(problem.items.length);
    // Items 1000 to 1003 have a share of ¾, 1004 to 1007 one of ¼: Kish's n* is 6.4, and of the window
    // [.421875, .578125] a tenth lies above .5625, the share up to 1002.
    expect(estimate.value).toBeCloseTo(1002.1, 9);
  });
});
