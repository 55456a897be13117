export type { BatchRecord, BatchRecordCounts } from './batch-records.js';
export type { BatchPart, BatchPartState } from './batch-row.js';
export type { ComparedEntry, FinishedCell } from './comparisons.js';
export type { ResponseKey, StoredResponse } from './responses.js';
export type {
  AskedBeside,
  AskedTest,
  CallEstimate,
  RunConclusion,
  RunRow,
  RunSnapshot,
  RunState,
  SampleFilter,
  ScorerMark,
  SequentialState,
} from './run-snapshot.js';
export type { SearchCheckpoint, SearchRow, StoredConfig, StoredRound } from './searches.js';
export { openStore, type Store } from './store.js';
export type { TrialEntry } from './trials.js';
export type { Unseen } from './unseen.js';
export type { UsageSample, UsageSampleOptions } from './usage-samples.js';
export type { VariantUsage } from './variant-usage.js';
