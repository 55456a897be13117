export {
  type ArmFigure,
  type ArmsDocument,
  type CompareArmsOptions,
  compareArms,
} from './ab/compare-arms.js';
export { abDefinitionJsonSchema } from './ab/definition.js';
export {
  type BatchReport,
  cancelBatch,
  collectBatch,
  listBatches,
  refreshBatch,
  submitBatch,
} from './batch/commands.js';
export type { BatchStatus } from './batch/status.js';
export { type BaselineOptions, computeBaseline } from './bertscore/baseline.js';
export { type FiledPair, readPairFile } from './bertscore/pair-file.js';
export { type ScoredPairs, scoreTextPairs } from './bertscore/pairs.js';
export { computeThresholds } from './bertscore/thresholds.js';
export { metricFingerprints } from './comparability.js';
export { type CompareDocument, type CompareOptions, compareRuns } from './compare.js';
export { compareDocumentJsonSchema } from './compare-schema.js';
export { type JudgedRun, judgeRun, readReviewFile } from './conclude.js';
export type { CheckState, DoctorCheck, DoctorDocument, DoctorOptions } from './doctor/port.js';
export { doctorPolicies, runDoctor } from './doctor/run-doctor.js';
export { isEmulated } from './document.js';
export {
  type EstimateDocument,
  type EstimateOptions,
  estimateDocumentJsonSchema,
  estimateExperiment,
  estimatePrepared,
} from './estimate/index.js';
export { type CalibrateOptions, type CalibrationDocument, calibrateJudge } from './judge/calibrate.js';
export { databasePath } from './places.js';
export type { RunContext, RunEvent, RunOptions } from './port.js';
export { type PreparedRun, prepareRun } from './prepare.js';
export { type AddedPrices, addPrices } from './prices/add.js';
export { priceDate, priceNotices } from './prices/age.js';
export { type LoadedPrices, loadPriceBook, loadPrices, OWN_PRICE_FILE } from './prices/load.js';
export { type RefreshedPrices, refreshPrices } from './prices/refresh.js';
export { type PromoteAnyOptions, type Promoted, promote } from './promote.js';
export { type ConvertedConfig, convertPromptfoo, isPromptfooConfig, placeOf } from './promptfoo/index.js';
export {
  type ApiContext,
  compare,
  loadExperiment,
  type RunResult,
  run,
  type SearchApiContext,
  type SearchResult,
  search,
} from './public-api.js';
export { reopenRun } from './reopen-run.js';
export { type Reported, report } from './report.js';
export { openReviewDesk } from './review-desk.js';
export { keepReviews, type ReviewState, reviewState } from './review-run.js';
export { rollback } from './rollback.js';
export { type ConcludedRun, runExperiment } from './run-to-report.js';
export { estimateSearch, type SearchEstimate } from './search/dry-run.js';
export type {
  FinishedSearch,
  PriceRange,
  SearchContext,
  SearchEvent,
  SearchOptions,
  SearchProgress,
} from './search/port.js';
export { runSearch } from './search/run-search.js';
export { listSearches, type SearchEntry, storedSearch } from './search/stored.js';
export { verifyPromoted } from './verify-promoted.js';
export { writeOutput } from './writable.js';
