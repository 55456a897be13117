import type { MeasuredProblem } from '../../../src/search/port.js';
import { createRng } from '../../../src/stats/index.js';
import type { Oracle } from './simulate.js';

const QUALITY = [0.9, 0.3, 0.85, 0.25, 0.2, 0.3];
const COST = [1, 2, 3, 4, 5, 0.5];
// 0 is better and cheaper than 1, 3 and 4; 2 is dearer and (0 is better) dominated by little; 5 is the cheapest of all.
export const DOMINATED = [1, 3, 4];

/** Six configurations, two intents of 80 items, each a cluster of its own. */
export function raceProblem(changes: Partial<MeasuredProblem> = {}): MeasuredProblem {
  return {
    space: {
      factors: [{ name: 'prompt', kind: 'categorical', values: [0, 1, 2, 3, 4, 5] }],
      forbidden: [],
      narrowed: {},
    },
    per: 'all',
    strata: [
      { name: 'faq', share: 0.6 },
      { name: 'chitchat', share: 0.4 },
    ],
    items: Array.from({ length: 160 }, (_, at) => ({ stratum: at % 2, cluster: `c${at}`, weight: 1 })),
    figures: [
      { name: 'quality', range: 'unit' },
      { name: 'costUsd', range: 'positive' },
      { name: 'rudeness', range: 'unit' },
    ],
    objectives: [
      { name: 'costUsd', figure: 'costUsd', fold: 'mean', direction: 'minimize', scale: 1 },
      { name: 'quality', figure: 'quality', fold: 'mean', direction: 'maximize', scale: 1 },
    ],
    constraints: [],
    known: (figure, point) => (figure === 'costUsd' ? (COST[Number(point.prompt)] ?? 0) : null),
    ...changes,
  };
}

/** Passes and failures around the true quality; prompt 0 alone is rude. */
export const raceOracle: Oracle = (point, item) => {
  const prompt = Number(point.prompt);
  const passes = createRng(17, item, prompt)() < (QUALITY[prompt] ?? 0);
  return [passes ? 1 : 0, COST[prompt] ?? 0, prompt === 0 ? 1 : 0];
};
