import { describe, expect, it } from 'vitest';
import { percentileEstimate } from '../../../src/search/outcome/index.js';
import type { MeasuredCell, MeasuredProblem, Searcher } from '../../../src/search/port.js';
import { childKey, randomKey, uniformAt } from '../../../src/search/random.js';
import { createSurrogateSearcher } from '../../../src/search/surrogate/index.js';
import { observationsToShow } from '../../../src/search/surrogate/open-bounds.js';

describe('observations that show a bound on a percentile', () => {
  it('are those of the order statistics: 59 for p95 and 299 for p99 with none beyond it', () => {
    expect(observationsToShow(0, { allowed: 0.05 }, 0.95)).toBe(59);
    expect(observationsToShow(0, { allowed: 0.01 }, 0.95)).toBe(299);
  });

  it('are enough for the estimate that judges, and half as many are not', () => {
    for (const beyond of [0.002, 0.004, 0.006]) {
      const needed = observationsToShow(beyond, { allowed: 0.01 }, 0.95);
      expect(highOf(needed, Math.floor(beyond * needed))).toBeLessThanOrEqual(5000);
      const fewer = Math.floor(needed / 2);
      expect(highOf(fewer, Math.ceil(beyond * fewer)) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(5000);
    }
  });

  it('are without end where as many lie beyond the bound as may', () => {
    expect(observationsToShow(0.01, { allowed: 0.01 }, 0.95)).toBe(Number.POSITIVE_INFINITY);
  });
});

/** Upper bound of p99 of `n` independent latencies, `slow` of them above 5,000. */
function highOf(n: number, slow: number): number | null {
  const values = Array.from({ length: n }, (_, at) => (at < slow ? 6000 : 4000));
  const own = values.map((_, at) => at);
  const weights = values.map(() => 1);
  return percentileEstimate({ values, weights, clusters: own }, 'p99', { level: 0.95, sides: 1 }).high;
}

const ITEMS = 150;

/** A cheap model that is fast and a good one that is slow in 2 of 100 calls; p95 is to stay below 1,000 ms. */
function problemOf(fold: 'p95' | 'p99'): MeasuredProblem {
  return {
    space: {
      factors: [
        { name: 'model', kind: 'categorical', values: ['cheap', 'good'] },
        { name: 'chunks', kind: 'ordered', values: [0, 1, 2, 3] },
      ],
      forbidden: [],
      narrowed: {},
    },
    per: 'intent',
    strata: [
      { name: 'faq', share: 0.7 },
      { name: 'order', share: 0.3 },
    ],
    items: Array.from({ length: 2 * ITEMS }, (_, item) => ({
      stratum: item % 2,
      cluster: String(item),
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
    constraints: [
      { name: `latencyMs.${fold}`, figure: 'latencyMs', fold, scale: 1, max: 1000, per: 'all', level: 0.95 },
    ],
  };
}

function answer(searcher: Searcher, cell: { readonly config: number; readonly item: number }): MeasuredCell {
  const point = searcher.configs()[cell.config] ?? {};
  const isGood = point.model === 'good';
  const chunks = Number(point.chunks ?? 0);
  const key = childKey(randomKey(9), (isGood ? 10 : 0) + chunks, cell.item);
  const quality = uniformAt(key, 0) < (isGood ? 0.6 : 0.3) + 0.06 * chunks ? 1 : 0;
  const cost = (isGood ? 4 : 1) * (1 + chunks) * (0.9 + 0.2 * uniformAt(key, 1)) * 1e-4;
  const isSlow = isGood && uniformAt(key, 2) < 0.02;
  return { ...cell, values: [quality, cost, isSlow ? 1500 : 500 + 200 * uniformAt(key, 3)] };
}

/** Cells of the good model by round, and the outcome. */
function searched(fold: 'p95' | 'p99', maxItemEvaluations: number) {
  return searchedIn(problemOf(fold), maxItemEvaluations);
}

function searchedIn(problem: MeasuredProblem, maxItemEvaluations: number) {
  const searcher = createSurrogateSearcher(problem, {
    seed: 3,
    maxItemEvaluations,
    population: 20,
    generations: 5,
    level: 0.95,
  });
  const rounds: { readonly good: number; readonly orders: number; readonly all: number }[] = [];
  for (;;) {
    const cells = searcher.ask();
    if (cells.length === 0) break;
    const good = cells.filter(({ config }) => searcher.configs()[config]?.model === 'good').length;
    const orders = cells.filter(({ item }) => item % 2 === 1).length;
    rounds.push({ good, orders, all: cells.length });
    searcher.tell(cells.map((cell) => answer(searcher, cell)));
  }
  return { rounds, front: searcher.outcome({ maxFrontSize: 20 }).front };
}

const models = ({ front }: ReturnType<typeof searched>) =>
  new Set(front.flatMap(({ chosen }) => chosen.map(({ point }) => point.model)));

describe('a search whose best points wait for a percentile', () => {
  it('measures until the bound is shown, where the budget allows it', () => {
    const found = searched('p95', 900);
    expect(models(found)).toEqual(new Set(['cheap', 'good']));
    expect(
      found.front.every(({ constraints }) => constraints.every(({ standing }) => standing === 'holds')),
    ).toBe(true);
  });

  it('lets them go where nothing that is left could show it, and reports what it can', () => {
    const found = searched('p99', 900);
    expect(models(found)).toEqual(new Set(['cheap']));
    const later = found.rounds.slice(1);
    const share =
      later.reduce((sum, { good }) => sum + good, 0) / later.reduce((sum, { all }) => sum + all, 0);
    expect(share).toBeLessThan(0.2);
  });

  it('goes on with them, in every intent, where there is nothing else', () => {
    const problem = problemOf('p99');
    const chunks = Array.from({ length: 12 }, (_, at) => at);
    const factors = [
      { name: 'model', kind: 'categorical' as const, values: ['good'] },
      { name: 'chunks', kind: 'ordered' as const, values: chunks },
    ];
    const { rounds } = searchedIn({ ...problem, space: { ...problem.space, factors } }, 300);
    const later = rounds.slice(1);
    expect(later.length).toBeGreaterThan(3);
    expect(later.every(({ orders, all }) => orders > 0 && orders < all)).toBe(true);
  });
});
