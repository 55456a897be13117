import type { PointSet } from '../../../src/search/nsga2/index.js';
import type { Point, SearchSpace } from '../../../src/search/port.js';
import { createRng, sigmoid } from '../../../src/stats/index.js';

/** Shares of traffic of ten intents, as uneven as they are in service. */
export const SHARES = [0.24, 0.18, 0.14, 0.11, 0.09, 0.08, 0.06, 0.05, 0.03, 0.02];

/** 3 models × 4 token limits × 3 temperatures × 3 numbers of passages = 108 configurations. */
export const workedSpace: SearchSpace = {
  factors: [
    { name: 'model', kind: 'categorical', values: ['sonnet', 'haiku', 'haiku-tuned'] },
    { name: 'maxTokens', kind: 'ordered', values: [150, 250, 400, 500] },
    { name: 'temperature', kind: 'ordered', values: [0.1, 0.3, 0.7] },
    { name: 'ragChunks', kind: 'ordered', values: [0, 2, 5] },
  ],
  forbidden: [],
  narrowed: {},
};

const PRICES = { sonnet: [3, 15], haiku: [0.8, 4], 'haiku-tuned': [0.8, 4] } as const;
const SKILL = { sonnet: 1.4, haiku: 0.2, 'haiku-tuned': 0.7 } as const;

/** Dollars and quality of a configuration in an intent of a made-up world: what tokens cost and what helps where. */
export function truth(
  point: Point,
  intent: number,
  seed: number,
): { readonly costUsd: number; readonly quality: number } {
  const nature = createRng(seed, intent);
  const [hardness, length, grounding, looseness, tuned] = [nature(), nature(), nature(), nature(), nature()];
  const model = point.model === 'sonnet' ? 'sonnet' : point.model === 'haiku' ? 'haiku' : 'haiku-tuned';
  const maxTokens = Number(point.maxTokens);
  const chunks = Number(point.ragChunks);
  const temperature = Number(point.temperature);
  const wanted = 120 + 330 * length;
  const output = Math.min(maxTokens, wanted * (model === 'sonnet' ? 1.1 : 1));
  const input = 350 + 220 * chunks;
  const [inPrice, outPrice] = PRICES[model];
  const costUsd = (input * inPrice + output * outPrice) / 1e6;
  const cut = Math.max(0, 1 - maxTokens / wanted);
  const logit =
    0.6 -
    1.8 * hardness +
    SKILL[model] * (0.6 + hardness) +
    (model === 'haiku-tuned' ? 0.8 * (tuned - 0.4) : 0) +
    1.6 * grounding * (1 - Math.exp(-chunks / 2)) -
    0.25 * (1 - grounding) * (chunks / 5) -
    4 * cut -
    3 * (temperature - 0.6 * looseness) * (temperature - 0.6 * looseness);
  // What no factor explains: a little of every configuration's own.
  const own = createRng(seed, intent, maxTokens, chunks, Math.round(10 * temperature), model.length)();
  return { costUsd, quality: sigmoid(logit + 0.12 * (own - 0.5)) };
}

/** By intent, monthly cost and loss of quality of every configuration, weighted by share: what merging takes. */
export function tables(points: readonly Point[], seed: number, conversations = 1_000_000): PointSet[] {
  return SHARES.map((share, intent) => {
    const values = new Float64Array(points.length * 2);
    points.forEach((point, at) => {
      const { costUsd, quality } = truth(point, intent, seed);
      values[2 * at] = share * costUsd * conversations;
      values[2 * at + 1] = -share * quality;
    });
    return { values, count: points.length, dimension: 2 };
  });
}
