export { BLOCK, blockSizes, commonOrder } from './blocks.js';
export { cellCount } from './cell-count.js';
export { createExactSearcher } from './exact.js';
export { createNsga2Searcher } from './genetic.js';
export { createGridSearcher, gridPoints } from './grid.js';
export { createRandomSearcher } from './random.js';
export { createRegistry, type Registry } from './registry.js';
