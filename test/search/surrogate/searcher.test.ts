import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/domain/index.js';
import type {
  MeasuredCell,
  MeasuredProblem,
  SearchCell,
  Searcher,
  SearcherOptions,
} from '../../../src/search/port.js';
import { childKey, randomKey, uniformAt } from '../../../src/search/random.js';
import { createSurrogateSearcher } from '../../../src/search/surrogate/index.js';

const ITEMS = 12;

function problemOf(per: 'all' | 'intent', more: Partial<MeasuredProblem> = {}): MeasuredProblem {
  return {
    space: {
      factors: [
        { name: 'model', kind: 'categorical', values: ['s', 'm', 'l'] },
        { name: 'chunks', kind: 'ordered', values: [0, 1, 2, 3] },
        { name: 'tokens', kind: 'ordered', values: [100, 200, 400] },
      ],
      forbidden: [{ model: ['l'], tokens: [400] }],
      narrowed: {},
    },
    per,
    strata: [
      { name: 'faq', share: 0.7 },
      { name: 'order', share: 0.3 },
    ],
    items: Array.from({ length: 2 * ITEMS }, (_, item) => ({
      stratum: item % 2,
      cluster: String(item >> 1),
      weight: 1,
    })),
    figures: [
      { name: 'quality', range: 'unit' },
      { name: 'costUsd', range: 'positive' },
      { name: 'latencyMs', range: 'positive', pooledBy: ['model'] },
    ],
    objectives: [
      { name: 'quality', figure: 'quality', fold: 'mean', direction: 'maximize', scale: 1 },
      { name: 'cost', figure: 'costUsd', fold: 'mean', direction: 'minimize', scale: 1000 },
    ],
    constraints: [],
    ...more,
  };
}

/** A truth that answers from a counter, whoever asks. */
function answer(searcher: Searcher, cells: readonly SearchCell[]): MeasuredCell[] {
  const configs = searcher.configs();
  return cells.map(({ config, item }) => {
    const point = configs[config] ?? {};
    const m = ['s', 'm', 'l'].indexOf(String(point.model));
    const tokens = Number(point.tokens ?? 100);
    const key = childKey(randomKey(5), m * 100 + Number(point.chunks ?? 0) * 10 + tokens / 100, item);
    const eta =
      -1 +
      0.9 * m +
      0.5 * Number(point.chunks ?? 0) +
      (item % 2) * 0.4 -
      (m === 0 && point.chunks === 3 ? 1 : 0);
    const quality = uniformAt(key, 0) < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
    const cost = (1 + 3 * m) * (1 + Number(point.chunks ?? 0)) * (0.9 + 0.2 * uniformAt(key, 1)) * 1e-4;
    return { config, item, values: [quality, cost, 500 * (1 + m) + 200 * uniformAt(key, 2)] };
  });
}

const OPTIONS: SearcherOptions = {
  seed: 4,
  maxItemEvaluations: 200,
  population: 20,
  generations: 5,
  level: 0.95,
};

function carryOut(
  searcher: Searcher,
  reorder: (cells: MeasuredCell[]) => MeasuredCell[] = (cells) => cells,
): SearchCell[] {
  const all: SearchCell[] = [];
  for (let asked = searcher.ask(); asked.length > 0; asked = searcher.ask()) {
    all.push(...asked);
    searcher.tell(reorder(answer(searcher, asked)));
  }
  return all;
}

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('surrogate search', () => {
  it('spends its budget exactly and never asks for a cell twice', () => {
    const searcher = createSurrogateSearcher(problemOf('all'), OPTIONS);
    const cells = carryOut(searcher);
    expect(cells.length).toBe(200);
    expect(new Set(cells.map(({ config, item }) => `${config}/${item}`)).size).toBe(200);
    expect(searcher.ask()).toEqual([]);
  });

  it('goes on to the last cell of a small space where no limit is set', () => {
    const one: MeasuredProblem = {
      ...problemOf('all'),
      space: {
        factors: [{ name: 'model', kind: 'categorical', values: ['s', 'm'] }],
        forbidden: [],
        narrowed: {},
      },
      objectives: [{ name: 'quality', figure: 'quality', fold: 'mean', direction: 'maximize', scale: 1 }],
    };
    const searcher = createSurrogateSearcher(one, { ...OPTIONS, maxItemEvaluations: null });
    expect(carryOut(searcher).length).toBe(2 * 2 * ITEMS);
  });

  it.each(['all', 'intent'] as const)('per %s: is the same whatever order answers come in', (per) => {
    const forward = createSurrogateSearcher(problemOf(per), OPTIONS);
    const backward = createSurrogateSearcher(problemOf(per), OPTIONS);
    expect(carryOut(backward, (cells) => cells.reverse())).toEqual(carryOut(forward));
    expect(backward.outcome({ maxFrontSize: 30 })).toEqual(forward.outcome({ maxFrontSize: 30 }));
  });

  it.each(['all', 'intent'] as const)('per %s: resumes to the identical result from anywhere', (per) => {
    const whole = createSurrogateSearcher(problemOf(per), OPTIONS);
    carryOut(whole);
    let searcher = createSurrogateSearcher(problemOf(per), OPTIONS);
    for (let step = 0; ; step++) {
      const asked = searcher.ask();
      if (asked.length === 0) break;
      const answers = answer(searcher, asked);
      // Killed with a part of a round told, and started again.
      searcher.tell(answers.slice(0, answers.length >> 1));
      searcher = createSurrogateSearcher(problemOf(per), OPTIONS, json(searcher.state()) as JsonValue);
      searcher.tell(answers.slice(answers.length >> 1));
      if (step % 2 === 0)
        searcher = createSurrogateSearcher(problemOf(per), OPTIONS, json(searcher.state()) as JsonValue);
    }
    expect(searcher.outcome({ maxFrontSize: 30 })).toEqual(whole.outcome({ maxFrontSize: 30 }));
  });

  it('reports a front with intervals, memberships and effects', () => {
    const searcher = createSurrogateSearcher(problemOf('intent'), OPTIONS);
    carryOut(searcher);
    const { front, effects, hypervolume, methods } = searcher.outcome({ maxFrontSize: 10 });
    expect(front.length).toBeGreaterThan(2);
    expect(front.length).toBeLessThanOrEqual(10);
    for (const member of front) {
      expect(member.chosen.length).toBe(2);
      const { value, low, high } = member.claimed.quality ?? { value: null, low: null, high: null };
      expect(low ?? 1).toBeLessThan(value ?? 0);
      expect(high ?? 0).toBeGreaterThan(value ?? 1);
      expect(member.membership).toBeGreaterThan(0);
      expect(member.membership).toBeLessThanOrEqual(1);
    }
    const model = effects.find(({ figure, factors }) => figure === 'quality' && factors.join() === 'model');
    const [s, , l] = model?.levels.map(({ effect }) => effect.value ?? 0) ?? [];
    expect(s).toBeLessThan(l ?? -1);
    expect(hypervolume.claimed).toBeGreaterThan(0);
    expect(methods.join()).toContain('marginal likelihood');
  });

  it('asks nothing that a known constraint or a forbidden combination keeps out', () => {
    const problem = problemOf('all', {
      constraints: [
        { name: 'tokens', figure: 'cap', fold: 'mean', scale: 1, max: 200, per: 'all', level: 0.95 },
      ],
      known: (figure, point) => (figure === 'cap' ? Number(point.tokens) : null),
    });
    const searcher = createSurrogateSearcher(problem, OPTIONS);
    carryOut(searcher);
    expect(searcher.configs().every(({ tokens }) => tokens !== 400)).toBe(true);
  });

  it('keeps out what misses a floor by its posterior bound, and a configuration under veto', () => {
    const floor = {
      name: 'quality',
      figure: 'quality',
      fold: 'mean',
      scale: 1,
      min: 0.4,
      per: 'intent',
      level: 0.9,
    } as const;
    const ceiling = {
      name: 'latency',
      figure: 'latencyMs',
      fold: 'p50',
      scale: 1,
      max: 1400,
      per: 'all',
      level: 0.95,
    } as const;
    const searcher = createSurrogateSearcher(problemOf('intent', { constraints: [floor, ceiling] }), OPTIONS);
    carryOut(searcher);
    const before = searcher.outcome({ maxFrontSize: 30 });
    for (const { constraints, chosen } of before.front) {
      for (const { standing } of constraints) expect(standing).toBe('holds');
      // The large model takes 1,500 ms.
      for (const { point } of chosen) expect(point.model).not.toBe('l');
    }
    expect(before.excluded.length).toBeGreaterThan(0);
    const vetoed = before.front[0]?.chosen[0]?.config ?? 0;
    searcher.veto(vetoed, null, 'adversarial');
    const after = searcher.outcome({ maxFrontSize: 30 });
    expect(after.front.length).toBeGreaterThan(0);
    for (const { chosen } of after.front) expect(chosen.map(({ config }) => config)).not.toContain(vetoed);
  });

  it('searches a continuum through NSGA-II on the posterior', () => {
    const base = problemOf('all');
    const problem: MeasuredProblem = {
      ...base,
      space: {
        factors: [
          { name: 'model', kind: 'categorical', values: ['s', 'm', 'l'] },
          { name: 'chunks', kind: 'real', min: 0, max: 3 },
        ],
        forbidden: [],
        narrowed: {},
      },
    };
    const searcher = createSurrogateSearcher(problem, { ...OPTIONS, maxItemEvaluations: 40, roundSize: 40 });
    carryOut(searcher);
    expect(searcher.outcome({ maxFrontSize: 20 }).front.length).toBeGreaterThan(2);
  });
});
