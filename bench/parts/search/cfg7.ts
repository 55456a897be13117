import type { Factor, MeasuredProblem, Point } from '../../../src/search/port.js';

// CFG-7: an enumerable benchmark of prompt configurations, with the tables of its definition.

const PT = [180, 260, 340, 420, 520, 700];
const PQ = [0, 0.35, 0.55, 0.5, 0.8, 0.9];
const MQ = [0, 0.55, 1.3];
const PIN = [0.25, 0.8, 3];
const POUT = [1.25, 4, 15];
const SPD = [110, 80, 55];
const PRE = [8000, 6000, 4000];
const TTFT = [0.35, 0.45, 0.8];
const OUT = [260, 300, 340];
const H = [0, 2, 4, 6, 8, 10];
const T = [128, 256, 512, 1024, 2048];
const C = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3];
const INT = [
  [0, 0, 0],
  [0.1, 0, -0.1],
  [-0.2, 0.1, 0.1],
  [0.3, -0.1, 0],
  [-0.1, 0.1, 0],
  [-0.3, 0, 0.15],
];
const GUARD = [0.03, 0.015, 0];

/** Levels of (p, m, f, k, h, t, c). */
export const LEVELS = [6, 3, 7, 9, 6, 5, 8] as const;
export const POINTS = LEVELS.reduce((all, one) => all * one, 1);

const at = (table: readonly number[], level: number): number => table[level] ?? 0;
/** The levels of the point with that lexicographic index. */
export function levelsAt(index: number): number[] {
  const levels = new Array<number>(LEVELS.length).fill(0);
  let rest = index;
  for (let factor = LEVELS.length - 1; factor >= 0; factor--) {
    const count = LEVELS[factor] ?? 1;
    levels[factor] = rest % count;
    rest = Math.floor(rest / count);
  }
  return levels;
}

/** How the truth of quality is made from the levels of a point. */
export type QualityLaw = (levels: readonly number[]) => number;

/** The logit of quality as the benchmark defines it. */
export function logit7([p = 0, m = 0, f = 0, k = 0, h = 0, t = 0, c = 0]: readonly number[]): number {
  const w = m === 0 ? 1.5 : 1;
  const keep = at(C, c);
  const over = Math.max(0, k - 4);
  return (
    -0.8 +
    at(PQ, p) +
    at(MQ, m) +
    (INT[p]?.[m] ?? 0) +
    (0.7 - 0.2 * m) * (1 - Math.exp(-f / 1.5)) +
    0.9 * (1 - Math.exp(-k / 2)) -
    0.03 * over * over * w +
    0.35 * (1 - Math.exp(-at(H, h) / 3)) -
    1.1 * (1 - keep) * (1 - keep) * w -
    (t === 0 ? 0.6 : t === 1 ? 0.2 : 0)
  );
}

export const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** Exact cost ($ per 1k requests), latency (s) and both constraints (≤ 0 holds). */
export function exactFigures([p = 0, m = 0, f = 0, k = 0, h = 0, t = 0, c = 0]: readonly number[]): {
  readonly cost: number;
  readonly latency: number;
  readonly g1: number;
  readonly g2: number;
} {
  const keep = at(C, c);
  const input = at(PT, p) + 60 + keep * (90 * f + 220 * k + 120 * at(H, h));
  const output = Math.min(at(T, t), at(OUT, m) * (1 + 0.03 * p));
  return {
    cost: (input * at(PIN, m) + output * at(POUT, m)) / 1000,
    latency: at(TTFT, m) + input / at(PRE, m) + output / at(SPD, m),
    g1: 0.16 * Math.exp(-k / 2) + 0.03 * (1 - keep) + at(GUARD, m) - 0.08,
    g2: (input - 2400) / 2400,
  };
}

const FACTORS: readonly Factor[] = [
  { name: 'p', kind: 'categorical', values: [0, 1, 2, 3, 4, 5] },
  { name: 'm', kind: 'categorical', values: [0, 1, 2] },
  { name: 'f', kind: 'ordered', values: [0, 1, 2, 3, 4, 5, 6] },
  { name: 'k', kind: 'ordered', values: [0, 1, 2, 3, 4, 5, 6, 7, 8] },
  { name: 'h', kind: 'ordered', values: [0, 1, 2, 3, 4, 5] },
  { name: 't', kind: 'ordered', values: [0, 1, 2, 3, 4] },
  { name: 'c', kind: 'ordered', values: [0, 1, 2, 3, 4, 5, 6, 7] },
];

/** Levels of a point of the problem: its values are levels. */
export function levelsOfPoint(point: Point): number[] {
  return FACTORS.map(({ name }) => Number(point[name] ?? 0));
}

/** The problem as a search sees it: quality is measured, everything else is known. */
export function cfg7Problem(items: number): MeasuredProblem {
  const objective = (figure: string, direction: 'minimize' | 'maximize') => ({
    name: figure,
    figure,
    fold: 'mean' as const,
    direction,
    scale: 1,
  });
  const constraint = (figure: string) => ({
    name: figure,
    figure,
    fold: 'mean' as const,
    scale: 1,
    max: 0,
    per: 'all' as const,
    level: 0.95,
  });
  return {
    space: { factors: FACTORS, forbidden: [], narrowed: {} },
    per: 'all',
    strata: [{ name: 'all', share: 1 }],
    items: Array.from({ length: items }, (_, item) => ({ stratum: 0, cluster: String(item), weight: 1 })),
    figures: [
      { name: 'quality', range: 'unit' },
      { name: 'cost', range: 'positive' },
      { name: 'latency', range: 'positive' },
      { name: 'g1', range: 'any' },
      { name: 'g2', range: 'any' },
    ],
    objectives: [
      objective('quality', 'maximize'),
      objective('cost', 'minimize'),
      objective('latency', 'minimize'),
    ],
    constraints: [constraint('g1'), constraint('g2')],
    known: (figure, point) => {
      if (figure === 'quality') return null;
      const exact = exactFigures(levelsOfPoint(point));
      return exact[figure as keyof typeof exact];
    },
  };
}
