export type { ResponseKey, StoredResponse } from './responses.js';
export type { RunConclusion, RunRow, RunSnapshot, RunState, SampleFilter } from './runs.js';
export { openStore, type Store } from './store.js';
export type { TrialEntry } from './trials.js';
