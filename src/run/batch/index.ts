export { candidateCalls, judgeCalls, type OpenCells, openCellsOf, unanswered } from './calls.js';
export { cancelParts } from './cancel.js';
export { driveParts } from './drive.js';
export type { BatchEnd, BatchProgress, BatchTarget, BatchWork, PollPace } from './port.js';
export { prefetch, submitOnly } from './prefetch.js';
export { type BatchModels, batchModels, pricedByBatch } from './pricing.js';
export { batchProgress } from './progress.js';
export { refreshJobs } from './refresh.js';
export { hasEnded } from './steps.js';
