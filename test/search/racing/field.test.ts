import { describe, expect, it } from 'vitest';
import { createField, type RaceObjective, raceSteps } from '../../../src/search/racing/index.js';
import { createRng } from '../../../src/stats/index.js';
import { scoresOf } from './worlds.js';

const quality: RaceObjective = { kind: 'bounded', low: 0, high: 1, direction: 'maximize' };
const everybody = () => true;

/** Looks after every block of ten; gives those that were dropped, and after how many items. */
function race(shifts: readonly number[], seed: number, items: number, alpha: number) {
  const field = createField({ configs: shifts.length, objectives: [quality], alpha });
  const out = new Map<number, number>();
  for (let item = 0; item < items; item++) {
    const scores = scoresOf({ shifts, scoring: 'binary', isPaired: true, seed }, item);
    field.add([{ values: scores.map((score, config) => (out.has(config) ? null : [score])) }]);
    if ((item + 1) % 10 > 0) continue;
    for (const { config } of field.look((one) => !out.has(one), everybody)) out.set(config, item + 1);
  }
  return out;
}

describe('a race on the evidence of all rivals', () => {
  it('drops any of six equal variants in at most 5 % of races', () => {
    let wrong = 0;
    for (let seed = 0; seed < 60; seed++) {
      if (race(new Array(6).fill(0), seed, 150, 0.05 / 6).size > 0) wrong++;
    }
    // Binomial(60, .05) exceeds 7 with probability .01.
    expect(wrong).toBeLessThanOrEqual(7);
  });

  it('drops what many beat, and never the best', () => {
    for (let seed = 0; seed < 5; seed++) {
      const out = race([0.15, 0.15, 0.1, 0.1, -0.4], seed, 300, 0.01);
      expect([...out.keys()]).toContain(4);
      expect(out.has(0) && out.has(1)).toBe(false);
    }
  });

  it('counts only rivals that are allowed, and names the one with the most evidence', () => {
    const rows = Array.from({ length: 100 }, () => ({ values: [[0.2], [0.9], [0.6]] }));
    const field = createField({ configs: 3, objectives: [quality], alpha: 0.01 });
    field.add(rows);
    expect(field.look(everybody, () => false)).toEqual([]);
    expect(field.look(everybody, (config) => config === 2)).toEqual([{ config: 0, by: 2 }]);
    expect(field.look(everybody, everybody)).toContainEqual({ config: 0, by: 1 });
  });

  it('asks for evidence in every measured objective, of unbounded ones from 50 rows on', () => {
    const rng = createRng(3);
    const cost: RaceObjective = { kind: 'unbounded', direction: 'minimize' };
    const field = createField({ configs: 2, objectives: [quality, cost], alpha: 0.01 });
    const block = (count: number) =>
      Array.from({ length: count }, () => ({
        values: [
          [0.9, 10 + rng()],
          [0.1, 20 + rng()],
        ],
      }));
    field.add(block(49));
    expect(field.look(everybody, everybody)).toEqual([]);
    field.add(block(1));
    expect(field.look(everybody, everybody)).toEqual([{ config: 1, by: 0 }]);
  });

  it('never drops by one that is known to be dearer, or known to be forbidden', () => {
    const rows = Array.from({ length: 100 }, () => ({
      values: [
        [0.2, null],
        [0.9, null],
      ],
    }));
    const prices = (...values: number[]): RaceObjective => ({ kind: 'known', values, direction: 'minimize' });
    const looks = [
      createField({ configs: 2, objectives: [quality, prices(1, 2)], alpha: 0.01 }),
      createField({
        configs: 2,
        objectives: [quality, prices(2, 1)],
        alpha: 0.01,
        isRival: (one) => one !== 1,
      }),
      createField({ configs: 2, objectives: [quality, prices(2, 1)], alpha: 0.01 }),
    ].map((field) => {
      field.add(rows);
      return field.look(everybody, everybody).length;
    });
    expect(looks).toEqual([0, 0, 1]);
  });
});

describe('the steps of a race', () => {
  const problem = {
    strata: [
      { name: 'a', share: 0.75 },
      { name: 'b', share: 0.25 },
    ],
    // Clusters of a: {0, 1, 2}, {3}; of b: {4}, {5}.
    items: [
      [0, 'x'],
      [0, 'x'],
      [0, 'x'],
      [0, 'y'],
      [1, 'z'],
      [1, 'w'],
    ].map(([stratum, cluster]) => ({ stratum: Number(stratum), cluster: String(cluster), weight: 1 })),
  };

  it('weigh strata by their share, and an item for the cluster that it stands for', () => {
    const steps = raceSteps(problem, null, [
      [[[0]], [[4]]],
      [[[3]], [[5]]],
      [[[1]], []],
    ]);
    // 3 of 2 items a cluster on average × .75, 1 of 1 × .25; over the greatest that any has, 1.125.
    expect(steps[0]?.rows.map(({ weight }) => weight)).toEqual([1, 0.25 / 1.125]);
    expect(steps[1]?.rows.map(({ weight }) => weight)).toEqual([0.375 / 1.125, 0.25 / 1.125]);
    expect(steps.map(({ isEvidence }) => isEvidence)).toEqual([true, true, false]);
  });

  it('are no evidence where clusters were seen before or span strata', () => {
    const again = raceSteps(problem, 0, [[[[0]]], [[[1]]], [[[3]]]]);
    expect(again.map(({ isEvidence }) => isEvidence)).toEqual([true, false, true]);
    const spanning = { ...problem, items: problem.items.map((item) => ({ ...item, cluster: 'one' })) };
    expect(raceSteps(spanning, null, [[[[0]], [[4]]]])[0]?.isEvidence).toBe(false);
  });
});
