export { analyzeRun } from './analyze-run.js';
export { baselineTable, exportBaseline, formatBaseline } from './baseline-file.js';
export { compareTables } from './compare-tables.js';
export { type FrontCandidate, nonDominated } from './front.js';
export { type MissingPair, type PairedRows, pairTables } from './pair-tables.js';
export { baselineDrift, type ParsedBaseline, parseBaseline } from './parse-baseline.js';
export type {
  Analysis,
  AnalyzeOptions,
  BaselineDataset,
  BaselineFile,
  BaselineSample,
  CachingData,
  FrontPoint,
  PromptCacheResult,
  RunData,
  SampleTable,
  SliceResult,
  VariantComparison,
  VariantResult,
} from './port.js';
export { columnOf } from './table-column.js';
