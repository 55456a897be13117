import { mergeFronts } from '../../../src/search/exact/index.js';
import { childKey, hypervolume, type RandomKey, randomKey, uniformAt } from '../../../src/search/index.js';
import type {
  FactorValue,
  MeasuredCell,
  MeasuredProblem,
  Point,
  Searcher,
} from '../../../src/search/port.js';
import { normalQuantile } from '../../../src/stats/index.js';
import { sigmoid } from './cfg7.js';

// A synthetic problem shaped like the worked example: one configuration of 108 for each of ten intents, quality a share of
// facts that came out right, cost measured, items of clusters with difficulties of their own.

const INTENTS = 10;
const ITEMS = 100;
const CLUSTERS = 25;
const FACTS = 5;
const MODEL = ['small', 'middle', 'large'];
const PRICE = [1, 3.2, 12];
const MAX_TOKENS = [150, 250, 400, 500];
const TEMPERATURE = [0.1, 0.3, 0.7];
const CHUNKS = [0, 2, 5];
/** Volumes of ten kinds of traffic, largest first. */
const SHARES = [0.22, 0.18, 0.14, 0.12, 0.1, 0.08, 0.06, 0.05, 0.03, 0.02];

const normal = (key: RandomKey, first: number, second = 0): number =>
  normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, uniformAt(key, first, second))));

/** The problem with its truth: `seed` decides on its intents and items. */
export interface IntentProblem {
  readonly problem: MeasuredProblem;
  readonly measure: (
    cell: { readonly config: number; readonly item: number },
    point: Point,
    seed: number,
  ) => MeasuredCell;
  /** True mean quality and cost of a configuration in an intent, over its items. */
  readonly truth: (point: Point, stratum: number) => { readonly quality: number; readonly cost: number };
  /** Share of the true hypervolume of rows (−quality, cost). */
  readonly share: (rows: readonly (readonly number[])[]) => number;
}

export function intentProblem(seed: number): IntentProblem {
  const key = randomKey(seed, 501);
  const items = Array.from({ length: INTENTS * ITEMS }, (_, item) => ({
    stratum: Math.floor(item / ITEMS),
    cluster: `${Math.floor(item / ITEMS)}-${item % CLUSTERS}`,
    weight: 1,
  }));
  const difficulty = items.map(
    ({ stratum }, item) =>
      0.7 * normal(childKey(key, 1), stratum, item % CLUSTERS) + 0.5 * normal(childKey(key, 2), item),
  );
  const length = items.map((_, item) => Math.exp(0.4 * normal(childKey(key, 3), item)));
  const taste = (stratum: number, factor: number): number => normal(childKey(key, 4), stratum, factor);
  const level = (values: readonly FactorValue[], value: FactorValue | undefined): number =>
    Math.max(0, values.indexOf(value ?? ''));

  const logit = (point: Point, stratum: number): number => {
    const [m, t, temperature, k] = levelsOf(point);
    const needsPassages = 1 + 0.7 * taste(stratum, 1);
    const isLong = 0.5 + 0.4 * taste(stratum, 2);
    return (
      0.4 +
      0.8 * taste(stratum, 0) +
      ([0, 0.6, 1.1][m] ?? 0) * (1 + 0.4 * taste(stratum, 3)) +
      needsPassages * ([0, 0.7, 0.8][k] ?? 0) -
      Math.max(0, isLong) * ([1.2, 0.5, 0.1, 0][t] ?? 0) -
      ([0, 0.05, 0.3][temperature] ?? 0) * (m === 0 ? 1.5 : 1) -
      (m === 0 && k === 2 ? 0.4 : 0)
    );
  };
  const levelsOf = (point: Point): [number, number, number, number] => [
    level(MODEL, point.model),
    level(MAX_TOKENS, point.maxTokens),
    level(TEMPERATURE, point.temperature),
    level(CHUNKS, point.ragChunks),
  ];
  const meanCost = (point: Point, stratum: number, item: number): number => {
    const [m, t, , k] = levelsOf(point);
    const answer = Math.min(MAX_TOKENS[t] ?? 0, 260 * (1 + 0.2 * taste(stratum, 5))) * (length[item] ?? 1);
    return ((PRICE[m] ?? 1) * (400 + 350 * (CHUNKS[k] ?? 0) + 5 * answer)) / 1e6;
  };
  const truth = (point: Point, stratum: number): { quality: number; cost: number } => {
    let quality = 0;
    let cost = 0;
    const z = logit(point, stratum);
    for (let item = stratum * ITEMS; item < (stratum + 1) * ITEMS; item++) {
      quality += sigmoid(z + (difficulty[item] ?? 0)) / ITEMS;
      cost += meanCost(point, stratum, item) / ITEMS;
    }
    return { quality, cost };
  };
  const problem = problemOf(items);
  const all = MODEL.flatMap((model) =>
    MAX_TOKENS.flatMap((maxTokens) =>
      TEMPERATURE.flatMap((temperature) =>
        CHUNKS.map((ragChunks) => ({ model, maxTokens, temperature, ragChunks })),
      ),
    ),
  );
  const merged = mergeFronts(
    SHARES.map((share, stratum) => ({
      values: Float64Array.from(
        all.flatMap((point) => {
          const { quality, cost } = truth(point, stratum);
          return [-share * quality, share * cost];
        }),
      ),
      count: all.length,
      dimension: 2,
    })),
  );
  const { values, count } = merged.points;
  const front = Array.from({ length: count }, (_, row) => [values[2 * row] ?? 0, values[2 * row + 1] ?? 0]);
  const ideal = [0, 1].map((axis) => front.reduce((least, row) => Math.min(least, row[axis] ?? 0), Infinity));
  const nadir = [0, 1].map((axis) => front.reduce((most, row) => Math.max(most, row[axis] ?? 0), -Infinity));
  const volume = (rows: readonly (readonly number[])[]): number =>
    hypervolume(
      rows.map((row) =>
        row.map((value, axis) => (value - (ideal[axis] ?? 0)) / ((nadir[axis] ?? 1) - (ideal[axis] ?? 0))),
      ),
      [1.1, 1.1],
    );
  const whole = volume(front);
  return {
    problem,
    truth,
    share: (rows) => volume(rows) / whole,
    measure({ config, item }, point, drawSeed) {
      const stratum = items[item]?.stratum ?? 0;
      const own = childKey(
        childKey(
          randomKey(drawSeed, 502),
          all.findIndex((one) => isSame(one, point)),
        ),
        item,
      );
      const chance = sigmoid(logit(point, stratum) + (difficulty[item] ?? 0));
      let right = 0;
      for (let fact = 0; fact < FACTS; fact++) if (uniformAt(own, fact) < chance) right++;
      const noise = 0.2 * normal(own, 99);
      return {
        config,
        item,
        values: [right / FACTS, meanCost(point, stratum, item) * Math.exp(noise - 0.02)],
      };
    },
  };
}

function isSame(one: Point, other: Point): boolean {
  return Object.entries(one).every(([factor, value]) => other[factor] === value);
}

function problemOf(items: MeasuredProblem['items']): MeasuredProblem {
  return {
    space: {
      factors: [
        { name: 'model', kind: 'categorical', values: MODEL },
        { name: 'maxTokens', kind: 'ordered', values: MAX_TOKENS },
        { name: 'temperature', kind: 'ordered', values: TEMPERATURE },
        { name: 'ragChunks', kind: 'ordered', values: CHUNKS },
      ],
      forbidden: [],
      narrowed: {},
    },
    per: 'intent',
    strata: SHARES.map((share, at) => ({ name: `intent-${at}`, share })),
    items,
    figures: [
      { name: 'quality', range: 'unit' },
      { name: 'costUsd', range: 'positive' },
    ],
    objectives: [
      { name: 'quality', figure: 'quality', fold: 'mean', direction: 'maximize', scale: 1 },
      { name: 'cost', figure: 'costUsd', fold: 'mean', direction: 'minimize', scale: 1 },
    ],
    constraints: [],
  };
}

/** Carries a search out, and holds what it reports against the truth. */
export function carryOutIntents(
  searcher: Searcher,
  { problem, measure, truth, share }: IntentProblem,
  seed: number,
): {
  readonly true: number;
  readonly claimed: number;
  readonly evaluations: number;
  readonly frontSize: number;
} {
  let evaluations = 0;
  for (;;) {
    const asked = searcher.ask();
    if (asked.length === 0) break;
    evaluations += asked.length;
    const configs = searcher.configs();
    searcher.tell(asked.map((cell) => measure(cell, configs[cell.config] ?? {}, seed)));
  }
  const { front } = searcher.outcome({ maxFrontSize: 200 });
  const rows = front.map(({ chosen, claimed }) => {
    let quality = 0;
    let cost = 0;
    for (const [stratum, { point }] of chosen.entries()) {
      const own = truth(point, stratum);
      quality += (problem.strata[stratum]?.share ?? 0) * own.quality;
      cost += (problem.strata[stratum]?.share ?? 0) * own.cost;
    }
    return {
      true: [-quality, cost],
      claimed: [-(claimed.quality?.value ?? 0), claimed.cost?.value ?? Infinity],
    };
  });
  return {
    true: share(rows.map((row) => row.true)),
    claimed: share(rows.map((row) => row.claimed)),
    evaluations,
    frontSize: rows.length,
  };
}
