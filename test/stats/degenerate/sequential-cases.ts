import * as stats from '../../../src/stats/index.js';
import {
  alpha,
  type DegenerateCases,
  infinity,
  nan,
  ofColumn,
  ofRows,
  plus,
  REFUSED,
  rows,
} from './inputs.js';

const ofMixture = (create: (a: number, plannedTime: number) => stats.Mixture): DegenerateCases => {
  const mixture = create(alpha, 50);
  return {
    undefined: [
      () => mixture.logE(nan, 10),
      () => mixture.logE(1, nan),
      () => mixture.logE(1, 0),
      () => mixture.boundary(0),
      () => mixture.boundary(infinity),
    ],
    sound: [
      () => mixture.logE(0, 10),
      () => mixture.logE(-1e9, 1),
      () => mixture.logE(1e9, 1),
      () => mixture.boundary(1e-9),
    ],
    throws: [() => create(2, 50), () => create(alpha, 0), () => create(alpha, nan)],
  };
};
const sequence = (xs: readonly number[]) => {
  const made = stats.bettingSequence({ alpha });
  made.add(xs);
  return made.bounds();
};
const bets = (xs: readonly number[]) => {
  const made = stats.bettingTest({ alpha, threshold: 0.5 });
  made.add(xs);
  return made.evidence();
};
const inRange = {
  undefined: REFUSED,
  sound: [[1], [0, 0, 0], [1, 0, 5e-324], new Array<number>(5000).fill(1)],
};

/** What may be looked at as often as one likes: by name of the exported function. */
export const sequentialCases: { readonly [name: string]: DegenerateCases } = {
  asymptoticSequence: {
    undefined: [
      { mean: 0, sd: 1, n: 0 },
      { mean: 0, sd: 1, n: nan },
      { mean: nan, sd: 1, n: 90 },
      { mean: 0, sd: nan, n: 90 },
      { mean: 0, sd: -1, n: 90 },
      { mean: 0, sd: 0, n: 90 },
    ].map((data) => () => stats.asymptoticSequence(data, { alpha, plannedN: 100 })),
    throws: [
      () => stats.asymptoticSequence({ mean: 0, sd: 1, n: 90 }, { alpha: 2, plannedN: 100 }),
      () => stats.asymptoticSequence({ mean: 0, sd: 1, n: 90 }, { alpha, plannedN: 0 }),
    ],
  },
  betaBinomialMixture: plus(
    ofMixture((a, plannedTime) =>
      stats.betaBinomialMixture({ alpha: a, plannedTime, below: 0.2, above: 0.8, sides: 1 }),
    ),
    {
      throws: [
        () => stats.betaBinomialMixture({ alpha, plannedTime: 5, below: 0, above: 1, sides: 2 }),
        () => stats.betaBinomialMixture({ alpha, plannedTime: 5, below: 1, above: nan, sides: 2 }),
      ],
    },
  ),
  bettingSequence: {
    undefined: inRange.undefined.map((xs) => () => sequence(xs)),
    sound: inRange.sound.map((xs) => () => sequence(xs)),
    throws: [
      () => stats.bettingSequence({ alpha: 2 }),
      () => stats.bettingSequence({ alpha, low: 1, high: 1 }),
      () => stats.bettingSequence({ alpha, low: nan }),
      () => stats.bettingSequence({ alpha, steps: 0 }),
    ],
  },
  bettingTest: {
    undefined: inRange.undefined.map((xs) => () => bets(xs)),
    sound: inRange.sound.map((xs) => () => bets(xs)),
    throws: [
      () => stats.bettingTest({ alpha: 0, threshold: 0.5 }),
      () => stats.bettingTest({ alpha, threshold: nan }),
      () => stats.bettingTest({ alpha, threshold: 3 }),
    ],
  },
  clusterAverages: plus(
    ofColumn((values) => stats.clusterAverages(values, stats.independentRows(values.length))),
    ofRows(({ weights, clusters = stats.partition(['a', 'a', 'b']) }) =>
      stats.clusterAverages(rows, clusters, weights),
    ),
  ),
  duel: {
    undefined: [
      () => stats.duel({ wins: 0, losses: 0 }, 1),
      () => stats.duel({ wins: nan, losses: 0 }, 1),
      () => stats.duel({ wins: -1, losses: 2 }, 2),
      () => stats.duel({ wins: 0.5, losses: 2 }, 2),
    ],
    sound: [
      () => stats.duel({ wins: 1e6, losses: 0 }, 1),
      () => stats.duel({ wins: 0, losses: 1e6 }, 1),
      () => stats.duel({ wins: 1e6, losses: 1e6 }, 2),
    ],
  },
  gammaExponentialMixture: plus(
    ofMixture((a, plannedTime) => stats.gammaExponentialMixture({ alpha: a, plannedTime, scale: 1 })),
    { throws: [() => stats.gammaExponentialMixture({ alpha, plannedTime: 5, scale: 0 })] },
  ),
  normalMixture: plus(
    ofMixture((a, plannedTime) => stats.normalMixture({ alpha: a, plannedTime, sides: 1 })),
    ofMixture((a, plannedTime) => stats.normalMixture({ alpha: a, plannedTime, sides: 2 })),
  ),
  polyStitching: {
    undefined: [0, -1, nan, infinity].map((v) => () => stats.polyStitching(v, { alpha, startTime: 1 })),
    throws: [
      () => stats.polyStitching(1, { alpha: 2, startTime: 1 }),
      () => stats.polyStitching(1, { alpha, startTime: 0 }),
      () => stats.polyStitching(1, { alpha, startTime: 1, power: 1 }),
    ],
  },
  sequenceTuning: { throws: [() => stats.sequenceTuning(2, 100), () => stats.sequenceTuning(alpha, 0)] },
};
