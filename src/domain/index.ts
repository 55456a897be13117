export * from './completion.js';
export * from './content-hash.js';
export * from './errors.js';
export * from './estimate.js';
export * from './sample.js';
export * from './score.js';
export * from './trial.js';
export * from './variant.js';
