import type { MeasuredCell, MeasuredProblem, Searcher } from '../../../src/search/port.js';
import { createRng } from '../../../src/stats/index.js';

/** Values of a cell, from the searcher's own point: a function of point and item alone. */
export type Oracle = (
  point: { readonly [factor: string]: unknown },
  item: number,
) => readonly (number | null)[];

/** Asks and tells until the searcher is done, at most `rounds` times; gives what was asked for. */
export function carryOut(
  searcher: Searcher,
  oracle: Oracle,
  options: { readonly rounds?: number; readonly shuffle?: number; readonly piecemeal?: boolean } = {},
): MeasuredCell[] {
  const all: MeasuredCell[] = [];
  for (let round = 0; round < (options.rounds ?? 10_000); round++) {
    const cells = searcher.ask();
    if (cells.length === 0) break;
    const told = cells.map((cell) => ({
      ...cell,
      values: oracle(searcher.configs()[cell.config] ?? {}, cell.item),
    }));
    const order = options.shuffle === undefined ? told : shuffled(told, options.shuffle + round);
    if (options.piecemeal === true) for (const one of order) searcher.tell([one]);
    else searcher.tell(order);
    all.push(...told);
  }
  return all;
}

function shuffled<T>(values: readonly T[], seed: number): T[] {
  const rng = createRng(seed);
  return values
    .map((value) => ({ value, at: rng() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

/** 3 × 3 × 2 configurations, one of them conditional, over two intents of 30 items each. */
export function smallProblem(changes: Partial<MeasuredProblem> = {}): MeasuredProblem {
  return {
    space: {
      factors: [
        { name: 'model', kind: 'categorical', values: ['small', 'middle', 'large'] },
        { name: 'maxTokens', kind: 'ordered', values: [150, 300, 500] },
        { name: 'retrieve', kind: 'categorical', values: [false, true] },
      ],
      forbidden: [],
      narrowed: { chitchat: { retrieve: [false] } },
    },
    per: 'all',
    strata: [
      { name: 'faq', share: 0.6 },
      { name: 'chitchat', share: 0.4 },
    ],
    items: Array.from({ length: 60 }, (_, at) => ({
      stratum: at % 2,
      cluster: `c${at % 2}-${Math.floor(at / 4)}`,
      weight: 1,
    })),
    figures: [
      { name: 'costUsd', range: 'positive' },
      { name: 'quality', range: 'unit' },
    ],
    objectives: [
      { name: 'costUsd', figure: 'costUsd', fold: 'mean', direction: 'minimize', scale: 1 },
      { name: 'quality', figure: 'quality', fold: 'mean', direction: 'maximize', scale: 1 },
    ],
    constraints: [],
    ...changes,
  };
}

/** Cost and quality with an item effect: what a model of each size, length and retrieval would have. */
export const smallOracle: Oracle = (point, item) => {
  const size = ['small', 'middle', 'large'].indexOf(String(point.model));
  const tokens = Number(point.maxTokens) / 500;
  const retrieve = point.retrieve === true ? 1 : 0;
  const rng = createRng(5, item, size, Number(point.maxTokens), retrieve);
  const cost = (1 + 3 * size) * (0.5 + tokens) * (1 + 0.3 * retrieve) * (0.9 + 0.2 * rng());
  const difficulty = (item % 7) / 14;
  const quality =
    0.35 + 0.15 * size + 0.1 * tokens + 0.1 * retrieve - 0.5 * (difficulty - 0.2) + 0.1 * (rng() - 0.5);
  return [cost, Math.min(1, Math.max(0, quality))];
};

/** The same with a cost that is known without measuring: then quality alone decides a race. */
export function known(problem: MeasuredProblem): MeasuredProblem {
  return {
    ...problem,
    known: (figure, point) => {
      if (figure !== 'costUsd') return null;
      const size = ['small', 'middle', 'large'].indexOf(String(point.model));
      return (1 + 3 * size) * (0.5 + Number(point.maxTokens) / 500) * (point.retrieve === true ? 1.3 : 1);
    },
  };
}
