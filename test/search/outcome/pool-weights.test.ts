import { describe, expect, it } from 'vitest';
import { poolWeights } from '../../../src/search/outcome/index.js';
import type { MeasuredProblem, Point } from '../../../src/search/port.js';

const problem: Pick<MeasuredProblem, 'space' | 'strata'> = {
  space: {
    factors: [
      { name: 'chunks', kind: 'ordered', values: [0, 5] },
      { name: 'warmth', kind: 'real', min: 0, max: 1 },
    ],
    forbidden: [],
    narrowed: {},
  },
  strata: [
    { name: 'faq', share: 0.75 },
    { name: 'order', share: 0.25 },
  ],
};
const points: readonly Point[] = [
  { chunks: 0, warmth: 0.1 },
  { chunks: 5, warmth: 0.2 },
];

/** `counts[config][stratum]` observations of each. */
function origins(counts: readonly (readonly number[])[]) {
  const rows = counts.flatMap((own, config) =>
    own.flatMap((count, stratum) => Array.from({ length: count }, () => ({ config, stratum, weight: 1 }))),
  );
  return {
    config: rows.map(({ config }) => config),
    stratum: rows.map(({ stratum }) => stratum),
    weight: rows.map(({ weight }) => weight),
  };
}

function totals(of: ReturnType<typeof origins>, key: 'config' | 'stratum'): readonly number[] {
  const weights = poolWeights(of, problem, points);
  const sums = [0, 0];
  of[key].forEach((group, at) => {
    sums[group] = (sums[group] ?? 0) + (weights[at] ?? 0);
  });
  return sums;
}

describe('weights of a pool', () => {
  it('count strata by their share and measured levels alike, however many items each was measured on', () => {
    for (const counts of [
      [
        [10, 10],
        [10, 10],
      ],
      [
        [90, 3],
        [7, 11],
      ],
    ]) {
      const of = origins(counts);
      expect(totals(of, 'stratum')).toEqual([expect.closeTo(0.75, 6), expect.closeTo(0.25, 6)]);
      expect(totals(of, 'config')).toEqual([expect.closeTo(0.5, 6), expect.closeTo(0.5, 6)]);
    }
  });

  it('count a level by the strata where a configuration with it was measured', () => {
    const of = origins([
      [8, 0],
      [2, 6],
    ]);
    // In faq both levels, in order only chunks 5: ¾ · ½, and ¾ · ½ + ¼.
    expect(totals(of, 'config')).toEqual([expect.closeTo(0.375, 6), expect.closeTo(0.625, 6)]);
  });

  it('leave out strata that nothing was seen of', () => {
    const of = origins([
      [0, 4],
      [0, 12],
    ]);
    expect(totals(of, 'stratum')).toEqual([0, expect.closeTo(1, 6)]);
    expect(totals(of, 'config')).toEqual([expect.closeTo(0.5, 6), expect.closeTo(0.5, 6)]);
  });

  it('keep the items of a cell in proportion to their weight', () => {
    const of = { config: [0, 0, 1, 1], stratum: [0, 0, 0, 1], weight: [1, 3, 1, 1] };
    const weights = poolWeights(of, problem, points);
    expect((weights[1] ?? 0) / (weights[0] ?? 1)).toBeCloseTo(3, 9);
  });
});
