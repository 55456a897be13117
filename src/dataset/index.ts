export { convertDataset } from './convert.js';
export { languageOf } from './language.js';
export { openDataset } from './open.js';
export type { Dataset, FactMatcher } from './port.js';
export type { Summary } from './running-summary.js';
export { type Script, scriptOf } from './script.js';
export type { Format } from './source.js';
export { type Counts, type DatasetStats, datasetStats } from './stats.js';
export { type ValidateOptions, type Validation, validateDataset } from './validate.js';
