import { describe, expect, it } from 'vitest';
import { judgeChoice } from '../../../src/search/outcome/index.js';
import type { MeasuredProblem, SearchConstraint, SearchItem } from '../../../src/search/port.js';
import { createRng, normalQuantile } from '../../../src/stats/index.js';
import { measure, problemOf, sourceOf } from './world.js';

const WORLDS = 200;
/** 200 worlds at 5 %: more than 20 false verdicts have a chance below .002. */
const MOST = 20;

/** Clusters of three to seven items that pass or fail, or nearly so; what fails is shared within a cluster. */
interface World {
  readonly clusters: number;
  /** Of the item's difficulty, normal with variance 1.5: a score. */
  readonly score: (difficulty: number) => number;
}

const rare: World = { clusters: 8, score: (difficulty) => (difficulty < -2 ? 0 : 1) };
const partial: World = {
  clusters: 12,
  score: (difficulty) => (difficulty < -1 ? Math.max(0, 0.5 + 0.2 * difficulty) : 1),
};

const normal = (rng: () => number): number => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, rng())));

function draw(world: World, key: number): { items: SearchItem[]; values: number[] } {
  const rng = createRng(17, key);
  const items: SearchItem[] = [];
  const values: number[] = [];
  for (const stratum of [0, 1]) {
    for (let cluster = 0; cluster < world.clusters; cluster++) {
      const shared = normal(rng);
      const size = 3 + Math.floor(rng() * 5);
      for (let at = 0; at < size; at++) {
        items.push({ stratum, cluster: `${stratum}-${cluster}`, weight: 1 });
        values.push(world.score(shared + Math.SQRT1_2 * normal(rng)));
      }
    }
  }
  return { items, values };
}

const problemWith = (items: readonly SearchItem[], constraint: SearchConstraint): MeasuredProblem =>
  problemOf({ items, constraints: [constraint], per: 'all' });

/** In how many worlds a floor just above the truth is said to hold. */
function falseHolds(world: World, per: SearchConstraint['per']): number {
  const long = draw({ ...world, clusters: 20_000 }, 0);
  const truth = long.values.reduce((sum, one) => sum + one, 0) / long.values.length;
  const constraint: SearchConstraint = {
    name: 'quality',
    figure: 'quality',
    fold: 'mean',
    scale: 1,
    min: truth + 0.004,
    per,
    level: 0.95,
  };
  let held = 0;
  for (let key = 1; key <= WORLDS; key++) {
    const { items, values } = draw(world, key);
    const problem = problemWith(items, constraint);
    const source = sourceOf(
      problem,
      measure(problem, (_, __, item) => [1, values[item] ?? null, 100], 1),
    );
    const judged = judgeChoice(source, problem, [0, 0]);
    if (judged[0]?.standing === 'holds') held++;
  }
  return held;
}

describe('a constraint judged by its one-sided bound', () => {
  it('is not said to hold where it is violated more often than its level allows, of clusters that mostly pass', () => {
    expect(falseHolds(rare, 'intent')).toBeLessThanOrEqual(MOST);
    expect(falseHolds(partial, 'intent')).toBeLessThanOrEqual(MOST);
  });

  it('nor as a mean over all intents', () => {
    expect(falseHolds(rare, 'all')).toBeLessThanOrEqual(MOST);
    expect(falseHolds(partial, 'all')).toBeLessThanOrEqual(MOST);
  });

  it('takes equal answers of a few clusters for no certainty, and more of them for more', () => {
    const lowOf = (clusters: number): number | null => {
      const items = Array.from({ length: clusters * 4 }, (_, at) => ({
        stratum: at % 2,
        cluster: `${at % 2}-${Math.floor(at / 8)}`,
        weight: 1,
      }));
      const problem = problemOf({ items });
      const source = sourceOf(
        problem,
        measure(problem, () => [1, 1, 100], 1),
      );
      const reading = { figure: 'quality', fold: 'mean' } as const;
      return source.estimate(0, 0, reading, { level: 0.95, sides: 1 }).low;
    };
    // All of k clusters are 1: the bound is .05^(1/k), of Gaffke as of Clopper and Pearson.
    expect(lowOf(10)).toBeCloseTo(0.05 ** (1 / 5), 3);
    expect(lowOf(80)).toBeCloseTo(0.05 ** (1 / 40), 3);
  });

  it('is judged anew after more was measured', () => {
    const items = Array.from({ length: 8 }, () => ({ stratum: 0, cluster: 'one', weight: 1 }));
    const problem = problemOf({ items });
    const measurements = measure(problem, () => [1, 1, 100], 0);
    const reading = { figure: 'quality', fold: 'mean' } as const;
    const valueNow = () =>
      sourceOf(problem, measurements).estimate(0, 0, reading, { level: 0.95, sides: 2 }).value;
    measurements.add({ config: 0, item: 0, values: [1, 1, 100] });
    expect(valueNow()).toBe(1);
    measurements.add({ config: 0, item: 1, values: [1, 0, 100] });
    expect(valueNow()).toBe(0.5);
  });
});
