import { describe, expect, it } from 'vitest';
import { remeasure } from '../../../src/search/honest/index.js';
import type { FrontMember, MeasuredCell, MeasuredProblem } from '../../../src/search/port.js';
import { createRng } from '../../../src/stats/index.js';
import { itemsOf, points, problemOf, value } from '../outcome/world.js';

const member = (configs: readonly number[]): FrontMember => ({
  chosen: configs.map((config) => ({ config, point: points[config] ?? {} })),
  claimed: {},
  constraints: [],
  membership: null,
  isKnee: false,
});
const claimed = {
  claimed: 0.8,
  ideal: { monthlyCostUsd: 1000, quality: 0.9 },
  reference: { monthlyCostUsd: 5000, quality: 0.4 },
};

/** Cells of all configs on all items; quality around `quality[config]` with a difficulty that all configs share. */
function cellsOf(
  problem: MeasuredProblem,
  quality: readonly number[],
  noise: number,
  seed = 1,
): MeasuredCell[] {
  return quality.flatMap((centre, config) =>
    problem.items.map((_, item) => {
      const shared = createRng(seed, item)() - 0.5;
      const own = createRng(seed, item, config)() - 0.5;
      return { config, item, values: [1 + config, centre + 0.3 * shared + noise * own, 100] };
    }),
  );
}
const measureAgain = (
  problem: MeasuredProblem,
  cells: readonly MeasuredCell[],
  front: readonly FrontMember[],
  seed = 3,
) => remeasure({ problem, points, front, cells, claimed, level: 0.95, seed, replicates: 400 });

describe('measuring a front again', () => {
  const items = itemsOf(40, (stratum, at) => `${stratum}-${Math.floor(at / 2)}`);
  const problem = problemOf({ per: 'all', items });
  const front = [member([0]), member([1]), member([2])];

  it('takes clustered means of the gate items, weighted by share', () => {
    const cells = cellsOf(problem, [0.5, 0.6, 0.7], 0.05);
    const again = measureAgain(problem, cells, front);
    const mean = (config: number, stratum: number) => {
      const own = cells.filter((cell) => cell.config === config && items[cell.item]?.stratum === stratum);
      return own.reduce((sum, cell) => sum + (cell.values[1] ?? 0), 0) / own.length;
    };
    for (const config of [0, 1, 2]) {
      const estimate = again.members[config]?.objectives.quality;
      expect(estimate?.value).toBeCloseTo(0.75 * mean(config, 0) + 0.25 * mean(config, 1), 12);
      expect(estimate?.n).toBe(80);
      expect(again.members[config]?.objectives.monthlyCostUsd?.value).toBeCloseTo(1000 * (1 + config), 9);
    }
    expect(again.ratio).toBeCloseTo(0.8 / (again.hypervolume?.value ?? 0), 12);
  });

  it('says which members another one beats there, and how surely', () => {
    // Config 1 costs more than config 0 and is worse: it does not stay. Config 2 is clearly better than both.
    const again = measureAgain(problem, cellsOf(problem, [0.6, 0.5, 0.8], 0.05), front);
    expect(again.members.map(({ stays }) => stays)).toEqual([true, false, true]);
    expect(again.members[1]?.staysProbability).toBe(0);
    expect(again.members[2]?.staysProbability).toBe(1);
  });

  it('is unsure of a member that is as good as its neighbour', () => {
    const again = measureAgain(problem, cellsOf(problem, [0.6, 0.601, 0.8], 0.3), front);
    expect(again.members[1]?.staysProbability).toBeGreaterThan(0.05);
    expect(again.members[1]?.staysProbability).toBeLessThan(0.95);
  });

  it('resamples all members together: what all share does not blur their order', () => {
    // Differences of .02 under a shared difficulty fifteen times as wide and hardly any noise of their own.
    const again = measureAgain(problem, cellsOf(problem, [0.6, 0.58, 0.62], 0.002), front);
    expect(again.members.map(({ staysProbability }) => staysProbability)).toEqual([1, 0, 1]);
  });

  it('counts a missing value and does not take it for 0', () => {
    const cells = cellsOf(problem, [0.5, 0.6, 0.7], 0.05).map((cell) =>
      cell.config === 2 && cell.item % 5 === 0 ? { ...cell, values: [null, null, null] } : cell,
    );
    const estimate = measureAgain(problem, cells, front).members[2]?.objectives.quality;
    expect(estimate?.n).toBe(64);
    expect(estimate?.method).toContain('16 of 80 without a value');
    expect(estimate?.value).toBeGreaterThan(0.6);
  });

  it('leaves a member without measurements open, and the others as they are', () => {
    const cells = cellsOf(problem, [0.5, 0.6, 0.7], 0.05).filter(({ config }) => config !== 1);
    const again = measureAgain(problem, cells, front);
    expect(again.members[1]).toMatchObject({ stays: null, staysProbability: null });
    expect(again.members[1]?.objectives.quality?.value).toBeNull();
    expect(again.members[2]?.stays).toBe(true);
    expect(measureAgain(problem, [], front).hypervolume).toBeNull();
  });

  it('does not count a member that violates a constraint there', () => {
    const floor = {
      name: 'quality',
      figure: 'quality',
      fold: 'mean' as const,
      scale: 1,
      min: 0.65,
      per: 'intent' as const,
      level: 0.95,
    };
    const cells = cellsOf(problem, [0.5, 0.6, 0.8], 0.05);
    const free = measureAgain(problem, cells, front);
    const bound = measureAgain({ ...problem, constraints: [floor] }, cells, front);
    expect(bound.members.map(({ constraints }) => constraints[0]?.standing)).toEqual([
      'violated',
      'violated',
      'holds',
    ]);
    expect(bound.hypervolume?.value ?? 1).toBeLessThan(free.hypervolume?.value ?? 0);
  });

  it('has an interval of the hypervolume that covers the true one about as often as it says', () => {
    // Two members whose order is clear: hypervolume is nearly linear in the means.
    const truth = measureAgain(
      problem,
      // Shared difficulty and noise have mean 0 in the long run.
      items.flatMap((_, item) =>
        [0, 1, 2].map((config) => ({ config, item, values: [1 + config, 0.5 + 0.15 * config, 100] })),
      ),
      front,
    );
    let covered = 0;
    for (let world = 0; world < 60; world++) {
      const again = measureAgain(
        problem,
        cellsOf(problem, [0.5, 0.65, 0.8], 0.2, 1000 + world),
        front,
        world,
      );
      const { low, high } = again.hypervolume ?? { low: null, high: null };
      const target = value(truth.hypervolume ?? { value: 0, low: 0, high: 0, level: 0, method: '', n: 0 });
      if (low !== null && high !== null && low <= target && target <= high) covered++;
    }
    // Binomial(60, .95) is below 51 with probability .0016.
    expect(covered).toBeGreaterThanOrEqual(51);
  });

  it('has an interval as wide as that of the estimate where the hypervolume follows one mean, of few clusters too', () => {
    // Five clusters in each intent; costs are known, so that hypervolume is linear in the quality of the only member.
    const few = problemOf({
      per: 'all',
      items: itemsOf(10, (stratum, at) => `${stratum}-${Math.floor(at / 2)}`),
    });
    const ratios = [1, 2, 3, 4, 5, 6].map((world) => {
      const again = remeasure({
        problem: few,
        points,
        front: [member([0])],
        cells: cellsOf(few, [0.7], 0.3, world),
        claimed,
        level: 0.95,
        seed: world,
      });
      const quality = again.members[0]?.objectives.quality;
      const width = (estimate: { low: number | null; high: number | null } | null | undefined): number =>
        (estimate?.high ?? Number.NaN) - (estimate?.low ?? Number.NaN);
      // Cost 1,000 is the ideal; quality spans .4 to .9.
      return width(again.hypervolume) / (width(quality) / 0.5);
    });
    const mean = ratios.reduce((sum, one) => sum + one, 0) / ratios.length;
    // The estimate has fewer degrees of freedom (Satterthwaite); drawing five of five, by the normal, it was .67.
    expect(mean).toBeGreaterThan(0.78);
    expect(mean).toBeLessThan(1.12);
  });

  it('has no interval where a second cluster is missing', () => {
    const one = problemOf({ per: 'all', items: itemsOf(4, (stratum) => `${stratum}`) });
    const again = measureAgain(one, cellsOf(one, [0.5, 0.6, 0.7], 0.1), front);
    expect(again.hypervolume).toMatchObject({ low: null, high: null, reason: 'one cluster of each intent' });
  });

  it('reads one configuration per intent where each has its own', () => {
    const own = problemOf({ per: 'intent', items });
    const again = measureAgain(own, cellsOf(own, [0.5, 0.6, 0.7], 0.05), [member([0, 2])]);
    expect(again.members[0]?.objectives.monthlyCostUsd?.value).toBeCloseTo(1000 * (0.75 * 1 + 0.25 * 3), 9);
  });
});
