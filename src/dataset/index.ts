export { openDataset } from './open.js';
export type { Dataset, FactMatcher } from './port.js';
export { MAX_DOCUMENT_BYTES } from './read-records.js';
export type { Format } from './source.js';
export {
  DEFAULT_MAX_LINE_BYTES,
  type ValidateOptions,
  type Validation,
  validateDataset,
} from './validate.js';
