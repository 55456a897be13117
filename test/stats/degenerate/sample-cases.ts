import * as stats from '../../../src/stats/index.js';
import { defined } from '../expect-defined.js';
import {
  alpha,
  type DegenerateCases,
  level,
  nan,
  ODD,
  ofColumn,
  ofColumns,
  ofRows,
  oneCluster,
  plus,
  REFUSED,
  rng,
  rows,
} from './inputs.js';

const size = { alpha, power: 0.8 };
const test = defined(stats.testAgainst([1, 2, 4, 3], { threshold: 0 }));

/** Means, comparisons and resampling of samples: by name of the exported function. */
export const sampleCases: { readonly [name: string]: DegenerateCases } = {
  averageRepeats: {
    sound: [() => stats.averageRepeats([]), () => stats.averageRepeats([...REFUSED, ...ODD])],
    undefined: REFUSED.map((scores) => () => stats.averageRepeats([scores])[0]),
  },
  bcaBootstrap: plus(
    ofColumn((values) =>
      stats.bcaBootstrap({
        clusters: stats.independentRows(values.length),
        statistic: { terms: [{ values }] },
        level,
        replicates: 50,
        rng: rng(),
      }),
    ),
    {
      ...ofRows(({ weights, clusters = stats.independentRows(3) }) =>
        stats.bcaBootstrap({
          clusters,
          statistic: { terms: [{ values: rows, ...(weights && { weights }) }] },
          level,
          replicates: 50,
          rng: rng(),
        }),
      ),
      throws: [
        () =>
          stats.bcaBootstrap({
            clusters: stats.independentRows(9),
            statistic: () => 1,
            level,
            replicates: 0,
            rng: rng(),
          }),
        () =>
          stats.bcaBootstrap({
            clusters: stats.independentRows(9),
            statistic: { terms: [] },
            level,
            replicates: 9,
            rng: rng(),
          }),
      ],
    },
  ),
  clusteredLogistic: plus(
    ofColumns((x, y) => stats.clusteredLogistic([x], y, { level })),
    {
      undefined: [
        () => stats.clusteredLogistic([[1, 2, 3, 4]], [0, 1, 0, 1], { level, clusters: oneCluster(4) }),
        () =>
          stats.clusteredLogistic([[1, 2, 3, 4]], [0, 1, 0, 1], {
            level,
            clusters: stats.independentRows(9),
          }),
        () => stats.clusteredLogistic([[1, 2, 3, 4]], [0, 0, 1, 1], { level }),
      ],
      throws: [() => stats.clusteredLogistic([[1, 2, 3, 4]], [0, 1, 0, 1], { level: 2 })],
    },
  ),
  clusteredRegression: plus(
    ofColumns((x, y) => stats.clusteredRegression([x], y, { level })),
    {
      undefined: [
        () => stats.clusteredRegression([[1, 2, 3, 4]], [0, 1, 0, 1], { level, clusters: oneCluster(4) }),
        () => stats.clusteredRegression([[1, 1, 1, 1]], [0, 1, 0, 1], { level }),
      ],
      throws: [() => stats.clusteredRegression([[1, 2, 3, 4]], [0, 1, 0, 1], { level: 0 })],
    },
  ),
  combineStrata: {
    undefined: [
      () => stats.combineStrata([], { clusterCount: 1, level }),
      ...[
        { values: [], weights: [], clusters: [] },
        { values: [1, nan], weights: [1, 1], clusters: [0, 1] },
        { values: [1, 2], weights: [0, 0], clusters: [0, 1] },
        { values: [1, 2], weights: [1], clusters: [0, 1] },
        { values: [1, 2], weights: [1, 1], clusters: [0] },
      ].map(
        (part) => () =>
          stats.combineStrata([{ name: 'a', multiplier: 1, ...part }], { clusterCount: 2, level }),
      ),
      () =>
        stats.combineStrata(
          [{ name: 'a', multiplier: nan, values: [1, 2], weights: [1, 1], clusters: [0, 1] }],
          {
            clusterCount: 2,
            level,
          },
        ),
    ],
    sound: [
      () =>
        stats.combineStrata(
          [{ name: 'a', multiplier: 1, values: [1, 2], weights: [1, 1], clusters: [0, 0] }],
          {
            clusterCount: 1,
            level,
          },
        ),
      () =>
        stats.combineStrata(
          [{ name: 'a', multiplier: 1, values: [2, 2], weights: [1, 1], clusters: [0, 1] }],
          {
            clusterCount: 2,
            level,
          },
        ),
    ],
    throws: [() => stats.combineStrata([], { clusterCount: 1, level: 2 })],
  },
  comparePaired: plus(
    ofColumns((baseline, candidate) => stats.comparePaired({ baseline, candidate }, { level })),
    plus(
      ofRows((options) =>
        stats.comparePaired({ baseline: rows, candidate: [3, 1, 2] }, { level, ...options }),
      ),
      { throws: [() => stats.comparePaired({ baseline: rows, candidate: rows }, { level: 2 })] },
    ),
  ),
  compareUnpaired: plus(
    ofColumn((values) => stats.compareUnpaired({ values }, { values: rows }, { level })),
    plus(
      ofRows((options) => stats.compareUnpaired({ values: rows }, { values: rows, ...options }, { level })),
      { throws: [() => stats.compareUnpaired({ values: rows }, { values: rows }, { level: 2 })] },
    ),
  ),
  correlation: ofColumns(stats.correlation),
  detectableEffect: {
    sound: [
      () => stats.detectableEffect(defined(stats.testAgainst([1, 1, 1], { threshold: 0 })), size),
      () => stats.detectableEffect(test, size),
    ],
    throws: [() => stats.detectableEffect(test, { alpha: 2, power: 0.8 })],
  },
  estimateMean: plus(
    ofColumn((values) => stats.estimateMean(values, { level })),
    plus(
      ofRows((options) => stats.estimateMean(rows, { level, ...options })),
      { throws: [() => stats.estimateMean(rows, { level: 2 })] },
    ),
  ),
  jackknife: {
    undefined: [
      () => stats.jackknife([], () => 1),
      () => stats.jackknife([[0]], () => 1),
      () => stats.jackknife([[0], [1]], () => nan),
      () => stats.jackknife([[0], [1]], (left) => 1 / (left[0] ?? 0)),
    ],
    sound: [() => stats.jackknife([[0], [1]], () => 1)],
  },
  oneSidedBounds: {
    sound: [() => stats.oneSidedBounds(defined(stats.testAgainst([1, 1, 1], { threshold: 0 })), alpha)],
    throws: [() => stats.oneSidedBounds(test, 2)],
  },
  pairedDifferences: {
    sound: [() => stats.pairedDifferences({ baseline: [], candidate: [] })],
    throws: [() => stats.pairedDifferences({ baseline: [1], candidate: [] })],
  },
  ratioOfSums: plus(
    ofColumns((numerator, denominator) => stats.ratioOfSums({ numerator, denominator }, { level })),
    plus(
      ofRows(({ weights, ...options }) =>
        stats.ratioOfSums(
          { numerator: rows, denominator: rows, ...(weights && { weights }) },
          { level, ...options },
        ),
      ),
      {
        undefined: [() => stats.ratioOfSums({ numerator: [1, 2], denominator: [0, 0] }, { level })],
        sound: [
          () => stats.ratioOfSums({ numerator: [1, 2], denominator: [5, 0] }, { level }),
          () => stats.ratioOfSums({ numerator: [0, 0], denominator: [5, 1] }, { level }),
        ],
        throws: [() => stats.ratioOfSums({ numerator: rows, denominator: rows }, { level: 2 })],
      },
    ),
  ),
  sampleSizeToSettle: {
    sound: [
      () => stats.sampleSizeToSettle(defined(stats.testAgainst([1, 1, 1], { threshold: 0 })), size),
      () => stats.sampleSizeToSettle(defined(stats.testAgainst([1, 2, 3], { threshold: 2 })), size),
    ],
    throws: [() => stats.sampleSizeToSettle(test, { alpha: 2, power: 0.8 })],
  },
  signFlip: plus(
    ofColumn((values) => stats.signFlip(values, { rng: rng(), replicates: 9 })),
    plus(
      ofRows(
        ({ clusters = stats.independentRows(3) }) => stats.signFlip(rows, { clusters, rng: rng() }),
        false,
      ),
      { throws: [() => stats.signFlip(rows, { rng: rng(), replicates: 0 })] },
    ),
  ),
  standardError: plus(
    ofColumn((values) => stats.standardError(values, { kind: 'corrected' })),
    plus(
      ofColumn((values) => stats.standardError(values, { kind: 'miller' })),
      ofRows((options) => stats.standardError(rows, { kind: 'cr0', ...options })),
    ),
  ),
  testAgainst: plus(
    ofColumn((values) => stats.testAgainst(values, { threshold: 0 })),
    ofRows((options) => stats.testAgainst(rows, { threshold: 0, ...options })),
  ),
  // Its missing rows are NaN, as in the tables of analysis: checked is that nothing else is.
  ratioScores: {
    sound: [
      () => stats.ratioScores([], []),
      () => stats.ratioScores([0, 0], [1, 1]),
      () => stats.ratioScores([1, nan, 3], [1, 2, nan]).filter((score) => !Number.isNaN(score)),
      () => stats.ratioScores([1, 2], [0, 0]).filter((score) => !Number.isNaN(score)),
    ],
  },
  unpairedRatio: plus(
    ofColumn((values) => stats.unpairedRatio({ values }, { values: rows }, { level })),
    {
      undefined: [() => stats.unpairedRatio({ values: rows }, { values: [0, 0] }, { level })],
      sound: ODD.map((values) => () => stats.unpairedRatio({ values: rows }, { values }, { level })),
      throws: [() => stats.unpairedRatio({ values: rows }, { values: rows }, { level: 2 })],
    },
  ),
  wilcoxonSignedRank: ofColumn(stats.wilcoxonSignedRank),
};
