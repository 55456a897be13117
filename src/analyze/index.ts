export { analyzeRun } from './analyze-run.js';
export { baselineTable, exportBaseline, formatBaseline } from './baseline-file.js';
export { compareTables } from './compare-tables.js';
export { type FrontCandidate, nonDominated } from './front.js';
export { analyzeJudges, type JudgeAnalysis } from './judges/analyze-judges.js';
export {
  type ClassFigures,
  type CriterionFigures,
  calibrationFigures,
  type PointwiseFigures,
} from './judges/calibration-figures.js';
export {
  type CalibratedCriterion,
  type ComparedVerdict,
  ENOUGH_LABELS,
  FEWEST_LABELS,
  type JudgeCalibration,
  judgeCalibrationJsonSchema,
  judgeCalibrationSchema,
  type LabelledVerdict,
  sourceWords,
} from './judges/calibration-file.js';
export { readDetail } from './judges/collect-verdicts.js';
export { type LabelledAnswer, type ParsedLabels, parseLabels } from './judges/labels.js';
export { modelFamily } from './judges/model-family.js';
export { type JudgeSetup, judgedMetrics, type UsedCalibration } from './judges/setup.js';
export { type MissingPair, type PairedRows, pairTables, selectPairs } from './pair-tables.js';
export { baselineDrift, type ParsedBaseline, parseBaseline } from './parse-baseline.js';
export type {
  Analysis,
  AnalyzeOptions,
  BaselineDataset,
  BaselineFile,
  BaselineSample,
  CachingData,
  FrontPoint,
  JudgeCriterionReport,
  JudgeReport,
  PromptCacheResult,
  RunData,
  SampleTable,
  SliceResult,
  VariantComparison,
  VariantResult,
} from './port.js';
export { columnOf } from './table-column.js';
export { type QualityPart, qualityParts, trialQuality } from './trial-quality.js';
