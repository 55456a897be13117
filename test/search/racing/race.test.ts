import { describe, expect, it } from 'vitest';
import { mixtureBets } from '../../../bench/parts/search/mixture-bets.js';
import { createRace } from '../../../bench/parts/search/pairwise-race.js';
import type { RaceObjective } from '../../../src/search/racing/index.js';
import { createRng } from '../../../src/stats/index.js';
import { manyRaces, raceOutcome, type Scoring, tTestOutcome } from './worlds.js';

const quality: RaceObjective = { kind: 'bounded', low: 0, high: 1, direction: 'maximize' };
const cost = (...values: number[]): RaceObjective => ({ kind: 'known', values, direction: 'minimize' });
const equal = [0, 0, 0, 0];

describe('racing', () => {
  it.each<Scoring>(['binary', 'continuous'])(
    'drops one of four equal variants in at most 5 %% of races, however often it looks (%s)',
    (scoring) => {
      const { falseEliminations } = manyRaces(60, (seed) =>
        raceOutcome({ shifts: equal, scoring, isPaired: true, seed }, { looks: 10, block: 20 }, 0.05),
      );
      // Binomial(60, .05) exceeds 7 with probability .01; the bound of the product is far below 5 %.
      expect(falseEliminations * 60).toBeLessThanOrEqual(7);
    },
  );

  it('drops what is clearly worse, and keeps the best', () => {
    const { falseEliminations, saved } = manyRaces(20, (seed) =>
      raceOutcome(
        { shifts: [0, -0.2, -0.2, -0.2], scoring: 'continuous', isPaired: true, seed },
        { looks: 20, block: 20 },
        0.05,
      ),
    );
    expect(falseEliminations).toBe(0);
    expect(saved).toBeGreaterThan(0.5);
  });

  it('t tests at every look, as is common practice, drop one of two equal variants most of the time', () => {
    const { falseEliminations } = manyRaces(60, (seed) =>
      tTestOutcome(
        { shifts: [0, 0], scoring: 'binary', isPaired: false, seed },
        { looks: 10, block: 30 },
        0.2,
      ),
    );
    // 87 % in the reference simulation (p = .7, blocks of 30, 10 looks, α = .2).
    expect(falseEliminations).toBeGreaterThan(0.7);
  });

  it('never drops what is cheaper than all that are better', () => {
    const race = createRace({ configs: 2, objectives: [quality, cost(1, 2)], alpha: 0.05 });
    race.add(
      Array.from({ length: 300 }, () => ({
        values: [
          [0.2, null],
          [0.9, null],
        ],
      })),
    );
    expect(race.standing()).toEqual([0, 1]);
    // The other way round the dearer one is worse as well: gone.
    const other = createRace({ configs: 2, objectives: [quality, cost(2, 1)], alpha: 0.05 });
    other.add(
      Array.from({ length: 300 }, () => ({
        values: [
          [0.2, null],
          [0.9, null],
        ],
      })),
    );
    expect(other.eliminations()).toEqual([{ config: 0, by: 1, after: 300 }]);
  });

  it('asks for every measured objective: better in one alone is not enough', () => {
    const latency: RaceObjective = { kind: 'unbounded', direction: 'minimize' };
    const rng = createRng(4);
    const rows = Array.from({ length: 400 }, () => ({
      values: [
        [0.9, 500 + 100 * rng()],
        [0.3, 500 + 100 * rng()],
        [0.2, 900 + 100 * rng()],
      ],
    }));
    const race = createRace({ configs: 3, objectives: [quality, latency], alpha: 0.05 });
    race.add(rows);
    expect(race.standing()).toEqual([0, 1]);
  });

  it('lets an infeasible rival drop nobody, and skips what has no value', () => {
    const rows = Array.from({ length: 300 }, (_, at) => ({ values: [[0.9], at % 2 === 0 ? [0.3] : null] }));
    const race = createRace({ configs: 2, objectives: [quality], alpha: 0.05 });
    race.disqualify(0);
    race.add(rows);
    expect(race.standing()).toEqual([0, 1]);
    const allowed = createRace({ configs: 2, objectives: [quality], alpha: 0.05 });
    allowed.add(rows);
    expect(allowed.standing()).toEqual([0]);
  });

  it('goes on the same whether rows come at once or one by one', () => {
    const rows = Array.from({ length: 200 }, (_, at) => {
      const rng = createRng(8, at);
      return { values: [[rng()], [0.7 * rng()], [0.5 * rng()]] };
    });
    const [once, stepwise] = [0, 1].map(() => createRace({ configs: 3, objectives: [quality], alpha: 0.05 }));
    once?.add(rows);
    for (const row of rows) stepwise?.add([row]);
    expect(stepwise?.standing()).toEqual(once?.standing());
  });
});

describe('betting with a mixture of stakes', () => {
  it('starts at capital 1 and wins on gains', () => {
    const bets = mixtureBets();
    expect(bets.logE()).toBeCloseTo(0, 12);
    for (let at = 0; at < 50; at++) bets.add(0.5);
    expect(bets.logE()).toBeGreaterThan(Math.log(1000));
  });

  it('is a fair game: its expected capital after one fair bet is 1', () => {
    const capital = (differences: readonly number[]) => {
      const bets = mixtureBets();
      for (const one of differences) bets.add(one);
      return Math.exp(bets.logE());
    };
    // All 16 equally likely sequences of four fair ±½ steps.
    let mean = 0;
    for (let bits = 0; bits < 16; bits++) {
      mean += capital([0, 1, 2, 3].map((at) => ((bits >> at) & 1) - 0.5)) / 16;
    }
    expect(mean).toBeCloseTo(1, 12);
  });
});
