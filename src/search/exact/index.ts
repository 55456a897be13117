export { coarsen } from './coarsen.js';
export { frontIndexes } from './front.js';
export { type Infeasibility, infeasibility } from './infeasibility.js';
export { type Combination, type MergedFront, type MergeOptions, mergeFronts } from './merge.js';
export { beatenBy } from './wall.js';
