export { nonDominated } from './non-dominated.js';
export { type PricedChoice, priceRange, type StayingRange } from './price-range.js';
export { type RemeasuredMember, type RemeasureInput, type Remeasurement, remeasure } from './remeasure.js';
export { type ItemSplit, type SplitItem, type SplitProblem, splitItems } from './split.js';
