import { describe, expect, it } from 'vitest';
import { measure, problemOf, sourceOf } from './world.js';

describe('a two-sided interval of a figure in [0, 1]', () => {
  const problem = problemOf();
  // Of four items in each intent one is far off: t intervals reach beyond the range on either side.
  const table = (config: number, _: number, item: number): readonly number[] => [
    config === 0 ? 0.1 : 40,
    item % 4 === 0 ? 0.6 : config === 0 ? 1 : 0.01,
    1,
  ];
  const source = sourceOf(problem, measure(problem, table));
  const quality = { figure: 'quality', fold: 'mean' } as const;
  const twoSided = { level: 0.95, sides: 2 } as const;

  it('ends where values end, in one intent and over all', () => {
    expect(source.estimate(0, 0, quality, twoSided)).toMatchObject({ value: 0.9, high: 1 });
    expect(source.estimate(1, 0, quality, twoSided).low).toBe(0);
    expect(source.combined([0, 0], quality, twoSided).high).toBe(1);
    expect(source.combined([1, 1], quality, twoSided).low).toBe(0);
  });

  it('is left as it is where no range is known', () => {
    // The same values under a figure without a range.
    const open = problemOf({ figures: problem.figures.map((one) => ({ ...one, range: 'any' as const })) });
    const estimate = sourceOf(open, measure(open, table)).estimate(0, 0, quality, twoSided);
    expect(estimate.high).toBeGreaterThan(1);
  });
});
