export { type GateInput, judgeGate } from './judge-gate.js';
export { type ParsedReviews, parseReviews } from './parse-reviews.js';
export type { CandidateResult, FlaggedSample, GateCheck, GateResult, Review, SampleReview } from './port.js';
export { acceptWholesale, type Flag, unmatchedReviews, unreviewedFlags } from './reviews.js';
export { settleN } from './settle.js';
