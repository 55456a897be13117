import { describe, expect, it } from 'vitest';
import { commonOrder, createRegistry } from '../../../src/search/baselines/index.js';
import { createSearcher } from '../../../src/search/create-searcher.js';
import { createMeasurements, measuredFigures } from '../../../src/search/outcome/index.js';
import type { SearcherOptions } from '../../../src/search/port.js';
import { createDirectRace } from '../../../src/search/surrogate/direct-race.js';
import { DOMINATED, raceOracle, raceProblem } from '../baselines/race-problem.js';
import { carryOut } from '../baselines/simulate.js';

const problem = raceProblem({ per: 'intent' });
const settings = (racing: boolean): SearcherOptions => ({
  seed: 4,
  maxItemEvaluations: 400,
  population: 8,
  generations: 6,
  level: 0.95,
  roundSize: 100,
  racing,
});

/** A race of all six prompts, each measured on the first `items` of either intent. */
function raceOn(items: number, racing = true, changed = problem) {
  const options = settings(racing);
  const registry = createRegistry(changed.space);
  const measurements = createMeasurements(changed.figures.length);
  const order = commonOrder(changed, options.seed);
  for (let prompt = 0; prompt < 6; prompt++) {
    const config = registry.numberOf({ prompt });
    for (const item of order.flatMap((own) => own.slice(0, items))) {
      measurements.add({ config, item, values: raceOracle({ prompt }, item) });
    }
  }
  const figures = () => measuredFigures(changed, registry.points, measurements);
  const context = { problem: changed, options, registry, measurements, order, vetoes: [], figures };
  const race = createDirectRace(context, { visited: 80, stored: undefined });
  race.look();
  return race;
}

describe('races among what a surrogate search has measured', () => {
  it('drop by direct differences alone what is dominated, intent by intent, and keep that', () => {
    const race = raceOn(60);
    const out = race.drops.filter(({ stratum }) => stratum === 0).map(({ config }) => config);
    expect(out).toEqual(expect.arrayContaining(DOMINATED));
    for (const never of [0, 5]) expect(race.isOut(never, 0) || race.isOut(never, 1)).toBe(false);
    const before = race.drops.length;
    race.look();
    expect(race.drops).toHaveLength(before);
    expect(race.methods()[0]).toContain('were dropped');
  });

  it('say nothing of pairs with fewer common items than any evidence needs, nor where they are not wanted', () => {
    expect(raceOn(8).drops).toEqual([]);
    expect(raceOn(60, false).drops).toEqual([]);
    expect(raceOn(60, false).methods()).toEqual([]);
  });

  it('are not held where one configuration serves several intents', () => {
    expect(raceOn(60, true, raceProblem()).drops).toEqual([]);
  });
});

describe('a surrogate search that races', () => {
  it('goes on from its state to the same end, and says how the races went', () => {
    const whole = createSearcher('surrogate', problem, settings(true));
    const first = createSearcher('surrogate', problem, settings(true));
    expect(carryOut(whole, raceOracle).length).toBeLessThanOrEqual(400);
    carryOut(first, raceOracle, { rounds: 2 });
    const state = JSON.parse(JSON.stringify(first.state()));
    const resumed = createSearcher('surrogate', problem, settings(true), state);
    carryOut(resumed, raceOracle);
    expect(resumed.state()).toEqual(whole.state());
    const { methods } = whole.outcome({ maxFrontSize: 20 });
    expect(methods.filter((line) => line.startsWith('Racing'))).toHaveLength(1);
  });

  it('asks no more for a configuration that has left', () => {
    const first = createSearcher('surrogate', problem, settings(true));
    carryOut(first, raceOracle, { rounds: 1 });
    const state = JSON.parse(JSON.stringify(first.state()));
    const best = first.configs().findIndex(({ prompt }) => prompt === 0);
    const other = first.configs().findIndex(({ prompt }) => prompt === 5);
    // The best would be asked for in every round.
    const resumed = createSearcher('surrogate', problem, settings(true), {
      ...state,
      drops: [
        [best, 0, other, 20],
        [best, 1, other, 20],
      ],
    });
    const cells = carryOut(resumed, raceOracle);
    expect(cells.length).toBeGreaterThan(0);
    expect(cells.some(({ config }) => config === best)).toBe(false);
  });
});
