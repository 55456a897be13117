import { childKey, type RandomKey, randomKey, uniformAt } from '../../../src/search/index.js';
import { normalQuantile } from '../../../src/stats/index.js';
import { logit7, sigmoid } from './cfg7.js';

/** A truth about quality: of every point on every item. */
export interface Law {
  readonly name: string;
  readonly title: string;
  /** Probability that the item is answered well. */
  readonly quality: (levels: readonly number[], item: number) => number;
  /** Whether items differ. */
  readonly hasItems: boolean;
}

/** Standard deviation of the shared difficulty in variant (b), in logits. */
const DIFFICULTY = 1;

/** The benchmark as given, and variants that its structure says nothing about. */
export function laws(items: number): readonly Law[] {
  const key: RandomKey = randomKey(20_607, 7);
  const difficulty = Array.from(
    { length: items },
    (_, item) =>
      DIFFICULTY * normalQuantile(Math.min(1 - 1e-9, Math.max(1e-9, uniformAt(childKey(key, item), 0)))),
  );
  return [
    { name: 'a', title: 'as given', hasItems: false, quality: (levels) => sigmoid(logit7(levels)) },
    {
      name: 'b',
      title: 'shared item difficulty, SD 1 logit',
      hasItems: true,
      quality: (levels, item) => sigmoid(logit7(levels) + (difficulty[item] ?? 0)),
    },
    {
      name: 'c',
      title: 'other pairs, a three-way interaction',
      hasItems: false,
      quality: (levels) => sigmoid(entangled(levels)),
    },
    {
      name: 'd',
      title: 'wrong link: additive in probability, floor and plateau',
      hasItems: false,
      quality: (levels) => Math.min(0.9, Math.max(0.08, 0.42 + 0.17 * plain(levels))),
    },
  ];
}

const PROMPT = [0, 0.35, 0.55, 0.5, 0.8, 0.9];
const MODEL = [0, 0.55, 1.3];
const KEEP = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3];

/** Main effects alone. */
function plain([p = 0, m = 0, f = 0, k = 0, h = 0, t = 0, c = 0]: readonly number[]): number {
  const lost = 1 - (KEEP[c] ?? 1);
  return (
    -0.8 +
    (PROMPT[p] ?? 0) +
    (MODEL[m] ?? 0) +
    0.6 * (1 - Math.exp(-f / 1.5)) +
    0.9 * (1 - Math.exp(-k / 2)) -
    0.03 * Math.max(0, k - 4) * Math.max(0, k - 4) +
    0.35 * (1 - Math.exp((-2 * h) / 3)) -
    1.1 * lost * lost -
    (t === 0 ? 0.6 : t === 1 ? 0.2 : 0)
  );
}

/**
 * Passages and history say the same things; examples help plain prompts only; long answers need the larger models; and the
 * small model loses its way among many passages that are compressed hard.
 */
function entangled(levels: readonly number[]): number {
  const [p = 0, m = 0, f = 0, k = 0, h = 0, t = 0, c = 0] = levels;
  const lost = 1 - (KEEP[c] ?? 1);
  return (
    plain(levels) -
    0.4 * (1 - Math.exp(-k / 2)) * (1 - Math.exp(-h)) +
    0.5 * (1 - Math.exp(-f / 1.5)) * (0.45 - (PROMPT[p] ?? 0)) +
    (t >= 3 ? 0.15 * (m - 1) : 0) -
    (m === 0 && k >= 4 ? 0.9 * lost : 0)
  );
}
