export { hypervolumeContributions } from './contributions.js';
export {
  additiveEpsilon,
  generationalDistance,
  generationalDistancePlus,
  invertedGenerationalDistance,
  invertedGenerationalDistancePlus,
} from './distances.js';
export { hypervolume } from './hypervolume.js';
export { INDIFFERENCE, isBeaten, marginsOf } from './indifference.js';
export { type Knee, kneeByDistance, kneeByTradeOff } from './knees.js';
export { normalise, type Scale, scaleOf } from './normalise.js';
export type { Rows } from './rows.js';
export { hypervolumeSubset, type Subset } from './subset.js';
