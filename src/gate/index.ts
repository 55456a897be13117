export type { CutDataset, GateKnowledge } from './context.js';
export type { SequentialLook } from './context.js';
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
export { settleN } from './settle.js';
