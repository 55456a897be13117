export {
  type BatchFaultKind,
  type BatchFaultRule,
  batchFaultKinds,
  createBatchFaults,
} from './batch-faults.js';
export { type BatchOptions, batchDefaults } from './batch-options.js';
export { type BatchStats, batchStats } from './batch-stats.js';
export { createControlPlaneService } from './control-plane-service.js';
export { createJobRunner, type JobRunner } from './job-runner.js';
export { openJobTable } from './job-table.js';
export { type Clock, machineClock } from './timeline.js';
