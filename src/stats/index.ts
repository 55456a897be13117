export { asymptoticSequence, sequenceTuning } from './asymptotic-sequence.js';
export { betaCdf, betaQuantile } from './beta.js';
export type { BettingRange } from './betting-bets.js';
export {
  type BettingSequence,
  type BettingSequenceOptions,
  bettingSequence,
  type SequenceBounds,
} from './betting-sequence.js';
export { type BettingEvidence, type BettingTest, bettingTest } from './betting-test.js';
export { binomialCdf, binomialPmf, binomialQuantile } from './binomial.js';
export { type BcaEstimate, bcaBootstrap, jackknife, type RowStatistic } from './bootstrap.js';
export { clusterAverages } from './cluster-averages.js';
export { independentRows, type Partition, partition, restrict } from './clusters.js';
export {
  cornishFisher,
  gammaSumQuantile,
  lognormalMatch,
  normalTotal,
  type Quantile,
  type TotalQuantile,
  totalQuantile,
  translatedGamma,
} from './compound-total.js';
export { type ConfusionTable, confusionTable, type LevelAgreement, type RatingPairs } from './confusion.js';
export { type DuelEvidence, duel } from './duel.js';
export { chiSquareUpperTail, gammaCdf, gammaQuantile, gammaUpperTail } from './gamma.js';
export type { EstimateInterval } from './jackknife-interval.js';
export { cohenKappa, type KappaEstimate, type KappaWeights } from './kappa.js';
export { type AlphaEstimate, type AlphaMetric, krippendorffAlpha } from './krippendorff.js';
export type { LinearStatistic, LinearTerm } from './linear-statistic.js';
export { clusteredLogistic, type LogisticFit, sigmoid } from './logistic.js';
export {
  averageRepeats,
  estimateMean,
  type MeanEstimate,
  type StandardErrorKind,
  standardError,
} from './mean.js';
export { type Mixture, type MixtureOptions, normalMixture } from './mixture.js';
export { betaBinomialMixture } from './mixture-beta.js';
export { gammaExponentialMixture } from './mixture-gamma.js';
export { fixedTotal, poissonTotal, type RawMoments, sampleMoments, type TotalMoments } from './moments.js';
export { benjaminiHochberg, type HolmStep, holm } from './multiplicity.js';
export { erfc, normalCdf, normalQuantile } from './normal.js';
export { type OneSidedTest, oneSidedBounds, testAgainst, type ValueRange } from './one-sided.js';
export { comparePaired, correlation, type PairedComparison, pairedDifferences } from './paired.js';
export {
  mcNemar,
  newcombeInterval,
  type PairedTable,
  tangoInterval,
  tangoScore,
} from './paired-proportions.js';
export { type CompoundDistribution, compoundQuantile, panjer } from './panjer.js';
export {
  harrellDavis,
  minimumForPercentile,
  type PercentileRanks,
  percentileRanks,
  quantile,
  type SortedValues,
  sortValues,
} from './percentile.js';
export { polyStitching } from './poly-stitching.js';
export {
  discordantSampleSize,
  nonInferioritySampleSize,
  oneSidedMde,
  type PairedVariances,
  pairedMde,
  pairedSampleSize,
  unpairedSampleSize,
} from './power.js';
export { type PpiDifference, type PpiEstimate, ppiBounds, ppiDifference, ppiMean } from './ppi.js';
export type { PpiOptions, PpiSample } from './ppi-parts.js';
export { clopperPearson, type ProportionEstimate, wilson } from './proportion.js';
export { kendallTauB, spearman } from './rank-correlation.js';
export { type RatioEstimate, ratioOfSums } from './ratio.js';
export { ratioScores } from './ratio-scores.js';
export { clusteredRegression, type Regression } from './regression.js';
export { type Interval, isDefined, type Stat, type UndefinedStat, undefinedStat } from './result.js';
export { createRng, drawIndices, type Rng, randomIndex } from './rng.js';
export { type RoganGladen, roganGladen, type SeenRate } from './rogan-gladen.js';
export { detectableEffect, sampleSizeToSettle } from './settle-size.js';
export { type SignFlip, signFlip } from './sign-flip.js';
export { combineStrata, type Stratum } from './stratified.js';
export { tCdf, tQuantile, tUpperTail } from './student-t.js';
export {
  agrestiCaffo,
  newcombeUnpaired,
  type PassCount,
  type ProportionDifference,
  type SplitCheck,
  sampleRatioMismatch,
} from './unpaired-proportions.js';
export { sortWeighted, type WeightedValues, weightedQuantile } from './weighted-percentile.js';
export {
  type Arm,
  compareUnpaired,
  type UnpairedComparison,
  type UnpairedRatio,
  unpairedRatio,
} from './welch.js';
export { wilcoxonSignedRank } from './wilcoxon.js';
