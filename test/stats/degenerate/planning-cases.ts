import * as stats from '../../../src/stats/index.js';
import { alpha, type DegenerateCases, infinity, nan, ofColumn, plus } from './inputs.js';

const size = { alpha, power: 0.8 };
const total = { mean: 1, sd: 1, skew: 0.5, excessKurtosis: 0.1 };
const badTotals = [
  { ...total, sd: 0 },
  { ...total, sd: nan },
  { ...total, skew: infinity },
  { ...total, mean: nan },
];
const hugeTotals = [
  { ...total, skew: 1e8 },
  { ...total, skew: -40, mean: 1e308, sd: 1e308 },
  { ...total, sd: 1e-300, mean: 0 },
];
const ofTotal = (call: (moments: stats.TotalMoments, p: number) => unknown): DegenerateCases => ({
  undefined: badTotals.map((moments) => () => call(moments, 0.95)),
  sound: hugeTotals.flatMap((moments) => [() => call(moments, 0.95), () => call(moments, 0.001)]),
  throws: [() => call(total, 0), () => call(total, nan)],
});
const raw = { m1: 1, m2: 2, m3: 6, m4: 24 };

/** Sample sizes and random totals: by name of the exported function. */
export const planningCases: { readonly [name: string]: DegenerateCases } = {
  compoundQuantile: {
    undefined: [
      () =>
        stats.compoundQuantile(
          { probabilities: Float64Array.of(0.1), cumulative: Float64Array.of(0.1) },
          0.5,
        ),
      () =>
        stats.compoundQuantile({ probabilities: new Float64Array(0), cumulative: new Float64Array(0) }, 0.5),
    ],
    throws: [
      () =>
        stats.compoundQuantile({ probabilities: new Float64Array(1), cumulative: new Float64Array(1) }, nan),
    ],
  },
  cornishFisher: ofTotal((moments, p) => stats.cornishFisher(moments, p)),
  discordantSampleSize: {
    undefined: [
      { discordant: 0.2, difference: 0 },
      { discordant: 0.2, difference: nan },
      { discordant: 0, difference: 0.1 },
      { discordant: nan, difference: 0.1 },
      { discordant: 0.2, difference: 1e-200 },
    ].map((given) => () => stats.discordantSampleSize({ ...given, ...size })),
    throws: [() => stats.discordantSampleSize({ discordant: 0.2, difference: 0.1, alpha: 2, power: 0.8 })],
  },
  fixedTotal: {
    undefined: [
      () => stats.fixedTotal(0, raw),
      () => stats.fixedTotal(nan, raw),
      () => stats.fixedTotal(3, { ...raw, m2: 1 }),
      () => stats.fixedTotal(3, { ...raw, m3: nan }),
    ],
    sound: [() => stats.fixedTotal(1, { m1: 0, m2: 1e-300, m3: 1, m4: 1 })],
  },
  gammaSumQuantile: {
    undefined: [
      () => stats.gammaSumQuantile({ count: 0, shape: 1, scale: 1 }, 0.5),
      () => stats.gammaSumQuantile({ count: nan, shape: 1, scale: 1 }, 0.5),
      () => stats.gammaSumQuantile({ count: 1, shape: 0, scale: 1 }, 0.5),
      () => stats.gammaSumQuantile({ count: 1, shape: 1, scale: nan }, 0.5),
    ],
    throws: [() => stats.gammaSumQuantile({ count: 1, shape: 1, scale: 1 }, 1)],
  },
  lognormalMatch: plus(ofTotal(stats.lognormalMatch), {
    undefined: [() => stats.lognormalMatch({ ...total, mean: 0 }, 0.5)],
  }),
  nonInferioritySampleSize: {
    undefined: [
      { sd: 0.1, margin: 0 },
      { sd: 0.1, margin: nan },
      { sd: 0, margin: 0.1 },
      { sd: nan, margin: 0.1 },
      { sd: 0.1, margin: 0.1, trueDifference: -0.1 },
    ].map((given) => () => stats.nonInferioritySampleSize({ ...given, ...size })),
    throws: [() => stats.nonInferioritySampleSize({ sd: 1, margin: 1, alpha, power: 1 })],
  },
  normalTotal: ofTotal(stats.normalTotal),
  oneSidedMde: {
    sound: [() => stats.oneSidedMde(0, alpha, 0.8)],
    throws: [
      () => stats.oneSidedMde(nan, alpha, 0.8),
      () => stats.oneSidedMde(1, 2, 0.8),
      () => stats.oneSidedMde(1, alpha, 1),
    ],
  },
  pairedMde: {
    undefined: [
      { variances: { between: 1 }, n: 0 },
      { variances: { between: 1 }, n: nan },
      { variances: { between: nan }, n: 5 },
      { variances: { between: 0 }, n: 5 },
      { variances: { between: 1, withinA: -0.5 }, n: 5 },
      { variances: { between: 1, withinA: 1, repeatsA: 0 }, n: 5 },
    ].map((given) => () => stats.pairedMde({ ...given, ...size })),
    throws: [() => stats.pairedMde({ variances: { between: 1 }, n: 5, alpha: 2, power: 0.8 })],
  },
  pairedSampleSize: {
    undefined: [
      { variances: { between: 1 }, difference: 0 },
      { variances: { between: 1 }, difference: nan },
      { variances: { between: 0 }, difference: 1 },
      { variances: { between: -1 }, difference: 1 },
      { variances: { between: 1, withinB: 1, repeatsB: 0 }, difference: 1 },
    ].map((given) => () => stats.pairedSampleSize({ ...given, ...size })),
    throws: [
      () => stats.pairedSampleSize({ variances: { between: 1 }, difference: 1, alpha: nan, power: 0.8 }),
    ],
  },
  panjer: {
    undefined: [
      () => stats.panjer({ rate: 0, cost: [0, 1], limit: 3 }),
      () => stats.panjer({ rate: nan, cost: [0, 1], limit: 3 }),
      () => stats.panjer({ rate: 1e6, cost: [0, 1], limit: 3 }),
      () => stats.panjer({ rate: 1, cost: [], limit: 3 }),
      () => stats.panjer({ rate: 1, cost: [nan, 1], limit: 3 }),
      () => stats.panjer({ rate: 1, cost: [2, -1], limit: 3 }),
    ],
    sound: [
      () => stats.panjer({ rate: 1, cost: [1], limit: 3 }),
      () => stats.panjer({ rate: 1, cost: [0, 1], limit: 0 }),
    ],
    throws: [() => stats.panjer({ rate: 1, cost: [0, 1], limit: -1 })],
  },
  poissonTotal: {
    undefined: [
      () => stats.poissonTotal(0, raw),
      () => stats.poissonTotal(nan, raw),
      () => stats.poissonTotal(3, { ...raw, m4: nan }),
      () => stats.poissonTotal(3, { m1: 0, m2: 0, m3: 0, m4: 0 }),
    ],
    sound: [() => stats.poissonTotal(1e-300, { ...raw, m4: 1e300 })],
  },
  sampleMoments: ofColumn(stats.sampleMoments),
  totalQuantile: ofTotal(stats.totalQuantile),
  translatedGamma: ofTotal(stats.translatedGamma),
  unpairedSampleSize: {
    undefined: [
      { proportion: 0.5, difference: 0 },
      { proportion: 0, difference: 0.1 },
      { proportion: nan, difference: 0.1 },
      { proportion: 2, difference: 0.1 },
    ].map((given) => () => stats.unpairedSampleSize({ ...given, ...size })),
    throws: [() => stats.unpairedSampleSize({ proportion: 0.5, difference: 0.1, alpha, power: 2 })],
  },
};
