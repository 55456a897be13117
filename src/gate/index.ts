export { type ArmTable, armOf } from './arms/arm-table.js';
export { type ArmsInput, judgeArms } from './arms/judge-arms.js';
export type { CutDataset, GateKnowledge, SequentialLook } from './context.js';
export { type GateInput, judgeGate } from './judge-gate.js';
export { type ParsedReviews, parseReviews } from './parse-reviews.js';
export type {
  CandidateResult,
  CostChange,
  FlaggedSample,
  FlagKind,
  GateCheck,
  GateResult,
  JudgeNoise,
  JudgeNoiseOf,
  Review,
  SampleReview,
  SliceDifference,
  WorseShare,
} from './port.js';
export { acceptWholesale, type Flag, unmatchedReviews, unreviewedFlags } from './reviews.js';
export { datasetScopes } from './scope.js';
export { settleN } from './settle.js';
