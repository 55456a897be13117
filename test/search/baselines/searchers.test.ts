import { describe, expect, it } from 'vitest';
import { chooseAlgorithm } from '../../../src/search/choose-algorithm.js';
import { createSearcher } from '../../../src/search/create-searcher.js';
import type { AlgorithmName, MeasuredProblem, SearcherOptions } from '../../../src/search/port.js';
import { carryOut, known, smallOracle, smallProblem } from './simulate.js';

const settings = (changes: Partial<SearcherOptions> = {}): SearcherOptions => ({
  seed: 9,
  maxItemEvaluations: 600,
  population: 8,
  generations: 6,
  level: 0.95,
  ...changes,
});
const baselines: AlgorithmName[] = ['exact', 'random', 'grid', 'nsga2'];
const problems: [string, MeasuredProblem][] = [
  ['one for all', smallProblem()],
  ['one per intent', smallProblem({ per: 'intent' })],
];
const raced: AlgorithmName[] = ['exact', 'random', 'grid'];
const cases = [
  ...baselines.flatMap((algorithm) =>
    problems.map(([name, problem]) => [algorithm, name, problem, false] as const),
  ),
  ...raced.flatMap((algorithm) =>
    problems.map(([name, problem]) => [algorithm, `${name}, racing`, known(problem), true] as const),
  ),
];
const searched = (
  algorithm: AlgorithmName,
  problem: MeasuredProblem,
  changes: Partial<SearcherOptions> = {},
) => {
  const searcher = createSearcher(algorithm, problem, settings(changes));
  return { searcher, cells: carryOut(searcher, smallOracle) };
};

describe.each(cases)('the %s search, %s', (algorithm, _, problem, racing) => {
  const options = (changes: Partial<SearcherOptions> = {}): SearcherOptions =>
    settings({ racing, ...changes });
  const finish = (own: AlgorithmName, its: MeasuredProblem, changes: Partial<SearcherOptions> = {}) =>
    searched(own, its, { racing, ...changes });

  it('never asks beyond the budget, nor for a cell twice, nor for one that is not allowed', () => {
    for (const maxItemEvaluations of [130, 333, 600]) {
      const { cells, searcher } = finish(algorithm, problem, { maxItemEvaluations });
      expect(cells.length).toBeLessThanOrEqual(maxItemEvaluations);
      expect(cells.length).toBeGreaterThan(0);
      expect(new Set(cells.map(({ config, item }) => `${config}/${item}`)).size).toBe(cells.length);
      if (problem.per === 'intent') {
        for (const { config, item } of cells) {
          const isChitchat = problem.items[item]?.stratum === 1;
          expect(isChitchat && searcher.configs()[config]?.retrieve === true).toBe(false);
        }
      }
    }
  });

  it('asks by ascending config, then item, and the same until it is told', () => {
    const searcher = createSearcher(algorithm, problem, options({ roundSize: 40 }));
    for (let round = 0; round < 3; round++) {
      const cells = searcher.ask();
      expect(searcher.ask()).toEqual(cells);
      expect(cells.length).toBeLessThanOrEqual(40);
      expect([...cells].sort((a, b) => a.config - b.config || a.item - b.item)).toEqual(cells);
      searcher.tell(
        cells.map((cell) => ({
          ...cell,
          values: smallOracle(searcher.configs()[cell.config] ?? {}, cell.item),
        })),
      );
    }
  });

  it('has the same outcome in whatever order and pieces it is told', () => {
    const [straight, mixed] = [options(), options()].map((own) => createSearcher(algorithm, problem, own));
    if (straight === undefined || mixed === undefined) throw new Error('no searcher');
    carryOut(straight, smallOracle);
    carryOut(mixed, smallOracle, { shuffle: 3, piecemeal: true });
    expect(mixed.outcome({ maxFrontSize: 10 })).toEqual(straight.outcome({ maxFrontSize: 10 }));
  });

  it('goes on from its state, through JSON, to the same outcome; also in the midst of a round', () => {
    const whole = finish(algorithm, problem, { roundSize: 50 });
    for (const rounds of [1, 3]) {
      const first = createSearcher(algorithm, problem, options({ roundSize: 50 }));
      const before = carryOut(first, smallOracle, { rounds });
      const pending = first.ask();
      const part = pending.slice(0, Math.floor(pending.length / 2));
      first.tell(
        part.map((cell) => ({ ...cell, values: smallOracle(first.configs()[cell.config] ?? {}, cell.item) })),
      );
      first.veto(0, null, 'adversarial');
      const resumed = createSearcher(
        algorithm,
        problem,
        options({ roundSize: 50 }),
        JSON.parse(JSON.stringify(first.state())),
      );
      const after = carryOut(resumed, smallOracle);
      expect(before.length + part.length + after.length).toBe(whole.cells.length);
      whole.searcher.veto(0, null, 'adversarial');
      const expected = whole.searcher.outcome({ maxFrontSize: 10 });
      expect(resumed.outcome({ maxFrontSize: 10 })).toEqual(expected);
    }
  });

  it('refuses the state of another search', () => {
    const { searcher } = finish(algorithm, problem);
    const state = JSON.parse(JSON.stringify(searcher.state()));
    expect(() => createSearcher(algorithm, problem, options({ seed: 10 }), state)).toThrow('1 problem');
  });

  it('reports a front with claims and effects, thinned to the size asked for', () => {
    const searcher = createSearcher(algorithm, problem, options({ roundSize: 100 }));
    carryOut(searcher, smallOracle, { rounds: 2 });
    carryOut(searcher, smallOracle);
    const outcome = searcher.outcome({ maxFrontSize: 5 });
    expect(outcome.front.length).toBeGreaterThan(1);
    expect(outcome.front.length).toBeLessThanOrEqual(5);
    expect(outcome.front[0]?.chosen).toHaveLength(problem.per === 'intent' ? 2 : 1);
    for (const { membership } of outcome.front) {
      expect(membership).toBeGreaterThanOrEqual(0);
      expect(membership).toBeLessThanOrEqual(1);
    }
    expect(Math.max(...outcome.front.map(({ membership }) => membership ?? 0))).toBeGreaterThan(0.2);
    expect(searcher.standing().frontSize).toBe(outcome.wholeFrontSize);
    const model = outcome.effects.find(
      ({ figure, factors }) => figure === 'costUsd' && factors[0] === 'model',
    );
    expect(model?.levels.map(({ values }) => values[0])).toEqual(['small', 'middle', 'large']);
    const [small, , large] = model?.levels ?? [];
    expect(large?.effect.value).toBeGreaterThan((small?.effect.value ?? 0) + 1);
    expect(model?.share).toBeGreaterThan(0.5);
    expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
  });
});

describe('exact search', () => {
  it('measures all of a space that the budget can pay, each intent on its own points', () => {
    // 18 points × 60 items; per intent 18 × 30 for faq and 9 × 30 for chitchat, which is narrowed.
    expect(searched('exact', smallProblem(), { maxItemEvaluations: null }).cells).toHaveLength(1080);
    expect(
      searched('exact', smallProblem({ per: 'intent' }), { maxItemEvaluations: null }).cells,
    ).toHaveLength(810);
  });

  it('measures all configurations on the same items when the budget ends before', () => {
    const { cells } = searched('exact', smallProblem(), { maxItemEvaluations: 200 });
    expect(cells).toHaveLength(180);
    const items = (config: number) => cells.filter((cell) => cell.config === config).map(({ item }) => item);
    expect(items(17)).toEqual(items(0));
  });

  it('refuses a budget below one item for each configuration', () => {
    const searcher = createSearcher('exact', smallProblem(), settings({ maxItemEvaluations: 20 }));
    expect(() => searcher.ask()).toThrow('1 problem');
  });
});

describe('random search', () => {
  it('numbers no configuration that the budget cannot pay', () => {
    const { searcher, cells } = searched('random', smallProblem(), { maxItemEvaluations: 120 });
    expect(searcher.configs()).toHaveLength(2);
    expect(new Set(cells.map(({ config }) => config)).size).toBe(2);
  });
});

describe('random search of a continuum', () => {
  it('plans a configuration once, however often it is drawn', () => {
    // Half of the draws mean the one point in which the real factor is not active.
    const problem = smallProblem({
      space: {
        factors: [
          { name: 'retrieve', kind: 'categorical', values: [false, true] },
          { name: 'share', kind: 'real', min: 0, max: 1, when: [{ factor: 'retrieve', in: [true] }] },
        ],
        forbidden: [],
        narrowed: {},
      },
    });
    const { cells } = searched('random', problem);
    expect(cells).toHaveLength(600);
    expect(new Set(cells.map(({ config, item }) => `${config}/${item}`)).size).toBe(600);
  });
});

describe('grid search', () => {
  it('spreads the levels that it can pay over every factor', () => {
    // 100 evaluations pay two blocks of 50: one factor gets two levels, the others their middle.
    const { searcher } = searched('grid', smallProblem(), { maxItemEvaluations: 100 });
    expect(searcher.configs()).toEqual([
      { model: 'small', maxTokens: 300, retrieve: false },
      { model: 'large', maxTokens: 300, retrieve: false },
    ]);
  });
});

describe('choosing the algorithm', () => {
  it('takes all cells where the budget pays for them, else the surrogate, and says why', () => {
    const problem = smallProblem();
    expect(chooseAlgorithm(problem, { maxItemEvaluations: 1080 })).toEqual({
      algorithm: 'exact',
      because: 'all configurations on all items are 1080 evaluations, and the budget allows 1080',
    });
    expect(chooseAlgorithm(problem, { maxItemEvaluations: 1079 }).algorithm).toBe('surrogate');
    const continuum = {
      ...problem,
      space: { factors: [{ name: 't', kind: 'real' as const, min: 0, max: 1 }], forbidden: [], narrowed: {} },
    };
    expect(chooseAlgorithm(continuum, { maxItemEvaluations: null }).algorithm).toBe('surrogate');
  });
});
