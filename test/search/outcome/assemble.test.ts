import { describe, expect, it } from 'vitest';
import { assembleOutcome } from '../../../src/search/outcome/index.js';
import type { MeasuredProblem, SearchConstraint } from '../../../src/search/port.js';
import { itemsOf, measure, problemOf, sourceOf, value } from './world.js';

// Cost and quality by (config, stratum); the items wobble around them, so that there is a spread.
const COST = [
  [1, 1],
  [2, 3],
  [4, 4],
  [5, 2],
];
const QUALITY = [
  [0.5, 0.4],
  [0.6, 0.9],
  [0.9, 0.85],
  [0.8, 0.7],
];
const table = (config: number, stratum: number, item: number) => [
  COST[config]?.[stratum] ?? null,
  (QUALITY[config]?.[stratum] ?? 0) + (item % 2 === 0 ? 0.02 : -0.02),
  100 * (config + 1) + item,
];

const outcomeOf = (
  problem: MeasuredProblem,
  changes: { vetoes?: [number, number | null][]; maxFrontSize?: number } = {},
) =>
  assembleOutcome({
    source: sourceOf(problem, measure(problem, table)),
    problem,
    candidates: problem.per === 'intent' ? problem.strata.map(() => [0, 1, 2, 3]) : [[0, 1, 2, 3]],
    vetoes: (changes.vetoes ?? []).map(([config, stratum]) => ({ config, stratum, reason: 'adversarial' })),
    level: 0.95,
    maxFrontSize: changes.maxFrontSize ?? 20,
    effects: [],
    methods: ['raw means'],
  });

const floor = (min: number, changes: Partial<SearchConstraint> = {}): SearchConstraint => ({
  name: 'quality',
  figure: 'quality',
  fold: 'mean',
  scale: 1,
  min,
  per: 'intent',
  level: 0.95,
  ...changes,
});

const choices = (outcome: ReturnType<typeof outcomeOf>) =>
  outcome.front.map(({ chosen }) => chosen.map(({ config }) => config).join('')).sort();

describe('the outcome of a search', () => {
  it('chooses one configuration per intent: the non-dominated combinations of all', () => {
    const outcome = outcomeOf(problemOf());
    const all = [0, 1, 2, 3].flatMap((first) =>
      [0, 1, 2, 3].map((second) => ({
        name: `${first}${second}`,
        cost: 0.75 * (COST[first]?.[0] ?? 0) + 0.25 * (COST[second]?.[1] ?? 0),
        quality: 0.75 * (QUALITY[first]?.[0] ?? 0) + 0.25 * (QUALITY[second]?.[1] ?? 0),
      })),
    );
    const front = all.filter(
      (one) =>
        !all.some(
          (other) =>
            other.cost <= one.cost + 1e-12 &&
            other.quality >= one.quality - 1e-12 &&
            (other.cost < one.cost - 1e-12 || other.quality > one.quality + 1e-12),
        ),
    );
    expect(choices(outcome)).toEqual(front.map(({ name }) => name).sort());
    const first = outcome.front.find(({ chosen }) => chosen.every(({ config }) => config === 0));
    expect(value(first?.claimed.monthlyCostUsd ?? outcome.front[0]?.claimed.quality ?? never())).toBeCloseTo(
      1000,
      9,
    );
    expect(first?.claimed.quality?.low).toBeLessThan(0.475);
    expect(first?.claimed.quality?.high).toBeGreaterThan(0.475);
    expect(outcome.front.filter(({ isKnee }) => isKnee)).toHaveLength(1);
    expect(outcome.infeasible).toBeNull();
  });

  it('uses one configuration everywhere for `per: all`', () => {
    const outcome = outcomeOf(problemOf({ per: 'all' }));
    expect(choices(outcome)).toEqual(['0', '1', '2']);
    expect(outcome.hypervolume.ideal.monthlyCostUsd).toBeCloseTo(1000, 9);
    expect(outcome.hypervolume.ideal.quality).toBeCloseTo(0.8875, 9);
    // The worst of everything searched, a dominated 4,250, and a tenth of the range 3,250 behind it.
    expect(outcome.hypervolume.reference.monthlyCostUsd).toBeCloseTo(4575, 9);
  });

  it('keeps out what misses a floor by its bound, and lists it where nothing allowed beats it', () => {
    // 60 items ± .02: the one-sided lower bound lies .0044 below the mean, so .9 holds .89 and not .898.
    const items = itemsOf(60);
    const outcome = outcomeOf(problemOf({ items, constraints: [floor(0.89)] }));
    expect(choices(outcome)).toEqual(['21']);
    const out = outcome.excluded.filter(({ stratum }) => stratum === 'faq');
    expect(out.map(({ chosen, by }) => [chosen.config, by])).toEqual([
      [0, 'quality'],
      [1, 'quality'],
    ]);
    expect(out[0]?.value?.value).toBeCloseTo(0.5, 9);
    const stricter = outcomeOf(problemOf({ items, constraints: [floor(0.898)] }));
    expect(stricter.front).toEqual([]);
  });

  it('says which constraint binds, where, and by how much, when nothing is feasible', () => {
    const outcome = outcomeOf(
      problemOf({ constraints: [floor(0.95, { level: 0.5 }), floor(0, { name: 'any' })] }),
    );
    expect(outcome.infeasible).toEqual({
      constraint: 'quality',
      stratum: expect.stringMatching(/faq|order/),
      by: expect.closeTo(0.05, 9),
    });
  });

  it('has no miss to tell where nothing has samples enough for a bound, and never an infinite one', () => {
    const tail: SearchConstraint = {
      name: 'latencyMs.p99',
      figure: 'latencyMs',
      fold: 'p99',
      scale: 1,
      max: 1e9,
      per: 'all',
      level: 0.95,
    };
    const outcome = outcomeOf(problemOf({ per: 'all', constraints: [tail] }));
    expect(outcome.infeasible).toEqual({ constraint: 'latencyMs.p99', stratum: null, by: null });
  });

  it('applies a constraint over all intents to the combination, not to each intent', () => {
    const outcome = outcomeOf(problemOf({ constraints: [floor(0.77, { per: 'all', level: 0.5 })] }));
    for (const member of outcome.front)
      expect(value(member.claimed.quality ?? never())).toBeGreaterThanOrEqual(0.77);
    expect(choices(outcome)).toContain('20');
    expect(outcome.front[0]?.constraints[0]).toMatchObject({
      name: 'quality',
      stratum: null,
      standing: 'holds',
    });
  });

  it('carries a constrained figure that is no objective through the merging', () => {
    const slow: SearchConstraint = {
      name: 'latencyMs',
      figure: 'latencyMs',
      fold: 'mean',
      scale: 1,
      max: 220,
      per: 'all',
      level: 0.5,
    };
    const outcome = outcomeOf(problemOf({ constraints: [slow] }));
    expect(outcome.front.length).toBeGreaterThan(0);
    for (const member of outcome.front) {
      expect(member.constraints[0]?.value.value).toBeLessThanOrEqual(220);
    }
    // Config 2 in the large intent takes 300 ms there: no combination with it stays below 220.
    expect(choices(outcome).some((choice) => choice.startsWith('2'))).toBe(false);
  });

  it('takes a vetoed configuration out, for one intent or for all, and names the reason', () => {
    const everywhere = outcomeOf(problemOf(), { vetoes: [[2, null]] });
    expect(choices(everywhere).some((choice) => choice.includes('2'))).toBe(false);
    expect(everywhere.excluded).toContainEqual({
      chosen: { config: 2, point: { model: 'c' } },
      stratum: 'faq',
      by: 'adversarial',
      value: null,
    });
    const once = outcomeOf(problemOf(), { vetoes: [[2, 1]] });
    expect(choices(once).some((choice) => choice.startsWith('2'))).toBe(true);
    expect(choices(once).some((choice) => choice.endsWith('2'))).toBe(false);
  });

  it('thins to the size asked for and says how large the front was', () => {
    const whole = outcomeOf(problemOf());
    const thinned = outcomeOf(problemOf(), { maxFrontSize: 3 });
    expect(thinned.front).toHaveLength(3);
    expect(thinned.wholeFrontSize).toBe(whole.front.length);
    expect(thinned.hypervolume.claimed).toBeLessThan(whole.hypervolume.claimed);
    expect(thinned.hypervolume.reference).toEqual(whole.hypervolume.reference);
  });

  it('counts what has no value and never takes it for 0', () => {
    const problem = problemOf({ per: 'all', items: itemsOf(6) });
    const measurements = measure(problem, (config, stratum, item) =>
      item % 3 === 0 ? [null, null, null] : table(config, stratum, item),
    );
    const source = sourceOf(problem, measurements);
    const estimate = source.estimate(2, 0, { figure: 'quality', fold: 'mean' }, { level: 0.95, sides: 2 });
    expect(estimate.n).toBe(4);
    expect(estimate.value).toBeCloseTo(0.9, 9);
    expect(estimate.method).toContain('2 of 6 without a value');
  });
});

function never(): never {
  throw new Error('the front has no such member');
}
