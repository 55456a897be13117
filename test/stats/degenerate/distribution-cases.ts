import * as stats from '../../../src/stats/index.js';
import { defined } from '../expect-defined.js';
import { alpha, type DegenerateCases, infinity, level, nan, ofColumn, oneCluster, rng } from './inputs.js';

const sorted = defined(stats.sortValues([1, 2, 3])).sorted;

/** Distributions, random numbers, percentiles, partitions and multiplicity: by name of the exported function. */
export const distributionCases: { readonly [name: string]: DegenerateCases } = {
  benjaminiHochberg: {
    sound: [() => stats.benjaminiHochberg([]), () => stats.benjaminiHochberg([0, 1])],
    throws: [() => stats.benjaminiHochberg([nan]), () => stats.benjaminiHochberg([-0.1])],
  },
  betaCdf: {
    throws: [
      () => stats.betaCdf(nan, 1, 1),
      () => stats.betaCdf(0.5, 0, 1),
      () => stats.betaCdf(0.5, 1, nan),
    ],
  },
  betaQuantile: {
    throws: [
      () => stats.betaQuantile(nan, 1, 1),
      () => stats.betaQuantile(1, 1, 1),
      () => stats.betaQuantile(0.5, -1, 1),
    ],
  },
  binomialCdf: {
    sound: [
      () => stats.binomialCdf(-1, 5, 0.5),
      () => stats.binomialCdf(0, 0, 0),
      () => stats.binomialCdf(3, 5, 1),
    ],
    throws: [
      () => stats.binomialCdf(nan, 5, 0.5),
      () => stats.binomialCdf(1, 5, nan),
      () => stats.binomialCdf(1, 2.5, 0.5),
    ],
  },
  binomialPmf: {
    sound: [
      () => stats.binomialPmf(0, 0, 1),
      () => stats.binomialPmf(0, 5, 1),
      () => stats.binomialPmf(2, 5, 0),
      () => stats.binomialPmf(9, 5, 0.5),
    ],
    throws: [
      () => stats.binomialPmf(nan, 5, 0.5),
      () => stats.binomialPmf(1, nan, 0.5),
      () => stats.binomialPmf(1, 5, 2),
    ],
  },
  binomialQuantile: {
    sound: [() => stats.binomialQuantile(0.5, 0, 0.5), () => stats.binomialQuantile(0.5, 5, 0)],
    throws: [() => stats.binomialQuantile(1, 5, 0.5), () => stats.binomialQuantile(0.5, nan, 0.5)],
  },
  chiSquareUpperTail: {
    sound: [() => stats.chiSquareUpperTail(0, 1), () => stats.chiSquareUpperTail(1e6, 1)],
    throws: [() => stats.chiSquareUpperTail(nan, 1), () => stats.chiSquareUpperTail(1, 0)],
  },
  createRng: {
    sound: [() => stats.createRng(0, 0, 0, 0)(), () => stats.createRng(nan)(), () => stats.createRng(-1)()],
  },
  drawIndices: {
    sound: [() => stats.drawIndices(rng(), 1, new Int32Array(0))],
    throws: [
      () => stats.drawIndices(rng(), 0, new Int32Array(1)),
      () => stats.drawIndices(rng(), nan, new Int32Array(1)),
    ],
  },
  erfc: { sound: [() => stats.erfc(infinity), () => stats.erfc(-infinity)], throws: [() => stats.erfc(nan)] },
  gammaCdf: {
    sound: [
      () => stats.gammaCdf(-1, 1),
      () => stats.gammaCdf(infinity, 1),
      () => stats.gammaCdf(1e-300, 1e-6),
    ],
    throws: [() => stats.gammaCdf(nan, 1), () => stats.gammaCdf(1, 0), () => stats.gammaCdf(1, 1, nan)],
  },
  gammaQuantile: {
    sound: [() => stats.gammaQuantile(1e-300, 0.01), () => stats.gammaQuantile(1 - 1e-16, 1e7)],
    throws: [
      () => stats.gammaQuantile(0, 1),
      () => stats.gammaQuantile(0.5, -1),
      () => stats.gammaQuantile(0.5, 1, 0),
    ],
  },
  gammaUpperTail: {
    sound: [() => stats.gammaUpperTail(-1, 1), () => stats.gammaUpperTail(1e4, 1)],
    throws: [() => stats.gammaUpperTail(nan, 1), () => stats.gammaUpperTail(1, -1)],
  },
  sortWeighted: {
    throws: [() => stats.sortWeighted([1, nan], [1, 1]), () => stats.sortWeighted([1], [nan])],
  },
  weightedQuantile: {
    throws: [
      () => stats.weightedQuantile(stats.sortWeighted([1, 2], [1, 1]), 0),
      () => stats.weightedQuantile(stats.sortWeighted([1, 2], [1, 1]), nan),
    ],
  },
  harrellDavis: { throws: [() => stats.harrellDavis(sorted, 0), () => stats.harrellDavis(sorted, nan)] },
  holm: {
    sound: [() => stats.holm([], alpha), () => stats.holm([0, 1], alpha)],
    throws: [() => stats.holm([nan], alpha), () => stats.holm([0.5], 2)],
  },
  independentRows: { sound: [() => stats.independentRows(0)] },
  isDefined: { sound: [() => stats.isDefined(stats.undefinedStat('why'))] },
  minimumForPercentile: {
    throws: [() => stats.minimumForPercentile(1, level), () => stats.minimumForPercentile(0.5, nan)],
  },
  normalCdf: {
    sound: [() => stats.normalCdf(infinity), () => stats.normalCdf(-60)],
    throws: [() => stats.normalCdf(nan)],
  },
  normalQuantile: { throws: [() => stats.normalQuantile(0), () => stats.normalQuantile(nan)] },
  partition: {
    sound: [() => stats.partition([])],
    throws: [() => stats.partition(['']), () => stats.partition([nan])],
  },
  percentileRanks: {
    undefined: [
      () => stats.percentileRanks(0, 0.95, 0.95),
      () => stats.percentileRanks(nan, 0.95, 0.95),
      () => stats.percentileRanks(100.5, 0.95, 0.95),
    ],
    throws: [() => stats.percentileRanks(100, nan, 0.95), () => stats.percentileRanks(100, 0.95, 2)],
  },
  quantile: { throws: [() => stats.quantile(sorted, 2), () => stats.quantile(sorted, nan)] },
  randomIndex: { throws: [() => stats.randomIndex(rng(), 0), () => stats.randomIndex(rng(), nan)] },
  restrict: {
    sound: [() => stats.restrict(oneCluster(2), [])],
    throws: [() => stats.restrict(oneCluster(2), [2]), () => stats.restrict(oneCluster(2), [nan])],
  },
  sigmoid: { sound: [() => stats.sigmoid(1e4), () => stats.sigmoid(-1e4)] },
  sortValues: ofColumn(stats.sortValues),
  tCdf: {
    sound: [() => stats.tCdf(infinity, 3), () => stats.tCdf(-1e300, 1)],
    throws: [() => stats.tCdf(nan, 3), () => stats.tCdf(1, 0)],
  },
  tUpperTail: {
    sound: [() => stats.tUpperTail(1e300, 1), () => stats.tUpperTail(-infinity, 3)],
    throws: [() => stats.tUpperTail(nan, 3), () => stats.tUpperTail(1, nan)],
  },
  tQuantile: {
    throws: [() => stats.tQuantile(0, 3), () => stats.tQuantile(0.9, -1), () => stats.tQuantile(nan, 3)],
  },
  undefinedStat: { sound: [() => stats.undefinedStat('why')] },
};
