import { describe, expect, it } from 'vitest';
import { createSearcher } from '../../../src/search/create-searcher.js';
import type { AlgorithmName, SearcherOptions } from '../../../src/search/port.js';
import { DOMINATED, raceOracle as oracle, raceProblem } from './race-problem.js';
import { carryOut } from './simulate.js';

const settings = (changes: Partial<SearcherOptions> = {}): SearcherOptions => ({
  seed: 4,
  maxItemEvaluations: 700,
  population: 8,
  generations: 6,
  level: 0.95,
  racing: true,
  ...changes,
});
const search = (
  changes: Partial<SearcherOptions> = {},
  problem = raceProblem(),
  algorithm: AlgorithmName = 'exact',
) => {
  const searcher = createSearcher(algorithm, problem, settings(changes));
  return { searcher, cells: carryOut(searcher, oracle) };
};
const promptsOf = (searcher: ReturnType<typeof createSearcher>) => (config: number) =>
  Number(searcher.configs()[config]?.prompt);
const itemsOf = ({ searcher, cells }: ReturnType<typeof search>, prompt: number) =>
  cells.filter(({ config }) => promptsOf(searcher)(config) === prompt).length;
const frontOf = ({ searcher }: Pick<ReturnType<typeof search>, 'searcher'>) =>
  searcher
    .outcome({ maxFrontSize: 20 })
    .front.flatMap(({ chosen }) => chosen.map(({ point }) => Number(point.prompt)));
const raceWords = ({ searcher }: ReturnType<typeof search>) =>
  searcher.outcome({ maxFrontSize: 20 }).methods.find((line) => line.startsWith('Racing')) ?? '';

describe('an exact search that races', () => {
  it('stops asking for what is dominated and spends that on the others', () => {
    const raced = search();
    const plain = search({ racing: false });
    expect(plain.cells).toHaveLength(696);
    for (const prompt of DOMINATED) expect(itemsOf(raced, prompt)).toBeLessThan(116);
    expect(itemsOf(raced, 0)).toBeGreaterThan(itemsOf(plain, 0));
    expect(raced.cells.length).toBeLessThanOrEqual(700);
    expect(raceWords(raced)).toMatch(
      /[3-5] of 6 configurations were dropped after \d+ to \d+ items: \d by prompt=[02]/,
    );
    expect(raceWords(plain)).toBe('');
  });

  it('measures all unless it is told to race', () => {
    expect(search({ maxItemEvaluations: null, racing: false }).cells).toHaveLength(960);
    expect(search({ maxItemEvaluations: null, racing: true }).cells.length).toBeLessThan(800);
  });

  it('keeps dropped ones in the cloud with what was measured, and off the front', () => {
    const raced = search();
    for (const prompt of DOMINATED) expect(frontOf(raced)).not.toContain(prompt);
    const { cloud } = raced.searcher.outcome({ maxFrontSize: 20 });
    expect(cloud.map(({ n, chosen }) => [n, chosen.config])).toEqual(
      [...raced.searcher.configs().keys()].map((config) => [
        raced.cells.filter((cell) => cell.config === config).length,
        config,
      ]),
    );
  });

  it('lets what violates a constraint drop nobody', () => {
    const polite = raceProblem({
      constraints: [
        { name: 'rudeness', figure: 'rudeness', fold: 'mean', scale: 1, max: 0.5, per: 'all', level: 0.95 },
      ],
    });
    const raced = search({}, polite);
    // Prompt 5 is cheaper than 1, 3 and 4 and as good as 1: it may drop none of them at once; 2 beats 3 and 4.
    expect(raceWords(raced)).not.toContain('by prompt=0');
    expect(itemsOf(raced, 1)).toBeGreaterThan(itemsOf(search(), 1));
  });

  it('lets stand again what was dropped by one that is vetoed', () => {
    const raced = search({ maxItemEvaluations: null, racing: true });
    expect(frontOf(raced)).not.toContain(1);
    const zero = raced.searcher.configs().findIndex(({ prompt }) => prompt === 0);
    raced.searcher.veto(zero, null, 'adversarial');
    const { front, excluded } = raced.searcher.outcome({ maxFrontSize: 20 });
    expect(front.some(({ chosen }) => chosen[0]?.config === zero)).toBe(false);
    expect(excluded.map(({ by }) => by)).toContain('adversarial');
    const standing = raced.searcher
      .outcome({ maxFrontSize: 20 })
      .cloud.filter(({ isFeasible }) => isFeasible);
    expect(standing).toHaveLength(5);
  });

  it('goes on from any state to the same cells, drops and outcome', () => {
    const whole = search({ roundSize: 90 });
    for (const rounds of [2, 4, 5, 6]) {
      const first = createSearcher('exact', raceProblem(), settings({ roundSize: 90 }));
      const before = carryOut(first, oracle, { rounds });
      const pending = first.ask();
      first.tell(
        pending
          .slice(0, 40)
          .map((cell) => ({ ...cell, values: oracle(first.configs()[cell.config] ?? {}, cell.item) })),
      );
      const state = JSON.parse(JSON.stringify(first.state()));
      const resumed = createSearcher('exact', raceProblem(), settings({ roundSize: 90 }), state);
      const after = carryOut(resumed, oracle);
      const told = before.length + Math.min(40, pending.length) + after.length;
      expect(told).toBe(whole.cells.length);
      expect(resumed.outcome({ maxFrontSize: 20 })).toEqual(whole.searcher.outcome({ maxFrontSize: 20 }));
      expect(resumed.state()).toEqual(whole.searcher.state());
    }
  });

  it('is the same in whatever order and pieces it is told', () => {
    const [straight, mixed] = [0, 1].map(() => createSearcher('exact', raceProblem(), settings()));
    if (straight === undefined || mixed === undefined) throw new Error('no searcher');
    carryOut(straight, oracle);
    carryOut(mixed, oracle, { shuffle: 5, piecemeal: true });
    expect(mixed.state()).toEqual(straight.state());
  });

  it('drops by intent where each chooses for itself', () => {
    const raced = search({}, raceProblem({ per: 'intent' }));
    const words = raceWords(raced);
    expect(words).toMatch(/\d+ of 12 configurations of intents were dropped/);
    expect(raced.cells.length).toBeLessThanOrEqual(700);
  });

  it('holds no race on a percentile that has to be measured', () => {
    const objective = {
      name: 'p99',
      figure: 'costUsd',
      fold: 'p99',
      direction: 'minimize',
      scale: 1,
    } as const;
    const raced = search({}, raceProblem({ objectives: [...raceProblem().objectives, objective] }));
    expect(raceWords(raced)).toContain('none of 6 configurations was dropped');
  });
});

describe('a random search that races', () => {
  it('gets further on what it saves: a block of theirs is not measured whole', () => {
    const many = raceProblem({
      space: {
        factors: [
          { name: 'prompt', kind: 'categorical', values: [0, 1, 2, 3, 4, 5] },
          { name: 'variant', kind: 'integer', min: 0, max: 9 },
        ],
        forbidden: [],
        narrowed: {},
      },
      strata: [{ name: 'faq', share: 1 }],
      items: Array.from({ length: 50 }, (_, at) => ({ stratum: 0, cluster: `c${at}`, weight: 1 })),
    });
    const plain = search({ maxItemEvaluations: 1500, racing: false }, many, 'random');
    const raced = search({ maxItemEvaluations: 1500, racing: true }, many, 'random');
    expect(plain.searcher.configs()).toHaveLength(30);
    expect(raced.searcher.configs().length).toBeGreaterThan(30);
    expect(raced.cells.length).toBeLessThanOrEqual(1500);
    expect(raceWords(plain)).toBe('');
    expect(raceWords(raced)).toContain('were dropped');
  });
});
