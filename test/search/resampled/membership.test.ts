import { describe, expect, it } from 'vitest';
import {
  chooseFront,
  createMeasurements,
  lookAt,
  type Measurements,
  measuredFigures,
} from '../../../src/search/outcome/index.js';
import type { MeasuredProblem, SearchConstraint } from '../../../src/search/port.js';
import { membershipByResampling } from '../../../src/search/resampled/index.js';
import { createRng, normalCdf, normalQuantile } from '../../../src/stats/index.js';
import { problemOf } from '../outcome/world.js';

const DRAWS = 2_000;

/** One intent, `n` clusters of one item, quality and a cost that is known. */
function worldOf(
  n: number,
  costs: readonly number[],
  changes: Partial<MeasuredProblem> = {},
): MeasuredProblem {
  return problemOf({
    per: 'all',
    strata: [{ name: 'faq', share: 1 }],
    items: Array.from({ length: n }, (_, at) => ({ stratum: 0, cluster: `c${at}`, weight: 1 })),
    known: (figure, point) =>
      figure === 'costUsd' ? (costs[['a', 'b', 'c', 'd'].indexOf(String(point.model))] ?? null) : null,
    ...changes,
  });
}

/** Measures quality (cost and latency are told as 1) of each configuration on the items it names. */
function tell(
  problem: MeasuredProblem,
  quality: readonly ((item: number) => number | null | undefined)[],
): Measurements {
  const measurements = createMeasurements(problem.figures.length);
  quality.forEach((of, config) => {
    problem.items.forEach((_, item) => {
      const value = of(item);
      if (value !== undefined) measurements.add({ config, item, values: [1, value, 1] });
    });
  });
  return measurements;
}

function ask(
  problem: MeasuredProblem,
  measurements: Measurements,
  choices: readonly (readonly number[])[],
  options: { readonly seed?: number; readonly draws?: number } = {},
): readonly (number | null)[] {
  const configs = Array.from({ length: measurements.configs }, (_, at) => at);
  const points = ['a', 'b', 'c', 'd'].map((model) => ({ model }));
  const source = measuredFigures(problem, points, measurements);
  const lists = problem.per === 'intent' ? problem.strata.map(() => configs) : [configs];
  const candidates = lookAt(source, problem, { candidates: lists, vetoes: [] });
  const { front } = chooseFront(source, problem, candidates);
  return membershipByResampling(
    { problem, source, measurements, seed: options.seed ?? 1, draws: options.draws ?? DRAWS },
    { choices, candidates, front },
  );
}

/** n values whose mean and unbiased variance are exactly these, the normal's quantiles in an order of chance. */
function sample(n: number, of: { readonly mean: number; readonly sd: number; readonly seed: number }) {
  const rng = createRng(of.seed);
  const raw = Array.from({ length: n }, (_, at) => ({ z: normalQuantile((at + 0.5) / n), at: rng() }))
    .sort((a, b) => a.at - b.at)
    .map(({ z }) => z);
  const sd = Math.sqrt(raw.reduce((sum, z) => sum + z * z, 0) / (n - 1));
  return raw.map((z) => of.mean + (of.sd * z) / sd);
}

/** Four standard errors of a share of draws, and 0.01 for what n clusters differ from the normal. */
const within = (p: number): number => 4 * Math.sqrt((p * (1 - p)) / DRAWS) + 0.01;

describe('membership by resampling', () => {
  it('is the normal probability of a difference over its paired standard error', () => {
    // Both at one price: the front is the better one alone, without range, so any difference counts.
    const problem = worldOf(400, [1, 1]);
    const shared = sample(400, { mean: 0.5, sd: 0.2, seed: 3 });
    for (const [difference, z] of [
      [0.0025, 0.5],
      [0.005, 1],
      [0.01, 2],
    ] as const) {
      // sd 0.1 over 400 clusters: a standard error of 0.005. What both share cancels.
      const gains = sample(400, { mean: difference, sd: 0.1, seed: 7 });
      const told = tell(problem, [
        (item) => (shared[item] ?? 0) + (gains[item] ?? 0),
        (item) => shared[item],
      ]);
      const [better] = ask(problem, told, [[0]]);
      expect(Math.abs((better ?? 0) - normalCdf(z))).toBeLessThan(within(normalCdf(z)));
    }
  });

  it('uses what each configuration was measured on: apart from each other their errors add up', () => {
    const problem = worldOf(400, [1, 1]);
    const values = sample(200, { mean: 0.5, sd: 0.1, seed: 5 });
    const others = sample(200, { mean: 0.49, sd: 0.1, seed: 6 });
    const told = tell(problem, [
      (item) => (item < 200 ? values[item] : undefined),
      (item) => (item < 200 ? undefined : others[item - 200]),
    ]);
    const expected = normalCdf(0.01 / Math.sqrt((2 * 0.1 * 0.1) / 200));
    const [better] = ask(problem, told, [[0]]);
    expect(Math.abs((better ?? 0) - expected)).toBeLessThan(within(expected));
  });

  it('has the unbiased variance for few clusters, too', () => {
    // Six clusters: between the normal probability of the unbiased error and what a skewed draw leaves of it.
    const problem = worldOf(6, [1, 1]);
    const gains = sample(6, { mean: 0.05, sd: 0.05 * Math.sqrt(6), seed: 2 });
    const told = tell(problem, [(item) => 0.5 + (gains[item] ?? 0), () => 0.5]);
    const [better] = ask(problem, told, [[0]]);
    expect(Math.abs((better ?? 0) - normalCdf(1))).toBeLessThan(0.04);
  });

  it('minds no gain below 2 % of the range of the front', () => {
    // Prices 1, 1 and 0.1: the front runs from quality 0.2 to 0.5 + d, its margin is 0.02 of that.
    const problem = worldOf(400, [1, 1, 0.1]);
    const shared = sample(400, { mean: 0.5, sd: 0.2, seed: 3 });
    const gains = sample(400, { mean: 0.002, sd: 0.1, seed: 7 });
    const told = tell(problem, [
      (item) => (shared[item] ?? 0) + (gains[item] ?? 0),
      (item) => shared[item],
      (item) => (shared[item] ?? 0) - 0.3,
    ]);
    const margin = 0.02 * 0.302;
    const expected = normalCdf((0.002 + margin) / 0.005);
    const [better, , cheap] = ask(problem, told, [[0], [1], [2]]);
    expect(Math.abs((better ?? 0) - expected)).toBeLessThan(within(expected));
    expect(cheap).toBe(1);
  });

  it('is unknown for a configuration of fewer than two clusters, never 0 or 1', () => {
    const cluster = (at: number): string => (at < 10 ? 'one' : `c${at}`);
    const items = worldOf(20, []).items.map((item, at) => ({ ...item, cluster: cluster(at) }));
    const problem = worldOf(20, [1, 2, 3], { items });
    const told = tell(problem, [
      (item) => (item < 10 ? 0.9 + 0.001 * item : undefined),
      (item) => 0.91 + 0.002 * (item % 3),
      (item) => (item === 12 ? null : item < 14 ? 0.95 + 0.001 * item : undefined),
    ]);
    const [single, many, some] = ask(problem, told, [[0], [1], [2]]);
    expect(single).toBeNull();
    expect(many).toBeGreaterThan(0);
    expect(some).toBeGreaterThan(0);
  });

  it('asks no configuration that breaks a constraint', () => {
    const floor: SearchConstraint = {
      ...{ name: 'latencyMs', figure: 'latencyMs', fold: 'mean', scale: 1, max: 10 },
      ...{ per: 'all', level: 0.95 },
    };
    const problem = worldOf(50, [1, 1], { constraints: [floor] });
    const measurements = createMeasurements(3);
    for (let item = 0; item < 50; item++) {
      measurements.add({ config: 0, item, values: [1, 0.5 + 0.01 * (item % 7), 5] });
      measurements.add({ config: 1, item, values: [1, 0.8 + 0.01 * (item % 5), 50] });
    }
    expect(ask(problem, measurements, [[0]])).toEqual([1]);
  });

  it('depends on the seed alone', () => {
    const problem = worldOf(40, [1, 1]);
    const gains = sample(40, { mean: 0.01, sd: 0.1, seed: 7 });
    const told = tell(problem, [(item) => 0.5 + (gains[item] ?? 0), () => 0.5]);
    const once = ask(problem, told, [[0]], { seed: 4, draws: 100 });
    expect(ask(problem, told, [[0]], { seed: 4, draws: 100 })).toEqual(once);
    const other = [5, 6, 7, 8].map((seed) => ask(problem, told, [[0]], { seed, draws: 100 })[0]);
    expect(new Set([...other, once[0]]).size).toBeGreaterThan(1);
  });

  it('adds up intents that choose for themselves', () => {
    // Two intents of half the traffic: the mix of both better ones stands where both differences together are above 0.
    const problem = problemOf({
      per: 'intent',
      strata: [
        { name: 'faq', share: 0.5 },
        { name: 'order', share: 0.5 },
      ],
      items: Array.from({ length: 400 }, (_, at) => ({ stratum: at % 2, cluster: `c${at}`, weight: 1 })),
      objectives: [{ name: 'quality', figure: 'quality', fold: 'mean', direction: 'maximize', scale: 1 }],
    });
    const gains = [0, 1].map((seed) => sample(200, { mean: 0.01, sd: 0.1, seed }));
    const told = tell(problem, [(item) => 0.5 + (gains[item % 2]?.[item >> 1] ?? 0), () => 0.5]);
    // Any intent by itself has to hold: one that is worse there would be exchanged.
    const expected = normalCdf(0.01 / (0.1 / Math.sqrt(200))) ** 2;
    const [both] = ask(problem, told, [[0, 0]]);
    expect(Math.abs((both ?? 0) - expected)).toBeLessThan(within(expected));
  });
});
