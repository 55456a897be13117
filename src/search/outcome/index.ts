export { assembleOutcome, type OutcomeInput } from './assemble.js';
export { bindingConstraint } from './binding.js';
export { type Candidate, type CandidateLists, type Dropped, lookAt } from './candidates.js';
export {
  type ChosenFront,
  carriedLimits,
  chooseFront,
  combinationOfLimit,
  type FrontChoice,
  type Limit,
  rowsOf,
} from './choose-front.js';
export { cloudOf } from './cloud.js';
export { exclusionsOf } from './exclusions.js';
export {
  type Confidence,
  combinedValue,
  type FigureSource,
  type Reading,
  sameEverywhere,
  scaled,
} from './figures.js';
export { searchedFrame } from './frame.js';
export { mainEffects } from './main-effects.js';
export type { Rows } from './mean.js';
export { measuredFigures, rowReader } from './measured-figures.js';
export { type ConfigMeasurements, createMeasurements, type Measurements } from './measurements.js';
export { type Frame, frameFrom, frameOf, named, normalised, normalisedVolume } from './normalise.js';
export { combinationOf, signOf, stratumRow, wholeRow } from './objective-rows.js';
export {
  leastForUpperBound,
  type Observations,
  PERCENTILE_SHARE,
  percentileEstimate,
  type TailShare,
  tailShare,
} from './percentile.js';
export { poolReader } from './pool-reader.js';
export { type PoolOrigins, poolWeights } from './pool-weights.js';
export { progressOf } from './progress.js';
export {
  confidenceOf,
  isPerStratum,
  type Judged,
  judge,
  judgeChoice,
  judgeCombined,
  judgeStratum,
  standingOf,
} from './standings.js';
export { kneeOf, thin } from './thin.js';
export { type Veto, vetoReason } from './vetoes.js';
