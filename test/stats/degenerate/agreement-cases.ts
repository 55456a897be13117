import * as stats from '../../../src/stats/index.js';
import {
  alpha,
  type DegenerateCases,
  infinity,
  level,
  nan,
  ODD,
  ofColumns,
  oneCluster,
  plus,
  REFUSED,
  rows,
} from './inputs.js';

const count = { successes: 1, n: 3 };
const badCounts = [
  { successes: 0, n: 0 },
  { successes: 4, n: 3 },
  { successes: -1, n: 3 },
  { successes: nan, n: 3 },
  { successes: 1, n: nan },
];
const ppi = (
  truth: readonly number[],
  judged: readonly number[],
  unlabelled: readonly number[] = [1, 2, 3],
) => ({ truth, judged, unlabelled });

/** Agreement, labels beside judges, and pass rates: by name of the exported function. */
export const agreementCases: { readonly [name: string]: DegenerateCases } = {
  agrestiCaffo: {
    undefined: badCounts.flatMap((bad) => [
      () => stats.agrestiCaffo(bad, count, level),
      () => stats.agrestiCaffo(count, bad, level),
    ]),
    throws: [() => stats.agrestiCaffo(count, count, 2)],
  },
  clopperPearson: {
    undefined: badCounts.map((bad) => () => stats.clopperPearson(bad.successes, bad.n, level)),
    sound: [() => stats.clopperPearson(0, 1, level), () => stats.clopperPearson(1, 1, level)],
    throws: [() => stats.clopperPearson(1, 2, 1)],
  },
  cohenKappa: plus(
    ofColumns((reference, rated) => stats.cohenKappa({ reference, rated }, { weights: 'quadratic', level })),
    {
      undefined: [
        () => stats.cohenKappa({ reference: [1, 1], rated: [1, 1] }, { weights: 'plain', level }),
        () =>
          stats.cohenKappa({ reference: [1, 2], rated: [1, 3] }, { weights: 'plain', level, levels: [1, 2] }),
        () =>
          stats.cohenKappa(
            { reference: [1, 2], rated: [2, 2] },
            { weights: 'plain', level, clusters: oneCluster(3) },
          ),
      ],
      sound: [
        () =>
          stats.cohenKappa(
            { reference: [1, 2], rated: [2, 2] },
            { weights: 'plain', level, clusters: oneCluster(2) },
          ),
      ],
      throws: [
        () => stats.cohenKappa({ reference: [1, 2], rated: [2, 2] }, { weights: 'plain', level: 2 }),
        () => stats.cohenKappa({ reference: [1], rated: [1] }, { weights: 'plain', level, levels: [1, 1] }),
      ],
    },
  ),
  confusionTable: plus(
    ofColumns((reference, rated) => stats.confusionTable({ reference, rated })),
    { undefined: [() => stats.confusionTable({ reference: [1], rated: [2] }, { levels: [1] })] },
  ),
  kendallTauB: ofColumns(stats.kendallTauB),
  krippendorffAlpha: {
    undefined: [
      () => stats.krippendorffAlpha([], { metric: 'nominal', level }),
      () => stats.krippendorffAlpha([[1], [null, 2]], { metric: 'ordinal', level }),
      () => stats.krippendorffAlpha([[1, nan]], { metric: 'interval', level }),
      () => stats.krippendorffAlpha([[1, infinity]], { metric: 'interval', level }),
      () => stats.krippendorffAlpha([[1, -1]], { metric: 'ratio', level }),
      () => stats.krippendorffAlpha([[1, 2]], { metric: 'ratio', level, clusters: oneCluster(2) }),
    ],
    sound: [
      () =>
        stats.krippendorffAlpha(
          [
            [0, 0],
            [0, 0],
          ],
          { metric: 'ratio', level },
        ),
      () => stats.krippendorffAlpha([[1, 2]], { metric: 'ordinal', level }),
      () =>
        stats.krippendorffAlpha(
          [
            [0, 1],
            [1, 1],
          ],
          { metric: 'ratio', level, clusters: oneCluster(2) },
        ),
      () =>
        stats.krippendorffAlpha(
          [
            [0, 1],
            [1, 1],
          ],
          { metric: 'interval', level },
        ),
      () =>
        stats.krippendorffAlpha(
          [
            [1e200, -1e200],
            [1, 1],
          ],
          { metric: 'interval', level },
        ),
    ],
    throws: [() => stats.krippendorffAlpha([[1, 2]], { metric: 'nominal', level: 2 })],
  },
  mcNemar: {
    undefined: [
      () => stats.mcNemar(0, 0),
      () => stats.mcNemar(nan, 1),
      () => stats.mcNemar(-1, 1),
      () => stats.mcNemar(0.5, 1),
    ],
    sound: [() => stats.mcNemar(1, 0), () => stats.mcNemar(1e6, 0)],
  },
  newcombeInterval: {
    undefined: [
      { bothPass: 0, candidateOnly: 0, baselineOnly: 0, neitherPasses: 0 },
      { bothPass: nan, candidateOnly: 0, baselineOnly: 0, neitherPasses: 1 },
      { bothPass: 3, candidateOnly: -1, baselineOnly: 0, neitherPasses: 1 },
      { bothPass: 0.5, candidateOnly: 0, baselineOnly: 0, neitherPasses: 1 },
    ].map((table) => () => stats.newcombeInterval(table, level)),
    sound: [
      () =>
        stats.newcombeInterval({ bothPass: 1, candidateOnly: 0, baselineOnly: 0, neitherPasses: 0 }, level),
    ],
    throws: [
      () => stats.newcombeInterval({ bothPass: 1, candidateOnly: 0, baselineOnly: 0, neitherPasses: 0 }, 2),
    ],
  },
  newcombeUnpaired: {
    undefined: badCounts.flatMap((bad) => [
      () => stats.newcombeUnpaired(bad, count, level),
      () => stats.newcombeUnpaired(count, bad, level),
    ]),
    throws: [() => stats.newcombeUnpaired(count, count, 0)],
  },
  ppiBounds: {
    undefined: [() => stats.ppiBounds({ value: 1, interval: stats.undefinedStat('why') }, alpha)],
    throws: [() => stats.ppiBounds({ value: 1, interval: stats.undefinedStat('why') }, 2)],
  },
  ppiDifference: {
    undefined: [
      () => stats.ppiDifference(ppi([], []), ppi(rows, rows), { level }),
      () => stats.ppiDifference(ppi(rows, rows), ppi([1, nan], [1, 2]), { level }),
    ],
    sound: [
      () => stats.ppiDifference(ppi([1], [1]), ppi(rows, rows), { level }),
      () => stats.ppiDifference(ppi([1, 1], [1, 1], [1, 1]), ppi([2, 2], [2, 2], [2, 2]), { level }),
    ],
    throws: [() => stats.ppiDifference(ppi(rows, rows), ppi(rows, rows), { level: 2 })],
  },
  ppiMean: plus(
    ofColumns((truth, judged) => stats.ppiMean(ppi(truth, judged), { level })),
    {
      undefined: [
        ...REFUSED.slice(1).map((column) => () => stats.ppiMean(ppi(rows, rows, column), { level })),
        () => stats.ppiMean(ppi(rows, rows, []), { level, lambda: 0.5 }),
        () =>
          stats.ppiMean(
            { ...ppi(rows, rows), weights: { labelled: [0, 0, 0], unlabelled: [1, 1, 1] } },
            { level },
          ),
        () =>
          stats.ppiMean(
            { ...ppi(rows, rows), weights: { labelled: [1, 1, 1], unlabelled: [0, 0, 0] } },
            { level },
          ),
        () =>
          stats.ppiMean(
            { ...ppi(rows, rows), clusters: { labelled: [0], unlabelled: [0, 1, 2] } },
            { level },
          ),
      ],
      sound: [
        ...ODD.map((column) => () => stats.ppiMean(ppi(rows, [2, 1, 3], column), { level })),
        () => stats.ppiMean(ppi(rows, rows, []), { level }),
        () =>
          stats.ppiMean(
            { ...ppi(rows, rows), clusters: { labelled: [0, 0, 0], unlabelled: [0, 0, 0] } },
            { level },
          ),
      ],
      throws: [
        () => stats.ppiMean(ppi(rows, rows), { level: 2 }),
        () => stats.ppiMean(ppi(rows, rows), { level, lambda: nan }),
      ],
    },
  ),
  roganGladen: {
    undefined: [
      { rate: nan, n: 9 },
      { rate: 2, n: 9 },
      { rate: 0.5, n: 0 },
      { rate: 0.5, n: infinity },
    ]
      .flatMap((bad) => [
        () =>
          stats.roganGladen(
            { judged: bad, specificity: { rate: 1, n: 9 }, sensitivity: { rate: 1, n: 9 } },
            level,
          ),
        () =>
          stats.roganGladen(
            { judged: { rate: 1, n: 9 }, specificity: bad, sensitivity: { rate: 1, n: 9 } },
            level,
          ),
      ])
      .concat(() =>
        stats.roganGladen(
          { judged: { rate: 0.5, n: 9 }, specificity: { rate: 0.5, n: 9 }, sensitivity: { rate: 0.6, n: 9 } },
          level,
        ),
      ),
    sound: [
      () =>
        stats.roganGladen(
          { judged: { rate: 0, n: 1 }, specificity: { rate: 1, n: 1 }, sensitivity: { rate: 1, n: 1 } },
          level,
        ),
    ],
    throws: [
      () =>
        stats.roganGladen(
          { judged: { rate: 1, n: 9 }, specificity: { rate: 1, n: 9 }, sensitivity: { rate: 1, n: 9 } },
          2,
        ),
    ],
  },
  sampleRatioMismatch: {
    undefined: [
      () => stats.sampleRatioMismatch([], []),
      () => stats.sampleRatioMismatch([5], [1]),
      () => stats.sampleRatioMismatch([0, 0], [1, 1]),
      () => stats.sampleRatioMismatch([50, 50], [1]),
      () => stats.sampleRatioMismatch([50, nan], [1, 1]),
      () => stats.sampleRatioMismatch([50, 50], [1, 0]),
      () => stats.sampleRatioMismatch([50, 50], [1, nan]),
      () => stats.sampleRatioMismatch([50, 1], [1, 1e-9]),
    ],
    sound: [() => stats.sampleRatioMismatch([1e9, 0], [1, 1])],
  },
  spearman: ofColumns(stats.spearman),
  tangoInterval: {
    undefined: [
      { candidateOnly: 0, baselineOnly: 0, n: 0 },
      { candidateOnly: nan, baselineOnly: 0, n: 3 },
      { candidateOnly: 2, baselineOnly: 2, n: 3 },
      { candidateOnly: -1, baselineOnly: 2, n: 3 },
    ].map((given) => () => stats.tangoInterval(given, level)),
    sound: [
      () => stats.tangoInterval({ candidateOnly: 0, baselineOnly: 0, n: 1 }, level),
      () => stats.tangoInterval({ candidateOnly: 3, baselineOnly: 0, n: 3 }, level),
    ],
    throws: [() => stats.tangoInterval({ candidateOnly: 0, baselineOnly: 0, n: 1 }, 2)],
  },
  tangoScore: {
    throws: [
      () => stats.tangoScore({ candidateOnly: 0, baselineOnly: 0, n: 0 }, 0),
      () => stats.tangoScore({ candidateOnly: 1, baselineOnly: 0, n: 2 }, nan),
    ],
  },
  wilson: {
    undefined: badCounts.map((bad) => () => stats.wilson(bad.successes, bad.n, level)),
    sound: [() => stats.wilson(0, 1, level), () => stats.wilson(1, 1, level)],
    throws: [() => stats.wilson(1, 2, nan)],
  },
};
