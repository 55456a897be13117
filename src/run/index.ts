export {
  type BatchEnd,
  type BatchModels,
  type BatchProgress,
  type BatchTarget,
  type BatchWork,
  batchModels,
  cancelParts,
  candidateCalls,
  driveParts,
  hasEnded,
  judgeCalls,
  type OpenCells,
  openCellsOf,
  type PollPace,
  prefetch,
  pricedByBatch,
  refreshJobs,
  submitOnly,
  unanswered,
} from './batch/index.js';
export type { VariantCaching } from './cache-points.js';
export { type ChosenCell, type ChosenPlan, chosenCells } from './chosen-cells.js';
export { type CompareOptions, type ComparisonEnd, compareAnswers } from './compare-answers.js';
export { type CachingDecisions, type CachingOptions, decideCaching } from './decide-caching.js';
export { type ExecuteOptions, executeRun } from './execute.js';
export { type CellSource, executeCells, type SittingOptions } from './execute-cells.js';
export {
  createGateway,
  type Gateway,
  type GatewayOptions,
  type GatewayResult,
  type GatewayStats,
  gatewayAsModel,
} from './gateway.js';
export { failedForTheAccount, remedyFor } from './hopeless.js';
export { countCells, includeSamples, planCells } from './plan.js';
export type {
  CachingDecision,
  ComparisonProgress,
  PlannedCell,
  RenderPlan,
  RunEnd,
  RunPlan,
  RunProgress,
  SittingSummary,
} from './port.js';
export { callBound, renderCell } from './request.js';
export { JudgeCosts } from './score-window.js';
export { partOf, type SeededOrder, seededOrder } from './seeded-order.js';
export { createWarmUp, prefixKeys, type WarmUp } from './warm-up.js';
