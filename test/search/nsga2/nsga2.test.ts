import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createNsga2,
  type Evaluation,
  type Nsga2,
  type Nsga2Problem,
  type Nsga2State,
  permutationAt,
  randomKey,
  restoreNsga2,
  runNsga2,
} from '../../../src/search/index.js';

/** Three kinds of genes, a constraint, and evaluations that fail or are infinite here and there. */
const problem: Nsga2Problem & { evaluate(genes: Float64Array): Evaluation } = {
  genes: [
    { kind: 'real', low: 0, high: 1 },
    { kind: 'integer', low: 0, high: 9 },
    { kind: 'categorical', levels: 4 },
  ],
  objectives: 2,
  evaluate: ([x = 0, whole = 0, level = 0]) => ({
    objectives: [
      level === 3 ? Number.NaN : x + level,
      whole === 9 && level === 2 ? Number.NEGATIVE_INFINITY : (1 - x) * (10 - whole),
    ],
    violation: Math.max(0, whole - 6 - x),
  }),
};
const options = { seed: 11, population: 12 };
const GENERATIONS = 8;

const answers = (search: Nsga2) => search.ask().map(({ id, genes }) => ({ id, ...problem.evaluate(genes) }));

/** The whole course of a search, through `between` before every generation. */
function course(between: (search: Nsga2, generation: number) => Nsga2): Nsga2State {
  let search = createNsga2(problem, options);
  for (let generation = 0; generation < GENERATIONS; generation += 1) {
    search = between(search, generation);
    search.tell(answers(search));
  }
  return search.state();
}

const undisturbed = course((search) => search);
const throughJson = (search: Nsga2): Nsga2 =>
  restoreNsga2(problem, options, JSON.parse(JSON.stringify(search.state())) as Nsga2State);

describe('a search is a function of its seed and of what it is told', () => {
  it('another seed takes another course', () => {
    const other = runNsga2(problem, { ...options, seed: 12, evaluations: 12 * GENERATIONS });
    expect(other.state().population).not.toEqual(undisturbed.population);
  });

  it('resumes to the identical result from any generation, through JSON', () => {
    for (let cut = 0; cut < GENERATIONS; cut += 1) {
      expect(course((search, generation) => (generation === cut ? throughJson(search) : search))).toEqual(
        undisturbed,
      );
    }
    expect(course(throughJson)).toEqual(undisturbed);
  });

  it('results may come in any order, one by one, with the search stored in between', () => {
    fc.assert(
      fc.property(fc.integer(), fc.boolean(), (seed, isStored) => {
        let search = createNsga2(problem, options);
        for (let generation = 0; generation < GENERATIONS; generation += 1) {
          const results = answers(search);
          for (const at of permutationAt(randomKey(seed, generation), results.length)) {
            const result = results[at];
            if (result !== undefined) search.tell([result]);
            if (isStored && at % 5 === 0) search = throughJson(search);
          }
        }
        expect(search.state()).toEqual(undisturbed);
      }),
      { numRuns: 20 },
    );
  });

  it('asking again hands out the same individuals until they are told', () => {
    const search = createNsga2(problem, options);
    const asked = search.ask();
    expect(search.ask()).toEqual(asked);
    const [first] = answers(search);
    if (first !== undefined) search.tell([first]);
    expect(search.ask()).toEqual(asked.slice(1));
    expect(search.population()).toEqual([]);
    expect(search.generation()).toBe(0);
    search.tell(answers(search));
    expect(search.generation()).toBe(1);
  });

  it('what the caller does with a genome does not change the search', () => {
    const state = course((search) => {
      for (const { genes } of search.ask()) genes.fill(Number.NaN);
      for (const { genes } of search.population()) genes.fill(Number.NaN);
      return search;
    });
    expect(state).toEqual(undisturbed);
  });
});

describe('what is told', () => {
  it('a failed evaluation is never on the front and ranks after every other', () => {
    const search = runNsga2(problem, { ...options, evaluations: 12 });
    const failed = search.population().filter(({ objectives }) => objectives.some(Number.isNaN));
    expect(failed.length).toBeGreaterThan(0);
    const worst = Math.max(...search.population().map(({ rank }) => rank));
    for (const { violation, rank } of failed) {
      expect(violation).toBe(Number.POSITIVE_INFINITY);
      expect(rank).toBe(worst);
    }
    for (const { violation, rank } of search.front()) expect([violation, rank]).toEqual([0, 0]);
  });

  it('for an individual that was not asked about, or differently before, is refused', () => {
    const search = createNsga2(problem, options);
    expect(() => search.tell([{ id: 0, objectives: [1, 2] }])).toThrow(RangeError);
    search.ask();
    expect(() => search.tell([{ id: 99, objectives: [1, 2] }])).toThrow(/99/);
    expect(() => search.tell([{ id: 0, objectives: [1] }])).toThrow(/objectives/);
    search.tell([{ id: 0, objectives: [1, Number.NaN] }]);
    search.tell([{ id: 0, objectives: [1, Number.NaN] }]);
    expect(() => search.tell([{ id: 0, objectives: [1, 3] }])).toThrow(/told before/);
  });

  it('an infeasible population is improved by violation alone, and has no front', () => {
    const search = runNsga2(
      {
        genes: [{ kind: 'real', low: 0, high: 1 }],
        objectives: 1,
        evaluate: ([x = 0]) => ({ objectives: [-x], violation: 1 + x }),
      },
      { seed: 1, population: 10, evaluations: 500 },
    );
    expect(search.front()).toEqual([]);
    for (const { violation } of search.population()) expect(violation).toBeLessThan(1.01);
  });

  it('a state of another search is refused with everything that differs', () => {
    const state = createNsga2(problem, options).state();
    const other = { ...problem, objectives: 3 };
    expect(() => restoreNsga2(other, { ...options, seed: 5 }, state)).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        problems: [
          expect.objectContaining({ code: 'other-search', path: 'problem.objectives' }),
          expect.objectContaining({ code: 'other-search', path: 'options.seed' }),
        ],
      }),
    );
  });
});

describe('what is handed out', () => {
  const bits: Nsga2Problem = {
    genes: Array.from({ length: 9 }, () => ({ kind: 'categorical', levels: 2 })),
    objectives: 2,
  };
  const count = (genes: Float64Array) => genes.reduce((sum, bit) => sum + bit, 0);
  const evaluate = (genes: Float64Array): Evaluation => ({ objectives: [count(genes), genes[0] ?? 0] });

  it('is never handed out twice, until the whole space was, and then nothing is', () => {
    const seen = new Set<string>();
    const search = runNsga2(
      {
        ...bits,
        evaluate: (genes) => {
          seen.add(genes.join());
          return evaluate(genes);
        },
      },
      { seed: 2, population: 20, evaluations: 10_000 },
    );
    expect(search.handedOut()).toBe(512);
    expect(seen.size).toBe(512);
    expect(search.ask()).toEqual([]);
    expect(restoreNsga2(bits, { seed: 2, population: 20 }, search.state()).ask()).toEqual([]);
  });

  it('keeps to what is allowed, in canonical form', () => {
    // The last four genes mean nothing where the first is 0; three ones in a row at the front are forbidden.
    const rules = {
      repair: (genes: Float64Array) => {
        if (genes[0] === 0) genes.fill(0, 5);
      },
      isAllowed: (genes: Float64Array) => !(genes[0] === 1 && genes[1] === 1 && genes[2] === 1),
    };
    const handed: string[] = [];
    const search = runNsga2(
      {
        ...bits,
        ...rules,
        evaluate: (genes) => {
          handed.push(genes.join(''));
          return evaluate(genes);
        },
      },
      { seed: 3, population: 20, evaluations: 10_000 },
    );
    // 2⁴ genomes begin with 0, and 2⁸ − 2⁶ with 1.
    expect(handed).toHaveLength(16 + 192);
    expect(new Set(handed).size).toBe(handed.length);
    expect(
      handed.every((genes) => !genes.startsWith('111') && !(genes[0] === '0' && genes.endsWith('1'))),
    ).toBe(true);
    expect(search.ask()).toEqual([]);
  });

  it('begins with the genomes that were given', () => {
    const initial = [
      [1, 1, 1, 1, 1, 1, 1, 1, 1],
      [0, 1, 0, 1, 0, 1, 0, 1, 0],
      [1, 1, 1, 1, 1, 1, 1, 1, 1],
    ];
    const asked = createNsga2(bits, { seed: 1, population: 10, initial }).ask();
    expect(asked).toHaveLength(10);
    expect(asked.slice(0, 2).map(({ genes }) => [...genes])).toEqual(initial.slice(0, 2));
  });

  it('a genome that the genes do not allow is refused', () => {
    const begin = (initial: readonly number[]) => () =>
      createNsga2(bits, { seed: 1, population: 10, initial: [initial] }).ask();
    expect(begin([1, 0])).toThrow(/2 genes/);
    expect(begin([1, 0, 2, 0, 0, 0, 0, 0, 0])).toThrow(/gene 2/);
    expect(begin([1, 0, 0.5, 0, 0, 0, 0, 0, 0])).toThrow(/gene 2/);
  });

  it('a real gene at −0 and at 0 is one genome', () => {
    const search = createNsga2(
      { genes: [{ kind: 'real', low: -1, high: 1 }], objectives: 1 },
      { seed: 1, population: 2, initial: [[0], [-0], [0.5]] },
    );
    expect(search.ask().map(({ genes }) => genes[0])).toEqual([0, 0.5]);
  });

  it('sizes that make no sense are refused', () => {
    expect(() => createNsga2(bits, { seed: 1, population: 0 })).toThrow(/population/);
    expect(() => createNsga2(bits, { seed: 1, offspring: 1.5 })).toThrow(/offspring/);
    expect(() => createNsga2({ ...bits, objectives: 0 }, { seed: 1 })).toThrow(/objective/);
  });
});
